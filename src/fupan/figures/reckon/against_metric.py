"""One metric against another in the same unit: 回款额比销售额多92万元, 上半年新签合同额比销售收入多7120万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.derive import combine
from fupan.domain.role import Role
from fupan.figures.judge.candidates import Candidate
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.units import RATES
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_THAN = late(
    "[比较](?:同期|当期|当[年月季]|今年|本[年月季期])?的?(?P<what>[^，。；：、0-9比较]{2,10}?)[还又要则]?"
    "[多少高低超](?:出|了|出了)?[ *_约近]{0,3}$"
)
_DIFFERENCE = Aspect("difference", Role.ACTUAL, Role.ACTUAL)


def against_metric(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> list[Candidate] | None:
    """The difference of both metrics, and what else the words name; None where they set no metric against another."""
    if reading.row or reading.mention.unit in RATES:
        return None
    than = _THAN.search(reading.lead)
    other = _metric(binder, than["what"]) if than is not None else None
    if other is None:
        return None
    found = [*_differences(binder, reading, before, other)]
    return [*found, *binder.named_facts.of(reading)] if found else None


def _metric(binder: Binder, words: str) -> str | None:
    """The metric that ``words`` are the name of, whole."""
    cues = binder.lexicon.cues(words)
    if len(cues) != 1 or cues[0].kind != "metric" or cues[0].word != words:
        return None
    return cues[0].meaning.metrics[0] if len(cues[0].meaning.metrics) == 1 else None


def _differences(binder: Binder, reading: Reading, before: Sequence[Verdict], other: str) -> Iterator[Candidate]:
    last = before[-1] if before and before[-1].mention.start >= reading.sentence[0] else None
    told = (last.fact.metric,) if last is not None and last.fact is not None and not last.fault else ()
    for metric in dict.fromkeys((*reading.metrics, *told)):
        if metric == other:
            continue
        for where in reading.places:
            one, against = (binder.told.value(name, Role.ACTUAL, where) for name in (metric, other))
            if one is None or against is None or one.unit.base != against.unit.base:
                continue
            fact = combine("difference", f"actual−{other}", f"比{other}", one, against)
            assert fact is not None
            yield Candidate(fact, _DIFFERENCE)
