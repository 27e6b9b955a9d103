"""All four ways by the same scores: the text alone is judged, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from choosing import source_of

import fupan
from fupan.domain.fact import Fact
from fupan.domain.factbase import FactBase
from fupan.domain.finding import CheckedFigure
from fupan.evals.case import Case
from fupan.evals.record import CaseRecord, ScoreResult
from fupan.evals.scores.score import Candidate
from fupan.evals.scoring import scored
from fupan.pipeline.wording import show
from fupan.prompting.loader import load_template

SHOWN = "required-shown"


def scored_record(case: Case, record: CaseRecord) -> CaseRecord:
    """The record with its scores. Slots known to be filled are not counted for us: what stands in the text counts."""
    sheet = fupan.load_facts(case.facts)
    template = load_template(source_of(case, sheet), prompts=False)
    candidate = Candidate(case, sheet, template, record.markdown, case.golden(), None, record.cost)
    results, state = scored(candidate)
    shown = _shown(case, FactBase(sheet).facts, candidate.report.figures, results)
    return replace(
        record,
        state=state,
        scores=(*results, shown),
        figures=candidate.report.figures,
        findings=candidate.report.findings,
    )


def _shown(
    case: Case, facts: dict[str, Fact], figures: Sequence[CheckedFigure], results: Sequence[ScoreResult]
) -> ScoreResult:
    """The required facts whose value stands in the text, read there or in a figure that is not found wrong.

    The check does not bind every right figure to its fact: this is the kinder count, and for all four the same.
    """
    read = next((one.parts for one in results if one.name == "required-recall"), {})
    known = [facts[name] for name in case.required if name in facts]
    absent = [fact.id for fact in known if not read.get(fact.id) and not any(_stands(fact, figures))]
    count, of = len(known) - len(absent), len(known)
    return ScoreResult(
        SHOWN, "必备数值", round(100 * count / of, 2) if of else None, "%", "higher",
        "informative" if of else "not-applicable", "、".join(absent), "数值在文中、且没有被查出有误", count, of,
    )  # fmt: skip


def _stands(fact: Fact, figures: Sequence[CheckedFigure]) -> Iterator[bool]:
    shown = show(fact, magnitude=True)
    for figure in figures:
        exact = figure.unit == fact.unit.base and figure.value != "" and Decimal(figure.value) == abs(fact.amount)
        yield figure.status != "error" and (exact or figure.text == shown)
