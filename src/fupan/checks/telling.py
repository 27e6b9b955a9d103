"""How findings speak of facts and figures, in Chinese, with the arithmetic."""

from __future__ import annotations

from decimal import Decimal

from fupan.domain.decimals import divide, plain, readable, rounded
from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.domain.role import ROLE_NAMES, Role
from fupan.domain.unit import Unit
from fupan.figures.late import late
from fupan.figures.read.reading import OWN, SENTENCE
from fupan.figures.verdict import Verdict

_NUMBER = late(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_RATES = {"%", "个百分点"}
_CLOSE, _PAIR = Decimal("0.1"), 2
"""A value within a tenth of another is taken for a slip of it."""
_RATE_KINDS = {"rate", "points"}
_MORE_DECIMALS = 4
_CHANGE = frozenset(("yoy", "pop", "yoy_amount", "pop_amount", "change_pp", "pop_pp", "plan_growth", "excess_rate"))


def amount_text(amount: Decimal, unit: Unit) -> str:
    """An amount (base unit) in ``unit``: 13600万元, 85.2%, 0.6个百分点; at most one decimal for rates."""
    number = divide(amount, unit.factor)
    return f"{plain(rounded(number, 1) if unit.dimension in _RATE_KINDS else readable(number))}{unit.symbol}"


def fact_value(fact: Fact) -> str:
    """The value of a fact; a derived fall is told without its sign where its name says the way (缺口)."""
    amount = abs(fact.amount) if fact.key in {"gap", "excess"} and fact.amount < 0 else fact.amount
    return amount_text(amount, fact.unit)


def fact_name(fact: Fact) -> str:
    """What a fact is: 销售额（华东）完成率, 回款率实际."""
    member = f"（{fact.member}）" if fact.member else ""
    if fact.formula is not None:
        return f"{fact.metric}{member}{fact.formula.title}"
    return f"{fact.metric}{member}{ROLE_NAMES[Role(fact.key)]}"


def fact_told(fact: Fact) -> str:
    """A fact with its arithmetic: 销售额完成率应为 4080万元 ÷ 4800万元 = 85.0%."""
    if fact.formula is not None:
        return f"{fact_name(fact)}应为 {fact.formula.arithmetic}"
    return f"{fact_name(fact)}是 {fact_value(fact)}"


def doubt_told(verdict: Verdict) -> str:
    """Why a figure is left unchecked for which too little evidence speaks: what it may tell."""
    if verdict.found is not None:
        return f"口径不明：可能指{fact_name(verdict.found)} {fact_value(verdict.found)}"
    if verdict.expected is not None:
        return f"口径不明：可能指{fact_name(verdict.expected)}，那应是 {fact_value(verdict.expected)}"
    if verdict.note is not None:
        return f"口径不明：可能指要点里的「{verdict.note.mention.text}」：{verdict.note.text}"
    return "口径不明：上下文没有说清这个数指什么，请核对出处"


def repaired(verdict: Verdict, fact: Fact) -> str | None:
    """The figure as ``fact`` has it, where this is the one thing to mend; None where another repair is as likely.

    A figure that is a slip of what is due (close to it, its digits elsewhere, one of them another) or another value of
    the very metric is mended by its value. A figure far from it may as well tell of something else.
    """
    reading, mention = verdict.reading, verdict.mention
    if not mention.value or not fact.amount:
        return None
    if not reading.metrics and not reading.metric_sure:
        return rewritten(mention, fact.amount, fact.unit)  # of the text itself, which is its own source
    own = bool(reading.row) or max(reading.metric_sure, reading.place_sure) >= OWN
    mistaken = verdict.found is not None and verdict.found.metric == fact.metric and own
    named = bool(reading.row) or reading.metric_sure >= SENTENCE
    if mistaken or (named and _is_slip(abs(mention.value), abs(fact.amount))):
        return rewritten(mention, fact.amount, fact.unit)
    return None


def _is_slip(value: Decimal, due: Decimal) -> bool:
    """True for values close together, for one digit changed, and for the same digits at another place."""
    if abs(value - due) <= due * _CLOSE:
        return True
    told = "".join(map(str, value.normalize().as_tuple().digits))
    meant = f"{due:.{len(told) - 1}E}".partition("E")[0].replace(".", "")
    apart = [place for place, (one, other) in enumerate(zip(told, meant, strict=True)) if one != other]
    turned = len(apart) == _PAIR and sorted(told) == sorted(meant) and apart[1] - apart[0] == 1
    return turned or len(apart) < min(_PAIR, len(told))


def rewritten(mention: Mention, amount: Decimal, unit: Unit) -> str | None:
    """``mention`` with its number replaced so that it tells ``amount`` (base units of ``unit``), as precise as before.

    It gets more decimals where it would stay what it was, and no idle zeros that the figure had none of: 1.39204亿
    becomes 1.392亿, a rate keeps one decimal.

    None where the figure is not written in plain digits, or in % where 个百分点 are due and the reverse.
    """
    if {mention.unit, unit.base} == _RATES:
        return None
    numbers = _NUMBER.findall(mention.text)
    if len(numbers) != 1 or mention.value is None or not mention.value:
        return None
    written = Decimal(numbers[0].replace(",", ""))
    if not written:
        return None
    factor = divide(abs(mention.value), written)
    _, point, decimals = numbers[0].partition(".")
    exact, places = divide(abs(amount), factor), len(decimals) if point else 0
    number = rounded(exact, places)
    while number == written and number != exact and places < len(decimals) + _MORE_DECIMALS:
        places += 1
        number = rounded(exact, places)
    if not number:
        return None
    if decimals and not decimals.endswith("0"):
        least = min(places, 1) if unit.base in _RATES else 0
        number = rounded(number, max(least, -int(number.normalize().as_tuple().exponent)))
    text = f"{number:,f}" if "," in numbers[0] else f"{number:f}"
    return mention.text.replace(numbers[0], text, 1)
