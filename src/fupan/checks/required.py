"""Which facts a text must state, and whether it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fupan.checks.parts import Section
from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.logic.coverage import required_facts

if TYPE_CHECKING:
    from fupan.checks.subject import Subject


class Requirement(NamedTuple):
    """One fact that a section (or, without one, the text) must state."""

    fact: Fact
    section: Section | None
    stated: bool


def requirements(subject: Subject) -> list[Requirement]:
    """Every required fact that the fact sheet has, in order of the text."""
    if subject.binding.binder is None or subject.sheet is None:
        return []
    base = subject.binding.binder.told.base.given
    facts = base.facts
    found: list[Requirement] = []
    for section in subject.sections:
        stated = _stated(subject, section.start, section.end)
        values = _values(subject, section.start, section.end)
        # a requirement over the members of a dimension means those that the section speaks of
        text = subject.text[section.start : section.end]
        present, _ = required_facts(section.spec, base, notes=[text], must_only=True)
        found += [Requirement(fact, section, _covers(stated, fact) or _shown(values, fact)) for fact in present]
    stated = _stated(subject, 0, len(subject.text)) if subject.required else set()
    values = _values(subject, 0, len(subject.text)) if subject.required else []
    listed = {requirement.fact.id for requirement in found}
    for identity in subject.required:
        fact = facts.get(identity)
        if fact is not None and identity not in listed:
            beside = [one for one in values if _speaks_of(subject, one, fact)]
            found.append(Requirement(fact, None, _covers(stated, fact) or _shown(beside, fact)))
    return found


def _speaks_of(subject: Subject, mention: Mention, fact: Fact) -> bool:
    """Whether the line of a figure names the fact's member, of a total its metric (果浆：毛利率从22.5%掉到20.4%)."""
    start = subject.text.rfind("\n", 0, mention.start) + 1
    end = subject.text.find("\n", mention.end)
    line = subject.text[start : end if end >= 0 else len(subject.text)]
    metric = subject.sheet.metric(fact.metric) if subject.sheet else None
    names = (fact.member,) if fact.member else metric.names if metric else (fact.metric,)
    return any(name in line for name in names)


def _stated(subject: Subject, start: int, end: int) -> set[str]:
    """Ids of the facts stated in a part of the text, rightly or wrongly."""
    found: set[str] = set()
    for verdict in subject.verdicts:
        if start <= verdict.mention.start < end:
            noted = verdict.note.fact if verdict.note is not None else None
            found.update(fact.id for fact in (verdict.fact, verdict.expected, noted) if fact is not None)
    return found


def _values(subject: Subject, start: int, end: int) -> list[Mention]:
    """The figures of a part of the text that no finding is about."""
    return [
        verdict.mention for verdict in subject.verdicts if start <= verdict.mention.start < end and not verdict.fault
    ]


def _shown(mentions: list[Mention], fact: Fact) -> bool:
    """Whether the section shows the very value in other words (Q2和Q3各3700万元, 前后历时214天)."""
    units = {fact.unit.base, fact.unit.base.partition("/")[0]}
    return any(
        mention.value == abs(fact.amount) and (mention.unit in units or _leaves_yuan_out(mention, units))
        for mention in mentions
    )


def _leaves_yuan_out(mention: Mention, units: set[str]) -> bool:
    """Whether an amount of money is told by its scale alone, as notes do: 争取1.65亿."""
    return not mention.unit and "元" in units and mention.text.endswith(("万", "亿", "萬", "億"))


def _covers(stated: set[str], fact: Fact) -> bool:
    """A gap that is told as an excess, or as the same amount by another name, is told."""
    if fact.id in stated:
        return True
    twin = {"gap": "excess", "excess": "gap"}.get(fact.key)
    return twin is not None and fact.id.removesuffix(fact.key) + twin in stated
