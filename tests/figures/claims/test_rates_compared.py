"""One rate of change against the next: which is said to be the faster is held against both."""

from collections.abc import Callable

import pytest

from fupan.checks.run import check_text
from fupan.domain.factsheet import FactSheet

FACTS = """
period: "2025"
metrics:
  - {name: 客流量, unit: 万人次, target: 300, actual: 318, prior: 300}
  - name: 门票收入
    unit: 万元
    target: 5400
    actual: 5610
    prior: 5100
    breakdown:
      园区: {北园: {actual: 3360, prior: 2800}, 南园: {actual: 2250, prior: 2300}}
  - {name: 营销费用, unit: 万元, better: lower, target: 400, actual: 376, prior: 400}
  - {name: 二次消费, unit: 万元, target: 1300, actual: 1104, prior: 1200}
notes: []
"""


@pytest.fixture
def sheet(sheets: Callable[[str], FactSheet]) -> FactSheet:
    return sheets(FACTS)


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("门票收入同比增长10.0%，快于客流量6.0%的增速。", ""),
        ("门票收入同比增长10.0%，慢于客流量6.0%的增速。", "慢于"),
        ("客流量同比增长6.0%，明显低于门票收入的增速10.0%。", ""),
        ("客流量同比增长6.0%，明显高于门票收入的增速10.0%。", "高于"),
        ("营销费用同比下降6.0%，小于二次消费8.0%的降幅。", ""),
        ("营销费用同比下降6.0%，大于二次消费8.0%的降幅。", "大于"),
        # a fall beside a rise: which of them is the lower is another question
        ("二次消费同比下降8.0%，低于门票收入10.0%的增速。", ""),
        # a rate that is no change
        ("门票收入完成率103.9%，高于客流量6.0%的增速。", ""),
    ],
)
def test_the_faster_of_two(text: str, turned: str, sheet: FactSheet) -> None:
    report = check_text(text, sheet)
    assert [(one.rule, one.text) for one in report.errors] == ([("wrong-direction", turned)] if turned else [])


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("门票收入同比增长10.0%，增速快于客流量。", ""),
        ("门票收入同比增长10.0%，增速慢于客流量。", "慢于"),
        ("客流量同比增长6.0%，明显低于门票收入增速。", ""),
        ("客流量同比增长6.0%，明显高于门票收入增速。", "高于"),
        ("营销费用同比下降6.0%，降幅小于二次消费。", ""),
        ("营销费用同比下降6.0%，降幅大于二次消费。", "大于"),
        ("北园门票收入同比增长20.0%，增速高于全公司整体。", ""),
        ("北园门票收入同比增长20.0%，增速低于公司整体。", "低于"),
        ("门票收入同比增长10.0%，增速低于北园。", ""),
        ("门票收入同比增长10.0%，增速高于北园。", "高于"),
        ("门票收入同比增长10.0%，增速低于公司整体。", ""),
        ("门票收入同比增长10.0%，增速低于门票收入。", ""),
        ("门票收入同比增长10.0%，增速低于行业龙头。", ""),
        ("营销费用同比下降6.0%，快于二次消费。", ""),
        ("门票收入同比增长10.0%，增速低于目标值。", ""),
        ("门票收入同比增长10.0%，高于目标。", ""),
        ("二次消费同比下降8.0%，增速低于门票收入。", ""),
    ],
)
def test_the_faster_of_one_told_and_one_named(text: str, turned: str, sheet: FactSheet) -> None:
    report = check_text(text, sheet)
    assert [(one.rule, one.text) for one in report.errors] == ([("wrong-derivation", turned)] if turned else [])
