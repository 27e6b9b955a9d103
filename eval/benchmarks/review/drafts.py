"""The sections that the review is measured on: what the composer makes of every example and every case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import fupan
from fupan.domain.draft import SectionDraft
from fupan.domain.factsheet import FactSheet
from fupan.domain.template import Template
from fupan.prompting.loader import load_template

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Given:
    """One section of one draft with all that it came from."""

    name: str
    sheet: FactSheet
    template: Template
    section: SectionDraft

    def document(self, text: str) -> str:
        """A document of this section alone."""
        return f"### {self.section.title}\n\n{text}\n"


def sheets(split: str) -> list[Path]:
    """The fact sheets of the examples and of the cases that may be looked at; with ``unseen`` those that may not."""
    cases = sorted((ROOT / "eval" / "cases").glob("*/*/facts.yaml"))
    if split == "unseen":
        return [path for path in cases if "unseen" in path.parent.name]
    return [*sorted((ROOT / "examples").glob("*.yaml")), *(path for path in cases if "unseen" not in path.parent.name)]


def sections(split: str = "dev") -> Iterator[Given]:
    """Every section of every draft."""
    for path in sheets(split):
        sheet = fupan.load_facts(path)
        template = load_template(sheet.template)
        draft = fupan.draft(sheet, template.root, "none")
        name = path.stem if path.stem != "facts" else path.parent.name
        for section in draft.sections:
            if section.steps:
                yield Given(name, sheet, template, section)
