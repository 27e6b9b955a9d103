"""The hand-written texts beside the drafts: read and checked once, as the records of a case follow each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fupan.checks.run import check_text
from fupan.errors import FupanError
from fupan.evals.case import Case
from fupan.evals.report.texts import TextView
from fupan.intake.factsheet import load_facts

_ASKED_ELSEWHERE = ("missing-section", "section-length", "missing-figure")


@dataclass
class Goldens:
    """The golden texts of these cases, the last one kept."""

    cases: Mapping[str, Case]
    _last: tuple[str, TextView | None] = field(default=("", None))

    def view(self, case_id: str) -> TextView | None:
        """The golden text of a case with its figures checked; None where there is none that can be read."""
        if self._last[0] != case_id:
            self._last = (case_id, self._read(case_id))
        return self._last[1]

    def _read(self, case_id: str) -> TextView | None:
        case = self.cases.get(case_id)
        if case is None:
            return None
        try:
            text, sheet = case.golden(), load_facts(case.facts)
        except (OSError, UnicodeDecodeError, FupanError):
            return None
        return TextView.of(text, check_text(text, sheet, ignore=_ASKED_ELSEWHERE))
