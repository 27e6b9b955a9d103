"""Steps from values told before that the words name so plainly that they hold whatever metric is named beside them.

售出94份，按680元一份算，收入约6.4万元; 7月1390万元、8月1410万元，两个月平均1400万元;
三家加起来欠305万元，郑州一家就占四成多.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.decimals import divide
from fupan.domain.role import EARLIER, Role
from fupan.figures.agreement import tells_of
from fupan.figures.fold import fold
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.reckon.at_a_rate import at_a_rate, twice
from fupan.figures.reckon.halves import half, other_half
from fupan.figures.reckon.named_pairs import given_value
from fupan.figures.reckon.operands import unit_of
from fupan.figures.reckon.parts_of_change import CHANGES
from fupan.figures.reckon.said_so import said_so
from fupan.figures.reckon.stated import HUNDRED, NO_LEVEL, Operand
from fupan.figures.reckon.told_and_given import left_after, rate_of_told, with_newcomers
from fupan.figures.reckon.worked import EACH
from fupan.figures.scan.number import DIGITS
from fupan.figures.verdict import NoteFigure, Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_OF_GOAL = late("[ *_]*的?(?:年度|全年)?(?:目标|任务|指标|预算|计划|盘子)[^，。；]{0,4}?的[ *_约近超不足到]{0,4}")
_GOAL = late("目标|任务|指标|预算|计划|盘子")
_DONE = late(
    "[，, *_]*(?:目前|上半年|现在|总的|合计|总体|整体)?(?:已经?|只|才|仅|刚)?"
    "(?:完成|达成|实现|做了|做到|兑现)了?[ *_约近超不足到]{0,4}"
)
_MEAN = late("[ *_]*(?:的|合计|算下来){0,2}(?:平均|均值|均)[^，。；]{0,4}")
_BY_PRICE = late("按(?:照|每[一-鿿])?[^，。；]{0,4}$")
_FIRST = late("前(十|[二两三四五六七八九]|[1-9][0-9]?)(?:[大名家强位]|个)")
_REACHES = late(
    "(?:[达升增扩加提][到至]|达|增加到|提升[到至]|扩大到|扩充到|扩编到|变成|凑成"
    "|后(?:就是|就有|共有?|就到))[ *_约近超]{0,4}$"
)
_COMES = late("(?:新招|招聘|招|补充|增补|增配|新增|增加|再加|增|新建|新开|引进|新购|投产)[^，。；0-9]{0,10}$")
_THEN = late("(?:上年|去年)(?:同期)?[^，。；0-9]{0,4}$")
_TAKEN = late("就是|等于|相当于|折合|意味|[少多][挣赚收拿]|吃掉|影响|损失|让出")
_IN_MONEY = late("折合|折算|相当于|约合|等于")
_WITHOUT = late("(?:不计|不算|不含|剔除|扣除|扣掉|刨[去掉开]|除去|去掉|撇开)[^，。；]{1,10}[，,]?[^，。；]{0,12}$")
_MOST = 6
_GOAL_BESIDE, _ALIKE = 8, 2
_PLANNED = frozenset(("计划", "明年", "全年", "上半", "下半", "半年", "年计", "年内"))
"""Words of a plan that say nothing of what it counts."""
_NOW_AND_THEN = (Role.ACTUAL, Role.PRIOR)
_TEN = {"十": 10, **DIGITS}


def named_step(binder: Binder, reading: Reading, told: Sequence[Operand]) -> Verdict | None:
    """The verdict on a figure that a step named by its words gives, None where they name none or give another value.

    ``told`` are the values stated before the figure in its line, the latest last.
    """
    here = [one for one in told if one.verdict.mention.start >= reading.sentence[0]]
    for value, source in _results(binder, reading, told, here):
        if tells_of(reading.mention, value):
            return Verdict(reading, fact=source.fact, note=source.note, unchecked=source.unchecked)
    return None


def _results(
    binder: Binder, reading: Reading, told: Sequence[Operand], here: Sequence[Operand]
) -> Iterator[tuple[Decimal, Verdict]]:
    """What the steps that the words name give, each with the verdict on the operand that stands for its source."""
    unit = reading.mention.unit
    yield from said_so(binder, reading, here)
    if unit == "%":
        yield from _of_goal(binder, here)
        yield from _done_of_goal(binder, reading, here)
        yield from _of_shortfall(binder, reading, here)
        yield from _without(binder, reading, told)
        yield from rate_of_told(binder, reading, here)
    elif unit == "个百分点":
        yield from _share_moved(binder, reading, here)
    elif unit != "倍":
        yield from _added(binder, reading, here)
        yield from left_after(binder, reading, here)
        yield from at_a_rate(binder, reading, here)
        yield from twice(binder, reading, here)
        yield from _mean(binder, reading, here)
        yield from _priced(binder, reading, here)
        yield from _each(binder, reading, here)
        yield from _each_then(binder, reading, here)
        yield from _of_points(binder, reading, here)
        yield from _in_money(binder, reading, here)
        yield from half(binder, reading, here)
        yield from other_half(binder, reading, here)


def _of_goal(binder: Binder, here: Sequence[Operand]) -> Iterator[tuple[Decimal, Verdict]]:
    """上半年2.4亿元，为全年5亿元目标的48%: of the goal told right before, which no fact of the period is."""
    levels = [one for one in here if one.unit not in NO_LEVEL]
    if len(levels) < 2 or not levels[-1].value or levels[-1] is not here[-1]:
        return
    part, goal = levels[-2:]
    if part.unit == goal.unit and _OF_GOAL.match(binder.text, goal.verdict.mention.end):
        yield divide(part.value * HUNDRED, goal.value), goal.verdict


def _done_of_goal(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[tuple[Decimal, Verdict]]:
    """对照全年目标1.1亿元，已完成49.6%: what was done of the goal told right before."""
    if not here or not _DONE.fullmatch(reading.lead) or here[-1].unit in NO_LEVEL or not here[-1].value:
        return
    goal = here[-1].verdict
    beside = binder.text[max(reading.sentence[0], goal.mention.start - _GOAL_BESIDE) : goal.mention.end + _GOAL_BESIDE]
    if _GOAL.search(beside) is None:
        return
    for part in [one for one in here[:-1] if one.unit == here[-1].unit][-1:]:
        yield divide(part.value * HUNDRED, here[-1].value), goal  # 合计670万元，两项预算合计700万元，总的完成95.8%
    for metric in reading.metrics[:1]:
        for where in reading.places:
            done = binder.told.value(metric, Role.ACTUAL, where)
            if done is not None and done.unit.base == here[-1].unit:
                yield divide(done.amount * HUNDRED, here[-1].value), goal


def _of_shortfall(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[tuple[Decimal, Verdict]]:
    """三家加起来欠305万元，郑州一家就占四成多: of the change of the members told together, not of the total."""
    fact = here[-1].verdict.fact if here else None
    aspect = CHANGES.get(fact.key) if fact is not None else None
    if fact is None or aspect is None or not fact.amount or reading.aspects[:1] == () or "占" not in reading.lead:
        return
    members = (fact.member or "").split("+")
    for where in reading.places:
        if len(members) > 1 and where is not None and where[0] == fact.dimension and where[1] in members:
            part = binder.told.fact(fact.metric, aspect, where)
            if part is not None:
                yield divide(part.amount * HUNDRED, fact.amount), here[-1].verdict


def _without(binder: Binder, reading: Reading, told: Sequence[Operand]) -> Iterator[tuple[Decimal, Verdict]]:
    """由918万元增至1835万元。…不计中东，海外增速为25%: the growth of a whole without the part that was told before."""
    if not any(aspect.form == "growth" for aspect in reading.aspects[:1]):
        return
    start, at = reading.begin, reading.mention.start
    if _WITHOUT.search(binder.text, start, at) is None:
        return
    levels = [one for one in told if one.unit not in NO_LEVEL]
    for before, after in itertools.pairwise(levels):
        if not before.verdict.reading.origin:
            continue
        for metric in reading.metrics[:1]:
            for where in reading.places:
                new, old = (binder.told.value(metric, role, where) for role in _NOW_AND_THEN)
                if new is None or old is None or {before.unit, after.unit} != {new.unit.base}:
                    continue
                rest = old.amount - before.value
                if rest > 0:
                    yield divide((new.amount - after.value - rest) * HUNDRED, rest), after.verdict


def _share_moved(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[tuple[Decimal, Verdict]]:
    """从120万元做到207万元，占15%，提高5个百分点: how the share of what was just told moved, which is no member."""
    if reading.aspects[:1] == () or reading.aspects[0].form != "share_change":
        return
    levels = [one for one in here if one.unit not in NO_LEVEL]
    for metric in reading.metrics[:1]:
        new, old = (binder.told.value(metric, role, None) for role in _NOW_AND_THEN)
        if len(levels) < 2 or new is None or old is None or new.amount <= 0 or old.amount <= 0:
            return
        before, after = levels[-2:]
        if before.verdict.reading.origin and {before.unit, after.unit} == {new.unit.base}:
            parts = divide(after.value * HUNDRED, new.amount), divide(before.value * HUNDRED, old.amount)
            yield abs(parts[0] - parts[1]), after.verdict


def _added(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[tuple[Decimal, Verdict]]:
    """新招6人，使团队达到11人: what a note gives and what comes to it, one of them told right before."""
    if _REACHES.search(reading.lead) is None:
        return
    text, words = binder.text, binder.words.within(*reading.sentence)
    for one in [one for one in here if one.unit == unit_of(reading.mention)][-2:]:
        comes, note = _COMES.search(text, reading.sentence[0], one.verdict.mention.start), one.verdict.note
        yield from with_newcomers(binder, one) if comes else ()
        for figure in binder.notes.figures:
            value = figure.mention.value
            if value is None or unit_of(figure.mention) != one.unit or abs(value) == one.value:
                continue
            base = comes is not None and _same_noun(figure, note, words)
            base = base and not _REACHES.search(fold(figure.text), 0, figure.mention.start)  # 增加到58个 has them all
            same = note is not None and note.text == figure.text and not comes
            if base or (same and _COMES.search(fold(figure.text), 0, figure.mention.start)):
                yield one.value + abs(value), Verdict(reading, note=figure)


def _same_noun(figure: NoteFigure, note: NoteFigure | None, words: frozenset[str]) -> bool:
    """True where the sentence repeats a note's words, or the note of what comes has those beside the value."""
    alike = figure.near & note.near if note is not None and note.text != figure.text else frozenset()
    return len(figure.near & words) >= _ALIKE or bool(alike - _PLANNED)


def _mean(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[tuple[Decimal, Verdict]]:
    """7月1390万元、8月1410万元，两个月平均1400万元: of as many values told last as the words count."""
    count = int(here[-1].value) if here and here[-1].value <= _MOST else 0
    if count < 2 or not _MEAN.fullmatch(binder.text, here[-1].verdict.mention.end, reading.mention.start):
        return
    levels = [one for one in here[:-1] if one.unit == unit_of(reading.mention)][-count:]
    if len(levels) == count:
        yield divide(sum((one.value for one in levels), Decimal(0)), Decimal(count)), levels[-1].verdict


def _priced(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[tuple[Decimal, Verdict]]:
    """94份，按680元一份计算，收入约6.4万元: so many at the price told right before."""
    if len(here) < 2 or here[-1].unit in NO_LEVEL or here[-1].unit != unit_of(reading.mention):
        return
    price, count = here[-1], here[-2]
    if count.unit not in {price.unit, *NO_LEVEL} and _BY_PRICE.search(
        binder.text, reading.sentence[0], price.verdict.mention.start
    ):
        yield price.value * count.value, count.verdict


def _each(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[tuple[Decimal, Verdict]]:
    """前五大客户合计2248万元，户均450万元; 扩到27人，人均160万元: over a count that the sentence tells."""
    if not (reading.per or EACH.search(reading.lead)) or reading.mention.unit in NO_LEVEL:
        return
    unit = unit_of(reading.mention)
    amounts = [one for one in here if one.unit == unit][-2:]
    first = _FIRST.search(binder.text, reading.begin, reading.mention.start)
    if first is not None and amounts:
        number = _TEN.get(first[1]) or int(first[1])
        yield divide(amounts[-1].value, Decimal(number)), amounts[-1].verdict
    counts = [one for one in here if one.unit in reading.per and one.value > 1][-2:]
    for count in reversed(counts):
        for metric in reading.metrics[:1]:
            for role in (*_NOW_AND_THEN, Role.PLAN):
                whole = binder.told.value(metric, role, None)
                if whole is not None and whole.unit.base == unit and role in _times(count):
                    yield divide(abs(whole.amount), count.value), count.verdict


def _times(count: Operand) -> tuple[Role, ...]:
    """The roles of an amount that a count goes with: 员工126人 of this year do not share last year's sales."""
    given = given_value(count.verdict)
    return (*_NOW_AND_THEN, Role.PLAN) if given is None else (Role(given.key),)


def _each_then(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[tuple[Decimal, Verdict]]:
    """家均21.6万元，去年同期为19万元: the same amount each in an earlier time, which a fact or the same note gives."""
    last = here[-1].verdict if here else None
    role = reading.aspects[0].a if reading.aspects and reading.aspects[0].form == "value" else Role.ACTUAL
    if last is None or last.fact is None or role not in EARLIER or unit_of(last.mention) != unit_of(reading.mention):
        return
    counted = binder.told.value(last.fact.metric, role, last.fact.where)
    if not (last.reading.per or last.reading.mean) or counted is None or counted.unit.dimension != "count":
        return
    if counted.amount <= 0:
        return  # there were none of them then
    wholes = [binder.told.value(metric, role, last.fact.where) for metric in reading.metrics[:1]]
    amounts = [whole.amount for whole in wholes if whole is not None and whole.unit.base == unit_of(reading.mention)]
    for figure in binder.notes.figures:
        then = (
            last.note is not None
            and figure.text == last.note.text
            and _THEN.search(figure.text, 0, figure.mention.start)
        )
        if then and figure.mention.value and unit_of(figure.mention) == unit_of(reading.mention):
            amounts.append(figure.mention.value)
    for amount in amounts:
        yield divide(amount, counted.amount), Verdict(reading, fact=counted)


def _of_points(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[tuple[Decimal, Verdict]]:
    """毛利率比目标低1.4个百分点，等于少挣52万元: so many points of the sales of the period."""
    points = [one for one in here if one.unit == "个百分点"][-1:]
    if not points or not _TAKEN.search(reading.lead):
        return
    for metric in binder.catalogue.first:
        whole = binder.told.value(metric, Role.ACTUAL, None)
        if whole is not None and whole.unit.base == unit_of(reading.mention):
            yield divide(whole.amount * points[0].value, HUNDRED), points[0].verdict


def _in_money(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[tuple[Decimal, Verdict]]:
    """少供16万份，折合收入约230万元: a count told, at what one of them brings on the whole."""
    if not here or not _IN_MONEY.search(reading.lead):
        return
    count = here[-1]
    for metric in reading.metrics[:1]:
        for counted in binder.catalogue.by_unit.get(count.unit, ()):
            for role in _NOW_AND_THEN:
                each = binder.told.per(metric, counted, role)
                if each is not None and each.unit.base == unit_of(reading.mention):
                    yield each.amount * count.value, count.verdict
