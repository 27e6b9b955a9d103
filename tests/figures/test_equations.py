"""Equations that a text writes out are read as such, held against facts and against themselves."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fupan
from fupan.figures.reckon.arithmetic import in_order, reckoned
from fupan.figures.reckon.equations import equations
from fupan.figures.scan.extract import extract

EXAMPLES = Path(__file__).parents[2] / "examples"


def _errors(text: str, sheet: str | None = "sales-leader-annual") -> list[tuple[str, str]]:
    facts = fupan.load_facts(EXAMPLES / f"{sheet}.yaml") if sheet else None
    return [(one.rule, one.text) for one in fupan.check(text, facts).findings if one.severity == "error"]


RIGHT = [
    "完成率=实际÷目标=12840÷12000=107.0%。",
    "全年销售额12840万元，比目标多840万元（12840−12000=840）。",
    "江苏5290万元 + 浙江3560万元 = 8850万元。",
    "同比增长=（12840－11260）／11260×100％＝14.0％。",
    "费用7.2%×12840万元≈924万元。",
    "毛利率28.6%-27.9%=0.7个百分点；缺口=2400-1968=432万元。",
    "5290+3560+1968+2022=12840万元",
    "缺口432万元=2400−1968。",
    "（-262）÷2230=-11.7%",
    "1.284亿元÷1.2亿元=107%",
]
WRONG = [
    ("同比增长=(12840-11260)÷11260=15.0%。", [("wrong-derivation", "15.0%")]),
    ("缺口=2400-1968=482万元。", [("wrong-derivation", "482万元")]),
    (
        "江苏3560万元+浙江5290万元=8850万元",
        [("misattributed-figure", "3560万元"), ("misattributed-figure", "5290万元")],
    ),
    ("完成率=12480÷12000=107.0%。", [("unsupported-figure", "12480")]),
]


@pytest.mark.parametrize("text", RIGHT)
def test_right_equations_pass(text: str) -> None:
    assert _errors(text) == []
    assert _errors(text, None) == []


@pytest.mark.parametrize(("text", "errors"), WRONG)
def test_wrong_equations_are_found(text: str, errors: list[tuple[str, str]]) -> None:
    assert _errors(text) == errors


def test_the_gap_told_by_its_parts() -> None:
    text = "本月缺口36万元 = 咖啡机-54万元 + 咖啡豆+17万元 + 耗材+1万元。"
    assert _errors(text, "sales-monthly") == []
    assert _errors(text.replace("17", "27"), "sales-monthly")


def test_an_equation_says_what_it_should_give() -> None:
    (finding,) = fupan.check("占比=3560÷12840=37.7%。", None).findings
    assert (finding.rule, finding.expected) == ("wrong-derivation", "27.7%")
    assert "3560/12840" in finding.message


@pytest.mark.parametrize("text", ["1+=3", "(1+2=3", "1÷0=5", "=3", "1=", "+-1+2=1", "1)+(2=3", "1 2=3", "x=3", "1x2=2"])
def test_what_is_no_formula_is_left_alone(text: str) -> None:
    for equation in equations(text, extract(text)):
        assert equation.holds


@given(st.recursive(st.just("n"), lambda inner: st.builds("({}{}{})".format, inner, st.sampled_from("+-*/"), inner)))
def test_formulas_give_what_python_gives(symbols: str) -> None:
    order = in_order(list(symbols))
    assert order is not None
    values = [Decimal(3 + 2 * place) for place in range(symbols.count("n"))]
    written = symbols
    for value in values:
        written = written.replace("n", f"Decimal({value})", 1)
    try:
        expected = eval(written)
    except ArithmeticError:
        expected = None
    found = reckoned(order, values)
    assert (found is None) == (expected is None)
    assert found is None or expected is None or abs(found - expected) <= abs(expected) * Decimal("1e-9")


@given(st.text("n+-*/()", max_size=12))
def test_what_is_in_order_can_be_reckoned(symbols: str) -> None:
    order = in_order(list(symbols))
    if order is not None:
        reckoned(order, [Decimal(2)] * symbols.count("n"))


@pytest.mark.parametrize("piece", ["1+1=2，", "1+", "=", "(((1+", "1=1=", "1+1+1+1+1+1+1+1=8 "])
def test_hostile_equations_take_linear_time(piece: str, grows_linearly) -> None:
    assert grows_linearly(lambda text: list(equations(text, extract(text))), piece * (4000 // len(piece)), 6)
