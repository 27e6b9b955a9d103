"""What an uncertain figure may be worked out from: values told before it, by an operation that its words name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.decimals import divide
from fupan.domain.mention import Mention
from fupan.figures.agreement import bounded, closely, is_missed, significant
from fupan.figures.late import late
from fupan.figures.read.reading import CONTEXT, OWN, SENTENCE, Reading
from fupan.figures.reckon.named_pairs import given_value, named_otherwise, told_otherwise
from fupan.figures.reckon.stated import HUNDRED, NO_LEVEL, Operand, changes, given
from fupan.figures.units import same_unit
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_SUMS = "合计|总共|一共|共计|总计|加起来|合起来|合在一起|相加|两项|三项|两笔|三笔"
PUT_TOGETHER = late(_SUMS)
SUM = late(f"{_SUMS}|共")
REST = late("老[客用会学]|剩|余下|其余|其它|其他|尚余|还有|刨|扣|除去|剔除|撇开|净|另外|余|留")
EACH = late(
    "平均|客单|笔单价|件单价|[均每摊]|[坪人店单][效产]|一[家人个户台店单件吨场]|单[个家店户台件笔吨商场客人箱柜车点站套院亩]"
)
PART = late("占|转化|比重|比例|其中|分之|率[^，。；]{0,4}$|的[ *_约近超不足]{0,3}$|折合|相当于|只有|里|=$|[(（]$")
_LATEST, _REMEMBERED = 4, 400
_AGAIN = late("(?:那个?|这个?|上述的?|前述的?|上面[的说]?|前面[的说]?)[^，。；]{0,4}$")


def worked_out(binder: Binder, reading: Reading, told: Sequence[Operand]) -> Operand | None:
    """The value told before that gives the figure with another one, else None."""
    if is_coarse(reading):
        return None
    return _of_two(reading, told) or _summed(reading, told) or _left(binder, reading, told)


def is_coarse(reading: Reading) -> bool:
    """True for a bound that too many values meet to be searched for: 超2000, 超两成 of a rate that is named (同比)."""
    mention = reading.mention
    if not bounded(mention) or significant(mention) > 1:
        return False
    named = reading.aspect_sure >= OWN and bool(reading.aspects) and reading.aspects[0].form in {"growth", "ratio"}
    return mention.text[:1].isdigit() or named or is_missed(mention)


def said_before(reading: Reading, before: Sequence[Verdict]) -> Verdict | None:
    """就是开头那126万, 上述450万元: a value that the text has told before, to the last digit."""
    mention = reading.mention
    if not _AGAIN.search(reading.lead) or significant(mention) < 2 or mention.approx is not None:
        return None
    same = (one for one in reversed(before[-_REMEMBERED:]) if one.mention.value == mention.value and not one.fault)
    return next((one for one in same if same_unit(mention.unit, one.mention.unit)), None)


def _of_two(reading: Reading, told: Sequence[Operand]) -> Operand | None:
    """One of the two latest values with another of the line."""
    for place in range(len(told) - 1, max(-1, len(told) - _LATEST), -1):
        for other in reversed(told[:place]):
            if told_otherwise(reading, told[place].verdict, other.verdict, (one.verdict for one in told)):
                continue
            values = _results(reading, told[place], other, left=_is_left(reading, told))
            if any(_tells(reading.mention, value) for value in values):
                return told[place]
    here = [one for one in told if one.verdict.mention.start >= reading.sentence[0]]
    for other in here[:-1]:
        if any(_tells(reading.mention, value) for value in _product(reading, here[-1], other)):
            return other
    return None


def _tells(mention: Mention, value: Decimal) -> bool:
    """True where the figure states a value found by searching: a figure of one digit must be it exactly."""
    if not closely(mention, value):
        return False
    rough = mention.approx is not None or mention.text[:1] not in "0123456789"
    return rough or significant(mention) > 1 or abs(mention.value or Decimal(0)) == value


def _is_left(reading: Reading, told: Sequence[Operand]) -> bool:
    """其余, 剩下: in the clause itself, or of the ones just counted (其余38人分24万)."""
    last = told[-1].verdict
    counted = last.reading.rest and last.mention.start >= reading.sentence[0]
    return counted or REST.search(reading.lead) is not None


def _results(reading: Reading, one: Operand, other: Operand, *, left: bool) -> Iterator[Decimal]:
    """The results of two values that the words name; ``one`` is the later one, ``left`` says that a rest is told."""
    unit, lead = reading.mention.unit, reading.lead
    if one.unit != other.unit:
        yield from _across(reading, one, other)
        return
    changing = _changing(reading)
    if changing:
        yield from changes(reading, one, other)
    if unit in {one.unit, ""} and one.unit not in NO_LEVEL and (reading.loose or left):
        yield abs(one.value - other.value)
    low, high = sorted((one.value, other.value))
    if unit == "%" and one.unit != "%" and not changing and (PART.search(lead) or reading.aspect_sure < SENTENCE):
        yield divide(low * HUNDRED, high)
    if unit == "倍":
        yield divide(high, low)
    if unit == one.unit == "%" and reading.rest:
        yield HUNDRED - one.value


def _across(reading: Reading, one: Operand, other: Operand) -> Iterator[Decimal]:
    """Values of two units: the amount each."""
    if {one.unit, other.unit} & NO_LEVEL:
        return
    if EACH.search(reading.lead) or reading.per or reading.mean:
        for top, bottom in ((one, other), (other, one)):
            unit = reading.mention.unit
            if bottom.value and (unit in {top.unit, ""} or (unit == "人" and top.unit == "人次")):
                yield divide(top.value, bottom.value)


def _product(reading: Reading, one: Operand, other: Operand) -> Iterator[Decimal]:
    """尾货6000台按129元清库，回笼77.4万元; 62万户，每提1个百分点就是6200户: so many at so much, so much of a whole."""
    unit = reading.mention.unit
    if one.unit == other.unit or reading.metric_sure > CONTEXT:
        return
    rates = {"%", "个百分点"}
    if unit in {one.unit, other.unit} and {one.unit, other.unit} & rates:
        yield divide(one.value * other.value, HUNDRED)
    elif unit in {one.unit, other.unit} and not {one.unit, other.unit} & NO_LEVEL:
        yield one.value * other.value


def _changing(reading: Reading) -> bool:
    forms = {aspect.form for aspect in reading.aspects}
    named = reading.direction is not None or reading.cue is not None or reading.aspect_sure >= CONTEXT
    return bool(forms & {"difference", "growth"}) and named


def _summed(reading: Reading, told: Sequence[Operand]) -> Operand | None:
    """两项合计: the sum of the values told last; 扣除…后还有: what one of them leaves of the others."""
    mention = reading.mention
    unit = mention.unit or told[-1].unit
    levels = [one for one in told if one.unit == unit and unit not in NO_LEVEL]
    if SUM.search(reading.lead):
        for count in range(2, min(6, len(levels)) + 1):
            if closely(mention, sum((one.value for one in levels[-count:]), Decimal(0))):
                return levels[-1]
    if REST.search(reading.lead) and len(levels) > 2:
        for place in range(len(levels) - 2):
            if closely(mention, levels[place].value - levels[-1].value - levels[-2].value):
                return levels[place]
    return None


def _left(binder: Binder, reading: Reading, told: Sequence[Operand]) -> Operand | None:
    """其中9人带了513万，剩下29人扛了3477万: a value that the facts give, less the part just told."""
    if not _is_left(reading, told):
        return None
    for part in reversed(told[-_LATEST:]):
        for whole in given(binder, reading):
            if named_otherwise(reading, given_value(part.verdict), whole):
                continue
            if whole.unit.base == part.unit and closely(reading.mention, abs(whole.amount) - part.value):
                return part
    return None
