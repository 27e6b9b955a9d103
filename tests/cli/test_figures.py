"""``fupan figures`` with the real reader."""

import io
import json

import pytest

from fupan.cli.main import main

TEXT = "# 总结\n\n全年销售额1.36亿元，同比增长八成五，由9800万降至8400万元。\n"


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "总结.md"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_json_lists_each_figure_with_its_span_and_value(document, capsys):
    assert main(["figures", document, "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["document"] == document
    assert all(TEXT[one["start"] : one["end"]] == one["text"] for one in shown["figures"])
    values = {one["text"]: (one["value"], one["unit"], one["direction"]) for one in shown["figures"]}
    assert values["1.36亿元"] == ("136000000", "元", None)
    assert values["八成五"] == ("85", "%", "up")


def test_the_table_lines_up_and_counts(document, capsys):
    assert main(["figures", document]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["位置", "原文", "读作", "类别", "升降"]
    assert lines[1].split()[:4] == ["3:6", "1.36亿元", "136000000", "元"]
    assert lines[-1] == "共 4 个数字。"


def test_standard_input_and_output_file(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("没有".encode()), encoding="utf-8"))
    path = tmp_path / "figures.txt"
    assert main(["figures", "-", "-o", str(path)]) == 0
    assert path.read_text(encoding="utf-8") == "没有数字。\n"
    assert capsys.readouterr().out == ""


def test_a_missing_document_is_bad_input(capsys):
    assert main(["figures", "nowhere.md"]) == 2
    assert "nowhere.md" in capsys.readouterr().err
