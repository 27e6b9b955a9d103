"""Figures whose words say too little to hold them to a value, but whose digits are those of what they would carry."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fupan.api import load_facts
from fupan.checks.run import check_text

FACTS = """
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 5600
    actual: 4860
    prior: 4310
    breakdown:
      区域:
        城东: {actual: 2680, prior: 2400, target: 2900}
        城西: {actual: 2180, prior: 1910, target: 2700}
  - {name: 净利润, unit: 万元, target: 520, actual: -1360, prior: 258}
notes:
  - 城东一家体育馆的单子最大，1170万元
  - 演出平均一场由21500元降到18250元
"""


@pytest.fixture
def check_slip(tmp_path: Path) -> Callable[[str], list[str]]:
    """Tells the messages of the findings on a text."""
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    return lambda text: [one.message for one in check_text(text, load_facts(path)).findings if "「" in one.message]


@pytest.mark.parametrize(
    ("text", "right", "wrong", "fault"),
    [
        ("没有那笔赔款的话，净亏损也到不了{}。", "1360万元", "1360亿元", "wrong-unit"),
        ("如果剔除赔款，城西的销售额只有{}。", "2180万元", "218万元", "wrong-unit"),
        ("如果剔除赔款，城西的销售额只有{}。", "2180万元", "2200万元", "loose-rounding"),
        ("平均一场办下来由21500元降到18250元，每场少收{}。", "3250元", "3300元", "loose-rounding"),
    ],
)
def test_a_slip_of_an_unchecked_figure_is_told(
    text: str, right: str, wrong: str, fault: str, last_told: Callable[[str], str]
) -> None:
    assert last_told(text.format(right)) not in {"unchecked", fault}
    assert last_told(text.format(wrong)) == fault


@pytest.mark.parametrize(
    "text",
    [
        "如果剔除赔款，城西的销售额只有约2200万元。",  # said to be rounded
        "如果剔除赔款，城西的销售额不到一半。",
        "如果剔除赔款，城西的销售额只有2300万元。",  # no slip leads from 2180 to it
        "如果剔除赔款，城西离2700万元就更远了。",  # the target of it, to the last digit
    ],
)
def test_what_is_no_slip_stays_open(text: str, last_told: Callable[[str], str]) -> None:
    assert last_told(text) not in {"wrong-unit", "loose-rounding"}


def test_what_is_meant_is_told(check_slip: Callable[[str], list[str]]) -> None:
    found = check_slip("平均一场办下来由21500元降到18250元，每场少收3300元。")
    assert found == ["「3300元」取整过粗，取整要加「约」：由前文和数据表的数能算出这个数本来是多少"]
    found = check_slip("如果剔除赔款，城西的销售额只有218万元。")
    assert found == ["「218万元」数字对、单位或数量级错：销售额（城西）实际是 2180万元"]
