"""``fupan llm list|pull|test`` as a user runs them."""

from __future__ import annotations

import json

import pytest

from fupan.cli.main import main


def test_list_says_what_is_missing_and_shows_no_key(monkeypatch, capsys):
    monkeypatch.setenv("DEEPSEEK_API_KEY", "sk-secret")
    assert main(["llm", "list"]) == 0
    out = capsys.readouterr().out
    assert "sk-secret" not in out
    for text in ("embedded:1.5b", "fupan llm pull 1.5b", "OPENAI_API_KEY", "使用DeepSeek", "config.toml"):
        assert text in out


def test_list_as_json(capsys):
    assert main(["llm", "list", "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["chosen"] == "none"
    states = {row["spec"]: row["state"] for row in shown["llms"]}
    assert states["none"] == "ready"
    assert states["embedded:0.5b"] == "missing"
    assert states["ollama:名称"] == "unknown"


def test_trial_of_an_endpoint(endpoint, monkeypatch, capsys):
    endpoint.plan = [endpoint.says("华东大区{{f1}}。"), endpoint.says('{"sentence": "好"}')]
    monkeypatch.setenv("FUPAN_BASE_URL", endpoint.base_url)
    assert main(["llm", "test", "--llm", "compatible:m"]) == 0
    seen = capsys.readouterr()
    assert "华东大区{{f1}}。" in seen.out
    assert "按 JSON 格式回答：支持" in seen.out
    assert "按 --llm 指定" in seen.err


def test_trial_as_json_tells_a_missing_json_mode(endpoint, monkeypatch, capsys):
    endpoint.plan = [endpoint.says("好"), endpoint.says("不会")]
    monkeypatch.setenv("FUPAN_BASE_URL", endpoint.base_url)
    assert main(["llm", "test", "--llm", "compatible:m", "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["text"] == "好"
    assert "不是 JSON" in shown["json_fault"]


def test_trial_with_a_wrong_key_exits_with_3(endpoint, monkeypatch, capsys):
    endpoint.plan = [endpoint.status(401, "bad key sk-secret")]
    monkeypatch.setenv("FUPAN_BASE_URL", endpoint.base_url)
    monkeypatch.setenv("FUPAN_API_KEY", "sk-secret")
    assert main(["llm", "test", "--llm", "compatible:m"]) == 3
    err = capsys.readouterr().err
    assert "FUPAN_API_KEY" in err
    assert "sk-secret" not in err


def test_an_unknown_llm_exits_with_2(capsys):
    assert main(["llm", "test", "--llm", "deepseeek"]) == 2
    assert "是不是 deepseek" in capsys.readouterr().err


def test_pull_of_an_unknown_name_exits_with_2(capsys):
    assert main(["llm", "pull", "7b"]) == 2
    assert "1.5b、0.5b" in capsys.readouterr().err


@pytest.mark.embedded
@pytest.mark.usefixtures("embedded_weights")
def test_pull_of_what_is_there_is_done_at_once(capsys):
    assert main(["llm", "pull", "0.5b"]) == 0
    assert "已经在" in capsys.readouterr().err
