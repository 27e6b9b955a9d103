"""Which facts a text must state, and whether it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fupan.checks.parts import Section
from fupan.domain.fact import Fact
from fupan.domain.factsheet import FactSheet, Metric
from fupan.domain.known_metrics import known_metric
from fupan.domain.template import RequiredFigures

if TYPE_CHECKING:
    from fupan.checks.subject import Subject


@dataclass(frozen=True, slots=True)
class Requirement:
    """One fact that a section (or, without one, the text) must state."""

    fact: Fact
    section: Section | None
    stated: bool


def requirements(subject: Subject) -> list[Requirement]:
    """Every required fact that the fact sheet has, in order of the text."""
    if subject.binding.binder is None or subject.sheet is None:
        return []
    facts = subject.binding.binder.told.base.facts
    found: list[Requirement] = []
    for section in subject.sections:
        stated = _stated(subject, section.start, section.end)
        for required in section.spec.requires:
            if required.must:
                needed = _facts(subject.sheet, facts, required)
                found += [Requirement(fact, section, _covers(stated, fact)) for fact in needed]
    stated = _stated(subject, 0, len(subject.text))
    listed = {requirement.fact.id for requirement in found}
    for identity in subject.required:
        fact = facts.get(identity)
        if fact is not None and identity not in listed:
            found.append(Requirement(fact, None, _covers(stated, fact)))
    return found


def _stated(subject: Subject, start: int, end: int) -> set[str]:
    """Ids of the facts stated in a part of the text, rightly or wrongly."""
    found: set[str] = set()
    for verdict in subject.verdicts:
        if start <= verdict.mention.start < end:
            found.update(fact.id for fact in (verdict.fact, verdict.expected) if fact is not None)
    return found


def _covers(stated: set[str], fact: Fact) -> bool:
    """A gap that is told as an excess, or as the same amount by another name, is told."""
    if fact.id in stated:
        return True
    twin = {"gap": "excess", "excess": "gap"}.get(fact.key)
    return twin is not None and fact.id.removesuffix(fact.key) + twin in stated


def _facts(sheet: FactSheet, facts: dict[str, Fact], required: RequiredFigures) -> Iterator[Fact]:
    for metric in sheet.metrics:
        if not _is_meant(metric, required.metric):
            continue
        for fact in facts.values():
            if fact.metric == metric.name and fact.key in required.keys and fact.dimension == required.dimension:
                yield fact


def _is_meant(metric: Metric, name: str) -> bool:
    if name in metric.names:
        return True
    known = known_metric(metric.name)
    return known is not None and name == known.names[0]
