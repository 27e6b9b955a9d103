"""The mapping file: what was guessed is written, edited by hand, and used from then on."""

from __future__ import annotations

import json

import pytest

from fupan.cli.main import main
from fupan.errors import FactSheetError
from fupan.intake.factsheet import load_facts
from fupan.intake.workbook.read import read_workbook

ROWS = [["2025年"], ["指标", "单位", "甲列", "乙列"], ["销售额", "万元", 100, 120], ["回款率", "%", 90, 91]]


@pytest.fixture
def plain(save, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    return save({"数": [["2025年"], ["指标", "单位", "目标", "实际"], ["销售额", "万元", 120, 100]]})


@pytest.fixture
def path(save, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    return save({"数": ROWS})


def test_what_is_written_reads_as_what_was_guessed(path, capsys):
    guessed = read_workbook(path)
    assert main(["facts", path.name, "--write-mapping"]) == 0
    again = read_workbook(path)
    assert again.mapped == str(path.with_name("数据.mapping.yaml"))
    assert again.mapping == guessed.mapping
    assert [(one.at, one.id, one.raw) for one in again.taken] == [(one.at, one.id, one.raw) for one in guessed.taken]
    assert main(["facts", path.name, "--write-mapping"]) == 2
    assert "已经存在" in capsys.readouterr().err


def test_an_edited_mapping_wins(path):
    main(["facts", path.name, "--write-mapping"])
    mapping = path.with_name("数据.mapping.yaml")
    text = mapping.read_text(encoding="utf-8")
    first, second = (line for line in text.splitlines() if "甲列" in line or "乙列" in line)
    text = text.replace(first, '      C: {take: value, says: "甲列", role: target}')
    text = text.replace(second, '      D: {take: value, says: "乙列", role: actual}')
    mapping.write_text(text, encoding="utf-8")
    found = {one.at: one.id for one in read_workbook(path).taken}
    assert found["数!C3"] == "销售额.target"
    assert found["数!D3"] == "销售额.actual"
    assert load_facts(path).metric("销售额").values.keys() == {"target", "actual"}


def test_a_mapping_of_another_place_and_a_header_that_changed(path, tmp_path, capsys):
    other = tmp_path / "别处.yaml"
    other.write_text(
        "period: 2025-H1\ntables:\n  - sheet: 数\n    range: A2:D3\n    columns:\n      A: {take: metric}\n"
        '      B: {take: unit}\n      D: {take: value, says: 实际, role: actual}\n  - {sheet: 没有, range: "A1:B2"}\n',
        encoding="utf-8",
    )
    reading = read_workbook(path, other)
    assert str(reading.sheet.period) == "2025-H1"
    assert [one.id for one in reading.taken if one.kind == "fact"] == ["销售额.actual"]
    told = "\n".join(map(str, reading.warnings))
    assert "D 列的表头是「乙列」，对照表里写的是「实际」" in told
    assert "「没有」A1:B2 在工作簿里找不到" in told
    left = {one.at for one in reading.taken if one.kind == "nothing"}
    assert {"数!C3", "数!C4", "数!D4"} <= left  # what the mapping leaves out is still told
    assert main(["facts", path.name, "--mapping", str(other), "-t", "sales-monthly"]) == 0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("period: 二零二五", r"1 period: 看不懂的周期"),
        ("table: []", r"1 table: 不认识的键"),
        ("tables: [{sheet: 数}]", r"1 tables\[0\]\.range: 缺少这一项"),
        (
            "tables: [{sheet: 数, range: A1:B2, columns: {A: {take: 值}}}]",
            r"1 tables\[0\]\.columns\.A\.take: 不是可用的值",
        ),
        ("tables: [", r"[12]: 花括号或方括号"),
    ],
)
def test_faults_are_told_with_their_line(path, tmp_path, line, told):
    other = tmp_path / "m.yaml"
    other.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(FactSheetError, match=rf"m\.yaml:{told}"):
        read_workbook(path, other)


def test_only_workbooks_have_a_mapping(tmp_path, capsys):
    (tmp_path / "a.yaml").write_text('period: "2025"\nnotes: [甲]\n', encoding="utf-8")
    assert main(["facts", str(tmp_path / "a.yaml"), "--write-mapping"]) == 2
    assert "不是工作簿" in capsys.readouterr().err


def test_facts_tells_cell_by_cell(plain, capsys):
    assert main(["facts", plain.name, "-t", "sales-monthly", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)["workbook"]
    cells = {one["cell"]: one for one in told["cells"]}
    assert cells["数!D3"]["id"] == "销售额.actual"
    assert cells["数!D3"]["value"] == "100"
    assert cells["数!D3"]["why"]
    assert main(["facts", plain.name, "-t", "sales-monthly"]) == 0
    out = capsys.readouterr().out
    assert "数!C3" in out
    assert "数!A2:D3" in out


def test_a_draft_names_the_cell_of_each_figure(plain, tmp_path, monkeypatch):
    monkeypatch.setenv("FUPAN_DB", str(tmp_path / "fupan.db"))
    assert main(["draft", plain.name, "--llm", "none", "-t", "sales-leader-annual", "-o", "out"]) == 0
    (provenance,) = (tmp_path / "out").glob("*.provenance.json")
    assert "数据.xlsx!数!D3" in provenance.read_text(encoding="utf-8")
    (page,) = (tmp_path / "out").glob("*.html")
    assert "数!D3" in page.read_text(encoding="utf-8")


def test_check_takes_a_workbook(plain, tmp_path, capsys):
    (tmp_path / "总结.md").write_text("全年销售额90万元。\n", encoding="utf-8")
    assert main(["check", "总结.md", "--facts", plain.name]) == 1
    assert "100万元" in capsys.readouterr().out
