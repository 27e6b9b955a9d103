"""Audit: what stands beside a figure is not always what it is told of: brackets, lists, prices, other counts."""

import pytest

from fupan.checks.run import check_text


def _errors(text: str) -> set[tuple[str, str]]:
    return {(finding.rule, finding.text) for finding in check_text(text, None).errors}


@pytest.mark.parametrize(
    "text",
    [
        # the target stands in brackets behind
        "小周13.1万，任务12万，完成109.2%；小何11.7万，超0.7万（任务11万）。",
        "回收率98.6%，同比提高0.7个百分点（上年同期97.9%）。",
        # the months are told
        "1—11月累计3,300万元，月均300万元。",
        "前三季度累计2,700万元，月均300万元。",
        # 压下来 is no fall where the company does it
        "公司压下来4,800吨，我们发了4,680吨，欠公司120吨。",
        # behind a change or an attainment a share is again of what has changed
        "全年卖4,680吨。团购936吨，去年640吨，增长46.3%，占到20%。",
        "本季签约2,000万元。\n\n- 软件：500万元 vs 目标400万元，达成率125%，占25%",
        # a growth in a column of differences
        (
            "| 指标 | Q2 | Q1 | 变化 |\n|---|---|---|---|\n| 签约（万元） | 2,150 | 1,870 | +15.0% |\n"
            "| 客户（家） | 168 | 152 | +16 |\n| 毛利（万元） | 817 | 673 | +144 |"
        ),
        # goods that the amount does not name, and an amount that has its own price
        "三个门店卖了1,700万元。\n\n黄金卖出1.6万克，每克均价800元；去年2.5万克，每克569元。",
        "大胎3,840条，小胎5,760条。大胎一条1500元，卖了576万；小胎一条400元，卖了230.4万。",
        # what is left is not told by a difference in brackets
        "下半年还需4,480万元。\n\n- 三季度2,300万元（环比+150万元），余下2,180万元留给四季度",
        # a distance may be told from above
        "逾期应收96.4万元，离80万元以内的目标还差16.4万元。",
        "交付34天，比去年快7天，离30天还欠4天。",
        "赔付率由16.4%升到18.3%，离16%的目标差2.3个百分点。",
        "上月退货率33.9%，这月32.6%，离34%的线差1.4个百分点。",
        # which way is better or faster, no sheet tells
        "平均账期49天，优于55天的控制目标6天。",
        "响应时间从11小时缩到6.5小时，快了四成。",
        "响应从12小时提到8小时。",
        "1至10月出货87.2万台，累计预算86万台，快1.4%。",
        # 小 before a number is no verb
        "1到7月累计4846万元，去年同期4554万元，多了小三百万元。",
        # what a sum is held against
        "小间距多1414万元，租赁屏多770万元，两块合计已超过全部增量2080万元。",
        # counted by units
        "今年卖了378万元。三角琴51台，70.2万元，占18.6%，按台数它占了40.5%。",
    ],
)
def test_a_right_figure_is_silent(text: str) -> None:
    assert _errors(text) == set()


@pytest.mark.parametrize(
    ("text", "rule", "marked"),
    [
        ("回收率98.6%，同比降低0.7个百分点（上年同期97.9%）。", "wrong-direction", "降低"),
        ("服务收入1,802万元，同比增长32.2%（去年同期1,475万元）。", "wrong-derivation", "32.2%"),
        ("1—11月累计3,300万元，月均360万元。", "wrong-derivation", "360万元"),
        ("均价由15,750元/吨落到14,400元/吨，每吨多1,350元。", "wrong-direction", "多"),
        ("均价由15,750元/吨落到14,400元/吨，每吨少1,250元。", "wrong-derivation", "1,250元"),
        ("响应时间从11小时缩到6.5小时，快了六成。", "wrong-derivation", "六成"),
        ("小间距1414万元，租赁屏770万元，两块合计超过2200万元。", "wrong-bound", "2200万元"),
        ("毛利率33.9%，离34.6%的目标还差0.9个百分点。", "wrong-derivation", "0.9个百分点"),
        # 九成 is more than many a ratio of the line: only the one that is surely meant counts
        ("重庆5,460台，任务6,000台，完成91%；贵州4,600台，任务5,500台，完成超九成。", "wrong-bound", "九成"),
        ("上半年合计550万，一季度200万，二季度350万，下半年750万，下半年比上半年少36.4%。", "wrong-direction", "少"),
    ],
)
def test_a_wrong_figure_is_told(text: str, rule: str, marked: str) -> None:
    assert (rule, marked) in _errors(text)
