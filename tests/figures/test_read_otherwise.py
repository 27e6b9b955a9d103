"""Right figures whose words the reader took for something else, and wrong ones in the same words."""

from collections.abc import Callable

import pytest

FACTS = """
period: "2025"
metrics:
  - name: 诊疗收入
    unit: 万元
    target: 4800
    stretch: 5200
    actual: 5064
    prior: 4220
    breakdown:
      院区:
        东湖: {target: 1900, actual: 2128, prior: 1610}
        南岸: {target: 1500, actual: 1384, prior: 1450}
        西郊: {target: 1400, actual: 1552, prior: 1160}
      季度:
        Q1: {target: 1140, actual: 1180}
        Q2: {target: 1200, actual: 1310}
        Q3: {target: 1200, actual: 1238}
        Q4: {target: 1260, actual: 1336}
  - {name: 到账额, unit: 万元, target: 4700, actual: 4811, prior: 4156, breakdown: {院区: {
      东湖: {target: 1900, actual: 2043}, 南岸: {target: 1500, actual: 1290}, 西郊: {target: 1300, actual: 1478}}}}
  - {name: 欠费余额, unit: 万元, better: lower, target: 300, actual: 386, prior: 352}
  - {name: 会员数, unit: 户, target: 9000, actual: 9640, prior: 8300}
  - {name: 接诊收入, unit: 万元, actual: 3094, breakdown: {周: {
      第一周: {actual: 690}, 第二周: {actual: 735}, 第三周: {actual: 802}, 第四周: {actual: 867}}}}
  - {name: 复诊率, unit: "%", target: 62, actual: 64.5, prior: 61.2, benchmark: 58}
notes:
  - 公益体检服务214户，花费9.7万元；去年186户，花费8.1万元
  - 修路9天，南岸少收约40万元
  - 萌宠堂买10送1，拉走5个寄养客户，又是24万元
  - 宠粮厂在东湖进货96.8万元，去年80万元
  - 设备租赁给同行收入137万元
"""

WITH_PLANS = """
period: "2025"
metrics:
  - name: 装灯额
    unit: 万元
    target: 1500
    actual: 1437
    prior: 1268
    plan: 1700
    breakdown:
      场景:
        学校: {target: 560, actual: 498, prior: 532, plan: 500}
        医院: {target: 430, actual: 405, prior: 388, plan: 450}
        酒店: {target: 230, actual: 274, prior: 168, plan: 380}
        厂房: {target: 280, actual: 260, prior: 180, plan: 370}
  - name: 新单
    unit: 单
    actual: 14
    prior: 11
    breakdown:
      场景:
        学校: {actual: 2, prior: 4}
        医院: {actual: 3, prior: 3}
        酒店: {actual: 6, prior: 2}
        厂房: {actual: 3, prior: 2}
notes: []
"""


@pytest.mark.parametrize(
    "text",
    [
        # since when, or from what, was said right before
        "欠费余额386万元，比去年的352万元多了34万元，目标是压到300万元，还超着[[86万元|欠费余额.excess]]。",
        "欠费余额386万元，比去年的352万元多了34万元，目标是压到300万元，还超着[[68万元|wrong-derivation]]。",
        "争取目标没够着。5200万元的线，差136万元，完成97.4%。",
        "争取目标没够着。5200万元的线，差[[163万元|wrong-derivation]]，完成97.4%。",
        "复诊率64.5%，比去年提高3.3个百分点，高于行业对标值6.5个百分点。",
        "南岸收入1384万元，三家里唯一没完成任务的，差116万元，同比也是往下走的，降了4.6%。",
        # but the figure's own words say which
        "诊疗收入5064万元，目标4800万元，同比多了[[264万元|wrong-derivation]]。",
        # 全年 stands between a member and what it lacks
        "各院区里，南岸的1384万元是全年最低，还比目标少116万元。",
        "分季度看，Q4的1336万元是全年最高，还比目标多76万元。",
        "分季度看，Q4的1336万元是全年最高，还比目标多[[67万元|wrong-derivation]]。",
        # the whole's rate, which a member's is compared with
        "西郊收入1552万元，同比增长33.8%，增速高于全院整体的20.0%。",
        "西郊收入1552万元，同比增长33.8%，增速高于全院整体的[[26.0%|wrong-derivation]]。",
        # what a metric is measured by is not what is spoken of from there
        "欠费余额386万元，增长9.7%，低于诊疗收入20.0%的增幅，仍比目标高出86万元。",
        "会员9640户，增长16.1%，低于诊疗收入20.0%的增幅，仍比目标高出[[46户|wrong-derivation]]。",
        # what is divided by what is said
        "拿到账额除以当年诊疗收入，东湖96.0%，是最高的院区；南岸93.2%。",
        "拿到账额除以当年诊疗收入，东湖[[69.0%|wrong-derivation]]，是最高的院区。",
        "用会员数除以接诊的次数，复诊率[[46.5%|contradicted-figure]]。",
    ],
)
def test_what_the_words_said_before(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


@pytest.mark.parametrize(
    "text",
    [
        "学校占我装灯额的比重，从42.0%降到34.7%；酒店由13.2%升到19.1%，厂房由14.2%升到18.1%。",
        "学校占我装灯额的比重，从42.0%降到34.7%；酒店由[[12.3%|wrong-derivation]]升到19.1%。",
        "酒店占装灯额的比重由[[12.3%|wrong-derivation]]升到19.1%。",
    ],
)
def test_where_a_share_has_come_from(text: str, holds: Callable[[str, str], None]) -> None:
    holds(WITH_PLANS, text)


@pytest.mark.parametrize(
    "text",
    [
        # what might have been
        "设备租赁里，若项目按期开工，南岸应为1521万元，略高于1500万元的目标。",
        "设备租赁里，若项目按期开工，南岸收入[[1384万元]]，略高于[[1500万元|wrong-direction]]的目标。",
        "东湖做了2128万元，南岸高于[[1500万元|wrong-direction]]的目标。",
        # what is left after something was taken off or put back, and its rate
        "同行租用设备带来收入137万元，另有体检花费9.7万元。剔除这两项后，东湖诊疗收入为1981.3万元，同比仍增长23.1%。",
        (
            "同行租用设备带来收入137万元，另有体检花费9.7万元。剔除这两项后，东湖诊疗收入为"
            "[[1918.3万元|contradicted-figure]]，同比仍增长23.1%。"
        ),
        "设备租赁给同行收入137万元；扣除这一项，东湖收入为1991万元，完成率会降到104.8%。",
        "若将降价减收的137万元加回，南岸诊疗收入为1521万元，可超目标21万元，较上年的1450万元增长4.9%。",
        (
            "若将降价减收的137万元加回，南岸诊疗收入为1521万元，可超目标21万元，较上年的1450万元增长"
            "[[9.4%|wrong-derivation]]。"
        ),
    ],
)
def test_what_might_have_been(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)


@pytest.mark.parametrize(
    "text",
    [
        # a mean goes on
        "公益体检服务214户，花费9.7万元；平均每户453元，比去年体检的435元略高。",
        "萌宠堂拉走了[[6个|contradicted-figure]]寄养客户，带走了[[240万元|contradicted-figure]]。",
        "公益体检服务[[2140户|contradicted-figure]]，平均每户453元，拉走了[[3个|contradicted-figure]]寄养客户。",
        "公益体检每户453元，摊下来平均每天接诊8户，超[[3户|contradicted-figure]]。",
        "会员9640户，去年8300户；投诉里医生原因[[8.1%|wrong-derivation]]，排队原因[[22.0%|wrong-derivation]]。",
        "两家诊疗收入里，公益体检占[[0.7%|unsupported-figure]]，设备占[[21.0%|unsupported-figure]]。",
        # of the months, of the members
        "折到每月：诊疗收入422万元，到账额401万元。",
        "折到每月：诊疗收入422万元，到账额[[410万元|contradicted-figure]]。",
        # by a step that the words name
        "图2 周收入690→735→802→867万元，四周连升，末周比首周高25.7%。",
        "图2 周收入690→735→802→867万元，四周连升，末周比首周高[[20.4%|unsupported-figure]]。",
        (
            "为什么没完成？外部有两笔账：修路9天，南岸少收约40万元；萌宠堂买10送1，拉走5个寄养客户，又是24万元。"
            "两笔加起来64万元，占116万元缺口的55.2%，余下的要从自身找。"
        ),
        "东湖诊疗收入2128万元，到账2043万元，欠下85万元，占诊疗收入的4.0%。",
    ],
)
def test_far_from_all_that_was_expected(text: str, holds: Callable[[str, str], None]) -> None:
    holds(FACTS, text)
