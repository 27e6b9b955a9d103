"""What figures are held against: one row a manner of telling, with the fact that carries the figure or its fault."""

from pathlib import Path

import pytest

from fupan.api import load_facts
from fupan.domain.factsheet import FactSheet
from fupan.figures.judge.binding import bind
from fupan.figures.scan.extract import extract

YEAR = """
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 12000
    stretch: 15000
    actual: 13600
    prior: 11800
    plan: 15640
    breakdown:
      区域:
        华东: {target: 4800, actual: 4080, prior: 4000}
        华南: {target: 3600, actual: 5440, prior: 4200}
        华西: {target: 3600, actual: 4080, prior: 3600}
      季度:
        Q1: {actual: 3000, prior: 2800}
        Q2: {actual: 3300, prior: 2900}
        Q3: {actual: 3100, prior: 3000}
        Q4: {actual: 4200, prior: 3100}
  - {name: 回款率, unit: "%", target: 95, actual: 96.2, prior: 92.5}
  - {name: 老客户占比, unit: "%", actual: 58, prior: 49}
  - {name: 合作门店, aliases: [门店], unit: 家, target: 80, actual: 92, prior: 71}
  - {name: 账期, unit: 天, better: lower, target: 55, actual: 49, prior: 61}
  - {name: 销售人员, unit: 人, actual: 40, prior: 38}
notes:
  - 到期合同62份，续签53份
  - 渠道大会来了380人
"""
HALF = """
period: "2025-H1"
metrics:
  - {name: 销售额, unit: 万元, actual: 8640, prior: 7200, previous: 9800, plan: 11000}
"""
GROUP = "销售额[区域=华东+华西].gap"

TOLD = [
    # by how much more or less was done, whatever the verb
    ("销售额目标12000万元，我们多干出1600万元。", "1600万元", "销售额.excess"),
    ("销售额目标12000万元，我们多干出1800万元。", "1800万元", "wrong-derivation"),
    ("合作门店92家，比去年多开拓21家。", "21家", "合作门店.yoy_amount"),
    ("合作门店92家，比去年多开拓12家。", "12家", "wrong-derivation"),
    # 超 as the whole clause tells by how much, 超 before 的 or behind a name bounds
    ("华南完成5440万元，超1840万元。", "1840万元", "销售额[区域=华南].excess"),
    ("华南完成5440万元，超1240万元。", "1240万元", "wrong-derivation"),
    ("华南完成销售额超5400万元。", "5400万元", "销售额[区域=华南].actual"),
    ("销售额13600万元，超目标1600万元。", "1600万元", "销售额.excess"),
    ("销售额13600万元，超目标1800万元。", "1800万元", "wrong-derivation"),
    # 228万多35万: 多 belongs to what follows
    ("销售额比去年的11800万多1800万元。", "11800万", "销售额.prior"),
    # what a time or a target is told by
    ("销售额较上年同期的11800万元净增1800万元。", "11800万元", "销售额.prior"),
    ("销售额较上年同期的11800万元净增1800万元。", "1800万元", "销售额.yoy_amount"),
    ("年初答应公司的12000万元没有食言，全年销售额13600万元。", "12000万元", "销售额.target"),
    ("销售额比去年（11800万元）增长15.3%。", "11800万元", "销售额.prior"),
    ("销售额13600万元，12000万元的任务超额完成。", "12000万元", "销售额.target"),
    ("12000万元的指标做了13600万元，销售额创新高。", "13600万元", "销售额.actual"),
    ("离销售额争取目标15000万元还有1400万元。", "1400万元", "销售额.stretch_gap"),
    ("离销售额争取目标15000万元还有1700万元。", "1700万元", "wrong-derivation"),
    # better and worse where less is better
    ("账期49天，优于55天的控制目标6天。", "55天", "账期.target"),
    ("账期49天，优于55天的控制目标6天。", "6天", "账期.gap"),
    ("账期49天，差于55天的控制目标。", "55天", "wrong-direction"),
    # values per head that move
    ("销售额13600万元，人均340万元，同比提高9.5%。", "340万元", "销售额÷销售人员.actual"),
    ("销售额13600万元，人均340万元，同比提高9.5%。", "9.5%", "销售额÷销售人员.yoy"),
    ("销售额13600万元，人均340万元，同比提高7.5%。", "7.5%", "wrong-derivation"),
    ("销售额13600万元，人均340万元，比去年多29.5万元。", "29.5万元", "销售额÷销售人员.yoy_amount"),
    ("销售额13600万元，家均产出147.8万元。", "147.8万元", "销售额÷合作门店.actual"),
    ("合作门店92家，家均产出147.8万元。", "147.8万元", "销售额÷合作门店.actual"),
    ("合作门店92家，家均产出147.8万元，同比减少18.4万元。", "18.4万元", "销售额÷合作门店.yoy_amount"),
    ("合作门店92家，家均产出157.8万元。", "157.8万元", "wrong-derivation"),
    # the year before that of a yearly plan is the one reported on
    ("2026年力争销售额15640万元，同比增长15%。", "15%", "销售额.plan_growth"),
    ("2026年力争销售额15640万元，同比增长18%。", "18%", "wrong-derivation"),
    # members measured by members
    (
        "Q4销售额4200万元，干了全年的30.9%，比Q3多了1100万元。",
        "1100万元",
        "销售额[季度=Q4].actual_difference_Q3",
    ),
    ("Q4销售额4200万元，干了全年的30.9%，比Q3多了1300万元。", "1300万元", "wrong-derivation"),
    ("销售额上，Q4环比Q3多1100万元。", "1100万元", "销售额[季度=Q4].actual_difference_Q3"),
    ("Q4销售额环比增长35.5%。", "35.5%", "销售额[季度=Q4].actual_growth_Q3"),
    ("Q4销售额环比增长25.5%。", "25.5%", "wrong-derivation"),
    ("华南销售额反超华东，二者相差1360万元。", "1360万元", "销售额[区域=华东].actual_difference_华南"),
    ("去年华南销售额与华东接近，二者相差200万元。", "200万元", "销售额[区域=华东].prior_difference_华南"),
    ("销售额上，去年华南是华东的1.05倍。", "1.05倍", "销售额[区域=华南].prior_ratio_华东"),
    ("销售额上，去年华南是华东的1.5倍。", "1.5倍", "wrong-derivation"),
    ("销售额是目标的1.13倍。", "1.13倍", "销售额.attainment"),
    ("销售额是目标的1.3倍。", "1.3倍", "wrong-derivation"),
    ("华南占销售额的40%，再算上华东就是70%。", "70%", "销售额[区域=华南+华东].share_sum"),
    # parts: of the whole spoken of, of a change, of what is not named
    ("华南销售额5440万元，在公司总额里占到40%。", "40%", "销售额[区域=华南].share"),
    ("华南销售额5440万元，在公司总额里占到45%。", "45%", "wrong-derivation"),
    ("华南销售额增加1240万元，占全公司增量的68.9%。", "68.9%", "销售额[区域=华南].actual_gap_share_prior"),
    ("华南销售额增加1240万元，占全公司增量的58.9%。", "58.9%", "wrong-derivation"),
    ("华南贡献了公司40%的销售额。", "40%", "销售额[区域=华南].share"),
    ("华南贡献了公司30%的销售额。", "30%", "wrong-derivation"),
    ("样机测试30台，占名录的六分之一。", "六分之一", "unchecked"),
    ("利润只增长7%，不到销售额增速的五成。", "五成", "unchecked"),
    # the exact figure behind a rough one
    ("销售额涨了一成多（15.3%）。", "15.3%", "销售额.yoy"),
    ("销售额涨了一成多（18.3%）。", "18.3%", "wrong-derivation"),
    # a metric in % told by its parts
    ("老客户的单子占到58%。", "58%", "老客户占比.actual"),
    # two figures of one note
    ("到期62份，续下来53份。", "53份", "note"),
    ("到期62份，续下来43份。", "43份", "unsupported-figure"),
    # times that the sheet knows nothing of, orders of magnitude, ends of stretches
    ("按现在的卖法，够卖1.7个月。", "1.7个月", "unchecked"),
    ("还签下一个上千万的单。", "千万", "unchecked"),
    # a change of a very member that no word names
    ("公司新增的1800万元里，华南贡献了1240万元销售额。", "1240万元", "销售额[区域=华南].yoy_amount"),
    ("公司新增的1800万元里，华南贡献了1260万元销售额。", "1260万元", "wrong-derivation"),
]


def _sheet(text: str, folder: Path) -> FactSheet:
    (folder / "facts.yaml").write_text(text, encoding="utf-8")
    return load_facts(folder / "facts.yaml")


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> FactSheet:
    return _sheet(YEAR, tmp_path_factory.mktemp("year"))


def _outcome(text: str, figure: str, sheet: FactSheet) -> str:
    found = [one for one in bind(text, extract(text), sheet).verdicts if one.mention.text == figure]
    assert len(found) == 1
    verdict = found[0]
    if verdict.fault:
        return verdict.fault
    if verdict.unchecked:
        return "unchecked"
    return verdict.fact.id if verdict.fact is not None else "note"


@pytest.mark.parametrize(("text", "figure", "outcome"), TOLD)
def test_what_a_figure_is_held_against(text: str, figure: str, outcome: str, year: FactSheet) -> None:
    assert _outcome(text, figure, year) == outcome


def test_last_half_year_in_brackets(tmp_path: Path) -> None:
    text = "下半年销售额目标11000万元，较去年下半年（9800万元）增长12.2%。"
    assert _outcome(text, "9800万元", _sheet(HALF, tmp_path)) == "销售额.previous"


@pytest.mark.parametrize("number", ["618", "996", "1688", "12306", "9960", "6180000"])
def test_a_number_that_is_also_a_name_is_read_where_it_counts(number: str) -> None:
    assert [one.text for one in extract(f"销售额{number}万元")] == [f"{number}万元"]


@pytest.mark.parametrize("text", ["618大促", "996工作制", "在1688上开店", "双11期间", "58同城", "24小时营业"])
def test_a_name_with_digits_is_no_figure(text: str) -> None:
    assert not extract(text)


def test_a_name_with_digits_that_ends_a_longer_number_is_none() -> None:
    assert [one.text for one in extract("货位与库位为180/20个")] == ["180", "20个"]
    assert not extract("按80/20法则")
