"""checker 检查器: of faults planted in the golden text, how many the check finds, and by which rule.

Every other score trusts the check: where a rule is switched off or broken, drafts would look better than they are.
"""

from __future__ import annotations

from functools import lru_cache

from fupan.checks.run import check_text
from fupan.domain.factsheet import FactSheet
from fupan.evals.scores.planted import plants
from fupan.evals.scores.score import Candidate, Measured, Score, percent

_LEAST, _MOST, _FIGURES_EACH = 4, 8, 8
"""Faults planted: one for every so many figures of the text, within these bounds."""


def measure(candidate: Candidate) -> Measured:
    """The same for every draft of a case; ``parts`` are faults found by rule."""
    return measured(candidate.golden, _Sheet(candidate.sheet, candidate.case.digest))


class _Sheet:
    """A fact sheet that is told from others by its case."""

    def __init__(self, sheet: FactSheet, digest: str) -> None:
        self.sheet, self.digest = sheet, digest

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Sheet) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


@lru_cache(maxsize=64)
def measured(golden: str, known: _Sheet) -> Measured:
    """The measure of one golden text; kept, because every arm and every repeat asks for it again."""
    report = check_text(golden, known.sheet)
    most = max(_LEAST, min(_MOST, len(report.figures) // _FIGURES_EACH))
    made = plants(golden, report, most)
    if not made:
        return Measured(None, "范文里没有可以改错的数字" if golden else "用例没有范文")
    parts: dict[str, float] = {}
    missed = []
    before = {line: _errors(line, known.sheet) for line in {plant.before for plant in made}}
    for plant in made:
        told = [one for one in _errors(plant.after, known.sheet) if one not in before[plant.before]]
        if told:
            parts[told[0][0]] = parts.get(told[0][0], 0) + 1
        else:
            missed.append(f"「{plant.after[max(0, plant.start - 8) : plant.end + 4]}」")
    found = len(made) - len(missed)
    seen = f"故意改错 {len(made)} 处，查出 {found} 处" + (f"，漏掉{'、'.join(missed)}" if missed else "")
    return Measured(percent(found, len(made)), seen, found, len(made), parts)


def _errors(line: str, sheet: FactSheet) -> list[tuple[str, str]]:
    """Rule and message of the errors of a paragraph alone."""
    return [(one.rule, one.message) for one in check_text(line, sheet).errors]


SCORE = Score(
    "checker", "检查器", "%", "higher",
    "在范文里故意改错几个数字、单位和方向词，检查能发现几成：别的得分都靠它，它坏了就都不可信", measure,
)  # fmt: skip
