"""Marked texts: ⟦figure|source⟧ inline; the plain text and the spans of its figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import yaml
from sheet import Sheet, load_sheet
from surface import Surface, base_unit, base_value, parse, split_unit

_MARK = re.compile(r"⟦([^|⟧]+)\|([^⟧]+)⟧")
ONLY: set[str] = set()  # a run on a few cases alone fills it
_SENTENCE_END = "。！？；\n"
_CLAUSE_END = _SENTENCE_END + "，：（）"


@dataclass(frozen=True)
class Mark:
    """One marked figure of the plain text: its span, its parts and its source."""

    start: int
    end: int
    surface: Surface
    source: str

    @property
    def text(self) -> str:
        """The figure as written."""
        return self.surface.text

    @property
    def kind(self) -> str:
        """One of note, given, expr and fact."""
        head = self.source.split(":")[0]
        return head if head in ("note", "given", "expr") else "fact"

    @property
    def role(self) -> str:
        """The role or derived name of a fact mark, else ""."""
        return self.source.rsplit(".", 1)[1] if self.kind == "fact" else ""


@dataclass(frozen=True)
class Case:
    """A right text with its marks, its facts (empty in audit mode) and its required fact ids."""

    name: str
    split: str
    plain: str
    marks: tuple[Mark, ...]
    sheet: Sheet
    facts_path: Path | None
    required: tuple[str, ...] = ()

    def truth(self, mark: Mark, source: str | None = None) -> Decimal | None:
        """The value a mark must state (base unit), or None for notes and given figures."""
        return None if mark.kind in ("note", "given") else self.sheet.value(source or mark.source)

    def unit(self, mark: Mark) -> str:
        """The unit of a mark as written, or that of its metric where it stands bare (in tables)."""
        return mark.surface.unit or base_unit(mark.surface) or self.sheet.unit_of(mark.source)

    def base(self, mark: Mark) -> str:
        """The base unit of a mark."""
        return base_unit(mark.surface) or split_unit(self.unit(mark))[1]


def read_marked(text: str) -> tuple[str, tuple[Mark, ...]]:
    """Split a marked text into the plain text and its marks."""
    plain: list[str] = []
    marks: list[Mark] = []
    at = length = 0
    for match in _MARK.finditer(text):
        plain.append(text[at : match.start()])
        length += match.start() - at
        marks.append(Mark(length, length + len(match[1]), parse(match[1]), match[2]))
        plain.append(match[1])
        length += len(match[1])
        at = match.end()
    plain.append(text[at:])
    return "".join(plain), tuple(marks)


def load_cases(root: Path, split: str) -> list[Case]:
    """All cases with facts of a split, in name order; those in `ONLY` where it names any."""
    folders = sorted(folder for folder in (root / split).iterdir() if folder.is_dir())
    return [_load_case(folder, split) for folder in folders if not ONLY or folder.name in ONLY]


def _load_case(folder: Path, split: str) -> Case:
    plain, marks = read_marked((folder / "text.md").read_text(encoding="utf-8"))
    meta = yaml.safe_load((folder / "case.yaml").read_text(encoding="utf-8")) or {}
    facts = folder / "facts.yaml"
    return Case(folder.name, split, plain, marks, load_sheet(facts), facts, tuple(meta.get("required", ())))


def load_audits(root: Path, split: str) -> list[Case]:
    """All texts without facts of a split; `given:LABEL` (a bare figure with its unit) feeds the expressions."""
    cases = []
    for path in sorted((root / f"audit-{split}").glob("*.md")):
        if ONLY and path.stem not in ONLY:
            continue
        plain, marks = read_marked(path.read_text(encoding="utf-8"))
        sheet = Sheet()
        for mark in marks:
            if mark.source.startswith("given:"):
                label, _, unit = mark.source.removeprefix("given:").partition(" ")
                sheet.labels[label] = base_value(mark.surface, unit)
        cases.append(Case(path.stem, split, plain, marks, sheet, None))
    return cases


def sentence_span(text: str, at: int) -> tuple[int, int]:
    """The span of the sentence (or table row) around an offset, its full stop included."""
    return _span(text, at, _SENTENCE_END)


def clause_span(text: str, at: int) -> tuple[int, int]:
    """The span of the clause around an offset."""
    return _span(text, at, _CLAUSE_END)


def _span(text: str, at: int, ends: str) -> tuple[int, int]:
    start = max((text.rfind(end, 0, at) for end in ends), default=-1) + 1
    stops = [found for end in ends if (found := text.find(end, at)) >= 0]
    return start, min(stops, default=len(text) - 1) + 1


def line_at(text: str, at: int) -> str:
    """The line around an offset."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[start : end if end >= 0 else len(text)]
