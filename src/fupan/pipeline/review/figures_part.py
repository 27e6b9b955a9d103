"""What the figures of a section cost: those the template requires, wrong ones, and words where a number should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fupan.checks.telling import fact_name, fact_value
from fupan.domain.fact import Fact
from fupan.domain.factbase import FactBase
from fupan.domain.finding import CheckedFigure
from fupan.domain.review import Reason, Span
from fupan.domain.template import SectionSpec
from fupan.logic.coverage import required_facts
from fupan.logic.weak.left_out import left_out
from fupan.logic.weak.stretch import Stretch
from fupan.logic.weak.vague_words import bare_measures, vague_words
from fupan.pipeline.review.ground import Ground
from fupan.pipeline.review.note_figures import unsaid_figures
from fupan.pipeline.review.points import missing_figure
from fupan.resources import data

_SHOWN = 3
_OF_WORDS = frozenset(("insight", "task-breakdown", "thesis"))
"""Patterns that may well be told without a figure."""


def figure_reasons(
    ground: Ground, section: SectionSpec, spans: Sequence[Span], stretches: Sequence[Stretch], place: Span
) -> Iterator[Reason]:
    """The reasons of the figures part, but for steps that lack a figure of their own."""
    figures = list(ground.figures(spans))
    lacking = _lacking(ground, section, spans, figures)
    if not figures:
        yield _none_at_all(ground, section, place)
    else:
        required = len(lacking[1])
        for fact in lacking[0]:
            message = f"没有写{fact_name(fact)}：数据表里有，是 {fact_value(fact)}"
            yield ground.reason("missing-figure", place, message, points=missing_figure(required))
        texts = [ground.text[start:end] for start, end in spans]
        for message in unsaid_figures(ground.noted, texts, ground.report.figures):  # told in any section is told
            yield ground.reason("note-without-figure", place, message)
    for finding in ground.findings(spans):
        if finding.severity == "error":
            yield ground.reason("wrong-figure", (finding.start, finding.end), finding.message)
        elif finding.rule == "loose-rounding":
            yield ground.reason("loose-figure", (finding.start, finding.end), finding.message)
    for stretch in stretches:
        yield from map(ground.signalled, vague_words(stretch))
        told = list(left_out(stretch))
        yield from map(ground.signalled, told)
        places = {signal.end for signal in told}  # 同比增长。 is told once
        yield from (ground.signalled(one) for one in bare_measures(stretch) if one.end not in places)


def _none_at_all(ground: Ground, section: SectionSpec, place: Span) -> Reason:
    counts = any(_wants_figures(pattern.id) for pattern in section.patterns) or any(
        step.facts for step in section.steps
    )
    known = "、".join(f"{fact_name(fact)} {fact_value(fact)}" for fact in _known(ground.base, section)[:_SHOWN])
    message = f"全节没有一个数字：数据表里有{known}" if known else "全节没有一个数字：写出能证明这些话的数值"
    return ground.reason("no-figure-at-all" if counts else "few-figures", place, message)


def _wants_figures(pattern: str) -> bool:
    return pattern in data("weak_writing") and pattern not in _OF_WORDS


def _known(base: FactBase | None, section: SectionSpec) -> list[Fact]:
    return required_facts(section, base)[0] if base is not None else []


def _lacking(
    ground: Ground, section: SectionSpec, spans: Sequence[Span], figures: Sequence[CheckedFigure]
) -> tuple[list[Fact], list[Fact]]:
    """The required facts that no figure of the section states, and all that are required."""
    if ground.base is None:
        return [], []
    text = "\n".join(ground.text[start:end] for start, end in spans)
    required, _ = required_facts(section, ground.base, notes=[text], must_only=True)
    return [fact for fact in required if not _stated(fact, figures)], required


def _stated(fact: Fact, figures: Sequence[CheckedFigure]) -> bool:
    """By its source, or by a right figure of the same amount (a gap told as 少432万元)."""
    units = {fact.unit.base, fact.unit.base.partition("/")[0]}
    amount = abs(fact.amount)
    return any(
        figure.source == fact.id
        or (figure.status != "error" and figure.unit in units and figure.value and abs(Decimal(figure.value)) == amount)
        for figure in figures
    )
