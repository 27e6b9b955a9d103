"""Arithmetic as written: terms, signs and brackets put in the order of reckoning, and reckoned."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fupan.domain.decimals import divide

TERM = "n"
"""Stands for a term among the signs."""
_TIGHTER = {"+": 1, "-": 1, "*": 2, "/": 2}


def in_order(symbols: Sequence[str]) -> str | None:
    """The symbols of a formula (``n``, ``+-*/``, brackets) with each sign behind its terms; None where it is none.

    ``(n-n)/n`` gives ``nn-n/`` (the shunting yard).
    """
    found: list[str] = []
    waiting: list[str] = []
    wants_term = True
    for symbol in symbols:
        if wants_term != (symbol in {TERM, "("}):
            return None
        wants_term = symbol not in {TERM, ")"}
        if symbol == TERM:
            found.append(symbol)
        elif symbol == "(":
            waiting.append(symbol)
        else:
            rank = _TIGHTER.get(symbol, 0)
            while waiting and waiting[-1] != "(" and _TIGHTER[waiting[-1]] >= rank:
                found.append(waiting.pop())
            if symbol != ")":
                waiting.append(symbol)
            elif not waiting:
                return None
            else:
                waiting.pop()
    if wants_term or "(" in waiting:
        return None
    return "".join([*found, *reversed(waiting)])


def reckoned(order: str, values: Sequence[Decimal]) -> Decimal | None:
    """What a formula ``in_order`` gives with ``values`` for its terms; None where it divides by 0."""
    stack: list[Decimal] = []
    given = iter(values)
    for symbol in order:
        if symbol == TERM:
            stack.append(next(given))
            continue
        second, first = stack.pop(), stack.pop()
        if symbol == "/" and not second:
            return None
        stack.append(_of_two(symbol, first, second))
    return stack[0]


def _of_two(sign: str, first: Decimal, second: Decimal) -> Decimal:
    if sign == "+":
        return first + second
    if sign == "-":
        return first - second
    return first * second if sign == "*" else divide(first, second)
