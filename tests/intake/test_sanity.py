from __future__ import annotations

from pathlib import Path

import pytest

from fupan.errors import InputProblem
from fupan.intake.factsheet import load_facts_with_warnings


def warnings(tmp_path: Path, metrics: str, rest: str = "") -> tuple[InputProblem, ...]:
    (tmp_path / "facts.yaml").write_text(f"period: 2025\nmetrics:\n{metrics}\n{rest}", encoding="utf-8")
    return load_facts_with_warnings(tmp_path / "facts.yaml")[1]


def breakdown(total: str, *parts: str, role: str = "actual", unit: str = "万元", name: str = "销售额") -> str:
    members = ", ".join(f"甲{index}: {{{role}: {part}}}" for index, part in enumerate(parts))
    totals = "" if role == "actual" else f"{role}: {total}, "
    return f"  - {{name: {name}, unit: '{unit}', actual: {total}, {totals}breakdown: {{区域: {{{members}}}}}}}"


def test_a_rate_written_as_a_fraction(tmp_path: Path) -> None:
    (found,) = warnings(tmp_path, '  - {name: 回款率, unit: "%", actual: 0.85}')
    assert (found.line, found.field) == (3, "metrics[0].actual")
    assert "85%" in found.hint


@pytest.mark.parametrize(
    "metric",
    [
        '{name: 回款率, unit: "%", actual: 85}',
        '{name: 回款率, unit: "%", actual: "0.85%"}',
        '{name: 坏账率, unit: "%", actual: 0.3}',
        '{name: 转化率, unit: "%", actual: 1}',
    ],
)
def test_small_rates_that_may_be_meant(tmp_path: Path, metric: str) -> None:
    assert warnings(tmp_path, f"  - {metric}") == ()


def test_a_slip_of_ten_thousand_between_actual_and_target(tmp_path: Path) -> None:
    (found,) = warnings(tmp_path, "  - {name: 销售额, unit: 万元, target: 12000, actual: 136000000}")
    assert found.field == "metrics[0].actual"
    assert "136000000万元" in found.message
    assert "12000万元" in found.message


def test_parts_that_do_not_add_up_name_both_numbers(tmp_path: Path) -> None:
    (found,) = warnings(tmp_path, breakdown("100", "60", "50"))
    assert found.field == "metrics[0].breakdown.区域"
    assert "110万元" in found.message
    assert "100万元" in found.message


def test_every_role_is_summed(tmp_path: Path) -> None:
    assert len(warnings(tmp_path, breakdown("100", "60", "50", role="prior"))) == 1


@pytest.mark.parametrize(
    "metric",
    [
        breakdown("100", "60", "40"),
        breakdown("5.28", "2.36", "1.41", "1.08", "0.43"),
        breakdown("10.0", "3.3", "3.3", "3.3"),
        breakdown("80", "90", "70", unit="%", name="回款率"),
        breakdown("100", "60"),
    ],
    ids=["exact", "decimals", "rounded", "a rate", "one member"],
)
def test_parts_that_are_fine(tmp_path: Path, metric: str) -> None:
    assert warnings(tmp_path, metric) == ()


def test_an_approximate_value_is_taken_and_told(tmp_path: Path) -> None:
    (found,) = warnings(tmp_path, "  - {name: 销售额, unit: 万元, actual: 约1.2亿}")
    assert "约数" in found.message
    assert "1.2亿" in found.message


def test_a_metric_given_by_its_members_alone(tmp_path: Path) -> None:
    (found,) = warnings(tmp_path, "  - {name: 销售额, unit: 万元, breakdown: {区域: {华东: {actual: 3}}}}")
    assert found.field == "metrics[0].actual"


def test_a_metric_with_a_target_alone(tmp_path: Path) -> None:
    (found,) = warnings(tmp_path, "  - {name: 全年任务, unit: 万元, target: 1200, stretch: 1300}")
    assert found.field == "metrics[0].actual"
    assert "只有目标" in found.message


def test_an_empty_note_is_passed_over(tmp_path: Path) -> None:
    (found,) = warnings(
        tmp_path, "  - {name: 销售额, unit: 万元, actual: 3}", "notes:\n  gap:\n    - #1客户\n    - 甲\n"
    )
    assert (found.line, found.field) == (6, "notes.gap[0]")
