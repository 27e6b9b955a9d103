"""How often notes go where a person filed them: on sheets that cues were chosen from, and on one they were not."""

from __future__ import annotations

from pathlib import Path

import pytest

from fupan.domain.factsheet import GENERAL, Entities, FactSheet, Note
from fupan.domain.period import Period
from fupan.logic.assign import Assignment, assign_notes
from fupan.prompting.loader import load_template
from fupan.yamlfile import read_yaml

SHEETS = read_yaml(Path(__file__).parent / "labelled_notes.yaml").plain()["sheets"]


def assigned(sheet, *, keyed: bool) -> list[tuple[Assignment, dict]]:
    rows = sheet["notes"]
    notes = tuple(Note(f"n{i}", row["text"], row["section"] if keyed else GENERAL) for i, row in enumerate(rows))
    entities = Entities(
        customers=tuple(sheet["customers"]), competitors=tuple(sheet["competitors"]), people=tuple(sheet["people"])
    )
    facts = FactSheet(Period(2025), (), notes, entities=entities)
    return list(zip(assign_notes(facts, load_template("sales-leader-annual")), rows, strict=True))


def share(pairs, judge) -> float:
    return sum(bool(judge(assignment, row)) for assignment, row in pairs) / len(pairs)


def right_section(assignment, row) -> bool:
    return assignment.section_id == row["section"]


def right_step(assignment, row) -> bool:
    return right_section(assignment, row) and assignment.step_id in row["steps"]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet["name"])
def test_the_users_key_always_wins(sheet):
    assert share(assigned(sheet, keyed=True), right_section) == 1


def test_steps_of_filed_notes_on_a_sheet_that_was_not_tuned_on():
    pairs = [pair for sheet in SHEETS if not sheet["tuned"] for pair in assigned(sheet, keyed=True)]
    assert len(pairs) >= 50
    assert share(pairs, right_step) >= 0.85


def test_steps_of_filed_notes_on_the_others():
    pairs = [pair for sheet in SHEETS if sheet["tuned"] for pair in assigned(sheet, keyed=True)]
    assert share(pairs, right_step) >= 0.95


def test_sections_of_notes_without_a_key_on_sheets_that_were_read():
    pairs = [pair for sheet in SHEETS if sheet["tuned"] for pair in assigned(sheet, keyed=False)]
    assert share(pairs, right_section) >= 0.95


def test_a_wrong_section_without_a_key_is_not_claimed_with_confidence():
    """On words never seen a section is often guessed wrong; then the user has to be told that it is a guess."""
    pairs = [pair for sheet in SHEETS if not sheet["tuned"] for pair in assigned(sheet, keyed=False)]
    wrong = [assignment.confidence for assignment, row in pairs if not right_section(assignment, row)]
    assert max(wrong) < 0.6
    assert share(pairs, right_section) >= 0.35


def test_right_sections_on_sheets_that_were_read_are_mostly_claimed_with_confidence():
    pairs = [pair for sheet in SHEETS if sheet["tuned"] for pair in assigned(sheet, keyed=False)]
    assert share(pairs, lambda assignment, _: assignment.confidence >= 0.4) >= 0.7
