"""What else may carry a figure whose words do not say for certain what it is.

A right figure told in unforeseen words must not be called wrong; each net is narrow enough that a wrong figure seldom
falls into it (the share of random figures that do is measured by the benchmark).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.fact import Fact
from fupan.domain.role import EARLIER, Role
from fupan.domain.unit import DURATIONS
from fupan.figures.agreement import bounded, closely, significant, sizes
from fupan.figures.judge.difference_nets import (
    difference,
    is_past_goal,
    may_be_past_goal,
    of_increment,
    other_metrics,
    own_difference,
)
from fupan.figures.judge.fact_table import DIFFERENCES, LEVELS
from fupan.figures.judge.partial_names import by_partial_name
from fupan.figures.late import late
from fupan.figures.read.open_ended import clause_before, is_per_before, is_restricted
from fupan.figures.read.reading import CONTEXT, NONE, OWN, SENTENCE, Reading
from fupan.figures.reckon.from_to import from_to
from fupan.figures.reckon.per_counted import count_over_count, per_counted, tells_price
from fupan.figures.reckon.relations import explained, part_of_whole, per_time, per_time_before
from fupan.figures.reckon.some_members import some_members
from fupan.figures.reckon.worked import PUT_TOGETHER
from fupan.figures.units import RATES, same_unit
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_PRECISE = 3
_MOVED = frozenset(("growth", "difference", "share_change"))
_MANIFOLD = frozenset(("%", "元", "个百分点", "", "倍", "个"))
_PACE = late("(?:时间|序时)进度|时间过[半了]|日历进度")
_DAILY = late("[日周天]均|每[日天周]")
_AWAY_IN_TIME = ("前", "后", "以前", "以后", "之前", "之后")
_BY, _RECKONED = late("[按以][照]?[ *_]{0,3}$"), ("算", "计", "测算", "折算", "推算", "的口径", "口径")
_BARE = late(
    "[ *_（(]*(?:任务|目标|计划|预算|指标|[去上今]年(?:同期)?|上月|同期)?"
    "[ *_]*[只才仅也就共]?(?:做|卖|实现|完成|拿|收|签|出)?[了到出下]{0,2}[只才仅有是]?[ *_]*"
)
_NO_SUBJECT = late(
    "受|因|由于|[依全]?靠|除|扣|剔|不含|加上|算上|随着|得益|借|对|把|被|给|跟|比|如果|要是|若|让|使|全[年月季公部国]|合计|总"
)
"""受苏北拖累，只完成86.7%: the member is not what the figure is about."""
_NAMED_BEFORE = 40
_HUNDRED = Decimal(100)


def caught(binder: Binder, reading: Reading, before: Sequence[Verdict], *, named: bool) -> Verdict | None:
    """The verdict on a figure that one of the nets holds, else None.

    A figure told for certain falls into none; ``named`` says that its words name facts at all.
    """
    origin = reading.origin and max(reading.metric_sure, reading.place_sure) > CONTEXT
    origin = origin and not per_time(reading.lead)  # 平均每月由8.1家升至11.2家
    certain = named and (strong(binder, reading) or origin)
    if not certain and not reading.outside:
        for held in (from_to, _headline, _of_line, difference):
            found = held(binder, reading)
            if found is not None:
                return Verdict(reading, fact=found)
    elif not reading.row and named and (reading.aspect_sure < OWN or of_increment(binder, reading)):
        found = own_difference(binder, reading)
        if found is not None:
            return Verdict(reading, fact=found)
    over = _counted(binder, reading, certain=certain)
    if over is not None:
        return Verdict(reading, fact=over)
    partly = by_partial_name(binder, reading, named=named)
    if partly is not None:
        return Verdict(reading, fact=partly)
    if not certain:
        alike = _of_unit(binder, reading) or _of_other(binder, reading)
        if alike is not None:
            return Verdict(reading, fact=alike)
    open_ = not named or _is_vague(reading) or reading.loose or reading.blind or reading.rest
    open_ = open_ or (reading.metric_sure < OWN and per_time_before(binder, reading) is not None)
    related = None
    if not certain:
        related = explained(binder, reading, before, named=named) if open_ else part_of_whole(binder, reading, before)
    if related is not None:
        return related
    return Verdict(reading, unchecked=True) if _idle(binder.text, reading) else None


def _counted(binder: Binder, reading: Reading, *, certain: bool) -> Fact | None:
    """Values over counts, and sums over as many members as are counted."""
    over = per_counted(binder, reading)
    return over if over is not None or certain else some_members(binder, reading) or count_over_count(binder, reading)


def _is_vague(reading: Reading) -> bool:
    """True where a figure's words name facts, but leave open which metric it tells or what of it."""
    if reading.per or reading.metric_sure <= CONTEXT or per_time(reading.lead):
        return True
    if reading.aspects and all(one.form == "growth" and one.b in EARLIER for one in reading.aspects):
        return reading.aspect_sure <= NONE  # 降了35%: since last year or since last month
    apart = bool(reading.aspects) and reading.aspects[0].form == "difference"
    return reading.aspect_sure < (OWN if apart else SENTENCE)


def strong(binder: Binder, reading: Reading) -> bool:
    """True where the words leave no doubt of what is told."""
    if reading.rest or reading.blind or reading.loose or (reading.per and reading.mention.unit not in RATES):
        return False
    if (
        (reading.place_sure < OWN and is_restricted(clause_before(binder.text, reading)))
        or per_time(reading.lead)
        or (reading.mention.unit not in RATES and tells_price(binder, reading))
    ):
        return False
    if is_per_before(binder.text, reading):
        return False
    if reading.metric_sure < OWN and not reading.groups and PUT_TOGETHER.search(reading.lead):
        return False  # 会籍加私教…，两项预算合计700万元
    if reading.metric_sure < OWN and per_time_before(binder, reading):
        return False  # 月均864万，去年同期720万
    if reading.row:
        return reading.metric_sure > 0
    if reading.aspects and reading.aspects[0].form == "share" and reading.places == (None,):
        return False  # 新品销售额占总销售额的四分之一: the total has no share of itself
    level = bool(reading.aspects) and reading.aspects[0].form == "value"
    if reading.aspect_sure >= SENTENCE and level and max(reading.metric_sure, reading.place_sure) >= OWN:
        return True
    if reading.aspect_sure < OWN or reading.metric_sure < SENTENCE:
        return False
    gives = binder.catalogue.gives
    rivals = (gives(name, where) for name in reading.metrics for where in reading.line.places)
    return reading.place_sure >= SENTENCE or not any(rivals)


def _idle(text: str, reading: Reading) -> bool:
    """Figures that are no claim: 一半 of nobody knows what, what is supposed, a total of 100%, 12个月前."""
    mention = reading.mention
    if mention.unit in DURATIONS and text.startswith(_AWAY_IN_TIME, mention.end):
        return True
    if mention.unit in DURATIONS and _BY.search(reading.lead) and text.startswith(_RECKONED, mention.end):
        return True  # 按30天算
    if mention.unit in RATES and _PACE.search(reading.lead):
        return True
    level = bool(reading.aspects) and reading.aspects[0].form == "value"  # of a metric told in 倍
    if reading.rest or (mention.unit == "倍" and not level and reading.aspect_sure < OWN):
        return True
    if ("均" in reading.lead or "每" in reading.lead) and _DAILY.search(reading.lead):
        return True
    if mention.value == _HUNDRED and any(aspect.form == "share" for aspect in reading.aspects):
        return True
    return not reading.aspect_sure and ("分之" in mention.text or "成" in mention.text or "半" in mention.text)


def _headline(binder: Binder, reading: Reading) -> Fact | None:
    """A value of the first metric of the sheet, where no metric and no member is named."""
    sheet, mention = binder.lexicon.sheet, reading.mention
    placed = reading.place_sure > CONTEXT and reading.places != (None,)
    if reading.metric_sure > CONTEXT or placed or not sheet.metrics or mention.value is None:
        return None
    first = sheet.metrics[0]
    if first.unit.dimension == "rate" or not same_unit(mention.unit, first.unit.base):
        return None
    told = [aspect for aspect in reading.aspects if aspect.form == "value"]
    if reading.aspect_sure < SENTENCE:
        told = [*LEVELS]
    elif reading.aspect_sure < OWN and [aspect.a for aspect in told] == [Role.ACTUAL]:  # nothing is said of its role
        told = [aspect for aspect in LEVELS if aspect.a not in EARLIER]
    for aspect in told:
        fact = binder.told.fact(first.name, aspect)
        if fact is None or not closely(mention, fact.amount):
            continue
        if fact.amount == mention.value or significant(mention) >= _PRECISE:
            return fact
    return None


def _of_line(binder: Binder, reading: Reading) -> Fact | None:
    """Anything that the line's metrics and members tell, as far as the clause itself leaves it open which."""
    metrics = dict.fromkeys((*reading.metrics, *other_metrics(binder, reading)))
    level = bool(reading.aspects) and reading.aspects[0].form == "value"
    open_ = reading.place_sure < (OWN if level or reading.aspect_sure <= NONE else SENTENCE)
    open_ = open_ and not _just_named(binder, reading)
    others = (*reading.line.places, None) if open_ and not bounded(reading.mention) else ()
    mention = reading.mention
    least, most = sizes(mention)
    since = bool(reading.aspects) and all(one.form == "growth" and one.b in EARLIER for one in reading.aspects)
    rates = mention.unit == "%" and reading.aspect_sure < SENTENCE and not (since and reading.aspect_sure > NONE)
    places = dict.fromkeys((*reading.places, *others))
    for metric in metrics:
        for where in places:
            if binder.catalogue.gives(metric, where):
                rows = binder.table.of(metric, reading.aspects, where)
                for row in (*rows, *binder.table.rates(metric, where)) if rates else rows:
                    if not least <= row.size <= most or not closely(mention, row.fact.amount):
                        continue
                    if mention.text[0] == "+" and row.aspect.form not in _MOVED:
                        continue  # 镜架+9.8% is no share
                    if binder.holds(reading, row.fact, row.aspect):
                        return row.fact
    return _before_line(binder, reading) if reading.origin and reading.place_sure <= CONTEXT else None


def _before_line(binder: Binder, reading: Reading) -> Fact | None:
    """从1.98万到5.64万，8月一下子涨了: where it set out, the month before the one that the line names."""
    for metric in reading.metrics[:1]:
        for where in reading.line.places:
            before = binder.catalogue.before(metric, where) if where is not None else None
            fact = binder.told.value(metric, Role.ACTUAL, before) if before is not None else None
            if fact is not None and closely(reading.mention, fact.amount):
                return fact
    return None


def _just_named(binder: Binder, reading: Reading) -> bool:
    """True for 苏北最差，2214万元: the sentence has named one member alone, and the figure is all that follows it."""
    start, at = reading.sentence[0], reading.mention.start
    if reading.place_sure < SENTENCE or _BARE.fullmatch(reading.lead) is None or at - start > _NAMED_BEFORE:
        return False
    if _NO_SUBJECT.search(binder.text, start, at) or any(char.isdigit() for char in binder.text[start:at]):
        return False
    return set(binder.places_in(start, at)) == set(reading.places)


def _of_unit(binder: Binder, reading: Reading) -> Fact | None:
    """年初150家，新开36家，关闭14家: a value of any metric in this very unit, where the unit says what is counted."""
    mention = reading.mention
    if mention.unit in _MANIFOLD or mention.approx is not None:
        return None
    changed = bool(reading.aspects) and reading.aspects[0].form == "difference"
    roles = [*LEVELS] if reading.aspect_sure < SENTENCE else [*reading.aspects]
    if reading.origin and roles[0].a is not Role.ACTUAL:  # 从64人增加到72人
        roles = [aspect for aspect in reading.aspects if aspect.a is not Role.ACTUAL] or roles
    if changed and reading.aspect_sure < SENTENCE:
        roles = [aspect for aspect in roles if aspect.a not in EARLIER]  # 净增30家 is no level of another time
        roles += [aspect for aspect in DIFFERENCES if not is_past_goal(aspect) or may_be_past_goal(reading)]
    for metric in binder.catalogue.by_unit.get(mention.unit, ()):
        if (
            reading.place_sure >= OWN
            and reading.places != (None,)
            and (reading.metric_sure > CONTEXT or binder.catalogue.gives_any(metric, reading.places))
        ):
            continue  # 6月底剩84人: of a metric that has no 6月
        for aspect in roles:
            fact = binder.told.fact(metric, aspect)
            if fact is None or abs(fact.amount) != mention.value:
                continue
            if changed and reading.aspect_sure >= OWN and not binder.holds(reading, fact, aspect):
                continue  # 比任务少27人 where it is 27人 more
            return binder.named(fact)
    return None


def _of_other(binder: Binder, reading: Reading) -> Fact | None:
    """真正落袋2235.2万: the value of another metric to four digits, where none is named."""
    mention = reading.mention
    if reading.metric_sure > CONTEXT or reading.place_sure >= OWN or significant(mention) <= _PRECISE:
        return None
    roles = {aspect.a for aspect in reading.aspects if aspect.form == "value"}
    stated = binder.stated_facts(mention) if roles and mention.approx is None else ()
    return next((fact for fact in stated if fact.key in roles and fact.dimension is None), None)
