"""The figures of a report: each mention with what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from fupan.checks.subject import Subject
from fupan.checks.telling import doubt_told
from fupan.domain.decimals import plain
from fupan.domain.finding import CheckedFigure, FigureStatus, Finding
from fupan.domain.mention import Mention
from fupan.figures.verdict import Verdict


def checked_figures(
    subject: Subject, mentions: Sequence[Mention], findings: Sequence[Finding]
) -> tuple[CheckedFigure, ...]:
    """One entry for every mention, in order of the text."""
    judged = {verdict.mention.start: verdict for verdict in subject.verdicts}
    blamed: dict[int, FigureStatus] = {}
    for finding in findings:
        if finding.severity == "error" or finding.start not in blamed:
            blamed[finding.start] = finding.severity
    return tuple(_figure(mention, judged.get(mention.start), blamed.get(mention.start)) for mention in mentions)


def _figure(mention: Mention, verdict: Verdict | None, blamed: FigureStatus | None) -> CheckedFigure:
    status, source, arithmetic = _outcome(verdict)
    return CheckedFigure(
        mention.start, mention.end, mention.text,
        "" if mention.value is None else plain(mention.value), mention.unit, blamed or status, source, arithmetic,
        "" if mention.low is None else plain(mention.low), "" if mention.high is None else plain(mention.high),
        mention.approx or "",
    )  # fmt: skip


def _outcome(verdict: Verdict | None) -> tuple[FigureStatus, str, str]:
    """Status, source, and the arithmetic of a derived figure or the reason why one is left unchecked."""
    if verdict is None or verdict.unchecked:
        return "unchecked", "", doubt_told(verdict) if verdict is not None and verdict.doubt else ""
    fact = verdict.expected if verdict.fault else verdict.fact
    status: FigureStatus = "supported"
    if verdict.fault:
        status = "warning" if verdict.fault == "loose-rounding" else "error"
    if fact is not None:
        arithmetic = fact.formula.arithmetic if fact.formula else ""
        return "derived" if fact.formula and not verdict.fault else status, fact.id, arithmetic
    return status, f"note:{verdict.note.note}" if verdict.note else "", ""
