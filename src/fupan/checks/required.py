"""Which facts a text must state, and whether it does."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from fupan.checks.parts import Section
from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.figures.in_units import tells
from fupan.figures.late import late
from fupan.figures.read.reading import CONTEXT, OWN
from fupan.figures.verdict import Verdict
from fupan.logic.coverage import required_facts

if TYPE_CHECKING:
    from fupan.checks.subject import Subject

_FAR = Decimal(3)
"""So many times too large or too small, a figure at fault is none of what its words seemed to name."""
_ALIKE = late("同样|一样|持平|相同|一致|[各均都也]|双双")


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
    found: list[Requirement] = []
    for section in subject.sections:
        stated = _stated(subject, section.start, section.end)
        values = _values(subject, section.start, section.end)
        # a requirement over the members of a dimension means those that the section speaks of
        text = subject.text[section.start : section.end]
        present, _ = required_facts(section.spec, base, notes=[text], must_only=True)
        found += [
            Requirement(fact, section, _covers(stated, fact) or _shown(subject, values, fact)) for fact in present
        ]
    stated = _stated(subject, 0, len(subject.text)) if subject.required else set()
    values = _values(subject, 0, len(subject.text)) if subject.required else []
    listed = {requirement.fact.id for requirement in found}
    for identity in subject.required:
        fact = base.facts.get(identity)
        if fact is not None and identity not in listed:
            beside = [one for one in values if _speaks_of(subject, one.mention, fact)]
            found.append(Requirement(fact, None, _covers(stated, fact) or _shown(subject, beside, fact)))
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
            found.update(fact.id for fact in (verdict.fact, noted) if fact is not None and _tells(verdict, fact))
            if verdict.expected is not None and _is_meant(verdict, verdict.expected):
                found.add(verdict.expected.id)
    return found


def _tells(verdict: Verdict, fact: Fact) -> bool:
    """True where the figure has the size of the fact that carries it.

    占全年签约额的13.3% is reckoned from 签约额, and does not tell it.
    """
    mention = verdict.mention
    return tells(mention._replace(approx=None) if verdict.fault else mention, fact)


def _is_meant(verdict: Verdict, fact: Fact) -> bool:
    """True for a figure at fault that tells the fact wrongly; what is far from it tells something else wrongly."""
    value, amount = abs(verdict.mention.value or Decimal(0)), abs(fact.amount)
    near = amount <= value * _FAR and value <= amount * _FAR
    return bool(verdict.fault) and (near or verdict.fault == "wrong-unit")


def _values(subject: Subject, start: int, end: int) -> list[Verdict]:
    """The figures of a part of the text that no finding is about."""
    return [verdict for verdict in subject.verdicts if start <= verdict.mention.start < end and not verdict.fault]


def _shown(subject: Subject, verdicts: list[Verdict], fact: Fact) -> bool:
    """Whether the section shows the very value in other words (Q2和Q3各3700万元, 前后历时214天)."""
    units = {fact.unit.base, fact.unit.base.partition("/")[0]}
    return any(
        one.mention.value == abs(fact.amount)
        and (one.mention.unit in units or _leaves_yuan_out(one.mention, units))
        and not _is_of_another(subject, one, fact)
        for one in verdicts
    )


def _is_of_another(subject: Subject, verdict: Verdict, fact: Fact) -> bool:
    """True where the words name another metric or member that has the same value, and no word says: of both."""
    told, reading = verdict.fact, verdict.reading
    if told is None or (told.metric, told.member) == (fact.metric, fact.member) or not _tells(verdict, told):
        return False
    named = reading.place_sure >= CONTEXT if told.metric == fact.metric else reading.metric_sure >= OWN
    if not named:
        return False  # 复租率82%，预期70%: by chance what another metric gives
    return not reading.each and _ALIKE.search(subject.folded, reading.sentence[0], verdict.mention.start) is None


def _leaves_yuan_out(mention: Mention, units: set[str]) -> bool:
    """Whether an amount of money is told by its scale alone, as notes do: 争取1.65亿."""
    return not mention.unit and "元" in units and mention.text.endswith(("万", "亿", "萬", "億"))


def _covers(stated: set[str], fact: Fact) -> bool:
    """A gap that is told as an excess, or as the same amount by another name, is told."""
    if fact.id in stated:
        return True
    twin = {"gap": "excess", "excess": "gap"}.get(fact.key)
    return twin is not None and fact.id.removesuffix(fact.key) + twin in stated
