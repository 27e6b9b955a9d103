"""required-recall 必备数字: which of the facts that a good summary must state the text states."""

from __future__ import annotations

from collections.abc import Sequence

from fupan.checks.run import check_text
from fupan.domain.draft import Draft
from fupan.domain.factsheet import FactSheet
from fupan.domain.finding import CheckReport
from fupan.evals.scores.score import Candidate, Measured, Score, percent

_RULE = "missing-figure"


def absent_facts(
    text: str, sheet: FactSheet, required: Sequence[str], draft: Draft | None = None, report: CheckReport | None = None
) -> list[str]:
    """The required facts that the text does not state.

    A fact is stated where a slot of ``draft`` filled from it stands in the text, or where the check reads it there.
    ``report`` is a check of the text where there is one already: what it has read needs no second one.
    """
    told = (
        {use.source for section in draft.sections for step in section.steps for use in step.slots} if draft else set()
    )
    if report is not None:
        told |= {figure.source for figure in report.figures if figure.status in {"supported", "derived"}}
    open_ones = [identity for identity in required if identity not in told]
    if not open_ones:
        return []
    findings = check_text(text, sheet, required=open_ones, select=(_RULE,)).findings
    missing = {one.source for one in findings}
    return [identity for identity in open_ones if identity in missing]


def measure(candidate: Candidate) -> Measured:
    """Of the case's own list, else of what the template requires."""
    report, required = candidate.report, candidate.case.required
    limit = 100 * candidate.case.least_recall
    if required:
        absent = absent_facts(candidate.text, candidate.sheet, required, candidate.draft, report)
        stated = len(required) - len(absent)
        seen = f"{len(required)} 个必备数字写到 {stated} 个" + (f"，没写：{'、'.join(absent)}" if absent else "")
        parts = {identity: float(identity not in absent) for identity in required}
        return Measured(percent(stated, len(required)), seen, stated, len(required), parts, limit)
    if not report.required:
        return Measured(None, "用例没有点名必备数字，模板也没有要求数据表里有的数字")
    absent = [one.source for one in report.findings if one.rule == _RULE]
    seen = f"模板要求 {report.required} 个，写到 {report.covered} 个" + (
        f"，没写：{'、'.join(absent[:8])}" if absent else ""
    )
    return Measured(percent(report.covered, report.required), seen, report.covered, report.required, limit=limit)


SCORE = Score(
    "required-recall", "必备数字", "%", "higher",
    "case.yaml 的 required 中写到的份额；填入的占位符和检查读出的都算", measure,
)  # fmt: skip
