"""Verdicts on the figures of equations: what a formula of known values gives needs no other source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal

from fupan.domain.decimals import divide, plain, rounded
from fupan.domain.fact import Fact, Formula
from fupan.domain.mention import Mention
from fupan.domain.period import Period
from fupan.domain.told import Told, Where
from fupan.figures.read.reading import OWN
from fupan.figures.reckon.equations import Equation, Term, equations
from fupan.figures.units import unit_of
from fupan.figures.verdict import Verdict

_CONSTANTS = frozenset(map(Decimal, (1, 2, 3, 4, 12, 100)))
"""Numbers that a formula brings along: × 100%, ÷ 12."""


def equated(text: str, verdicts: Sequence[Verdict], told: Told | None = None) -> list[Verdict]:
    """The verdicts with those on the figures of equations; ``told`` are the facts, None in an audit.

    A term is known where a fact has its digits or nothing is wrong with it. The result of known terms must be what they
    give; where a term is unknown, the verdicts stay.
    """
    found = {verdict.mention.start: verdict for verdict in verdicts}
    starts = sorted(found)
    for equation in equations(text, [verdict.mention for verdict in verdicts]):
        terms = [one for one in (_term(found, starts, term) for term in equation.terms) if one is not None]
        known = [_known(one, told) for one in terms]
        found.update((one.mention.start, one) for one in known if one is not None)
        if None in known:
            continue
        result = found[equation.result.start]
        if not equation.holds:
            if result.fault or result.fact is None:
                found[equation.result.start] = Verdict(result.reading, "wrong-derivation", expected=_fact(equation))
        elif result.fault or result.unchecked:
            found[equation.result.start] = Verdict(result.reading, fact=_fact(equation))
    return [found[verdict.mention.start] for verdict in verdicts]


def _term(found: dict[int, Verdict], starts: Sequence[int], term: Term) -> Verdict | None:
    """The verdict on the figure that is a term, or that it is a part of; None where it was taken for none (1968)."""
    own = next((found[at] for at in (term.start, term.start - 1) if at in found), None)
    if own is None:
        place = bisect_right(starts, term.start)
        whole = found[starts[place - 1]] if place else None
        return whole if whole is not None and term.start < whole.mention.end else None
    return own if term.value not in _CONSTANTS or not own.fault else Verdict(own.reading, unchecked=True)


def _known(own: Verdict, told: Told | None) -> Verdict | None:
    """The verdict on a term where it is known, else None: a figure wrong for the member named with it stays wrong."""
    if told is None or not (own.fault or own.unchecked):
        return own
    named = [where for where in own.reading.places if where is not None] if own.reading.place_sure >= OWN else []
    fact = _with_digits(own.mention, told, named)
    return Verdict(own.reading, fact=fact) if fact is not None else own if own.unchecked else None


def _with_digits(mention: Mention, told: Told, named: Sequence[Where]) -> Fact | None:
    """A fact, of the members named if any, that is told with the very digits of a figure, in whichever unit."""
    value = abs(mention.value or Decimal(0))
    for base, (_, facts) in told.base.by_value.items():
        if mention.unit and base != mention.unit:
            continue
        for fact in facts:
            amount = abs(fact.amount)
            if (not named or fact.where in named) and value in {amount, divide(amount, fact.unit.factor)}:
                return fact
    return None


def _fact(equation: Equation) -> Fact:
    unit = unit_of(equation.result)
    amount = rounded(divide(equation.value, unit.factor), 1 if unit.base in {"%", "个百分点"} else 2)
    shown = f"{plain(amount)}{unit.symbol}"
    formula = Formula("equation", "算式", (), f"{equation.text} = {shown}")
    return Fact(f"文中：{equation.text}", "", "equation", equation.value, unit, Period(2000), formula=formula)
