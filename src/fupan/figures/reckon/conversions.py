"""Steps of a funnel: 拜访到线索36.5%，线索到演示57.1%: how many of one became the other, no attainment of either."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.decimals import divide
from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.figures.agreement import agreement
from fupan.figures.fold import fold
from fupan.figures.late import late
from fupan.figures.read.reading import NONE
from fupan.figures.reckon.stated import HUNDRED
from fupan.figures.verdict import NoteFigure, Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_STEP = late(
    "(?P<one>[一-鿿]{2,6})(?:到|转|→|->)(?P<other>[一-鿿]{2,6}?)的?(?:转化率?)?(?:是|为|达|约|有|只有|[ *_：:])*$"
)
_TIMES = frozenset("年月季周日旬初末底天")
_NOUN = 12
Source = tuple[Decimal, Fact | None, NoteFigure | None]


def conversions(binder: Binder, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text; such rates are carried by what gives them, or left open: the words name no formula."""
    return [_judged(binder, one) or one if one.fault else one for one in verdicts]


def _judged(binder: Binder, one: Verdict) -> Verdict | None:
    reading = one.reading
    if reading.mention.unit != "%" or reading.aspect_sure > NONE:
        return None
    step = _STEP.search(reading.lead)
    if step is None or step["one"][-1] in _TIMES or step["other"][-1] in _TIMES:
        return None
    for whole, _, _ in _counts(binder, step["one"]):
        for part, fact, note in _counts(binder, step["other"]):
            if part < whole and agreement(reading.mention, divide(part * HUNDRED, whole)) == "yes":
                return Verdict(reading, fact=fact, note=note)
    return Verdict(reading, unchecked=True)


def _metrics(binder: Binder, noun: str) -> list[str]:
    return [name for cue in binder.lexicon.cues(noun) if cue.kind == "metric" for name in cue.meaning.metrics]


def _counts(binder: Binder, noun: str) -> Iterator[Source]:
    """How many there were of what the noun names: by a metric that counts, or by a note that has it before a count."""
    for metric in _metrics(binder, noun):
        fact = binder.told.value(metric, Role.ACTUAL, None)
        if fact is not None and fact.unit.dimension == "count":
            yield abs(fact.amount), fact, None
    for figure in binder.notes.figures:
        value, at = figure.mention.value, figure.mention.start
        if value and figure.mention.kind == "count" and noun[-2:] in fold(figure.text)[max(0, at - _NOUN) : at]:
            yield abs(value), None, figure
