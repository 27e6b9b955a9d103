"""One value of a fact sheet, a number or Chinese text, into the base unit of its metric."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from fupan.domain.decimals import CONTEXT
from fupan.domain.unit import Unit
from fupan.figures.scan.numerals import parse_value
from fupan.yamlfile import Node

LARGEST = Decimal(10) ** 16
_APPROXIMATE = re.compile(r"^(?:大约|约为|将近|接近|超过|不足|不到|约|近|超|逾|破)|(?:左右|上下|以上|以内|多|余|\+)$")
_SAME = (
    {"天", "日"}, {"月", "个月"}, {"周", "个星期"}, {"季", "个季度"}, {"工作日", "个工作日"}, {"小时", "个小时"},
    {"人", "名", "位"}, {"家", "户"}, {"单", "笔"}, {"件", "台", "套"},
)  # fmt: skip


class AmountError(ValueError):
    """A value that cannot be read; ``message`` and ``hint`` are Chinese."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in the base unit of its metric; ``remark`` is what the user should know of how it was read."""

    value: Decimal
    remark: str = ""


def read_amount(node: Node, unit: Unit) -> Amount:
    """The value of a scalar node of a metric in ``unit``; a text's own unit wins where both measure the same.

    Raises AmountError where it is no single number, its unit does not fit or it is beyond 10^16 base units.
    """
    if isinstance(node.value, int | Decimal):
        return Amount(_limited(CONTEXT.multiply(Decimal(node.value), unit.factor), node))
    text = node.raw.strip()
    parsed, remark = parse_value(text), ""
    bare = _APPROXIMATE.sub("", text)
    if bare != text:
        parsed, remark = parse_value(bare), f"「{_short(text)}」是约数，按 {bare} 计算；请尽量填精确值"
    if parsed is None:
        raise AmountError(
            f"「{_short(text)}」不是一个数字",
            '写一个数，如 13600、"1.36亿元"、"八成五"；范围请取一个值，文字放到要点里',
        )
    return Amount(_limited(_in_base(*parsed, unit, text), node), remark)


def _in_base(number: Decimal, symbol: str, unit: Unit, text: str) -> Decimal:
    if not symbol:
        # 一亿二千万 carries its scale in the number: it is 元, not 万元, whatever the metric is shown in
        scaled = any(scale in text for scale in "万亿萬億")
        return number if scaled else CONTEXT.multiply(number, unit.factor)
    try:
        own = Unit.parse(symbol)
    except ValueError as error:
        raise AmountError(f"「{_short(text)}」的单位「{symbol}」不认识", f"写 {unit.symbol}，或只写数字") from error
    if not _fits(own, unit):
        raise AmountError(
            f"「{_short(text)}」的单位是 {symbol}，与指标的单位 {unit.symbol} 不是一回事",
            f"换算成 {unit.symbol}，或改指标的 unit",
        )
    return CONTEXT.multiply(number, own.factor)


def _fits(own: Unit, unit: Unit) -> bool:
    """Whether a value in ``own`` can stand for one in ``unit``: same base, a scale alone (1.2亿), 个 for any count."""
    if own.base == unit.base or own.dimension == "none":
        return True
    if unit.dimension == "per":
        top, _, bottom = unit.base.partition("/")
        return own.base in {top, f"/{bottom}"}  # 485元 for 元/条, 1.2万/人 for 万元/人
    if own.dimension == unit.dimension == "count" and own.base == "个":
        return True
    return any(own.base in same and unit.base in same for same in _SAME)


def _limited(value: Decimal, node: Node) -> Decimal:
    if abs(value) > LARGEST:
        raise AmountError(f"「{_short(node.raw)}」太大了", "检查是不是多写了 0，或单位写错了")
    return value


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:30]}…"
