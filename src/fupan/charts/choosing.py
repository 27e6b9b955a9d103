"""Which section of a draft gets which chart.

A chart belongs to the section that speaks most of its facts. At most one a metric and dimension in a document, and
none where the section is a table already.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fupan.charts.chart import Chart
from fupan.charts.shapes import LEAST, METRICS, Shapes
from fupan.domain.draft import Draft, SectionDraft
from fupan.domain.fact import Fact
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import Metric
from fupan.domain.template import SectionSpec, Template
from fupan.logic.coverage import BELOW_TARGET

_TABLE = re.compile(r"^\|.*\|[ \t]*$", re.MULTILINE)
_BEHIND = frozenset(("gap", "excess"))


@dataclass(frozen=True, slots=True)
class _Fit:
    """A chart for a section: how many of its categories the section speaks of, and where both stand."""

    told: int
    section: str
    chart: Chart


def charts_of(draft: Draft, base: FactBase, template: Template | None = None) -> dict[str, Chart]:
    """Section id → its chart, in the order of the draft; sections without one are left out."""
    return {section: charts[0] for section, charts in all_charts_of(draft, base, template, most=1).items()}


def all_charts_of(
    draft: Draft, base: FactBase, template: Template | None = None, *, most: int
) -> dict[str, tuple[Chart, ...]]:
    """Section id → at most ``most`` charts, the one it tells most of first; sections without one are left out.

    Where a section may have several, plans and differences count as other things to show than what was reached.
    """
    specs = {section.id: section for section in template.sections} if template is not None else {}
    fits = [fit for section in draft.sections for fit in _fits(section, specs.get(section.id), base, several=most > 1)]
    taken: dict[str, list[Chart]] = {}
    shown: set[tuple[str, str, str]] = set()
    # sorted keeps the document's order among charts of the same weight
    for fit in sorted(fits, key=lambda fit: -fit.told):
        what = (fit.chart.metric, fit.chart.dimension, _side(fit.chart) if most > 1 else "")
        if len(taken.get(fit.section, ())) < most and what not in shown:
            taken.setdefault(fit.section, []).append(fit.chart)
            shown.add(what)
    return {section.id: tuple(taken[section.id]) for section in draft.sections if section.id in taken}


def _side(chart: Chart) -> str:
    if any(series.key == "plan" for series in chart.series):
        return "plan"
    return "bridge" if chart.kind == "bridge" else "reached"


def _fits(section: SectionDraft, spec: SectionSpec | None, base: FactBase, *, several: bool) -> Iterator[_Fit]:
    if (spec is not None and spec.form == "table") or _TABLE.search(section.text):
        return
    told = _told(section, base)
    shapes = Shapes(base)
    behind = spec is not None and any(wanted.metric == BELOW_TARGET for wanted in spec.requires)
    for metric, dimension, facts in _groups(told, base):
        keys = {fact.key for fact in facts}
        members = {fact.member for fact in facts}
        gaps = behind or bool(keys & _BEHIND)
        chart = shapes.best(metric, dimension, plan=keys <= {"plan", "plan_growth", "plan_increase"}, gaps=gaps)
        if chart is None or len(members) < LEAST:
            continue
        yield _Fit(len(members & set(chart.categories)), section.id, chart)
    if several and behind:
        yield from _gaps(section, told, shapes)
    totals = {fact.metric for fact in told if fact.dimension is None and fact.key in {"actual", "attainment"}}
    chart = shapes.attainments(metric for metric in base.sheet.metrics if metric.name in totals)
    if chart is not None:
        yield _Fit(1, section.id, chart)


def _gaps(section: SectionDraft, told: Iterable[Fact], shapes: Shapes) -> Iterator[_Fit]:
    """Which members make up a total that is told to miss its target."""
    for name in dict.fromkeys(fact.metric for fact in told if fact.dimension is None and fact.key in _BEHIND):
        metric = shapes.base.sheet.metric(name)
        for dimension in metric.breakdown if metric is not None else ():
            chart = shapes.bridge(metric, dimension) if metric is not None else None
            if chart is not None:
                yield _Fit(sum(one in section.text for one in chart.categories), section.id, chart)


def _told(section: SectionDraft, base: FactBase) -> list[Fact]:
    """The facts that the section's text was filled with, and those its material names."""
    sources = [slot.source for step in section.steps for slot in step.slots]
    sources += [source for step in section.steps for source in step.sources]
    return [base.facts[source] for source in dict.fromkeys(sources) if source in base.facts]


def _groups(told: Iterable[Fact], base: FactBase) -> Iterator[tuple[Metric, str, list[Fact]]]:
    found: dict[tuple[str, str], list[Fact]] = {}
    for fact in told:
        if fact.dimension is not None and fact.dimension != METRICS:
            found.setdefault((fact.metric, fact.dimension), []).append(fact)
    for (name, dimension), facts in found.items():
        metric = base.sheet.metric(name)
        if metric is not None:
            yield metric, dimension, facts
