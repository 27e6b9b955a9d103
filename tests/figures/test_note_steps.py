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
  - 驻店督导离职4人，在岗18人
  - 意向线索75条，预估金额9000万元
  - 高炉机组订单530万元，旋窑机组订单310万元
  - 牛皮卷材均价由每吨9600元降到9000元
  - 新设提货点30个，累计240个
  - 体检筛查4800人次，预约复诊960人次
  - 账龄一年以上货款500万元，其中四成来自物业渠道
  - 新客到店180人次，复购260人次
  - 抢修响应时间由10小时缩短到7小时
  - 钢价上涨影响毛利率0.5个百分点
  - 汇率波动影响毛利率0.4个百分点
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
        "客诉工单同比下降[[18.6%]]。",
        "客诉工单同比下降[[22.6%|wrong-derivation]]。",
        "客诉工单同比上升[[18.6%|wrong-derivation]]。",
        "冷藏车每趟涨到[[2300元]]，涨幅[[24.3%]]。",
        # how many there were before some left
        "驻店督导由[[22人]]减到[[18人]]。",
        "驻店督导由[[24人|contradicted-figure]]减到[[18人]]。",
        # each of what the note counts
        "意向线索[[75条]]，平均每条[[120万元]]。",
        # two things of one note
        "高炉机组比旋窑机组多签[[220万元]]。",
        "高炉机组比旋窑机组多签[[240万元|wrong-derivation]]。",
        "高炉机组比旋窑机组少签[[220万元|wrong-derivation]]。",
        # effects of several notes, named together
        "钢价、汇率两项共拉低毛利率[[0.9个百分点]]。",
        # of a metric too, where the note's other words are there
        "牛皮卷材均价每吨下降[[600元]]，降幅[[6.25%]]。",
        "牛皮卷材均价每吨下降[[700元|wrong-derivation]]。",
        "提货点由[[210个]]增加到[[240个]]。",
        "提货点由[[220个|unsupported-figure]]增加到[[240个]]。",
        "筛查[[4800人次]]，复诊率[[20%]]。",
        "筛查[[4800人次]]，复诊率[[24%|unsupported-figure]]。",
        "物业渠道逾期[[200万元]]，要盯住。",
        "物业渠道逾期[[240万元|contradicted-figure]]，要盯住。",
        "抢修响应提速[[30%]]，口碑好转。",
        "抢修响应提速[[40%|wrong-derivation]]，口碑好转。",
        # a part of what was told, in a row about another metric
        ROW.format("[[七成]]"),
        ROW.format("[[六成|unsupported-figure]]"),
    ],
)
def test_what_two_values_of_a_note_give(holds: Callable[[str, str], None], marked: str) -> None:
    holds(FACTS, marked)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("意向线索75条，平均每条120万元。", "note"),
        ("意向线索75条，平均每条130万元。", "unchecked"),
        ("钢价、汇率两项共拉低毛利率0.9个百分点。", "note"),
        ("钢价、汇率两项共拉低毛利率1.1个百分点。", "unchecked"),
        ("提货点新增20个，达到260个。", "unsupported-figure"),
        ("新客到店180人次，复购率69.2%。", "unsupported-figure"),  # no part of what is less
        ("新客到店180人次，复购率144.4%。", "unsupported-figure"),
        ("钢价、运费两项共拉低毛利率0.9个百分点。", "unchecked"),
    ],
)
def test_what_no_note_gives_is_not_held(last_told: Callable[[str], str], text: str, told: str) -> None:
    assert last_told(text) == told
