"""A rate of change told as a figure, and one only named: 同比增长29.6%，快于销售额; 下降16.8%，降幅大于大区整体."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fupan.domain.aspect import Aspect
from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.claims.claim import Pair, Wrong
from fupan.figures.claims.holding import apart
from fupan.figures.judge.bind import Binder
from fupan.figures.judge.rates_compared import FASTER, NOUN
from fupan.figures.late import late
from fupan.figures.verdict import Verdict

_AGAINST = late(
    f"[ *_]{{0,4}}[，,][ *_]{{0,4}}(?:但|且|而|同比|环比|其)?(?P<noun>{NOUN})?{FASTER}"
    f"(?:同期)?(?P<what>[^，。；：、0-9（）()]{{2,12}}?)(?P<also>的?(?:同比|环比)?{NOUN})?"
    "[ *_]{0,4}(?:[，。；;,\\n]|$)"
)
_WHOLE = late(
    "(?:[全本我]?(?:公司|集团|大区|国|省|部门?|团队)的?)?(?:整体|总体|大盘|全公司|全国)(?:水平)?|公司|大区|集团"
)
_CHANGES = {"yoy": Aspect("growth", Role.ACTUAL, Role.PRIOR), "pop": Aspect("growth", Role.ACTUAL, Role.PREVIOUS)}


def rates_against(text: str, binder: Binder, verdicts: Sequence[Verdict]) -> Iterator[Wrong]:
    """The rates of ``verdicts`` said to be above or below another's that are the other way; for ``text`` folded."""
    for one in verdicts:
        fact = one.fact
        if one.fault or one.unchecked or fact is None or fact.key not in _CHANGES or fact.unit.base != "%":
            continue
        match = _AGAINST.match(text, one.mention.end)
        if match is None or not (match["noun"] or match["also"] or match["word"][0] in "快慢"):
            continue  # 高于目标: no rate of change
        other = _named(binder, fact, match["what"])
        if other is None or (other.amount < 0) != (fact.amount < 0) or not apart(fact, other):
            continue
        if fact.amount < 0 and match["word"][0] in "快慢":
            continue  # 降得比…快 and 增速慢于 of two falls: which is meant is not said
        if (abs(fact.amount) < abs(other.amount)) != (match["less"] is not None):
            yield Wrong(match.span("word"), compared=Pair(fact, other))


def _named(binder: Binder, fact: Fact, words: str) -> Fact | None:
    """The same rate of the metric, the member or the whole that ``words`` are the name of."""
    aspect = _CHANGES[fact.key]
    if _WHOLE.fullmatch(words):
        return binder.told.fact(fact.metric, aspect, None) if fact.where is not None else None
    cues = binder.lexicon.cues(words)
    if len(cues) != 1 or cues[0].word != words:
        return None
    if cues[0].kind == "metric" and len(cues[0].meaning.metrics) == 1:
        metric = cues[0].meaning.metrics[0]
        return binder.told.fact(metric, aspect, fact.where) if metric != fact.metric else None
    places: list[Where] = [where for where in cues[0].meaning.places if where is not None]
    if cues[0].kind == "member" and len(places) == 1 and places[0] != fact.where:
        return binder.told.fact(fact.metric, aspect, places[0])
    return None
