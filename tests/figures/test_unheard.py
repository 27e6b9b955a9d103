"""Stress inside a line changes nothing of what a figure tells; marks that part a line stay."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from fupan.api import load_facts
from fupan.checks.run import check_text
from fupan.figures.scan.extract import extract
from fupan.figures.scan.unheard import roughly, unheard

FACTS = """
period: '2025'
metrics:
- name: 出库额
  unit: 万元
  target: 9000
  actual: 9900
  prior: 8250
  breakdown:
    省份:
      陕西: {target: 4000, actual: 4950, prior: 3960}
      甘肃: {target: 5000, actual: 4950, prior: 4290}
- {name: 退货率, unit: '%', better: lower, target: 3, actual: 2.6, prior: 3.4}
notes: [甘肃的经销商换了两家]
"""
TEXTS = [
    "全年出库额9900万元，完成率110%，同比增长20%，超出目标900万元。",
    "退货率由去年的3.4%降到2.6%，低于3%的目标。",
    "陕西贡献了全部增量的60%，占比由48%升至50%。",
    "陕西出库额近5000万元，超过4000万元的目标950万元。",
    "| 省份 | 出库额（万元） |\n|---|---|\n| 陕西 | 4950 |\n| 甘肃 | 4950 |",
    "全年出库额9800万元，完成率112%，同比下降20%，超出目标800万元。",
    "退货率由去年的3.4%升到2.6%，高于3%的目标。",
]
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:万元|%)?")


_UNHEARD = re.compile("[ \u00a0*_]")
_BEFORE, _BEHIND = re.compile("(?<=[一-鿿])(?=[0-9A-Za-z])"), re.compile("(?<=[0-9A-Za-z%])(?=[一-鿿])")


def told(text: str, path: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(rule, words) of the errors and (words, source) of the figures, without marks."""
    report = check_text(text, load_facts(path))
    for one in (*report.errors, *report.figures):
        assert text[one.start : one.end] == one.text
    errors = [(one.rule, _UNHEARD.sub("", one.text)) for one in report.errors]
    return errors, [(_UNHEARD.sub("", one.text), one.source) for one in report.figures]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("stressed", [r"**\g<0>**", r"__\g<0>__"])
def test_bold_figures_are_read_as_plain_ones(text: str, stressed: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    assert told(_FIGURE.sub(stressed, text), path) == told(text, path)


@pytest.mark.parametrize("text", TEXTS[:4])
@pytest.mark.parametrize("rough", [r"约\g<0>", r"大约 **\g<0>**", r"\g<0>左右"])
def test_a_right_figure_stays_right_with_about(text: str, rough: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    assert told(_FIGURE.sub(rough, text), path) == told(text, path)


@pytest.mark.parametrize(
    "text", ["出库额约9600万元", "完成率约为113%", "同比约增长16%", "陕西约占40%", "甘肃占比50%左右，陕西53%左右"]
)
def test_about_leaves_open_no_more_than_the_last_digit_told(text: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    assert len(told(text, path)[0]) == 1


@pytest.mark.parametrize(
    "text", ["出库额约1亿元", "出库额约为9900万元", "完成率约111%", "陕西约占五成", "甘肃的目标大概是5000万元"]
)
def test_about_allows_the_last_digit_told(text: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    assert told(text, path)[0] == []


def test_a_rounded_result_in_another_unit_is_loose_and_no_error(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    found = [
        [one.rule for one in check_text(f"全年出库额9900万元，月均{amount}元。", load_facts(path)).findings]
        for amount in ("825万", "8250000", "8300000", "9300000")
    ]
    assert found == [[], [], ["loose-rounding"], ["wrong-derivation"]]


@pytest.mark.parametrize("text", [*TEXTS, "## 9 月\n\n退货率 2.6%。\n\n- 陕西 4950 万元，甘肃 4950 万元。"])
@pytest.mark.parametrize("space", [" ", "\u00a0"])
def test_spaces_between_chinese_and_digits_change_nothing(text: str, space: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    plain = text.replace(" ", "").replace("##", "## ").replace("-陕西", "- 陕西")
    errors, figures = told(_BEHIND.sub(space, _BEFORE.sub(space, plain)), path)
    assert (errors, figures) == told(plain, path)


def test_a_name_with_a_space_is_found(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS.replace("陕西", "Pro 系列"), encoding="utf-8")
    for name in ("Pro 系列", "Pro系列"):
        assert told(f"{name}出库额 4950 万元，占 50%。", path)[1][0] == ("4950万元", "出库额[省份=Pro 系列].actual")


def test_a_number_stressed_without_its_unit_keeps_it() -> None:
    (figure,) = extract("出库额**9900**万元")
    assert (figure.text, figure.unit, figure.value) == ("9900**万元", "元", 99_000_000)


@pytest.mark.parametrize(
    "text",
    [
        "**一、全年业绩**",
        "- **陕西**：出库额4950万元",
        "- **陕西：** 出库额4950万元",
        "1. **陕西：压舱石。** 出库额4950万元",
        "2 ** 3 ** 4",
        "出库额**4950万元\n同比**增长",
    ],
)
def test_headings_labels_and_lone_marks_stay(text: str) -> None:
    assert unheard(text) == []


def test_many_marks_cost_no_more_than_their_number() -> None:
    assert len(unheard("增长**13%**，" * 20_000)) == 40_000
    assert unheard("**" * 100_000) == []


@pytest.mark.parametrize(
    "text",
    [
        "完成率=GMV 实际÷目标=107%，**占比**=ABC 收入÷DE 目标=12%",
        "**完成率=GMV 实际÷目标=107%**，其中 24 家",
        "完成率＝**实际** ÷ 目标＝107%",
    ],
)
def test_spaces_and_stress_in_a_formula_in_words(text: str) -> None:
    spans = unheard(text)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    check_text(text, None)


def test_about_is_looked_for_beside_its_figure_only() -> None:
    text = f"出库额约{' ' * 30}9900万元"
    assert roughly(text, extract(text)) == []
    assert roughly("出库额约9900万元", extract("出库额约9900万元")) == [(3, 4)]
