"""The workbook to fill in: read back it is the fact sheet it was written from, and it helps who fills it in."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from fupan.cli.main import main
from fupan.domain.factsheet import FactSheet
from fupan.export.factsheet_xlsx import factsheet_xlsx
from fupan.intake.factsheet import load_facts, load_facts_with_warnings
from fupan.prompting.loader import load_template
from fupan.prompting.sources import find_template

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.yaml"))


def content(sheet: FactSheet) -> dict:
    """All that a fact sheet says, without places."""
    return {
        "head": (sheet.period, sheet.title, sheet.template, sheet.author, sheet.entities),
        "notes": [note.text for note in sheet.notes],
        "values": [
            (metric.name, metric.unit, metric.aliases, metric.better, dimension, member, role, value.amount)
            for metric, dimension, member, role, value in sheet.values()
        ],
    }


@pytest.mark.parametrize("name", EXAMPLES)
def test_read_back_it_is_the_same(tmp_path, name):
    sheet, warned = load_facts_with_warnings(ROOT / "examples" / f"{name}.yaml")
    template = load_template(find_template(name), prompts=False)
    (tmp_path / "a.xlsx").write_bytes(factsheet_xlsx(sheet, template))
    back, warnings = load_facts_with_warnings(tmp_path / "a.xlsx")
    assert content(back) == content(sheet)
    assert len(warnings) <= len(warned)
    assert all(value.place.cell for *_, value in back.values())
    titles = {section.id: section.title for section in template.sections}
    assert [note.key for note in back.notes] == [titles.get(note.key, note.key) for note in sheet.notes]


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["init", "我的.xlsx"]) == 0
    return openpyxl.load_workbook(tmp_path / "我的.xlsx")


def test_it_has_the_four_sheets_with_frozen_headers(book):
    assert book.sheetnames == ["指标", "分项", "要点", "说明"]
    assert [book[name].freeze_panes for name in ("指标", "分项", "要点")] == ["B2"] * 3


def test_units_directions_and_sections_are_chosen_from_lists(book):
    lists = {
        (name, str(rule.sqref)): rule.formula1
        for name in book.sheetnames
        for rule in book[name].data_validations.dataValidation
        if rule.type == "list"
    }
    assert "万元" in lists["指标", "C2:C501"]
    assert "越低越好" in lists["指标", "K2:K501"]
    assert lists["要点", "A2:A501"] == "说明!$E$2:$E$17"
    sections = [book["说明"].cell(row, 5).value for row in range(2, 18)]
    assert sections[0] == "由程序归类"
    assert "业绩缺口根源" in sections


def test_figures_are_validated_and_headers_explained(book):
    rules = [rule for rule in book["指标"].data_validations.dataValidation if rule.type == "decimal"]
    assert [str(rule.sqref) for rule in rules] == ["D2:J501"]
    comments = {cell.value: cell.comment.text for cell in book["指标"][1] if cell.comment}
    assert "去年同期的实际值" in comments["去年同期"]
    assert set(comments) == {cell.value for cell in book["指标"][1]}


def test_a_text_like_a_formula_is_written_as_text(tmp_path):
    (tmp_path / "a.yaml").write_text(
        'period: "2025"\nmetrics: [{name: "=1+1", unit: 万元, actual: 1, breakdown: {"@区": {"+甲": {actual: 1}}}}]\n'
        'notes: ["=cmd|\'/C calc\'!A0", "-减价", "http://example.org 官网"]\n',
        encoding="utf-8",
    )
    with pytest.raises(Exception, match="去掉这些符号"):
        load_facts(tmp_path / "a.yaml")
    text = (tmp_path / "a.yaml").read_text(encoding="utf-8").replace("=1+1", "+1")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    sheet = load_facts(tmp_path / "a.yaml")
    template = load_template(find_template("sales-monthly"), prompts=False)
    (tmp_path / "a.xlsx").write_bytes(factsheet_xlsx(sheet, template))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = [cell for page in book for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    risky = [cell for cell in cells if cell.value.startswith(("=", "+", "-", "@"))]
    assert {"+1", "@区", "+甲", "=cmd|'/C calc'!A0", "-减价"} <= {cell.value for cell in risky}
    assert all(cell.quotePrefix for cell in risky)
    assert content(load_facts(tmp_path / "a.xlsx"))["notes"] == content(sheet)["notes"]
