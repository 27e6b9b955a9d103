"""Bad fact sheets: every fault is told with its line, its field and what would be right."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fupan.errors import FactSheetError, InputProblem
from fupan.intake.factsheet import load_facts
from fupan.intake.factsheet_model import EntitiesFile, FactSheetFile, MetricFile

HEAD = "period: 2025\nmetrics:\n"
PARTS = HEAD + "  - name: 甲\n    unit: 元\n    actual: 3\n    breakdown:"
NORTH = "metrics[0].breakdown.区域.华北"
ALIAS = "metrics[1].aliases[1]"
GOOD = "  - {name: 销售额, unit: 万元, actual: 3}\n"


def problems(tmp_path: Path, text: str) -> list[InputProblem]:
    (tmp_path / "facts.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FactSheetError) as caught:
        load_facts(tmp_path / "facts.yaml")
    assert caught.value.exit_code == 2
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("text", "line", "field", "message", "hint"),
    [
        # whole file
        ("", 0, "", "空", "fupan init"),
        ("# 只有注释\n", 0, "", "空", "fupan init"),
        ("- a\n- b\n", 1, "", "最外层", "fupan init"),
        ("只是一句话\n", 1, "", "最外层", "fupan init"),
        ("period: 2025\n", 1, "metrics", "没有指标", "销售额"),
        (HEAD + "  - {name: 销售额\n", 3, "", "花括号", "成对"),
        (HEAD + GOOD + "period: 2026\n", 4, "period", "写了两次", "第 1 行"),
        ("metrics: &m []\nnotes: *m\n", 1, "metrics", "锚点", "引号"),
        # keys
        (HEAD + GOOD + "titel: 总结\n", 4, "titel", "不认识的键", "title"),
        (HEAD + GOOD + "指标: []\n", 4, "指标", "不认识的键", "metrics"),
        (HEAD + GOOD + "author: {nmae: 王}\n", 4, "author.nmae", "不认识的键", "name"),
        (HEAD + GOOD + "entities: {client: [甲]}\n", 4, "entities.client", "不认识的键", "customers"),
        (HEAD + "  - {name: 销售额, unit: 元, acutal: 3}\n", 3, "metrics[0].acutal", "不认识的键", "actual"),
        (HEAD + "  - {name: 销售额, unit: 元, 实际: 3}\n", 3, "metrics[0].实际", "不认识的键", "actual"),
        (HEAD + "  - {name: 销售额, unit: 元, actual: 13,600}\n", 3, "metrics[0].600", "不认识的键", "13600"),
        ("metrics:\n" + GOOD, 1, "period", "缺少 period", "2025"),
        (HEAD + "  - {unit: 元, actual: 3}\n", 3, "metrics[0].name", "缺少 name", "销售额"),
        # kinds
        ("period: 2025\nmetrics: 销售额\n", 2, "metrics", "列表", "[甲, 乙]"),
        (HEAD + "  - 销售额\n", 3, "metrics[0]", "键: 值", "{"),
        (HEAD + "  - {name: [甲], unit: 元, actual: 3}\n", 3, "metrics[0].name", "文字", ""),
        (HEAD + "  - {name: 甲, unit: 元, actual: true}\n", 3, "metrics[0].actual", "数字", "13600"),
        (HEAD + "  - {name: 甲, unit: 元, actual: [3]}\n", 3, "metrics[0].actual", "数字", "13600"),
        (HEAD + "  - {name: 甲, aliases: 乙, unit: 元, actual: 3}\n", 3, "metrics[0].aliases", "列表", "[甲, 乙]"),
        (HEAD + "  - {name: 甲, unit: 元, better: up, actual: 3}\n", 3, "metrics[0].better", "up", "lower"),
        (HEAD + GOOD + "author: 王明\n", 4, "author", "键: 值", ""),
        # units
        (HEAD + "  - name: 销售额\n    actual: 3\n", 3, "metrics[0].unit", "没有单位", "万元"),
        (HEAD + "  - {name: 销售额, unit: , actual: 3}\n", 3, "metrics[0].unit", "没有单位", "万元"),
        (HEAD + "  - name: 销售额\n    unit: 万园\n    actual: 3\n", 4, "metrics[0].unit", "万园", "万元"),
        (HEAD + "  - {name: 销售额, unit: 万, actual: 3}\n", 3, "metrics[0].unit", "万", "万元"),
        (HEAD + "  - {name: 销售额（万元）, unit: 元, actual: 3}\n", 3, "metrics[0].unit", "名称里的单位", "一处"),
        # values
        (HEAD + "  - {name: 甲, unit: 元, actual: 很多}\n", 3, "metrics[0].actual", "不是一个数字", "13600"),
        (HEAD + "  - {name: 甲, unit: 元, actual: 100-200}\n", 3, "metrics[0].actual", "不是一个数字", "范围"),
        (HEAD + "  - {name: 甲, unit: 家, actual: 3天}\n", 3, "metrics[0].actual", "单位是 天", "换算成 家"),
        (HEAD + '  - {name: 甲, unit: "%", actual: 3个百分点}\n', 3, "metrics[0].actual", "个百分点", "换算成 %"),
        (HEAD + "  - {name: 甲, unit: 美元, actual: 3万元}\n", 3, "metrics[0].actual", "不是一回事", "美元"),
        (HEAD + "  - {name: 甲, unit: 亿元, actual: 99999999999}\n", 3, "metrics[0].actual", "太大", "单位"),
        (HEAD + "  - {name: 甲, unit: 元, actual: 1e99}\n", 3, "metrics[0].actual", "太大", "单位"),
        (HEAD + "  - {name: 甲, unit: 元}\n", 3, "metrics[0].actual", "没有数值", "actual"),
        (HEAD + "  - {name: 甲, unit: 元, prior: 2}\n", 3, "metrics[0].actual", "缺少 actual", "actual"),
        # names
        (HEAD + GOOD + GOOD, 4, "metrics[1].name", "重复", "第 3 行"),
        (HEAD + GOOD + "  - {name: 甲, aliases: [乙, 销售额], unit: 元, plan: 3}\n", 4, ALIAS, "重复", "3"),
        (HEAD + "  - {name: '销售额[区域=华北]', unit: 元, actual: 3}\n", 3, "metrics[0].name", "[ ]", "去掉"),
        (HEAD + "  - {name: '{{f1}}', unit: 元, actual: 3}\n", 3, "metrics[0].name", "{ }", "去掉"),
        (HEAD + f"  - {{name: {'长' * 41}, unit: 元, actual: 3}}\n", 3, "metrics[0].name", "超过 40 字", ""),
        (HEAD + "  - {name: '', unit: 元, actual: 3}\n", 3, "metrics[0].name", "空", "销售额"),
        # parts
        (PARTS + "\n      区域: {华北: 3}\n", 7, NORTH, "键: 值", "{actual: 3}"),
        (PARTS + "\n      区域:\n        华北: {目标: 3}\n", 8, NORTH + ".目标", "不认识的键", "target"),
        (PARTS + " {区域: {华北: {actual: 多}}}\n", 6, NORTH + ".actual", "不是一个数字", ""),
        (PARTS + " {区域: {华北: {}}}\n", 6, NORTH, "没有数值", "actual"),
        (PARTS + " {区域: {'a]b': {actual: 1}}}\n", 6, "metrics[0].breakdown.区域.a]b", "不能用", "[ ]"),
        # period
        ("period: 25年\nmetrics:\n" + GOOD, 1, "period", "看不懂的周期", "2025-Q3"),
        ("period: 2025年三季度\nmetrics:\n" + GOOD, 1, "period", "看不懂的周期", "2025-Q3"),
        ("period: 2025年11月\nmetrics:\n" + GOOD, 1, "period", "看不懂的周期", "2025-11"),
        ("period: 2025年上半年\nmetrics:\n" + GOOD, 1, "period", "看不懂的周期", "2025-H1"),
        ("period: 2025年度\nmetrics:\n" + GOOD, 1, "period", "看不懂的周期", "2025"),
        ("period: 2025-13\nmetrics:\n" + GOOD, 1, "period", "超出范围", "2025-11"),
        ("period: 2025-00\nmetrics:\n" + GOOD, 1, "period", "超出范围", "2025-11"),
        ("period: [2025]\nmetrics:\n" + GOOD, 1, "period", "文字", ""),
        # notes
        (HEAD + GOOD + "notes:\n  gap:\n    - 外部: 竞品降价\n", 6, "notes.gap[0]", "文字", "冒号"),
        (HEAD + GOOD + "notes:\n  - 外部: 竞品降价\n", 5, "notes[0]", "文字", "冒号"),
        (HEAD + GOOD + "notes:\n  - [甲]\n", 5, "notes[0]", "文字", ""),
        (HEAD + GOOD + "notes:\n  gap:\n    - *重点*客户\n", 6, "", "锚点", "引号"),
        (HEAD + GOOD + f"notes: [{'长' * 2001}]\n", 4, "notes[0]", "超过 2000 字", "拆成"),
    ],
)  # fmt: skip
def test_one_fault(tmp_path: Path, text: str, line: int, field: str, message: str, hint: str) -> None:
    found = problems(tmp_path, text)
    assert [(problem.line, problem.field) for problem in found] == [(line, field)]
    assert message in found[0].message
    assert hint in found[0].hint
    assert found[0].file == str(tmp_path / "facts.yaml")


def test_all_faults_are_told_at_once_in_file_order(tmp_path: Path) -> None:
    text = (
        "period: 去年\ntitel: x\nmetrics:\n  - {name: 甲, unit: 万员, acutal: 3}\n"
        "  - {name: 甲, unit: 元, actual: 多}\nnotes: [[3]]\nentities: [甲]\n"
    )
    assert [(problem.line, problem.field) for problem in problems(tmp_path, text)] == [
        (1, "period"), (2, "titel"), (4, "metrics[0].acutal"), (4, "metrics[0].unit"), (5, "metrics[1].name"),
        (5, "metrics[1].actual"), (6, "notes[0]"), (7, "entities"),
    ]  # fmt: skip


@pytest.mark.parametrize("unit", ["万员", "萬员", "个百分店", "工作曰", "万原"])
def test_an_unknown_unit_gets_a_suggestion(tmp_path: Path, unit: str) -> None:
    (found,) = problems(tmp_path, HEAD + f"  - {{name: 甲, unit: {unit}, actual: 3}}\n")
    assert "是不是" in found.hint


def test_thousands_of_faults_cost_little_and_the_message_stays_short(tmp_path: Path) -> None:
    text = HEAD + "".join(f"  - {{name: 甲, unit: 万园{index}, acutal: 多}}\n" for index in range(5000))
    began = time.process_time()
    found = problems(tmp_path, text + "".join(f"x{index}: 1\n" for index in range(20_000)))
    assert time.process_time() - began < 10
    assert 200 < len(found) < 2000
    assert len(str(FactSheetError(found))) < 20_000


@pytest.mark.parametrize("field", ["name", "unit", "actual", "aliases", "better", "x" * 5000])
def test_a_huge_text_is_not_repeated_in_the_message(tmp_path: Path, field: str) -> None:
    huge = "（万/" * 100_000
    found = problems(tmp_path, f"period: '{huge}'\nmetrics: [{{name: 甲, {field}: '{huge}'}}]\n")
    assert len(str(FactSheetError(found))) < 3000


KEYS = st.sampled_from(
    [*FactSheetFile.model_fields, *MetricFile.model_fields, *EntitiesFile.model_fields, "区域", "gap", "x"]
)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12),
    st.sampled_from(["2025", "万元", "%", "1.2亿元", "八成五", "约3", "lower", "{{f1}}", "3天", "1e30", "销售额"]),
)  # fmt: skip
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=6)),
    max_leaves=25,
)
METRICS = st.lists(st.dictionaries(st.sampled_from(list(MetricFile.model_fields)), TREES, max_size=6), max_size=4)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(KEYS, TREES, max_size=6), METRICS)
def test_any_mapping_loads_or_is_refused_properly(
    tmp_path: Path, document: dict[str, object], metrics: list[dict[str, object]]
) -> None:
    text = yaml.safe_dump({"period": 2025, "metrics": metrics} | document, allow_unicode=True)
    (tmp_path / "facts.yaml").write_text(text, encoding="utf-8", errors="surrogatepass")
    try:
        sheet = load_facts(tmp_path / "facts.yaml")
    except FactSheetError as error:
        if not all(problem.message and problem.file for problem in error.problems):
            pytest.fail(f"a problem without a message: {error}")
    else:
        assert sheet.metrics or sheet.notes
