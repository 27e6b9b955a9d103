"""Figures told in lists and in tables: each has the member, metric, role or formula that stands in its place."""

from collections.abc import Callable

import pytest

from fupan.api import load_facts
from fupan.domain.factsheet import FactSheet
from fupan.figures.judge.binding import bind
from fupan.figures.scan.extract import extract

FACTS = """
period: "2025-H1"
metrics:
  - name: 销售额
    unit: 万元
    target: 9400
    actual: 8640
    prior: 7200
    previous: 7850
    plan: 11000
    breakdown:
      区域:
        华东: {target: 4000, actual: 3456, prior: 3000, plan: 5000}
        华南: {target: 3000, actual: 3024, prior: 2400}
        华西: {target: 2400, actual: 2160, prior: 1800}
  - {name: 发货额, unit: 万元, actual: 9600, prior: 8000}
  - {name: 回款额, unit: 万元, actual: 7200, prior: 6400}
  - {name: 回款率, unit: "%", actual: 75, prior: 80}
  - {name: 项目数, unit: 个, actual: 48, prior: 40}
"""

LISTED = [
    # members in the order of their names, together before the list, or one by one
    ("华东、华南、华西分别完成销售额3456万元、3024万元和2160万元。", ["华东", "华南", "华西"], "actual"),
    ("华东销售额3456万元，华南3024万元，华西2160万元，占比分别为40%、35%、25%。", ["华东", "华南", "华西"], "share"),
    ("华东做得稳，华南做得好，两个区域分别完成3456万元、3024万元。", ["华东", "华南"], "actual"),
    ("三个区域分别完成销售额3456万元、3024万元、2160万元。", ["华东", "华南", "华西"], "actual"),
]


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> FactSheet:
    path = tmp_path_factory.mktemp("lists") / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    return load_facts(path)


def _told(text: str, sheet: FactSheet) -> dict[str, str]:
    """What became of each figure, by its text."""
    return {
        one.mention.text: one.fault or ("unchecked" if one.unchecked else one.fact.id if one.fact else "note")
        for one in bind(text, extract(text), sheet).verdicts
    }


@pytest.mark.parametrize(("text", "members", "key"), LISTED)
def test_a_list_gives_each_member_its_figure(text: str, members: list[str], key: str, sheet: FactSheet) -> None:
    assert list(_told(text, sheet).values())[-len(members) :] == [f"销售额[区域={one}].{key}" for one in members]


@pytest.mark.parametrize(("text", "members", "key"), LISTED)
def test_two_figures_of_a_list_in_turned_order_are_faults(
    text: str, members: list[str], key: str, sheet: FactSheet
) -> None:
    one, other = [figure for figure, told in _told(text, sheet).items() if told.endswith(f".{key}")][-2:]
    at = text.rindex(one)
    turned = text[:at] + text[at:].replace(other, "§").replace(one, other).replace("§", one)
    found = [verdict.fault for verdict in bind(turned, extract(turned), sheet).verdicts][-2:]
    assert found == ["misattributed-figure"] * 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # metrics in order
        ("发货额、回款额分别为9600万元、7200万元。", {"9600万元": "发货额.actual", "7200万元": "回款额.actual"}),
        (
            "发货额、回款额分别为7200万元、9600万元。",
            {"7200万元": "misattributed-figure", "9600万元": "misattributed-figure"},
        ),
        # members told before, each with a figure of its own
        (
            "华东做到3456万元，华南3024万元，完成率一个86.4%、一个110.8%。",
            {
                "3456万元": "销售额[区域=华东].actual",
                "3024万元": "销售额[区域=华南].actual",
                "86.4%": "销售额[区域=华东].attainment",
                "110.8%": "wrong-derivation",
            },
        ),
        # formulas in order
        ("销售额同比、环比分别增长20%、10.1%。", {"20%": "销售额.yoy", "10.1%": "销售额.pop"}),
        ("销售额环比、同比分别增长10.1%、20%。", {"10.1%": "销售额.pop", "20%": "销售额.yoy"}),
        # roles in order, in words or at a stroke
        ("销售额实际、目标分别为8640万元、9400万元。", {"8640万元": "销售额.actual", "9400万元": "销售额.target"}),
        ("销售额目标、实际分别为8640万元、9400万元。", {"8640万元": "wrong-role", "9400万元": "wrong-role"}),
        ("销售额8640/9400万元。", {"8640": "销售额.actual", "9400万元": "销售额.target"}),
        ("（目标/完成）销售额9400/8640万元。", {"9400": "销售额.target", "8640万元": "销售额.actual"}),
        ("（完成/目标）销售额8640/9400万元。", {"8640": "销售额.actual", "9400万元": "销售额.target"}),
    ],
)
def test_a_list_gives_each_metric_formula_or_role_its_figure(text: str, told: dict[str, str], sheet: FactSheet) -> None:
    assert _told(text, sheet) == told


def test_a_list_of_as_many_as_follow_the_member_named(holds: Callable[[str, str], None]) -> None:
    facts = """
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 12000
    actual: 13600
    breakdown:
      季度:
        Q1: {target: 3100, actual: 3000}
        Q2: {target: 3000, actual: 3310}
        Q3: {target: 2800, actual: 3100}
        Q4: {target: 3100, actual: 4190}
"""
    holds(facts, "自Q2起连续三个季度超额，分别超出[[310万元]]、[[300万元]]和[[1090万元]]。")
    holds(facts, "自Q2起连续三个季度超额，分别超出[[310万元]]、[[350万元|wrong-derivation]]和[[1090万元]]。")


def _table(head: str, *rows: str) -> str:
    columns = head.count("|") + 1
    lines = [head, "|".join(["---"] * columns), *rows]
    return "\n".join(f"| {line.strip()} |" for line in lines)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            _table("区域 | 目标/实际", "华东 | 4000 / 3456", "华西 | 2400／2160"),
            {
                "4000": "销售额[区域=华东].target",
                "3456": "销售额[区域=华东].actual",
                "2400": "销售额[区域=华西].target",
                "2160": "销售额[区域=华西].actual",
            },
        ),
        (
            _table("区域 | 目标/实际", "华东 | 3456 / 4000"),
            {"3456": "contradicted-figure", "4000": "contradicted-figure"},
        ),
        # one metric over another, and over each of what is counted
        (_table("项目 | 回款额/发货额", "合计 | 75%"), {"75%": "回款额.actual÷发货额"}),
        (_table("项目 | 回款额／发货额", "合计 | 85%"), {"85%": "wrong-derivation"}),
        (_table("项目 | 单项目发货额", "合计 | 200万元"), {"200万元": "发货额÷项目数.actual"}),
        (_table("项目 | 单项目发货额", "合计 | 250万元"), {"250万元": "wrong-derivation"}),
    ],
)
def test_a_cell_is_read_by_its_row_and_its_column(text: str, told: dict[str, str], sheet: FactSheet) -> None:
    assert _told(text, sheet) == told


def test_figures_of_a_cell_that_are_no_pair_are_not_taken_for_one(sheet: FactSheet) -> None:
    told = _told(_table("区域 | 目标/实际", "华南 | 3000，实际3024"), sheet)
    assert told["3024"] == "销售额[区域=华南].actual"


@pytest.mark.parametrize(
    ("text", "figure", "told"),
    [
        ("全年销售额预计19640万元。", "19640万元", "销售额.year"),
        ("全年销售额预计18640万元。", "18640万元", "wrong-derivation"),
        ("上半年销售额月均1440万元。", "1440万元", "销售额.actual÷6"),
        ("上半年发货额月均1700万元。", "1700万元", "wrong-derivation"),
        ("华东销售额比华南多432万元。", "432万元", "销售额[区域=华东].actual_difference_华南"),
        ("华东销售额比华南多532万元。", "532万元", "wrong-derivation"),
    ],
)
def test_what_a_sheet_gives_beyond_its_own_period_and_members(
    text: str, figure: str, told: str, sheet: FactSheet
) -> None:
    assert _told(text, sheet)[figure] == told
