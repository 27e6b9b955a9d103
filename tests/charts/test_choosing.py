"""A section gets the chart of the facts it speaks of; never two, never one twice, none beside a table."""

from decimal import Decimal

from fupan.charts.choosing import charts_of
from fupan.domain.draft import Draft, LlmUse, SectionDraft, StepText
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet, Metric, Value
from fupan.domain.finding import CheckReport
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.domain.unit import Unit


def values(**roles):
    return {Role(role): Value(Decimal(n)) for role, n in roles.items()}


SHEET = FactSheet(
    Period(2025),
    (
        Metric("销售额", Unit.parse("元"), values(target=100, actual=97), {
            "区域": {"华东": values(target=60, actual=66), "华南": values(target=40, actual=31)},
            "季度": {f"Q{n}": values(actual=20 + n) for n in range(1, 5)},
        }),
    ),
)  # fmt: skip
EAST, SOUTH = "销售额[区域=华东]", "销售额[区域=华南]"


def charts(*sections):
    made = tuple(
        SectionDraft(f"s{n}", "", "", text, (StepText("x", text, "composer", sources=tuple(sources)),))
        for n, (sources, text) in enumerate(sections)
    )
    draft = Draft("", "", "2025", made, "", CheckReport((), ()), LlmUse("none"))
    return {name: (one.kind, one.dimension) for name, one in charts_of(draft, FactBase(SHEET)).items()}


def test_the_section_that_tells_more_of_it_gets_the_chart():
    one = ([f"{EAST}.actual"], "一句。")
    both = ([f"{EAST}.actual", f"{SOUTH}.attainment"], "两句。")
    assert charts(one, both, both) == {"s1": ("comparison", "区域")}


def test_a_section_about_gaps_gets_the_bridge():
    assert charts(([f"{EAST}.gap", f"{SOUTH}.gap"], "差额。")) == {"s0": ("bridge", "区域")}


def test_a_second_section_gets_another_dimension():
    regions = [f"{EAST}.actual", f"{SOUTH}.actual"]
    quarters = [f"销售额[季度=Q{n}].actual" for n in range(1, 4)]
    assert charts((regions, "甲。"), ([*regions, *quarters], "乙。")) == {
        "s0": ("comparison", "区域"), "s1": ("trend", "季度"),
    }  # fmt: skip


def test_a_table_needs_no_chart():
    table = "| 区域 | 实际 |\n| --- | --- |\n| 华东 | 66 |"
    assert charts(([f"{EAST}.actual", f"{SOUTH}.actual"], table)) == {}


def test_totals_and_notes_alone_make_no_chart():
    assert charts((["销售额.actual", "note:n1", "没有这个"], "全年。")) == {}
