"""Equations that a text writes out: 12840÷12000=107.0%, 江苏5290万元+浙江3560万元=8850万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from fupan.domain.decimals import divide
from fupan.domain.mention import Mention
from fupan.figures.agreement import HALF
from fupan.figures.late import late
from fupan.figures.reckon.arithmetic import TERM, in_order, reckoned
from fupan.figures.reckon.stated import HUNDRED

_PLAIN = str.maketrans("＝（）＋－／％＊×÷−–—ｘX", "=()+-/%**/---xx")
_EQUALS = late("[=＝≈]")
_STOP = frozenset("，。；：、;:!?！？\n|=≈")
_FAR, _MOST = 90, 8
"""How far before the sign an equation may begin, and how many terms it may have."""
_TOKEN = late(
    r"(?P<number>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(?P<scale>[万亿]?)(?P<rate>%?)"
    r"|[()+\-*/]|(?<=[0-9%万亿元 ])x(?=[0-9( ])"
)
_SCALES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_BRACKETED = late(r"\(([^()=≈，。；\n]{3,60}[*/+-][^()=≈，。；\n]{1,60})\)")
_DIVIDED = late("[0-9.,]{1,14}[万亿]?[一-鿿%]{0,3} ?÷ ?[0-9.,]{1,14}[万亿]?[一-鿿%]{0,3}")
_SCALED = late("[万亿]")
_NOTHING = frozenset(" +-约")
_CALLED = late("[ *_]{0,3}[一-鿿]{2,6}[ *_+-]{0,3}")
"""148万元÷21个≈单柜7万元: what the result is called."""


class Term(NamedTuple):
    """A number of an equation: where it stands, its value (rates as parts of 1), and half of its last digit.

    ``scale`` is what its 万 or 亿 make of it, 0 where it is bare.
    """

    start: int
    end: int
    value: Decimal
    half: Decimal
    scale: int = 0


class Equation(NamedTuple):
    """Its ``text`` up to the sign, its ``terms``, the figure it says they give, the ``value`` they do give.

    Values are in the base unit of the figure; where only one side writes 万 or 亿, as near to it as that allows. Each
    term within its rounding gives ``low`` to ``high``.
    """

    text: str
    terms: tuple[Term, ...]
    result: Mention
    value: Decimal
    low: Decimal
    high: Decimal

    @property
    def holds(self) -> bool:
        """True where the figure is what its terms give, each within its rounding."""
        half = self.result.step * HALF
        low, high = sorted((abs(self.low), abs(self.high)))
        return low - half <= abs(self.result.value or Decimal(0)) <= high + half


class _Symbol(NamedTuple):
    sign: str
    start: int
    end: int
    term: Term | None = None


def equations(text: str, mentions: Sequence[Mention]) -> Iterator[Equation]:
    """The equations of ``text`` (folded) whose result is one of ``mentions``, in order."""
    written, text = text, text.translate(_PLAIN)
    yield from _in_brackets(text, written, mentions)
    place = 0
    for found in _EQUALS.finditer(text):
        while place < len(mentions) and mentions[place].start < found.start():
            place += 1
        equation = None
        if place < len(mentions) and _nothing_between(text, found.end(), mentions[place].start):
            equation = _before(text, found.start(), mentions[place])
        elif place < len(mentions) and _CALLED.fullmatch(text, found.end(), mentions[place].start):
            equation = _if_holds(_before(text, found.start(), mentions[place]))
        if equation is None and place and _nothing_between(text, mentions[place - 1].end, found.start()):
            equation = _behind(text, found.end(), mentions[place - 1])
        if equation is not None:
            yield equation


def _in_brackets(text: str, written: str, mentions: Sequence[Mention]) -> Iterator[Equation]:
    """97.0%（13852÷14280）: the formula stands in brackets behind its result.

    Only one that holds was meant as such, or one that is ``written`` with ÷: 738元/单（138万元÷187单）.
    """
    for mention in mentions:
        inside = _BRACKETED.match(text, mention.end) if mention.value else None
        found = _solved(text, _symbols(text, *inside.span(1)), mention) if inside is not None else None
        meant = inside is not None and _DIVIDED.fullmatch(written, *inside.span(1)) is not None
        equation = found if meant else _if_holds(found)
        if equation is not None:
            yield equation


def _if_holds(equation: Equation | None) -> Equation | None:
    """The equation where its terms give the figure: where words stand beside the sign, one that does not was none."""
    return equation if equation is not None and equation.holds else None


def _nothing_between(text: str, start: int, end: int) -> bool:
    return _NOTHING.issuperset(text[start:end])


def _before(text: str, at: int, result: Mention) -> Equation | None:
    """12840÷12000=107.0%: the longest formula that ends before the sign."""
    start = at
    while start > max(0, at - _FAR) and not _stops(text, start - 1):
        start -= 1
    symbols = _symbols(text, start, at)
    return next(filter(None, (_solved(text, symbols[first:], result) for first in range(len(symbols)))), None)


def _behind(text: str, at: int, result: Mention) -> Equation | None:
    """缺口36万元 = 咖啡机54万元 − 咖啡豆18万元: the longest formula that begins behind the sign."""
    end = at
    while end < min(len(text), at + _FAR) and not _stops(text, end):
        end += 1
    symbols = _symbols(text, at, end)
    return next(filter(None, (_solved(text, symbols[:last], result) for last in range(len(symbols), 0, -1))), None)


def _stops(text: str, at: int) -> bool:
    thousands = text[at] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 4].isdigit()
    return text[at] in _STOP and not thousands


def _symbols(text: str, start: int, end: int) -> list[_Symbol]:
    """The terms, signs and brackets of a stretch; a sign right before a number, with no term before it, is its own."""
    symbols: list[_Symbol] = []
    own = (0, "")
    for found in _TOKEN.finditer(text, start, end):
        if text.startswith("年", found.end()):
            return []  # 2012-2019年CAGR=45%
        sign = found[0].replace("x", "*")
        if found["number"]:
            symbols.append(_Symbol(TERM, *found.span(), _term(found, -1 if own == (found.start(), "-") else 1)))
        elif sign in {"+", "-"} and (not symbols or symbols[-1].sign not in {TERM, ")"}):
            own = found.end(), sign
        else:
            symbols.append(_Symbol(sign, *found.span()))
    return symbols


def _term(found: re.Match[str], sign: int) -> Term:
    scale = _SCALES[found["scale"]] * sign / (HUNDRED if found["rate"] else 1)
    half = abs(Decimal(1).scaleb(-len(found["number"].partition(".")[2])) * scale * HALF)
    written = int(_SCALES[found["scale"]]) if found["scale"] else 0
    return Term(*found.span(), Decimal(found["number"].replace(",", "")) * scale, half, written)


def _solved(text: str, symbols: Sequence[_Symbol], result: Mention) -> Equation | None:
    """The equation of a formula with its result; None where the symbols make no formula, or one without a sign."""
    terms = tuple(one.term for one in symbols if one.term is not None)
    if not {one.sign for one in symbols} & {"*", "/"}:
        terms = _in_one_scale(terms)
    order = in_order([one.sign for one in symbols]) if 1 < len(terms) <= _MOST else None
    value = reckoned(order, [term.value for term in terms]) if order is not None else None
    if order is None or value is None:
        return None
    written = text[symbols[0].start : symbols[-1].end]
    scale = _scale(written, value, result)
    bounds = product(*((term.value - term.half, term.value + term.half) for term in terms))
    reached = [one * scale for one in (reckoned(order, values) for values in bounds) if one is not None]
    return Equation(written, terms, result, value * scale, min(reached), max(reached))


def _in_one_scale(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """412＋38万元: the 万 written once holds for all that is added up."""
    scales = {term.scale for term in terms} - {0}
    if len(scales) != 1 or all(term.scale for term in terms):
        return terms
    scale = scales.pop()
    return tuple(
        term if term.scale else term._replace(value=term.value * scale, half=term.half * scale, scale=scale)
        for term in terms
    )


def _scale(written: str, value: Decimal, result: Mention) -> Decimal:
    """What turns the value of the terms into one in the unit of the result."""
    if result.unit in {"%", "个百分点"}:
        return HUNDRED
    if not value or bool(_SCALED.search(written)) == bool(_SCALED.search(result.text)):
        return Decimal(1)
    size = abs(divide(result.value or Decimal(0), value))
    scales = {divide(one, other) for one in _SCALES.values() for other in _SCALES.values()}
    return min(scales, key=lambda scale: abs(scale - size))
