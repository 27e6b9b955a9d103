"""One metric over another, as prose tells it: 费用占收入8%，去年同期是9%; 费用率13%，比上年高2.5个百分点."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.role import Role
from fupan.figures.judge.candidates import Candidate
from fupan.figures.late import late
from fupan.figures.read.reading import NONE, OWN, Reading
from fupan.figures.units import RATES
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_BESIDE = 4
"""占同期营业额: so many characters at most stand between 占 and the whole."""
_LIKENED = late("相当于[^，。；]*的[ *_约近超不足到]{0,4}$")
_LEVELS, _CHANGES = frozenset(("value", "share", "ratio")), frozenset(("difference", "growth", "share_change"))
_TIMES = frozenset(("time", "role", "rival"))
Couple = tuple[str, ...]
"""(metric, the metric it is divided by); empty for none"""


def quotient_facts(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> list[Candidate] | None:
    """What the figure may tell of one metric over another; None where its words speak of no such thing.

    ``before`` are the verdicts on the figures before it: what the sentence told last goes on until a metric is named.
    """
    unit = reading.mention.unit
    if unit == "个百分点":
        couple = reading.quotient or _told_last(reading, before)
        return list(_changes(binder, reading, couple)) or None if couple else None
    if unit not in {"%", "", "倍"} or (unit == "倍" and not reading.quotient):
        return None
    if reading.quotient:
        return list(_levels(binder, reading, reading.quotient))
    couple = (
        (_part_of(binder, reading) or _likened(binder, reading, before) or _told_last(reading, before)) if unit else ()
    )
    return list(_levels(binder, reading, couple)) or None if couple and _is_level(reading) else None


def _part_of(binder: Binder, reading: Reading) -> Couple:
    """人工成本占营业额20%, 人工成本占比20%: the metric named and the one it is a part of, told in one unit."""
    if "占" not in reading.lead:
        return ()
    cues = binder.lexicon.cues(reading.lead)
    place = next((index for index, cue in enumerate(cues) if cue.kind == "share" and "占" in cue.word), len(cues))
    tops = [cue.meaning.metrics for cue in cues[:place] if cue.kind == "metric"]
    if not tops or not tops[-1]:
        return ()
    wholes = [cue for cue in cues[place + 1 :] if cue.kind == "metric"]
    if wholes:
        beside = wholes[0].start - cues[place].end <= _BESIDE
        bottoms = wholes[0].meaning.metrics if beside else ()
    else:
        alone = reading.places == (None,) and len(cues) == place + 1
        bottoms = binder.catalogue.first if alone else ()
    couple = (tops[-1][0], *bottoms[:1])
    units = {binder.catalogue.metrics[name].unit.base for name in couple}
    return couple if len(set(couple)) > 1 and len(units) == 1 and units.isdisjoint(RATES) else ()


def _likened(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> Couple:
    """回款3933万元，相当于收入的九成: the metric told right before over the one that it is likened to."""
    last = before[-1] if before else None
    if last is None or last.fact is None or last.mention.start < reading.sentence[0] or not reading.metrics:
        return ()
    spoken, named = last.fact.metric, reading.metrics[0]
    if last.fact.key != Role.ACTUAL or reading.metric_sure < OWN or _LIKENED.search(reading.lead) is None:
        return ()
    metrics = binder.catalogue.metrics
    alike = spoken in metrics and named in metrics and metrics[spoken].unit.base == metrics[named].unit.base
    return (spoken, named) if alike and spoken != named and metrics[named].unit.base not in RATES else ()


def _told_last(reading: Reading, before: Sequence[Verdict]) -> Couple:
    """The two metrics of the ratio that the sentence told last, where the figure's own words name no metric."""
    last = before[-1] if before else None
    if last is None or last.mention.start < reading.sentence[0] or reading.metric_sure >= OWN:
        return ()
    fact = last.fact or last.expected
    if last.mention.unit not in RATES or fact is None or "÷" not in fact.key:
        return ()
    return fact.metric, fact.key.rpartition("÷")[2]


def _is_level(reading: Reading) -> bool:
    """True where nothing in the words tells a change."""
    forms = {aspect.form for aspect in reading.aspects}
    weak = reading.aspect_sure <= NONE and reading.direction is None
    return weak or reading.level or reading.compared or (bool(forms) and forms <= _LEVELS)


def _levels(binder: Binder, reading: Reading, couple: Couple) -> Iterator[Candidate]:
    """The ratio in the role that the words name, else in each that they leave open."""
    top, bottom = couple
    named = [cue.meaning.role for cue in binder.lexicon.cues(reading.lead) if cue.kind in _TIMES and cue.meaning.role]
    roles = dict.fromkeys(role for aspect in reading.aspects for role in (aspect.a, aspect.b or aspect.a))
    for role in named[-1:] if named and not reading.row else roles:
        for where in reading.places:
            fact = binder.told.quotient(top, bottom, role, where)
            if fact is not None:
                yield Candidate(fact, Aspect("value", role))


def _changes(binder: Binder, reading: Reading, couple: Couple) -> Iterator[Candidate]:
    """How the ratio moved, in 个百分点."""
    top, bottom = couple
    for aspect in reading.aspects:
        if aspect.form in _CHANGES and aspect.b is not None and Role.BENCHMARK not in aspect:
            for where in reading.places:
                fact = binder.told.quotient_change(top, bottom, aspect, where)
                if fact is not None:
                    yield Candidate(fact, Aspect("difference", aspect.a, aspect.b))
