"""Keys reach the endpoint they belong to, and nothing else."""

from __future__ import annotations

import sqlite3
import traceback

import pytest
from pydantic import SecretStr

from fupan.errors import ConfigError, LlmError
from fupan.llm.available import available
from fupan.llm.factory import open_llm
from fupan.llm.port import Ask
from fupan.llm.remote import connection
from fupan.llm.settings import LlmSettings
from fupan.llm.spec import RemoteSpec, parse_spec
from fupan.store import Store

SCHEMA = {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}
ASK = Ask((("user", "说一句"),), 50)
JSON_ASK = Ask((("user", "说一句"),), 50, schema=SCHEMA)


def connect(spec: str, **settings):
    parsed = parse_spec(spec)
    assert isinstance(parsed, RemoteSpec)
    return connection(parsed, LlmSettings(**settings))


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("behaviour", ["status_401", "status_400", "status_404", "status_500", "reset", "bad_json"])
def test_the_key_is_in_no_error_log_or_repr(endpoint, behaviour, caplog):
    planted = {
        "status_401": endpoint.status(401, f"bad key {endpoint.key}"),
        "status_400": endpoint.status(400, f"bad key {endpoint.key}"),
        "status_404": endpoint.status(404, f"bad key {endpoint.key}"),
        "status_500": endpoint.status(500, f"bad key {endpoint.key}"),
        "reset": endpoint.resets_after("x"),
        "bad_json": endpoint.says("x"),
    }
    endpoint.plan = [planted[behaviour]]
    caplog.set_level(0)
    llm = endpoint.llm()
    with pytest.raises(LlmError) as caught:
        llm.ask(JSON_ASK)
    shown = "".join(traceback.format_exception(caught.value)) + caught.value.hint
    assert endpoint.key not in shown
    assert endpoint.key not in caplog.text
    assert endpoint.key not in repr(vars(llm))
    assert caught.value.message
    assert caught.value.exit_code == 3


def test_the_key_is_not_in_the_store(endpoint, tmp_path):
    store = Store.open(str(tmp_path / "a.db"))
    endpoint.llm(store=store).ask(ASK)
    store.close()
    with sqlite3.connect(tmp_path / "a.db") as connection_:
        assert endpoint.key not in "\n".join(connection_.iterdump())
    connection_.close()


def test_a_services_own_variable_gives_its_key(monkeypatch):
    monkeypatch.setenv("DEEPSEEK_API_KEY", "sk-d")
    to = connect("deepseek")
    assert to.key.get_secret_value() == "sk-d"
    assert to.base_url == "https://api.deepseek.com/v1"


def test_our_key_is_not_sent_to_a_provider_it_was_not_set_for(monkeypatch):
    monkeypatch.setenv("DEEPSEEK_API_KEY", "sk-d")
    ours = {"llm": "compatible:m", "base_url": "http://10.0.0.1/v1", "api_key": SecretStr("sk-ours")}
    to = connect("deepseek", **ours)
    assert (to.base_url, to.key.get_secret_value()) == ("https://api.deepseek.com/v1", "sk-d")
    with pytest.raises(ConfigError, match="没有月之暗面 Kimi的密钥"):
        connect("moonshot", **ours)


def test_our_key_and_address_serve_the_provider_they_were_set_for():
    to = connect("deepseek:x", llm="deepseek", base_url="http://10.0.0.1/v1", api_key=SecretStr("sk-ours"))
    assert (to.base_url, to.key.get_secret_value()) == ("http://10.0.0.1/v1", "sk-ours")


def test_openais_key_does_not_leak_to_a_service_without_one(endpoint, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-openai-own")
    open_llm("vllm:m", config=LlmSettings(base_url=endpoint.base_url)).ask(ASK)
    assert "sk-openai-own" not in str(endpoint.headers)


def test_missing_key_says_which_variable_to_set():
    with pytest.raises(ConfigError) as caught:
        connect("qwen")
    assert "DASHSCOPE_API_KEY" in caught.value.hint
    assert caught.value.exit_code == 2


def test_login_in_an_address_is_not_shown():
    settings = LlmSettings(llm="compatible:m", base_url="http://me:pw@10.0.0.1/v1")
    shown = next(option.why for option in available(settings) if option.spec.startswith("compatible"))
    assert "10.0.0.1" in shown
    assert "pw" not in shown
