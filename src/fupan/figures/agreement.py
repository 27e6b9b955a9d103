"""Does a figure as written state a value? Rounding by written precision, bound words, ranges."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from fupan.domain.decimals import divide, rounded
from fupan.domain.mention import Mention
from fupan.figures.quantities import ABOUT, about, last_place, rounded_width

Agreement = Literal["yes", "loose", "bound", "no"]
"""yes; rounded past its precision; right number on the wrong side of its bound; no."""

BELOW = frozenset(
    (
        "近",
        "接近",
        "将近",
        "不足",
        "不到",
        "未到",
        "不及",
        "低于",
        "少于",
        "小于",
        "<",
        "弱",
        "跌破",
        "跌穿",
        "击穿",
        "失守",
        "掉破",
    )
)
UP_TO = frozenset(("以下", "以内", "之下", "不超过", "≤", "至多", "最多", "内", "之内", "不高于", "不大于"))
ABOVE = frozenset(("超", "超过", "超出", "逾", "突破", "高于", "多于", "大于", ">", "出头", "开外", "有余", "强"))
AT_LEAST = frozenset(("以上", "之上", "至少", "最少", "不低于", "不少于", "不小于", "≥", "起"))
ODD = frozenset(("多", "余", "来", "几"))
NEARLY = frozenset(("近", "接近", "将近", *ODD))
"""What leaves the last digits open, by little."""

NOT_ABOVE, NOT_BELOW = "≯", "≮"
"""Stand for the bound of a figure whose amount lies a little on the wrong side of it, see `missed`."""

_CLOSE = Decimal("0.88")
_SHORT = Decimal("0.75")
_BEYOND = Decimal("1.2")
_NEARLY, _DOUBLED = Decimal("0.95"), Decimal("1.25")
_LOOSE_SHARE = Decimal("0.10")
_CLOSE_BY, _WITHIN = Decimal("0.07"), Decimal("0.12")
_LOW, _HIGH = Decimal("0.8"), Decimal("1.3")
"""How far a rounded or bounded figure may be from the amount that is searched for it."""
_TENTHS_HALF = Decimal("2.5")
_TENTH, _TENTH_SHARE = Decimal(9), Decimal("0.3")
HALF = Decimal("0.5")
_HALVES = frozenset(("一半", "半数", "一倍"))
_ANY = Decimal(0), Decimal("Infinity")


def agreement(mention: Mention, amount: Decimal) -> Agreement:
    """How ``mention`` stands to ``amount`` (base unit; its sign is not looked at here)."""
    if mention.value is None:
        return _in_range(mention, amount)
    value, amount = abs(mention.value), abs(amount)
    word = mention.approx
    if word is None:
        return _plain(mention, value, amount)
    if _bounded(mention, word, value, amount):
        return "yes"
    return "bound" if _near(value, amount) else "no"


def exceeding(mention: Mention, governor: str = "") -> Mention:
    """超出480万元 says by how much where a difference is told: the word is no bound then.

    Nor is 超 where it is itself the ``governor`` of the figure (258万元，超18万元).
    """
    governs = mention.approx == "超出" or (mention.approx in {"超", "超过"} and governor == mention.approx)
    if not governs:
        return mention
    return (
        mention._replace(approx=None) if mention.value is None else mention._replace(approx=None, low=None, high=None)
    )


def bounded(mention: Mention) -> bool:
    """True where a word makes the figure a bound or leaves its last digits open: it holds for many amounts."""
    return mention.approx is not None and mention.approx not in ABOUT


def missed(mention: Mention) -> Mention | None:
    """The figure that states what ``mention`` only just misses (近八成 for 超八成), None for one that is no bound."""
    if mention.value is None or not bounded(mention) or mention.approx in ODD or mention.text in _HALVES:
        return None
    return mention._replace(approx=NOT_BELOW if is_upper(mention) else NOT_ABOVE)


def is_missed(mention: Mention) -> bool:
    """True for what ``missed`` gives."""
    return mention.approx in {NOT_ABOVE, NOT_BELOW}


def is_upper(mention: Mention) -> bool:
    """True where the amount is said to lie below the figure: 近八成, 不足八成."""
    return mention.approx in BELOW or mention.approx in UP_TO or mention.approx == NOT_ABOVE


def opposed(one: Mention, other: Mention) -> bool:
    """True for 近三分之二 and 超三分之二: bounds on two sides."""
    return bounded(one) and bounded(other) and is_upper(one) != is_upper(other)


def closely(mention: Mention, amount: Decimal) -> bool:
    """As ``agreement``, for amounts that are found by searching: a bound word must not open the door wide."""
    found = agreement(mention, amount)
    if found != "yes":
        return found == "loose" and rounded_width(mention) is not None
    if mention.approx is None or mention.value is None:
        return True
    value = abs(mention.value)
    return is_missed(mention) or abs(abs(amount) - value) <= value * _CLOSE_BY


def tells_of(mention: Mention, amount: Decimal) -> bool:
    """As ``closely``, for amounts that words name: 四成多 leaves its last digits open."""
    rough = mention.approx is not None and not mention.text[:1].isdigit()
    return agreement(mention, amount) == "yes" if rough else closely(mention, amount)


def within_reach(mention: Mention, amount: Decimal) -> bool:
    """As ``agreement``, for amounts whose words are the figure's: 不足160万 is said of 155万, and not of 120万."""
    value = abs(mention.value or Decimal(0))
    near = not bounded(mention) or abs(abs(amount) - value) <= value * _WITHIN
    return near and agreement(mention, amount) == "yes"


def sizes(mention: Mention) -> tuple[Decimal, Decimal]:
    """The least and greatest size (base unit) that an amount which the figure states can have; ranges allow any.

    Not all between them are stated: where many facts are held against one figure, most need not be asked further.
    """
    if mention.value is None:
        return _ANY
    value, half = abs(mention.value), _half(mention)
    if mention.approx is None:
        return value - half, value * _DOUBLED if "翻" in mention.text else value + half
    return min(value * HALF, value - half), value + max(value, half, last_place(value))


def reach(mention: Mention) -> tuple[Decimal, Decimal]:
    """The sizes (base unit) within which a fact is searched that the figure states."""
    value = abs(mention.value) if mention.value is not None else mention.low or Decimal(0)
    least, most = sizes(mention)
    return max(least, value * _LOW), min(most, value * _HIGH)


def _in_range(mention: Mention, amount: Decimal) -> Agreement:
    low, high = mention.low, mention.high
    return "yes" if low is not None and high is not None and low <= amount <= high else "no"


def _plain(mention: Mention, value: Decimal, amount: Decimal) -> Agreement:
    if "翻" in mention.text:  # 翻番 is said of a growth of 112 % as well
        return "yes" if value * _NEARLY <= amount < value * _DOUBLED else "no"
    half = _half(mention)
    # half up: 2.284 and 2.25 are 2.3 when told to one place, 2.35 is 2.4
    if value - half <= amount < value + half or value == amount:
        return "yes"
    return "loose" if _rounded_off(mention, value, amount) else "no"


def _half(mention: Mention) -> Decimal:
    """How far an amount may be from a figure that is rounded to it: half of the last digit, more where it is tenths."""
    half = mention.step * HALF
    if mention.unit == "%" and _written_in_tenths(mention):
        return max(half, _TENTHS_HALF) if mention.step >= 10 else max(half, Decimal(1))
    return half


def _written_in_tenths(mention: Mention) -> bool:
    return "成" in mention.text or "分之" in mention.text or mention.text in _HALVES


def _rounded_off(mention: Mention, value: Decimal, amount: Decimal) -> bool:
    """True where ``amount`` rounded at the last digit of ``value`` that is not 0 gives ``value``: 13640 → 14000."""
    if not value or abs(value - amount) > value * _LOOSE_SHARE:  # most amounts: asked first
        return False
    place = last_place(value)
    decimals = "." in mention.text and "万" not in mention.text and "亿" not in mention.text
    if decimals or place <= mention.step:
        return False
    return rounded(divide(amount, place), 0) * place == value


def _bounded(mention: Mention, word: str, value: Decimal, amount: Decimal) -> bool:
    if word == NOT_ABOVE:
        return value - beside(mention) <= amount < value
    if word == NOT_BELOW:
        return value < amount <= value + beside(mention)
    if word in BELOW:
        return value * (_CLOSE if word in {"近", "接近", "将近", "弱"} else _SHORT) <= amount < value
    if word in UP_TO:
        return value * HALF <= amount <= value
    if word in ABOVE:
        return value < amount <= value * _BEYOND
    if word in AT_LEAST:
        return value <= amount <= value * (1 + HALF)
    if word in ODD:
        return value < amount < value + last_place(value)
    return abs(amount - value) <= about(mention)


def _near(value: Decimal, amount: Decimal) -> bool:
    """Close enough to be the value meant, so that the bound word is what is wrong."""
    return abs(amount - value) <= value * _LOOSE_SHARE


def beside(mention: Mention) -> Decimal:
    """How far an amount on the wrong side of a bound may be from it to be what was meant: a tenth for 超八成."""
    value = abs(mention.value or Decimal(0))
    tenth = min(_TENTH, value * _TENTH_SHARE) if _written_in_tenths(mention) else Decimal(0)
    return max(value * _LOOSE_SHARE, tenth)


def significant(mention: Mention) -> int:
    """How many digits of a figure tell something: 13600 has three."""
    return len(mention.value.normalize().as_tuple().digits) if mention.value is not None else 0
