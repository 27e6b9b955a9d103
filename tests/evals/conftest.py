"""A small template of two sections with cases of its own: drafting and scoring one takes a tenth of a second."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fupan.cli.main import main
from fupan.evals.scores import checker

SMALL = Path(__file__).parents[2] / "eval" / "benchmarks" / "harness" / "small_template"
FACTS = Path(__file__).with_name("small_facts.yaml").read_text(encoding="utf-8")
GOLDEN = """\
# 2025年小结

## 核心结果

全年销售额1360万元，目标1200万元，完成率113.3%，比上年的1180万元增长15.3%。多出来的主要是老客户加单。华东市场由此稳住，公司往全国走有了底子。

## 缺口

回款率92%，比95%的目标低3个百分点。外部看，客户资金紧张，有14家付款拖后；内部看，催款没有专人盯。结果是占用了流动资金，耽误了备货。
"""
CASE = """\
why: 一好一坏两个指标，看缺口的因果是否写全。
trade: 建材
traits: [mixed-year]
required: [销售额.actual, 销售额.attainment, 回款率.actual]
"""


@pytest.fixture(autouse=True)
def _nothing_measured_before() -> Iterator[None]:
    """What one test measured with rules of its own is not kept for the next."""
    yield
    checker.measured.cache_clear()


class Cases:
    """A folder of cases that a test adds to, and ``fupan eval`` on it."""

    def __init__(self, folder: Path, templates: Path) -> None:
        self.folder = folder / "cases"
        self.templates = templates
        self.out = folder / "out"

    def add(self, name: str = "one", facts: str = FACTS, golden: str | None = GOLDEN, case: str | None = CASE) -> Path:
        """Write a case; None leaves its file out."""
        place = self.folder / "small" / name
        place.mkdir(parents=True)
        for file, text in (("facts.yaml", facts), ("golden.md", golden), ("case.yaml", case)):
            if text is not None:
                (place / file).write_text(text, encoding="utf-8")
        return place

    def edited(self, name: str, old: str, new: str) -> Path:
        """A copy of the template in a folder of its own, with one change."""
        copy = self.folder.parent / name / "small"
        shutil.copytree(self.templates / "small", copy)
        text = (copy / "template.yaml").read_text(encoding="utf-8")
        assert old in text
        (copy / "template.yaml").write_text(text.replace(old, new), encoding="utf-8")
        return copy

    def eval(self, *options: str) -> int:
        """Run ``fupan eval``; the exit code."""
        return main(["eval", str(self.folder), "-o", str(self.out), "--parallel", "1", *options])


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cases:
    """No case yet; the template ``small`` is known by name."""
    templates = tmp_path / "templates"
    shutil.copytree(SMALL, templates / "small")
    monkeypatch.setenv("FUPAN_TEMPLATES_DIR", str(templates))
    return Cases(tmp_path, templates)
