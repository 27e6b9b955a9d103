"""The metrics that a fact sheet implies: which there are, what they come to, how they are told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fupan.api import load_facts
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet
from fupan.domain.implied import with_implied

HEAD = "period: 2025\nmetrics:\n"


@pytest.fixture
def base(tmp_path: Path):
    def made(*metrics: str) -> FactBase:
        path = tmp_path / "facts.yaml"
        path.write_text(HEAD + "".join(f"  - {metric}\n" for metric in metrics), encoding="utf-8")
        return FactBase(with_implied(load_facts(path)))

    return made


SALES = (
    "{name: 销售收入, unit: 万元, target: 900, actual: 800, prior: 700, "
    "breakdown: {区域: {北: {actual: 300, prior: 280}, 南: {actual: 500}}}}"
)
SOLD = (
    "{name: 出货量, unit: 万箱, target: 10, actual: 8, prior: 7.5, "
    "breakdown: {区域: {北: {actual: 3, prior: 2.5}, 东: {actual: 1}}, 渠道: {商超: {actual: 2}}}}"
)


def test_a_price_in_every_role_and_for_the_members_that_both_have(base):
    facts = base(SALES, SOLD).facts
    assert facts["均价.actual"].amount == 100
    assert facts["均价.target"].amount == 90
    assert facts["均价[区域=北].actual"].amount == 100
    assert facts["均价[区域=北].prior"].amount == 112
    assert "均价[区域=南].actual" not in facts
    assert facts["均价.yoy"].amount.quantize(Decimal("0.1")) == Decimal("7.1")


def test_its_value_tells_what_it_was_reckoned_from(base):
    fact = base(SALES, SOLD).facts["均价.prior"]
    assert fact.formula is not None
    assert fact.formula.arithmetic == "700万元 ÷ 7.5万箱 = 93.33元/箱"
    assert fact.formula.inputs == ("销售收入.prior", "出货量.prior")
    member = base(SALES, SOLD).facts["均价[区域=北].actual"].formula
    assert member is not None
    assert member.inputs == ("销售收入[区域=北].actual", "出货量[区域=北].actual")


def test_it_is_no_value_of_the_sheet(base):
    known = base(SALES, SOLD)
    _, facts = known.by_value["元"]
    assert {fact.metric for fact in facts} == {"销售收入"}


@pytest.mark.parametrize(
    ("metric", "fact", "amount"),
    [
        ('{name: 毛利率, unit: "%", actual: 25, prior: 20}', "毛利额.actual", 2_000_000),
        ("{name: 毛利, unit: 万元, actual: 200, prior: 140}", "毛利率.prior", 20),
        ("{name: 推广费用, unit: 万元, actual: 40}", "费用率.actual", 5),
        ("{name: 回款, unit: 万元, actual: 720}", "回款率.actual", 90),
        ("{name: 返修量, unit: 箱, actual: 400}", "返修率.actual", Decimal("0.5")),
        ("{name: 客户数, unit: 家, actual: 40}", "客单价.actual", 200_000),
    ],
)
def test_what_a_metric_implies_beside_sales_and_goods(base, metric, fact, amount):
    assert base(SALES, SOLD, metric).facts[fact].amount == amount


@pytest.mark.parametrize(
    ("metrics", "absent"),
    [
        ((SALES,), "均价"),
        ((SOLD, "{name: 毛利, unit: 万元, actual: 200}"), "毛利率"),  # no sales to hold it against
        ((SALES, SOLD, "{name: 均价, unit: 元/箱, actual: 101}"), "单价箱"),
        ((SALES, '{name: 回款率, unit: "%", actual: 90}'), "回款额"),  # of what falls due, it may be
        ((SALES, "{name: 广告费, unit: 万元, actual: 4}", "{name: 运费, unit: 万元, actual: 5}"), "费用率"),
        ((SALES, SOLD, "{name: 返修量, unit: 元, actual: 400}"), "返修率"),
        ((SALES, "{name: 客户数, unit: 万元, actual: 40}"), "客单价"),
        ((SALES, "{name: 毛利, unit: 家, actual: 40}"), "毛利率"),
        ((SALES, "{name: 毛利率, unit: 家, actual: 40}"), "毛利额"),
        ((SALES, "{name: 销量, unit: 箱, actual: 0}"), "均价"),
        ((SALES, "{name: 销量, unit: 箱, plan: 5}"), "均价"),
    ],
)
def test_what_is_not_implied(base, metrics, absent):
    assert not any(fact.metric == absent for fact in base(*metrics).facts.values())


def test_a_name_that_the_sheet_gives_stays_what_it_is(base):
    facts = base(SALES, SOLD, "{name: 均价, unit: 元/箱, actual: 101}").facts
    assert facts["均价.actual"].amount == 101
    assert facts["平均价.actual"].amount == 100


def test_a_ratio_of_two_counts(base):
    facts = base("{name: 中标数, unit: 个, actual: 6}", "{name: 投标数, unit: 个, actual: 15}").facts
    assert facts["中标率.actual"].amount == 40
    assert "中标率.actual" not in base("{name: 中标数, unit: 个, actual: 6}").facts


def test_a_sheet_that_implies_nothing_is_given_back(tmp_path: Path):
    path = tmp_path / "facts.yaml"
    path.write_text(HEAD + "  - {name: 拜访次数, unit: 次, actual: 3}\n", encoding="utf-8")
    sheet: FactSheet = load_facts(path)
    assert with_implied(sheet) is sheet
