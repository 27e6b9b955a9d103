"""Notes retold with another time: 8月展会签下3家 of 9月参加佛山展会，签约3家经销商."""

from collections.abc import Callable

import pytest

from fupan.checks.run import check_text
from fupan.domain.factsheet import FactSheet

YEAR = """
period: "2025"
author: {name: 沈其远, team: 东部大区}
metrics:
  - name: 销售额
    unit: 万元
    target: 12000
    actual: 11000
    prior: 11800
    breakdown:
      区域:
        华东: {target: 4800, actual: 4080, prior: 4200}
        华南: {target: 7200, actual: 6920, prior: 7600}
      季度:
        Q1: {actual: 2400}
        Q2: {actual: 2600}
        Q3: {actual: 2900}
        Q4: {actual: 3100}
notes:
  - 9月参加佛山展会，签约3家经销商
  - 6月起推行先款后货，逾期款由5月底的420万元降到年末的265万元
  - 10月与海川集团签下框架协议，合同额286万元
  - 苏州仓4月投入使用，配送时长缩短到22小时
  - 2026年3月底前收回海川集团逾期款90万元
  - 常州地铁项目招标推迟到2026年，涉及金额650万元
  - 电商大促（618和双11）销售额1570万元
  - 三季度集中清理滞销库存，处理库存380万元
  - 上半年瓷砖色差引发投诉46起，赔付83万元
  - 竞品C在7月推出满减促销，8月我方跟进降价5%
  - 11月更换华南大区经理
  - 2月召开经销商大会，到会412人
  - 12月召开经销商年会，到会380人
"""

MONTH = """
period: "2025-09"
metrics:
  - {name: 营业收入, unit: 万元, target: 900, actual: 846, prior: 910, previous: 830}
  - {name: 新增网点, unit: 家, target: 30, actual: 34, previous: 28}
notes:
  - 板材采购价自7月起上涨7.5%，产品售价未作调整
  - 与远山物业的年度合同5月到期，6月重新招标
  - 月末未交付订单312单，其中超期58单
  - 11月底前补招实施顾问4人
  - 宁波旗舰店计划10月停业装修22天，预计影响收入40万元
  - 鼎泰地产4月暂停3个在建项目，取消订单215万元
"""


@pytest.fixture
def timed(sheets: Callable[[str], FactSheet]) -> Callable[[str, str], list[tuple[str, str]]]:
    """The times of a text that no note has, with what the note has instead."""

    def check(text: str, facts: str) -> list[tuple[str, str]]:
        found = check_text(text, sheets(facts), select=["contradicted-figure"]).errors
        return [(one.text, one.expected) for one in found if one.source.startswith("note:")]

    return check


RETOLD = [
    (YEAR, "9月展会签下3家经销商。", "8月", "9月"),
    (YEAR, "佛山展会放在9月，现场签约3家。", "10月", "9月"),
    (YEAR, "自6月起推行先款后货，逾期款明显下降。", "8月", "6月"),
    (YEAR, "6月起推行先款后货后，逾期款由5月底的420万元降到265万元。", "3月", "6月"),
    (YEAR, "10月与海川集团签下框架协议，合同额286万元。", "12月", "10月"),
    (YEAR, "苏州仓4月投入使用，华东配送时长缩短到22小时。", "8月", "4月"),
    (YEAR, "争取2026年3月底前收回海川集团逾期款90万元。", "9月底", "3月底"),
    (YEAR, "常州地铁项目招标推迟到2026年，涉及650万元。", "2027年", "2026年"),
    (YEAR, "618和双11两场大促销售额1570万元。", "双12", "双11"),
    (YEAR, "三季度集中清理滞销库存，处理380万元。", "四季度", "三季度"),
    (YEAR, "上半年瓷砖色差引发投诉46起，赔付83万元。", "下半年", "上半年"),
    (YEAR, "竞品C在7月推出满减促销。", "5月", "7月"),
    (YEAR, "华南11月更换大区经理。", "8月", "11月"),
    (YEAR, "Q3集中清理滞销库存，共处理380万元。", "Q1", "三季度"),
    (YEAR, "- 客诉：上半年因瓷砖色差被投诉46起。", "下半年", "上半年"),
    (MONTH, "板材采购价自7月起上涨7.5%。", "6月起", "7月"),
    (MONTH, "远山物业的年度合同5月到期。", "3月", "5月"),
    (MONTH, "11月底前补招实施顾问4人。", "12月底", "11月底"),
    (MONTH, "鼎泰地产4月暂停3个在建项目，取消订单215万元。", "5月", "4月"),
    (MONTH, "4月鼎泰地产暂停了3个在建项目。", "6月", "4月"),
]
"""Sheet, right text, the time of the wrong twin and the time of the note."""


@pytest.mark.parametrize(("facts", "text", "instead", "due"), RETOLD)
def test_a_note_retold(
    facts: str, text: str, instead: str, due: str, timed: Callable[[str, str], list[tuple[str, str]]]
) -> None:
    assert timed(text, facts) == []
    told = next(one for one in (due, "Q3") if one in text)
    wrong = text.replace(told, instead.removesuffix("起"))
    assert timed(wrong, facts) == [(instead.removesuffix("起"), due)]


@pytest.mark.parametrize(
    "text",
    [
        "10月参加上海展会，与客户交流较多。",  # another event
        "7月底逾期款较多。",  # later than the note
        "8月起逾期款开始下降。",
        "5月召开经销商座谈会。",  # two notes may be meant
        "12月召开经销商大会，到会380人。",
        "四季度实现销售额3100万元。",
        "四季度继续清理滞销库存。",  # goes on
        "四季度销售额3100万元，滞销库存清理见效。",
        "计划明年5月再次参加佛山展会。",
        "2026年继续推行先款后货。",
        "2025年常州地铁项目招标推迟。",  # the sheet's own period
        "较2024年，瓷砖色差投诉增加。",
        "7月至9月集中清理滞销库存。",
        "1-8月推行先款后货的效果逐步显现。",
        "前8个月推行先款后货的客户逐步增加。",
        "与8月相比，逾期款下降，先款后货推行顺利。",
        "去年9月参加佛山展会，去年8月没有参加佛山展会。",
        "下半年清理滞销库存。",  # of a quarter the note tells
        "| 8月 | 参加佛山展会，签约3家经销商 |",
        "## 下一步\n\n- 5月起在华南推行先款后货。",
        "12月底，逾期款降到265万元，先款后货推行到位。",  # the end of the sheet's period
        "8月我方跟进降价5%，应对竞品C的满减促销。",
        "3月对海川集团逾期款推行先款后货。",  # two notes in one
        "3月起推行先款后货收回逾期款。",  # the other note has that time
        "推行先款后货从6月准备到8月铺开。",  # the note's time and one of its own
        "8月" + "大区上下齐心" * 20 + "参加佛山展会签约3家经销商。",  # no clause to be read as one
    ],
)
def test_times_of_something_else(text: str, timed: Callable[[str, str], list[tuple[str, str]]]) -> None:
    assert timed(text, YEAR) == []


@pytest.mark.parametrize(
    "text",
    [
        "9月板材采购价继续上涨，产品售价未作调整。",
        "8月营业收入830万元，板材采购价上涨是主因。",
        "10月板材采购价上涨后，产品售价将作调整。",
        "“8月板材采购价上涨”的说法不准确。",
    ],
)
def test_times_of_the_sheet(text: str, timed: Callable[[str, str], list[tuple[str, str]]]) -> None:
    assert timed(text, MONTH) == []


def test_what_a_finding_says(sheets: Callable[[str], FactSheet]) -> None:
    text = "8月展会签下3家经销商。"
    found = check_text(text, sheets(YEAR)).errors
    assert [(one.rule, one.text, one.source) for one in found] == [("contradicted-figure", "8月", "note:n1")]
    assert found[0].message == "「8月」与要点不符，要点里是「9月」：9月参加佛山展会，签约3家经销商"


def test_without_facts_there_are_no_notes() -> None:
    assert not check_text("8月展会签下3家经销商。", None).errors
