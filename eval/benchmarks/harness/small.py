"""Small cases in any number: two sections, two metrics, six notes, a hand-written text; no two sheets alike."""

from __future__ import annotations

import shutil
from pathlib import Path

SMALL = Path(__file__).with_name("small_template")
"""The template of the cases; the tests of the harness take it too."""
FACTS = """\
template: small
period: "2025"
metrics:
  - {{name: 销售额, unit: 万元, target: 1200, actual: {actual}, prior: 1180}}
  - {{name: 回款率, unit: "%", target: 95, actual: 92}}
notes:
  result:
    - 老客户加单多，带动销售额上升
    - 稳住了华东市场，为公司全国布局打下基础
  gap:
    - 回款率没到目标
    - 外部看客户资金紧张，有{late}家付款拖后
    - 内部看催款没有专人盯
    - 影响是占用了流动资金，耽误了{late}家的备货
"""
GOLDEN = """\
# 2025年小结

## 核心结果

全年销售额{actual}万元，目标1200万元。多出来的主要是老客户加单。华东市场由此稳住，公司往全国走有了底子。

## 缺口

回款率92%，比95%的目标低3个百分点。外部看，客户资金紧张，有{late}家付款拖后；内部看，催款没有专人盯。结果是占用了流动资金，耽误了{late}家的备货。
"""
CASE = "why: 一好一坏两个指标。\ntrade: 建材\nrequired: [销售额.actual, 回款率.actual]\n"


def write_cases(folder: Path, count: int) -> tuple[Path, Path]:
    """Write so many cases under ``folder``; returns the folder of cases and that of their template."""
    template = folder / "templates" / "small"
    shutil.copytree(SMALL, template)
    for number in range(count):
        place = folder / "cases" / "small" / f"case{number:04}"
        place.mkdir(parents=True)
        told = {"actual": 1210 + number, "late": 14 + number}
        (place / "facts.yaml").write_text(FACTS.format(**told), encoding="utf-8")
        (place / "golden.md").write_text(GOLDEN.format(**told), encoding="utf-8")
        (place / "case.yaml").write_text(CASE, encoding="utf-8")
    return folder / "cases", folder / "templates"
