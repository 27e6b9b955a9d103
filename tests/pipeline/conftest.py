"""A template and a fact sheet as a test writes them, drafted by rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from fupan.intake.factsheet import load_facts
from fupan.pipeline.draft import draft_document
from fupan.prompting.loader import load_template
from fupan.prompting.starter import new_template


@pytest.fixture
def composed(tmp_path: Path) -> Callable[[str, str, Sequence[str]], str]:
    """The composer's text of a template's first section; the notes stand in the sheet where it says ``{notes}``."""

    def make(template: str, facts: str, notes: Sequence[str]) -> str:
        if not (tmp_path / "template.yaml").exists():
            new_template(tmp_path)
        (tmp_path / "template.yaml").write_text(template, encoding="utf-8")
        listed = "".join(f"    - {note}\n" for note in notes)
        (tmp_path / "facts.yaml").write_text(facts.format(notes=listed), encoding="utf-8")
        draft = draft_document(load_facts(tmp_path / "facts.yaml"), load_template(tmp_path), None)
        assert draft.report.errors == ()
        return draft.sections[0].text

    return make
