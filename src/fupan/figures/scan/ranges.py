"""Two atoms with a joining word between them are one range: 20%-30%, 15到20天, 1.5亿至1.6亿元, 百分之二十到三十."""

from __future__ import annotations

from decimal import Decimal

from fupan.figures.scan.atom import Atom

_JOINING = frozenset(("-", "~", "—", "–", "——", "－", "--", "至", "到", " - ", " ~ ", " – ", " — ", "~~"))
WIDEST_GAP = max(map(len, _JOINING))
_FROM = ("从", "由", "自")
_CHANGED = (
    "提升", "提高", "增加", "增长", "上升", "上调", "调高", "上涨", "下降", "减少", "降低", "下调", "压缩", "缩短",
    "延长", "扩大", "扩编", "精简", "裁减", "缩减", "压降", "净增", "净减", "回落", "收窄",
)  # fmt: skip
_HUNDRED = Decimal(100)
_WIDEST, _WIDEST_RATE = 3, 5
"""提升18元至126元 is a change and a level: beyond this ratio two amounts after a change word are no range."""
_RATES = frozenset(("%", "个百分点", "倍"))


def joined(left: Atom, right: Atom, text: str) -> Atom | None:
    """The range of two atoms, ends included; None where they are two figures."""
    gap = text[left.end : right.start]
    if gap not in _JOINING or left.low is None or left.low != left.high or right.high is None or left.approx:
        return None
    low = _low(left, left.low, right, text)
    if low is None or low >= right.high or (gap in {"至", "到"} and _apart(left, low, right.high, text)):
        return None
    taken = left if left.base and not right.base else right
    exponent = max(left.exponent + (right.scale if _bare(left) else 0), right.exponent)
    return taken._replace(
        start=left.start, end=right.end, low=low, high=right.high, exponent=exponent, approx=right.approx, weak=False
    )


def _bare(atom: Atom) -> bool:
    """Neither unit nor 万 nor 亿: takes both from the other end."""
    return not atom.base and not atom.scale


def _low(left: Atom, value: Decimal, right: Atom, text: str) -> Decimal | None:
    """The lower end in the unit of the range; None where the units do not go together."""
    if left.base and left.base != right.base:
        # 百分之二十到三十: the rate is said once, before both ends.
        return value if left.base == "%" and _bare(right) else None
    if not _bare(left) or not right.high:
        return value
    if text[right.end - 1] == "折":
        return -(_HUNDRED - value * 10)
    scaled = value.scaleb(right.scale)
    return scaled if scaled <= right.high else value


def _apart(left: Atom, low: Decimal, high: Decimal, text: str) -> bool:
    """Whether 至 or 到 leads to a new level: 从80家到136家, 提升18元至126元."""
    if _bare(left):
        return False
    if text.endswith(_FROM, max(0, left.start - 2), left.start):
        return True
    widest = _WIDEST_RATE if left.base in _RATES else _WIDEST
    return text.endswith(_CHANGED, max(0, left.start - 3), left.start) and high > low * widest
