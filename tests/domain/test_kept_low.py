"""Which way is better, by the name of a metric alone."""

import pytest

from fupan.domain.factsheet import default_better


@pytest.mark.parametrize(
    "name",
    [
        "客诉率", "空置率", "返修率", "报废率", "停机时长", "空驶率", "坏账", "库存天数",
        "应收余额", "事故次数", "候诊时长", "退租率", "净亏损", "逾期保费", "采购成本", "CAC回收期",
        "合同审批时长", "学术推广费", "流失ARR", "货损率", "费用率", "客户决策周期",
    ],
)  # fmt: skip
def test_less_is_better(name: str) -> None:
    assert default_better(name) == "lower"


@pytest.mark.parametrize(
    "name",
    [
        "销售额", "投诉解决率", "库存周转率", "成本利润率", "流失客户挽回数", "逾期回收额", "事故处理率", "费用节约额",
        "维修收入", "客户生命周期", "ARR", "续费率", "保费", "服务费", "直播时长", "诊疗人次",
    ],
)  # fmt: skip
def test_more_is_better(name: str) -> None:
    assert default_better(name) == "higher"
