"""Steps from the values of one note that the text leaves to the reader; the same told wrongly, or of something else."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - {name: 销售额, unit: 万元, target: 8000, actual: 7600, prior: 7100}
  - {name: 毛利率, unit: "%", target: 30, actual: 28.6, prior: 29.4}
notes:
  - 冷藏车每趟运价由1850元涨到2300元
  - 展厅接待预约等候时间由12天压缩到5天
  - 客诉工单96件，比上年少22件
  - 应收票据背书310笔，较年初增加40笔
  - 方案比稿45场，胜出17场；因报价出局16场，因资质出局12场
  - 超期账款860万元，其中工程商欠602万元
"""
ROW = "| 指标 | 原因 | 影响 |\n|---|---|---|\n| 毛利率[[28.6%]] | 审批慢 | 超期账款[[860万元]]，工程商占{} |"


@pytest.mark.parametrize(
    "marked",
    [
        # how far the note says that a value went
        "- **冷链**：冷藏车每趟贵了[[450元]]。",
        "- **冷链**：冷藏车每趟上涨[[450元]]，全年吃紧。",
        "- **冷链**：冷藏车每趟上涨[[24.3%]]，全年吃紧。",
        "- **冷链**：冷藏车每趟上涨[[550元|wrong-derivation]]，全年吃紧。",
        "- **冷链**：冷藏车每趟下降[[450元|wrong-derivation]]，全年吃紧。",
        "- **广告**：单条短信上涨[[450元|wrong-derivation]]，全年吃紧。",
        # by so much and to so much is no range
        "展厅接待预约等候压缩[[7天]]至[[5天]]。",
        "展厅接待预约等候压缩[[8天|contradicted-figure]]至[[5天]]。",
        "展厅接待等候压缩[[3天至5天|contradicted-figure]]。",
        # what it was before
        "客诉工单[[96件]]，较上年的[[118件]]减少[[22件]]。",
        "客诉工单[[96件]]，较上年的[[108件|contradicted-figure]]减少[[22件]]。",
        "票据背书[[310笔]]，年初为[[270笔]]。",
        "票据背书[[310笔]]，年初为[[350笔|contradicted-figure]]。",
        # all that is told by one noun, and what is left of the value before it
        "- 原因：出局[[28场]]中，报价因素[[16场]]。",
        "- 原因：出局[[29场|unsupported-figure]]中，报价因素[[16场]]。",
        "比稿未胜出[[28场]]，要复盘。",
        "比稿未胜出[[38场|unsupported-figure]]，要复盘。",
        # a part of what was told, in a row about another metric
        ROW.format("[[七成]]"),
        ROW.format("[[六成|unsupported-figure]]"),
    ],
)
def test_what_two_values_of_a_note_give(holds: Callable[[str, str], None], marked: str) -> None:
    holds(FACTS, marked)
