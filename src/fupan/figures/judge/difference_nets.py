"""Differences that the words of a figure do not name for certain: told by a verb in no list, or like levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.domain.role import EARLIER, Role
from fupan.domain.told import Where
from fupan.figures.agreement import ABOVE, BELOW, significant, sizes
from fupan.figures.late import late
from fupan.figures.read.reading import CONTEXT, OWN, SENTENCE, Reading

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_PRECISE, _TWO = 3, 2
_DONE = late("[一-鿿](?:了|回来?|出来?|出去|进来|掉)$")
"""欧盟贴了52万: a verb in no list, which may tell what is there or what was added."""
_HAS_DONE = late("(?:做|干|卖|完成|实现|达成|拿下|收|签)了?(?:到|成|得)?[ *_]{0,3}$")
"""大家做了216万元: what was done in all, whatever difference has that value."""
_INCREMENT = late("增量|减量|增长额|减少额|新增的|增加额")
_GAP_TOLD = late("缺口[为达约近是有 *_（(：:]{0,4}$")
_FAR = 200
"""How far into its sentence the members of a figure are looked for."""


def difference(binder: Binder, reading: Reading) -> Fact | None:
    """冒出去4800万元: a difference of the metric spoken of, told by a verb that is in no list."""
    if reading.metric_sure >= OWN or reading.aspect_sure >= OWN or reading.mention.unit in {"%", "倍"}:
        return None
    changed = bool(reading.aspects) and reading.aspects[0].form == "difference"
    if changed and reading.aspect_sure >= SENTENCE:
        return None
    if not changed and _HAS_DONE.search(reading.lead):
        return None
    earlier = changed and all(aspect.b in EARLIER for aspect in reading.aspects)
    ahead = any(aspect.a is Role.PLAN for aspect in reading.aspects)
    mention = _unbound(reading.mention)
    least, most = sizes(mention)
    near = _words_near(binder, reading)
    of_gap = _GAP_TOLD.search(binder.text, reading.begin, reading.mention.start) is not None
    for metric in dict.fromkeys((*reading.metrics, *other_metrics(binder, reading))):
        for where in _wheres(binder, reading, metric, near):
            table = binder.table
            rows = table.of(metric, reading.aspects, where) if earlier else table.differences(metric, where)
            for row in rows:
                if not least <= row.size <= most or (row.aspect.a is Role.PLAN and not ahead):
                    continue
                if changed and is_past_goal(row.aspect) and not may_be_past_goal(reading):
                    continue  # 净增6240万元
                if of_gap and not is_past_goal(row.aspect):
                    continue
                few = significant(mention)  # 中了7个: of 31 beside 24 somewhere else it is no telling number
                rough = not changed and (few < _TWO or (row.size != mention.value and few < _PRECISE))
                if not rough and binder.meets(mention, row.fact):
                    return binder.named(row.fact)
    return None


def of_increment(binder: Binder, reading: Reading) -> bool:
    """增量比今年的5200万元还要多: increments are what the clause compares."""
    return _INCREMENT.search(binder.text, reading.clause[0], reading.mention.start) is not None


def own_difference(binder: Binder, reading: Reading) -> Fact | None:
    """新增的1120万元里，湖北一省贡献了768万元: a change of the very metric and member, though no word says so."""
    mention = reading.mention
    told = reading.aspects[0]
    if told.form != "value" or told.a is not Role.ACTUAL or mention.approx is not None or reading.level:
        return None
    if reading.lead.rstrip(" *_:：").endswith(tuple(binder.catalogue.all_names)):
        return None  # 回款额1860万元 is a level, whatever else has that value
    if not of_increment(binder, reading) and _HAS_DONE.search(reading.lead):
        return None
    if not of_increment(binder, reading) and significant(mention) < (_TWO if _DONE.search(reading.lead) else _PRECISE):
        return None
    named = {one.b for one in reading.aspects if one.form == "difference"}  # 欠的是东城175万
    for metric in reading.metrics:
        for where in binder.named_facts.places(reading, metric):
            for row in binder.table.differences(metric, where):
                if named and row.aspect.b not in named:
                    continue
                if row.aspect.a is Role.ACTUAL and row.size == mention.value:
                    return binder.named(row.fact)
    return None


def is_past_goal(aspect: Aspect) -> bool:
    """True for a distance from a target."""
    return not {Role.TARGET, Role.STRETCH}.isdisjoint((aspect.a, aspect.b))


def may_be_past_goal(reading: Reading) -> bool:
    """False for a move, which is since a time (净增12家), and not past a goal (多12家)."""
    return any(is_past_goal(aspect) for aspect in reading.aspects)


def other_metrics(binder: Binder, reading: Reading) -> tuple[str, ...]:
    """Metrics that the line names, and the first of the sheet where nothing nearer is named."""
    level = not reading.aspects or reading.aspects[0].form == "value"
    if reading.metric_sure >= (OWN if level else CONTEXT):
        return ()
    first = binder.catalogue.first if reading.metric_sure <= CONTEXT else ()
    return (*reading.line.metrics, *first)


def _words_near(binder: Binder, reading: Reading) -> frozenset[str]:
    """The content words of the sentence as far as its members are looked for."""
    start, end = reading.sentence
    at = reading.mention.start
    return binder.words.within(max(start, at - _FAR), min(end, at + _FAR))


def _wheres(binder: Binder, reading: Reading, metric: str, near: frozenset[str]) -> list[Where | None]:
    """The members spoken of, and those that the words ``near`` the figure name in part (加盟 for 下沉加盟)."""
    members = binder.catalogue.member_words[metric]
    own = reading.line.places if reading.place_sure >= OWN and None not in reading.places else ()
    beside = (where for where, words in members if words & near and where not in own)  # 城东（+28万元），新区…
    return [*binder.named_facts.places(reading, metric), *beside]


def _unbound(mention: Mention) -> Mention:
    """超804万 may be a bound, and may be an excess of 804万."""
    return mention._replace(approx=None, low=None, high=None) if mention.approx in ABOVE | BELOW else mention
