"""Right figures in manners of their own (a speech, slides, a message, a plan): none is called wrong, a slip is."""

from __future__ import annotations

from pathlib import Path

import pytest

from fupan.checks.run import check_text
from fupan.domain.factsheet import FactSheet, Metric, Value
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.domain.unit import Unit
from fupan.intake.factsheet import load_facts

"lled wrong, a slip is."


SHEET = Path(__file__).parents[2] / "examples" / "sales-leader-annual.yaml"

RIGHT = {
    "speech": "咱们大区今年一共做了1.284个亿，老板年初给的任务是1.2个亿，多干了840万，折过来是107%。要是拿那条"
    "冲刺线1.3亿来比，"
    "还欠着160万，没够到。四个区里，江苏最争气，5290万，比任务多690万；安徽2022万，去年才1500万，"
    "一年多卖了522万，三成五的涨幅。"
    "就上海一家掉了队，2230万做到1968万，退了262万，离任务还差432万。三个涨的区合起来多了1842万，"
    "把上海的窟窿补上还剩1580万。",
    "slides": "- 销售额：12840万 / 目标12000万 → 107%（+840万）\n- YoY +14.0%，净增1580万\n"
    "- 回款率 92.5% → 96.2%（↑3.7个百分点），高于目标1.2个百分点\n- 新客户：71家 → 92家，+21家，完成115%\n"
    "- 上海：完成率82%，缺口432万；占大区15.3%，去年19.8%\n- 费用率 7.8%→7.2%，比预算省0.3个百分点",
    "message": "王总，简单跟您说下：全年12840，任务12000，超840。新客户92家，比去年多21家，新能源占38家，"
    "四成出头。丢标27个，多丢了6个。"
    "成交周期83天，慢了4天，离目标75还远，差8天。上海那边1968万，同比掉了11.7%。明年报14800，再涨15.3%。",
    "plan": "## 2026年目标\n2026年销售额14800万元，比今年增加1960万元，增幅15.3%。分区看：江苏5800万元（+51"
    "0万）、浙江4100万元（+540万）、"
    "上海2500万元（+532万）、安徽2400万元（+378万），四个区加起来正好1960万元。上半年合计6600万元，占44.6%。"
    "人员由21人增加到23人，人均产出643.5万元，提升5.3%。若上海只能持平在1968万，总盘子会少532万元，"
    "即14268万元，仍比今年多1428万元。",
    "remarks in a table": "| 区域 | 目标 | 实际 | 完成率 | 点评 |\n|---|---|---|---|---|\n"
    "| 江苏 | 4600 | 5290 | 115% | 超690，新能源贡献大 |\n"
    "| 浙江 | 3400 | 3560 | 104.7% | 超160 |\n| 上海 | 2400 | 1968 | 82% | 欠432 |\n| 安徽 | 1600 |"
    " 2022 | 126.4% | 基数只有1500 |\n"
    "| 合计 | 12000 | 12840 | 107% | 超840 |",
    "the unit behind the last": "四个季度依次为2,310、3,420、3,060、4,050万元。无油机2,890→3,930万元，增1,040万元。",
    "a rate of a target": "上海1,968万元，缺口432万元，只完成2,400万元的82%。销售额：12,840 / 12,000",
    "a part of a change": "无油机3930万元，较上年2890万元增加1040万元，占全部增量1580万元的65.8%。",
    "a month and a figure": "螺杆空压机6890万元，未达7000万元的目标，差110万元。",
}

WRONG = {
    "the pair says another rise": ("由去年的2890万元做到3930万元的是无油机，涨了26%。", "26%"),
    "a signed change": ("- 新客户：71家 → 92家，+31家", "+31家"),
    "a remark in a table": (
        (
            "| 区域 | 目标 | 实际 | 点评 |\n|---|---|---|---|\n| 江苏 | 4600 | 5290 | 超960 |\n| 浙江 | 340"
            "0 | 3560 | 超160 |"
        ),
        "960",
    ),
    "one of a list without units": ("四个季度依次为2,310、3,240、3,060、4,050万元。", "3,240"),
    "a direction word": ("上海从2230万元涨到1968万元。", "涨"),
}


@pytest.fixture(scope="module")
def facts() -> FactSheet:
    return load_facts(SHEET)


def errors(text: str, facts: FactSheet) -> list[str]:
    return [finding.text for finding in check_text(text, facts).findings if finding.severity == "error"]


@pytest.mark.parametrize("manner", RIGHT)
def test_right_figures_are_left_alone(manner: str, facts: FactSheet) -> None:
    assert errors(RIGHT[manner], facts) == []


@pytest.mark.parametrize("slip", WRONG)
def test_slips_are_found(slip: str, facts: FactSheet) -> None:
    text, wrong = WRONG[slip]
    assert errors(text, facts) == [wrong]


def metric(name: str, unit: str, **roles: int) -> Metric:
    kind = Unit.parse(unit)
    return Metric(name, kind, {Role(role): Value(role_value * kind.factor) for role, role_value in roles.items()})


@pytest.fixture
def dollars() -> FactSheet:
    parts = (
        metric("出口额", "万美元", target=4200, actual=3990, prior=3500),
        metric("出货量", "万件", actual=210, prior=200),
    )
    return FactSheet(Period(2025), parts)


def test_a_bare_amount_is_in_the_currency_of_the_sheet(dollars: FactSheet) -> None:
    assert errors("今年合起来做了3990万，目标是4200万，短了210万。", dollars) == []


def test_a_price_is_the_amount_over_what_is_counted(dollars: FactSheet) -> None:
    assert errors("出口额3990万美元，均价由17.5美元升至19美元，涨了8.6%。", dollars) == []


def test_a_figure_behind_a_month_is_read(dollars: FactSheet) -> None:
    report = check_text("去年12月3500万。", dollars)
    assert [figure.text for figure in report.figures] == ["3500万"]
