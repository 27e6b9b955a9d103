"""What the check makes of a text's claims, against the facts of a test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fupan.api import load_facts
from fupan.checks.run import check_text
from fupan.domain.factsheet import FactSheet

YEAR = """
period: "2025"
author: {name: 沈其远, team: 东部大区}
metrics:
  - name: 销售额
    unit: 万元
    target: 12000
    stretch: 13000
    actual: 11000
    prior: 11800
    breakdown:
      区域:
        华东: {target: 4800, actual: 4080, prior: 4200}
        华南: {target: 2000, actual: 2040, prior: 1800}
        华北: {target: 5200, actual: 4880, prior: 5800}
      季度:
        Q1: {actual: 2400, prior: 2600}
        Q2: {actual: 2600, prior: 2800}
        Q3: {actual: 2900, prior: 3000}
        Q4: {actual: 3100, prior: 3400}
  - {name: 费用率, unit: "%", better: lower, target: 8, actual: 7.5, prior: 8.2}
  - {name: 新客户数, aliases: [新客], unit: 家, target: 80, actual: 92, prior: 71}
  - {name: 流失客户数, unit: 家, better: lower, target: 10, actual: 12, prior: 12}
  - {name: 净利润, unit: 万元, target: 100, actual: -20, prior: 50}
notes: []
"""
"""A year in which 华东 and 华北 fell and 华南 grew and reached its goal."""

MONTH = """
period: "2025-11"
metrics:
  - name: 销售额
    unit: 万元
    target: 3200
    actual: 2968
    prior: 2710
    previous: 3100
    breakdown:
      产品线:
        果汁: {target: 900, actual: 742, prior: 830, previous: 700}
        气泡水: {target: 600, actual: 615, prior: 580, previous: 640}
        其他: {target: 1700, actual: 1611, prior: 1300, previous: 1760}
      团队:
        一组: {target: 1600, actual: 1500}
        二组: {target: 1600, actual: 1468}
  - {name: 促销费用, unit: 万元, better: lower, target: 310, actual: 346, previous: 372}
notes: []
"""
"""A month, with the month before and the same month of last year."""

SHEETS = {"year": YEAR, "month": MONTH}
Wrong = list[tuple[str, str]]
Told = Callable[..., Wrong]


@pytest.fixture(scope="session")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], FactSheet]:
    """Fact sheets by name or text, each loaded once."""
    known: dict[str, FactSheet] = {}

    def load(facts: str) -> FactSheet:
        if facts not in known:
            path: Path = tmp_path_factory.mktemp("facts") / "facts.yaml"
            path.write_text(SHEETS.get(facts, facts), encoding="utf-8")
            known[facts] = load_facts(path)
        return known[facts]

    return load


@pytest.fixture
def wrong(sheets: Callable[[str], FactSheet]) -> Told:
    """The words that are wrong in a text with what is said of them, by default against the sheet of a year."""

    def check(text: str, facts: str = "year") -> Wrong:
        report = check_text(text, sheets(facts), select=["wrong-direction", "wrong-derivation"])
        return [(one.text, one.message.partition("：")[2]) for one in report.findings]

    return check


@pytest.fixture
def words(wrong: Told) -> Callable[..., list[str]]:
    """The words that are wrong in a text."""
    return lambda text, facts="year": [said for said, _ in wrong(text, facts)]
