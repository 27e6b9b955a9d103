"""Figures whose words leave open what they are: right where one step from their operands gives them."""

from pathlib import Path

import pytest

from fupan.api import load_facts
from fupan.domain.factsheet import FactSheet
from fupan.figures.judge.binding import bind
from fupan.figures.scan.extract import extract

SHEET = """
period: "2025-H1"
metrics:
  - name: 签约额
    unit: 万元
    target: 9600
    actual: 8832
    prior: 9200
    breakdown:
      产品线:
        色谱: {actual: 3920, prior: 3500}
        光谱: {actual: 2340, prior: 3250}
        质谱: {actual: 1632, prior: 1360}
        耗材: {actual: 940, prior: 1090}
      月份:
        1月: {actual: 1210, prior: 1500}
        2月: {actual: 860, prior: 1180}
        3月: {actual: 1626, prior: 1720}
        4月: {actual: 1420, prior: 1560}
        5月: {actual: 1580, prior: 1550}
        6月: {actual: 2136, prior: 1690}
  - {name: 订单数, unit: 单, actual: 368, prior: 400}
  - {name: 13个月继续率, unit: "%", target: 90, actual: 91.4}
  - {name: 毛利率, unit: "%", actual: 41.2, prior: 40.4}
notes:
  - 全年签约目标21000万元
  - 报价74份，成交29家
  - 直供大客户签约2650万元
"""

ROWS = [
    # the members that are left, and months by their range
    ("剔除光谱，其余三条线合计6492万元。", "6492万元", ""),
    ("剔除光谱，其余三条线合计6592万元。", "6592万元", "wrong-derivation"),
    ("剔除光谱，其余三条线合计6492万元，同比增长9.1%。", "9.1%", ""),
    ("1—4月累计签约5116万元。", "5116万元", ""),
    ("1—4月累计签约5216万元。", "5216万元", "wrong-derivation"),
    # a part of a level that is no fact, one count over another
    ("全年目标2.1亿元，上半年完成42.1%。", "42.1%", ""),
    ("全年目标2.1亿元，上半年完成52.1%。", "52.1%", "wrong-derivation"),
    ("报价74份，成了29家，39.2%。", "39.2%", ""),
    # a rate taken of an amount
    ("毛利率41.2%。折成钱，一共3638.8万。", "3638.8万", ""),
    ("毛利率41.2%。折成钱，一共3738.8万。", "3738.8万", "unsupported-figure"),
    ("毛利率41.2%，按均价折135.85万元。", "135.85万元", "unsupported-figure"),
    # nothing that is told or given has the unit, and two roles of one rate are what their own words name
    ("渠道大会来了380人，留存率保住85%。", "85%", "unsupported-figure"),
    ("渠道大会来了380人，毛利率41.2%，是去年的3.6倍。", "3.6倍", ""),
    ("13个月继续率、毛利率都在涨，加起来380个。", "380个", "unsupported-figure"),
    ("继续率91.4%，考核线90%，占比差5个百分点。", "5个百分点", "wrong-derivation"),
    # the largest members: not more than there are, and not all of them
    ("前三大产品线签约7892万元。", "7892万元", ""),
    ("前五大产品线签约9832万元。", "9832万元", "contradicted-figure"),
    ("前四大产品线签约8732万元。", "8732万元", "contradicted-figure"),
    # members that are left of none named, months of a metric that has none
    ("剔除光谱，其余两条线合计5592万元。", "5592万元", "wrong-derivation"),
    ("1—4月累计签约5116万元，订单5126单。", "5126单", "contradicted-figure"),
    # the wrong side of a bound, by the level told right before
    ("全部8832万元中，直供大客户拿出2650万元，即超过三成。", "三成", ""),
    ("全部8832万元中，直供大客户拿出2650万元，即不足三成。", "三成", "wrong-bound"),
    ("直供大客户签约2650万元，不到三成。", "三成", "wrong-bound"),
    # a value told before
    ("上半年少签368万元。光谱少签910万元，缺的就是开头那368万元。", "368万元", ""),
    ("上半年少签368万元。光谱少签910万元，缺的就是开头那378万元。", "378万元", "contradicted-figure"),
    # a name with a figure in it
    ("13个月继续率91.4%，高出考核线1.4个百分点。", "1.4个百分点", ""),
    ("13个月继续率93.4%。", "93.4%", "contradicted-figure"),
]


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> FactSheet:
    """Half a year by line and month."""
    path: Path = tmp_path_factory.mktemp("reckoned") / "facts.yaml"
    path.write_text(SHEET, encoding="utf-8")
    return load_facts(path)


@pytest.mark.parametrize(("text", "figure", "fault"), ROWS)
def test_one_step_from_the_operands(text: str, figure: str, fault: str, sheet: FactSheet) -> None:
    verdicts = {one.mention.text: one for one in bind(text, extract(text), sheet).verdicts}
    assert verdicts[figure].fault == fault


def test_a_figure_in_a_name_is_no_figure(sheet: FactSheet) -> None:
    text = "13个月继续率91.4%。"
    assert [one.mention.text for one in bind(text, extract(text), sheet).verdicts] == ["91.4%"]
