"""What a score is: a name, a direction, and how to measure one text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from fupan.checks.run import Reading, check_reading, read_text
from fupan.domain.draft import Draft
from fupan.domain.factsheet import FactSheet
from fupan.domain.finding import CheckReport, Finding
from fupan.domain.review import Review
from fupan.domain.template import Template
from fupan.evals.case import Case
from fupan.evals.record import Better, Cost
from fupan.pipeline.review.review import review_reading

_QUOTED = ("unsupported-claim", "unknown-name", "empty-phrase", "leftover-placeholder")
"""Rules whose message is not understood without the words it is about."""
_SWITCH = "fupan:"
"""How a remark begins that switches a rule off: a text must not choose what it is scored by."""


@dataclass(frozen=True)
class Candidate:
    """A text to be scored on a case.

    ``template`` is the case's own, whatever the text was written with. ``draft`` and ``cost`` are None for a text that
    was made elsewhere; ``read`` is the reading that its drafting ended with. What several scores look at is worked out
    once.
    """

    case: Case
    sheet: FactSheet
    template: Template
    text: str
    golden: str = ""
    draft: Draft | None = None
    cost: Cost | None = None
    read: Reading | None = None

    @cached_property
    def report(self) -> CheckReport:
        """The check of the text against the sheet and the template. Remarks that switch rules off do not count."""
        return check_reading(self._unswitched, template=self.template)

    @cached_property
    def review(self) -> Review:
        """The review of the text against the case's template."""
        known = self._unswitched
        return review_reading(known if known.text == self.text else read_text(self.text, self.sheet), self.template)

    @cached_property
    def _unswitched(self) -> Reading:
        text = self.text.replace(_SWITCH, "fupan：")
        return self.read if self.read is not None and self.read.text == text else read_text(text, self.sheet)

    def found(self, *rules: str) -> list[Finding]:
        """The findings of these rules; those that the case expects are left out."""
        asked = set(rules) - set(self.case.expected_warnings)
        return [one for one in self.report.findings if one.rule in asked]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a score measured: see ``ScoreResult``. ``value`` None: it had nothing to look at, and ``seen`` says so.

    ``limit`` replaces the limit of the gate (a case may ask for less).
    """

    value: float | None
    seen: str
    count: float = 0
    of: float = 0
    parts: dict[str, float] = field(default_factory=dict)
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """One measure. ``id`` is kebab-case and names what is measured; ``about`` says in Chinese how.

    ``compared``: a change for the worse counts against a baseline and in a comparison; what is merely told (cost,
    closeness to the golden text) does not.
    """

    id: str
    title: str
    unit: str
    better: Better
    about: str
    measure: Callable[[Candidate], Measured]
    compared: bool = True


def named(findings: list[Finding], most: int = 3) -> str:
    """The first findings in words."""
    told = [f"「{one.text[:40]}」{one.message}" if one.rule in _QUOTED else one.message for one in findings[:most]]
    return "；".join(told) + (f"；等 {len(findings)} 处" if len(findings) > most else "")


def percent(count: float, of: float) -> float:
    """``count`` of ``of`` in per cent, to two places."""
    return round(100 * count / of, 2)
