"""Which shape of facts makes which chart, and with which values."""

from decimal import Decimal

import pytest

from fupan.charts.shapes import Shapes
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet, Metric, Place, Value
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.domain.unit import Unit


def values(line=0, **roles):
    return {Role(role): Value(Decimal(str(n)) * 10000, Place("/me/数据.yaml", line)) for role, n in roles.items()}


def shapes(breakdown, **totals):
    metric = Metric("销售额", Unit.parse("万元"), values(9, **totals), breakdown)
    return Shapes(FactBase(FactSheet(Period(2025), (metric,), path="/me/数据.yaml"))), metric


REGIONS = {
    "华东": values(11, target=60, actual=66, prior=50),
    "华南": values(12, target=40, actual=31, prior=35),
}


def test_targets_make_a_comparison_with_places_and_facts():
    made, metric = shapes({"区域": REGIONS}, target=100, actual=97)
    chart = made.best(metric, "区域")
    assert (chart.kind, chart.unit, chart.categories) == ("comparison", "万元", ("华东", "华南"))
    assert {one.name: one.values for one in chart.series} == {
        "目标": (60, 40), "实际": (66, 31), "去年同期": (50, 35),
    }  # fmt: skip
    assert chart.series[1].fact_ids == ("销售额[区域=华东].actual", "销售额[区域=华南].actual")
    assert chart.footer == "单位：万元；来源：数据.yaml 第11–12行"


def test_gaps_make_a_bridge_whose_steps_lead_to_the_actual():
    made, metric = shapes({"区域": REGIONS}, target=100, actual=97)
    chart = made.best(metric, "区域", gaps=True)
    assert chart.kind == "bridge"
    assert chart.categories == ("目标", "华东", "华南", "实际")
    assert chart.series[0].values == (100, 6, -9, 97)


def test_members_that_do_not_add_up_make_no_bridge():
    made, metric = shapes({"区域": REGIONS}, target=120, actual=97)
    assert made.bridge(metric, "区域") is None


def test_quarters_make_a_trend_in_their_own_order():
    quarters = {"Q2": values(actual=30), "Q1": values(actual=20), "Q3": values(actual=25)}
    made, metric = shapes({"季度": quarters}, actual=75)
    chart = made.best(metric, "季度")
    assert (chart.kind, chart.categories, chart.series[0].values) == ("trend", ("Q1", "Q2", "Q3"), (20, 30, 25))


def test_actuals_alone_make_shares_largest_first_and_the_rest_last():
    parts = {"甲": values(actual=20), "其余": values(actual=50), "乙": values(actual=30)}
    made, metric = shapes({"产品线": parts}, actual=100)
    chart = made.best(metric, "产品线")
    assert (chart.kind, chart.unit, chart.categories) == ("share", "%", ("乙", "甲", "其余"))
    assert chart.series[0].values == (30, 20, 50)


@pytest.mark.parametrize(
    ("parts", "total"),
    [({"甲": 20, "乙": 30}, 100), ({"甲": 100}, 100), ({f"第{n}家": 10 for n in range(13)}, 130)],
    ids=["parts miss the whole", "one part", "too many to see"],
)
def test_no_chart_where_it_would_mislead(parts, total):
    made, metric = shapes({"产品线": {name: values(actual=n) for name, n in parts.items()}}, actual=total)
    assert made.best(metric, "产品线") is None


def test_a_series_that_lacks_a_member_is_left_out():
    regions = {"华东": values(actual=66, target=60, prior=50), "华南": values(actual=31, target=40)}
    made, metric = shapes({"区域": regions}, target=100, actual=97)
    assert [one.name for one in made.best(metric, "区域").series] == ["目标", "实际"]
