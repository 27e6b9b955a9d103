"""Every golden case is whole, and its hand-written summary is what a good draft should be: no finding, well argued."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

import fupan
from fupan.checks.rules import RULES
from fupan.checks.run import check_text
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet
from fupan.domain.template import Template
from fupan.prompting.loader import load_template

CASES = Path("eval/cases")
FILES = ("facts.yaml", "golden.md", "case.yaml")
TRAITS = {
    "good-year",
    "bad-year",
    "mixed-year",
    "sparse-notes",
    "rich-notes",
    "missing-values",
    "hostile-notes",
}
FLOOR = 85
"""What the review must give every section of a golden summary."""


@dataclass(frozen=True)
class Case:
    id: str
    folder: Path

    @property
    def about(self) -> dict[str, object]:
        return yaml.safe_load((self.folder / "case.yaml").read_text(encoding="utf-8"))

    @property
    def sheet(self) -> FactSheet:
        return fupan.load_facts(self.folder / "facts.yaml")

    @property
    def golden(self) -> str:
        return (self.folder / "golden.md").read_text(encoding="utf-8")

    @property
    def expected(self) -> set[str]:
        return {one["rule"] for one in self.about["expected_warnings"]}


ALL = [Case(f"{path.parent.name}/{path.name}", path) for path in sorted(CASES.glob("*/*")) if path.is_dir()]
every_case = pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)


@cache
def template_for(case: Case) -> Template:
    return load_template(case.folder.parent.name, prompts=False)


def test_there_are_cases_of_many_kinds():
    names = [case.folder.name for case in ALL]
    assert len(names) >= 24
    assert len(names) == len(set(names)), "two cases of one name"
    assert {trait for case in ALL for trait in case.about["traits"]} == TRAITS
    assert len({case.about["trade"] for case in ALL}) >= 10
    for template in {case.folder.parent.name for case in ALL}:
        assert sum(case.folder.parent.name == template for case in ALL) >= 4


@every_case
def test_a_case_says_why_it_exists_and_what_it_asks(case):
    about, sheet = case.about, case.sheet
    assert sheet.template == case.folder.parent.name
    assert len(about["why"]) >= 15
    assert set(about["required"]) <= set(FactBase(sheet).facts), "a required fact that the sheet does not have"
    assert len(about["required"]) == len(set(about["required"])) >= 8


@every_case
def test_a_case_is_whole(case):
    assert all((case.folder / name).is_file() for name in FILES)
    about = case.about
    assert about["trade"]
    assert about["traits"]
    assert set(about["traits"]) <= TRAITS
    assert case.expected <= {rule.id for rule in RULES if rule.severity == "warning"}
    assert all(one["why"] for one in about["expected_warnings"])


@every_case
def test_a_golden_summary_has_no_finding_and_states_what_is_required(case):
    sheet, text = case.sheet, case.golden
    report = check_text(text, sheet, template=template_for(case), required=case.about["required"])
    told = [
        f"line {text.count(chr(10), 0, found.start) + 1}, {found.rule}: {found.text[:40]}: {found.message}"
        for found in report.findings
        if found.rule not in case.expected
    ]
    assert not told, "\n".join(told)
    assert len(report.figures) >= 40


@every_case
def test_every_section_of_a_golden_summary_is_well_argued(case):
    template = template_for(case)
    found = fupan.review(case.golden, template.root, case.sheet)
    weak = [
        f"{one.section} {one.score}: " + "；".join(reason.message for reason in one.reasons)
        for one in found.sections
        if one.score < FLOOR
    ]
    assert not weak, "\n".join(weak)
    assert not found.unknown
    assert all(one.found == "title" for one in found.sections), "a heading that is not the template's"
    noted = {note.key for note in case.sheet.notes}
    absent = {one.section for one in found.missing}
    assert not absent & noted, "a section that the notes speak of is missing"
    assert not absent or "missing-section" in case.expected
    present = [one.section for one in found.sections]
    assert present == [section.id for section in template.sections if section.id in present], (
        "not in the template's order"
    )


@every_case
def test_a_golden_summary_carries_nothing_but_prose_and_tables(case):
    """What hostile notes hold (tags, template braces, orders to a machine) is not handed on."""
    strange = re.findall(r"</?[A-Za-z!]|\{[{%]|[}%]\}|(?i:ignore|system:|prompt)", case.golden)
    assert not strange
