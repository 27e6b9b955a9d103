"""Figures far from all that their words were taken to name, which the words around them explain otherwise.

Who mistypes a figure is near it, off by a power of ten, or has it from another row. A figure that is three times what
was expected, or of which nothing was expected, and that is none of this, may as well have been misread. So it is left
unchecked where a mean goes on (平均每单2.69万元，比去年的2.57万元高), or where two values beside it give it by the very
step that its words name (首尾相差10.8个百分点; 占经销商销售额的24.9%).
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations

from fupan.domain.decimals import divide
from fupan.figures.agreement import bounded, closely, significant, sizes
from fupan.figures.late import late
from fupan.figures.reckon.operands import unit_of
from fupan.figures.reckon.stated import HUNDRED
from fupan.figures.units import RATES
from fupan.figures.verdict import Verdict

_DOUBTED = frozenset(("contradicted-figure", "wrong-derivation", "unsupported-figure"))
_FAR = Decimal(3)
_MEAN = late(
    "(?:平均|折合|摊到|[人户单件笔客台店场柜项日月周坪]均|单[个店商户场台件单吨客笔亩柜]|每[一-鿿])[^，。；：、0-9]{0,16}$"
)
_MEANS = late("平均|均摊|折到|摊到|[户店月季]均|每个?[月季家户店]")
_MONTHS = (3, 4, 6, 12)
_PRECISE = 3
_BACK, _AROUND, _NEAR = 200, 14, 2
_CLAUSE = 30
_CHANCE = Decimal("0.15")
_SPREAD = Decimal("2.2")
"""ln 9: a random figure is thought to lie within a factor of three of the right one, log-uniformly."""
_PART = late("占|比重|份额|贡献|相当于|率|转化|比例")
_PART_OF = late("(?:占|相当于)[^，。；：]{0,20}的[ *_约近]{0,3}$")
"""占336万元缺口的63.7%"""
_MOVED = late("[增降涨跌高低多少快慢升减缩长]|超|差")
_DOWN = late("[降跌低少慢减缩差缺欠][^，。；]{0,6}$")
_NO_LEVEL = RATES | {"倍"}
Value = tuple[Decimal, str]
"""(size, base unit)"""


def far_off(folded: str, verdicts: Sequence[Verdict], members: Mapping[str, Sequence[str]]) -> list[Verdict]:
    """The verdicts of a text, with such figures left unchecked; ``members`` are those of each dimension."""
    found, counts = list(verdicts), {*_MONTHS, *(len(some) for some in members.values())}
    for place, one in enumerate(verdicts):
        if not _is_far_off(one):
            continue
        if _is_mean(folded, one, counts) or _goes_on(folded, verdicts, place) or _is_given(folded, verdicts, place):
            found[place] = one._replace(fault="", unchecked=True, doubt=one.fault)
    return found


def _is_far_off(one: Verdict) -> bool:
    value = one.mention.value
    if one.fault not in _DOUBTED or one.found is not None or not value:
        return False
    if one.expected is None:
        noted = one.note.mention.value if one.note is not None else None
        return noted is None or not _is_slip(abs(value), abs(noted), one.mention.step)
    due = abs(one.expected.amount)
    far = not due <= abs(value) * _FAR <= due * _FAR * _FAR
    return far and not _is_slip(abs(value), due, one.mention.step)


def _is_slip(value: Decimal, due: Decimal, step: Decimal) -> bool:
    """True where the digits of one are those of the other but for one, or for their power of ten."""
    one, other = (str((amount / step).to_integral_value()) for amount in (value, due))
    if one.rstrip("0") == other.rstrip("0"):
        return True
    if len(one) == len(other):
        apart = [at for at in range(len(one)) if one[at] != other[at]]
        return len(one) > 1 and (len(apart) == 1 or (len(apart) == _NEAR and sorted(one) == sorted(other)))
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    dropped = (longer[:at] + longer[at + 1 :] for at in range(len(longer)))
    return len(shorter) > 1 and shorter in dropped


def _is_mean(folded: str, one: Verdict, counts: Container[int]) -> bool:
    """True for what is expected over so many months or members, where the sentence speaks of a mean."""
    value, due = abs(one.mention.value or Decimal(0)), one.expected
    if due is None or due.formula is not None or significant(one.mention) < _PRECISE:
        return False
    count = int(divide(abs(due.amount), value).to_integral_value())
    mean = _MEANS.search(folded, one.reading.begin, one.mention.start) is not None
    return mean and count in counts and closely(one.mention, divide(due.amount, Decimal(count)))


def _goes_on(folded: str, verdicts: Sequence[Verdict], place: int) -> bool:
    """True for 比去年家装节的2.57万元 right behind 平均每单2.69万元: an amount of like size, in the same unit."""
    one = verdicts[place]
    value, start = abs(one.mention.value or Decimal(0)), one.reading.sentence[0]
    changed = one.reading.direction is not None and not one.reading.level  # 比8月多、比去年少0.38元
    if changed or bounded(one.mention) or one.mention.unit in _NO_LEVEL:
        return False
    for before in verdicts[max(0, place - _NEAR) : place]:
        at, size = before.mention.start, abs(before.mention.value or Decimal(0))
        alike = before.mention.unit == one.mention.unit and size <= value * _FAR <= size * _FAR * _FAR
        if at >= start and alike and not before.fault and _MEAN.search(folded, start, at):
            return True
    return False


def _is_given(folded: str, verdicts: Sequence[Verdict], place: int) -> bool:
    """True where two figures around give it by a step of its words, and hardly by chance."""
    one = verdicts[place]
    mention, (start, end) = one.mention, one.reading.sentence
    if bounded(mention):
        return False
    around = [*verdicts[max(0, place - _AROUND) : place], *verdicts[place + 1 : place + _AROUND]]
    told = [
        (abs(other.mention.value), unit_of(other.mention))
        for other in around
        if other.mention.value and not other.fault and not bounded(other.mention)
        if start - _BACK <= other.mention.start < end
    ]
    value, met, tried = abs(mention.value or Decimal(0)), False, set[Decimal]()
    before = folded[max(start, mention.start - _CLAUSE) : mention.start]
    for first, second in permutations(dict.fromkeys(told), 2):
        for result in _steps(one, before, first, second):
            if result <= value * _FAR <= result * _FAR * _FAR:
                tried.add(result)
                met = met or closely(mention, result)
    least, most = sizes(mention)
    return met and divide((most - least) * len(tried), value * _SPREAD) < _CHANCE


def _steps(one: Verdict, before: str, first: Value, second: Value) -> Iterator[Decimal]:
    """What two values give in the unit of the figure, where its words name such a step; ``before``: those before it."""
    unit, lead = one.mention.unit, one.reading.lead
    (high, its), (low, other) = first, second
    if unit != "%" or its != other or its in _NO_LEVEL or high < low:
        return
    if _PART_OF.search(before) or (_PART.search(lead) and one.reading.direction is None):
        yield divide(low * HUNDRED, high)
    elif _MOVED.search(lead):
        yield divide((high - low) * HUNDRED, high if _DOWN.search(lead) else low)
