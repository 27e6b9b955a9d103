"""The sums of an audit: each is told with the figures it was made of, in the document's own units."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupan.domain.aspect import Aspect
from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.figures.audit import formula
from fupan.figures.audit.level import Level
from fupan.figures.scan.extract import extract


def _level(text: str, subject: str = "销售额") -> Level:
    (mention,) = extract(text)
    assert mention.value is not None
    return Level(mention, mention.value, mention.unit, Role.ACTUAL, subject, frozenset((subject,)), 0, 0)


def _told(fact: Fact | None) -> str:
    return fact.formula.arithmetic if fact is not None and fact.formula is not None else ""


A, B = _level("900万元"), _level("600万元")


@pytest.mark.parametrize(
    ("fact", "arithmetic"),
    [
        (formula.quotient(A, B, "之比"), "900万元 ÷ 600万元 = 150%"),
        (formula.growth(A, B, "增幅"), "(900万元 − 600万元) ÷ 600万元 = 50%"),
        (formula.difference(A, B, "之差"), "900万元 − 600万元 = 300万元"),
        (formula.difference(B, _level("0.09亿元"), "之差"), "600万元 − 0.09亿元 = -300万元"),
        (formula.difference(_level("96%"), _level("92.5%"), "之差"), "96% − 92.5% = 3.5个百分点"),
        (formula.per(A, _level("30人"), "人均"), "900万元 ÷ 30人 = 30万元"),
        (formula.product(_level("30人"), _level("3元"), "乘积"), "30人 × 3元 = 90元"),
        (formula.product(_level("3元"), _level("30人"), "乘积"), "3元 × 30人 = 90元"),
        (formula.product(_level("3台"), _level("30人"), "乘积"), "3台 × 30人 = 90台"),
        (formula.product(A, _level("30%"), "乘积"), "900万元 × 30% = 270万元"),
        (formula.multiple(A, B, "倍数"), "900万元 ÷ 600万元 = 1.5倍"),
        (formula.rest(A, [B, _level("100万元")], "余下"), "900万元 − 600万元 − 100万元 = 200万元"),
        (formula.over(A, 12, "月均"), "900万元 ÷ 12 = 75万元"),
        (formula.total([A, B], "合计"), "900万元 + 600万元 = 1500万元"),
        (formula.by_aspect(Aspect("ratio", Role.ACTUAL, Role.TARGET), A, B), "900万元 ÷ 600万元 = 150%"),
        (formula.by_aspect(Aspect("growth", Role.ACTUAL, Role.PRIOR), A, B), "(900万元 − 600万元) ÷ 600万元 = 50%"),
        (formula.by_aspect(Aspect("difference", Role.ACTUAL, Role.PRIOR), A, B), "900万元 − 600万元 = 300万元"),
    ],
)
def test_a_sum_is_told_as_it_would_be_done_by_hand(fact: Fact | None, arithmetic: str) -> None:
    assert _told(fact) == arithmetic


@pytest.mark.parametrize("bottom", ["0万元", "-600万元"])
def test_nothing_is_divided_by_what_is_not_positive(bottom: str) -> None:
    below = _level(bottom)
    assert formula.quotient(A, below, "之比") is None
    assert formula.growth(A, below, "增幅") is None
    assert formula.per(A, below, "平均") is None
    assert formula.multiple(A, below, "倍数") is None


def test_rates_do_not_grow() -> None:
    rates = _level("96%"), _level("92%")
    assert formula.by_aspect(Aspect("growth", Role.ACTUAL, Role.PRIOR), *rates) is None


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=6))
def test_the_rest_of_a_total_after_all_but_one_is_that_one(amounts: list[int]) -> None:
    levels = [A._replace(value=Decimal(amount)) for amount in amounts]
    whole = A._replace(value=formula.total(levels, "合计").amount)
    assert formula.rest(whole, levels[1:], "余下").amount == levels[0].value
