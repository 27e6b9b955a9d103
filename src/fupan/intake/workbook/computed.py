"""Computed cells (完成率, 同比, 差额, 占比) held against what the facts give: they are checked, never taken."""

from __future__ import annotations

from decimal import Decimal

from fupan.domain.decimals import divide
from fupan.domain.derive import CHANGE_PP
from fupan.domain.fact import Fact
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet
from fupan.domain.unit import Unit
from fupan.errors import InputProblem
from fupan.intake.workbook.grid import HUNDRED
from fupan.intake.workbook.taken import Taken

_EITHER_SIGN = {"gap", "excess"}
_COMPUTED = Decimal("1e-8")
_STORED = Decimal("1e-9")
_RATES = {"yoy": "yoy_amount", "pop": "pop_amount"}


def check_computed(sheet: FactSheet, taken: list[Taken], name: str) -> list[InputProblem]:
    """Every computed cell that differs from the recomputation beyond rounding, with both; ``why`` tells the rest."""
    base = FactBase(sheet)
    found = []
    for one in taken:
        if one.kind != "check" or one.number is None:
            continue
        fact = _derived(base, one)
        if fact is None or fact.formula is None:
            one.why = "由程序计算；这里缺算它要的数，没法核对，也没有取"
            continue
        if _agrees(one, fact):
            one.why = f"核对一致：{fact.formula.arithmetic}"
            continue
        inputs = "、".join(place for key in fact.formula.inputs if (place := _cell(base, key)))
        told = f"{fact.formula.title}是 {one.cell.text}，按 {inputs} 重新计算是 {fact.formula.arithmetic}"
        one.why = one.doubt = told
        found.append(InputProblem(f"{name}!{one.at}", 0, "", told, "检查公式和数字；正文用的是重新计算的值"))
        one.doubt = ""
    return found


def _cell(base: FactBase, key: str) -> str:
    fact = base.facts.get(key)
    return fact.place.cell if fact is not None and fact.place is not None else ""


def _derived(base: FactBase, one: Taken) -> Fact | None:
    where = (one.dimension or None, one.member or None)
    fact = base.get(one.metric, one.formula, *where)
    if fact is None and one.formula in _RATES:  # the 同比 of a rate is told in points
        fact = base.get(one.metric, CHANGE_PP[_RATES[one.formula]], *where)
    return fact or base.get(one.metric, CHANGE_PP.get(one.formula, one.formula), *where)


def _agrees(one: Taken, fact: Fact) -> bool:
    number = one.number or Decimal(0)
    expected = fact.amount
    if fact.unit.dimension in {"rate", "points"}:
        tries = [number] if one.unit == "%" else [number, number * HUNDRED]
    else:
        unit = Unit.parse(one.unit) if one.unit and one.unit != "%" else fact.unit
        expected = divide(expected, unit.factor)
        tries = [number]
    if one.formula in _EITHER_SIGN:
        tries += [-value for value in tries]
    return any(abs(value - expected) <= _tolerance(value, one) for value in tries)


def _tolerance(value: Decimal, one: Taken) -> Decimal:
    """Half of the last digit written, at least what is lost where a program stores the result of a formula."""
    places = max(-int(value.normalize().as_tuple().exponent), 0)
    written = _COMPUTED if one.cell.formula else Decimal(1).scaleb(-places) * Decimal("0.51")
    return written.max(abs(value) * _STORED)
