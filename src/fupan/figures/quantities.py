"""Which true values a figure as written allows: its rounding, and the margin of its approximation word.

The margins are conventions of this project, chosen so that ordinary use passes and a wrong claim does not:

=======================  ==========================================================================
plain                    half of the last written digit either way: 13.6% allows 13.55 to 13.65
约 大约 大致 左右 ≈ …      the worth of the last digit that is not 0 (2.5 of it for a 5), at most 5 %, either way:
                         约46.7 allows 46.6 to 46.8, 约105 allows 102.5 to 107.5, 约1000 allows 950 to 1050
近 将近 接近 弱            below the value, by 10 % of it or half of the last digit, whichever is more
不足 不到 未到 不及        below the value, by 20 % of it or half of the last digit, whichever is more
超 超过 逾 突破 出头 强 …  above the value, by 10 % of it or half of the last digit, whichever is more
多 余 几                 above the value, up to its next round number: 20多家 allows 20 to 30, not 30 itself
低于 跌破 至多 不超过 ≤ …  anything below; 高于 至少 不低于 以上 ≥ … anything above
a range                  its ends, widened by half of the last digit
=======================  ==========================================================================
"""

from __future__ import annotations

from decimal import Decimal

from fupan.domain.mention import Mention

_HALF, _ABOUT_SHARE = Decimal("0.5"), Decimal("0.05")
_HUNDRED, _MYRIAD = Decimal(100), Decimal(10_000)
_FIVE, _TEN, _FIVES = Decimal(5), Decimal(10), Decimal("2.5")
ABOUT = frozenset(("约", "大约", "大概", "大致", "约莫", "差不多", "左右", "上下", "≈", "~"))
_NEAR = frozenset(("近", "将近", "接近", "弱"))
_SHORT = frozenset(("不足", "不到", "未到", "不及"))
_OVER = frozenset(("超", "超过", "超出", "逾", "突破", "出头", "开外", "有余", "强"))
_ODD = frozenset(("多", "余", "几"))
_BROKEN = ("跌破", "跌穿", "击穿", "失守", "掉破")
_AT_MOST = frozenset(
    (
        *_BROKEN,
        "低于",
        "小于",
        "少于",
        "至多",
        "最多",
        "不超过",
        "不高于",
        "不大于",
        "以下",
        "以内",
        "之内",
        "之下",
        "≤",
        "<",
    )
)
_AT_LEAST = frozenset(("高于", "大于", "多于", "至少", "最少", "不低于", "不少于", "不小于", "以上", "之上", "≥", ">"))
_STRICT_BELOW = _NEAR | _SHORT | frozenset(("低于", "小于", "少于", "<", *_BROKEN))
_STRICT_ABOVE = _OVER | frozenset(("高于", "大于", "多于", ">"))


def interval(mention: Mention) -> tuple[Decimal | None, Decimal | None]:
    """The least and greatest true value the mention allows, in its base unit; None is open, (None, None) says nothing.

    See the module for the margins. Whether an end itself is allowed is what ``allows`` decides.
    """
    half = mention.step * _HALF
    value, approx = mention.value, mention.approx
    if value is None:
        if mention.low is None or mention.high is None:
            return mention.low, mention.high
        return mention.low - half, mention.high + half
    size = abs(value)
    if approx in ABOUT or approx == "来":
        margin = about(mention)
        return value - margin, value + margin
    if approx in _NEAR:
        return value - max(size * Decimal("0.1"), half), value
    if approx in _SHORT:
        return value - max(size * Decimal("0.2"), half), value
    if approx in _OVER:
        return value, value + max(size * Decimal("0.1"), half)
    if approx in _ODD:
        return value, value + last_place(size)
    if approx in _AT_MOST:
        return None, value
    if approx in _AT_LEAST:
        return value, None
    return value - half, value + half


def about(mention: Mention) -> Decimal:
    """How far (base unit) a true value may be from the figure that 约 stands before: see the module."""
    size = abs(mention.value or Decimal(0))
    place = last_place(size)
    if size // place % _TEN == _FIVE:
        place *= _FIVES
    return max(min(place, size * _ABOUT_SHARE), mention.step * _HALF)


def rounded_width(mention: Mention) -> Decimal | None:
    """The worth of the last digit that is not 0 of a figure that may be rounded in a larger unit, else None.

    202000元 may tell of 201653 (20.2万), 230000元 of 229600 (23万); 2200万元 and 1000万元 are said of no 2225 or 1176:
    three digits and two zeros are needed, or two digits and the zeros of a whole 万.
    """
    if not mention.value or mention.approx is not None:
        return None
    place = last_place(mention.value)
    zeros = place / mention.step
    digits = abs(mention.value) / place
    fine = zeros >= _HUNDRED and digits >= _HUNDRED
    return place if fine or (zeros >= _MYRIAD and digits >= _TEN) else None


def last_place(size: Decimal) -> Decimal:
    """The worth of the last digit that is not zero: 20 → 10, 1000 → 1000, 120 → 10; 1 for 0."""
    sign, digits, exponent = size.as_tuple()
    del sign
    if not isinstance(exponent, int) or not any(digits):
        return Decimal(1)
    trailing = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return Decimal(1).scaleb(exponent + trailing)


def allows(mention: Mention, value: Decimal) -> bool:
    """Whether the mention may be said of a true ``value`` (same base unit).

    近 and 不足 leave the value itself out, 超 and 高于 too; 20多 leaves out 30.
    """
    low, high = interval(mention)
    if low is not None and (value < low or (value == low and mention.approx in _STRICT_ABOVE)):
        return False
    return not (high is not None and (value > high or (value == high and mention.approx in _STRICT_BELOW | _ODD)))
