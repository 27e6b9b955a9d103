"""Long prose of governments and companies: what is right there in manners that sales summaries seldom have."""

import pytest

import fupan


def _errors(text: str) -> set[tuple[str, str]]:
    return {(finding.rule, finding.text) for finding in fupan.check(text).errors}


@pytest.mark.parametrize(
    "text",
    [
        # a list of growths: each is of its own thing, and no difference of the two before
        "主要目标：生产总值增长7%，工业增加值增长9.5%，固定资产投资增长12%，零售总额增长2.5%。",
        "收盘时豆粕涨0.75%，菜油涨0.5%，棕榈油涨0.25%，白糖跌0.4%。",
        "进口物价指数同比升1.6%，预期升1.5%，前值升1.9%；环比降0.2%，预期降0.3%，前值升0.1%。",
        # so much a year or a month is a rate of its own
        "奖学金标准由每生每年600元提高到每生每年1200元，护理补贴提高到每人每月120元。",
        # as many as a difference beside it but for a power of ten, of another thing
        "门诊补助由40元提高到60元，住院统筹每人增加200元。",
        "硕士生31万人；本专科在校生256万人，比上年增加22.5万人。",
        # amounts that a text tells in 亿 among smaller ones
        "走访企业320户，发放补贴86万元、54万元、23万元、12万元，减税约3亿元，减费7亿元。",
        # births and deaths per thousand, of a mean population that is not told
        "年末人口8600万人。全年出生人口72万人，出生率8.41‰；死亡人口61万人，死亡率7.12‰，自然增长率1.29‰。",
        # ratios of different things
        "新建供水管线45公里，改造泵站52个，供水普及率达到90%以上。",
        "新增就业42万人，治理水土流失810万亩，登记失业率4.5%。",
        # the rounding of the two values
        "全年造林360万公顷，其中人工造林134万公顷，占全部造林面积的37.1%。",
        "递延收益为2,418.36万元，上年末3,102.18万元，比上年末减少683.83万元。",
        # no verb, no sum, no formula
        "在该省高校承担了全省近七成的课题，12个专业整改为8个。",
        "与6所院校、80家企业共建实验室，联合攻关项目96个。",
        "血制品2012-2019年销售额CAGR=45%。",
        "较18年减少5.3%，19年收入4.2亿元。",
        # the part that one cause has in a change
        "毛利率44.1%，上年42.9%；单价上升使毛利率提高，原料降价影响毛利率上升0.3个百分点。",
        # a semicolon goes on with the company and the time told before it
        """甲公司2017年实现营业收入5.2亿元；实现归属于股东的净利润6,508万元。
乙公司2018年一季度实现营业收入1.3亿元；实现归属于股东的净利润1,521万元。""",
        # the goal is no year that has grown
        "去年收入643亿元。今年目标是收入740亿元，增长15%。",
        # what was told of the year before last, and a budget between
        "去年一年接了5,280单，前年是4,800单，多了480单，涨10%。",
        "苏北做了5,880万元，完成6,000万元任务的98.0%；粉末涂料毛利率21.4%，水性涂料15.2%，相差6.2个百分点。",
        "收入4,560万元，预算4,800万元，差240万元；去年同季4,680万元，同比减少120万元。",
        # a rate of its own, of what was saved and spent, of the days of a holiday; of two groups neither is the whole
        "培训8.2万人次，新增就业2.4万人，失业率2.93%。",
        "采购支出16.4亿元，节约2.9亿元，节约率15.0%。",
        "三天假期客流1,011万人次，日均337万人次。",
        "民营医院76家（56%），公立医院60家（44%）。",
        # amounts in 万亿 are no 亿 for 万
        "企业利润820万元、640万元、510万元、330万元。生产总值53.9万亿元，增长6.2%。",
        "人均收入从13,980元提高到21,604元，年均增长9.1%。",
        # told a year later, by their own years
        "2006年1月12日\n\n全区产值由2000年的2,080亿元增加到2005年的4,016亿元，增加1,936亿元。",
        "2009年末存货为3,907万元，较2008年末存货2,388万元增长了1,519万元。",
        # a smaller number is the better one; what is passed; what is compared with
        "信用排名由181位提升至92位，人民币汇率由6.9升至6.7。",
        "总产值迈上1,000亿元台阶，2010年达到1,145亿元，年均增长21.7%。",
        "今年投入占收入的14%，远高于行业平均的5%。",
        "接待游客共收入560亿元，减贫53.9万人，农民人均可支配收入10,504元。",
    ],
)
def test_right_prose_is_left_alone(text: str) -> None:
    assert _errors(text) == set()


@pytest.mark.parametrize(
    ("text", "rule", "marked"),
    [
        ("毛利率由28.6%提高到31.1%，提高2.5%。", "wrong-unit", "2.5%"),
        ("年初门店86家，年末98家，比年初净增120家。", "wrong-unit", "120家"),
        ("二季度卖了2,400万元，月均80万元。", "wrong-unit", "80万元"),
        ("造林360万公顷，其中人工造林134万公顷，占全部造林面积的39.1%。", "wrong-derivation", "39.1%"),
        ("去年接了5,280单，前年接了4,800单，少了480单。", "wrong-direction", "少了"),
        # told outright of the goal right before, of what is left of a budget, of the two values right before
        ("苏北做了5,880万元，完成6,000万元任务的89.0%。", "wrong-derivation", "89.0%"),
        ("展会费用845万元，预算900万元，节余35万元。", "wrong-derivation", "35万元"),
        ("粉末涂料毛利率21.4%，水性涂料15.2%，相差2.6个百分点。", "wrong-derivation", "2.6个百分点"),
        ("新老客户合起来1,500家：老客户810家，新客户690家，合起来15,000家。", "wrong-unit", "15,000家"),
    ],
)
def test_a_wrong_figure_is_still_told(text: str, rule: str, marked: str) -> None:
    assert (rule, marked) in _errors(text)


def test_in_a_text_that_tells_no_bases_a_mismatch_is_none() -> None:
    growths = "".join(f"第{place}类商品增长{place}.{place}%。" for place in "123456789")
    wrong = "会员从1,200人增加到1,500人，增长18.6%。"
    assert ("wrong-derivation", "18.6%") in _errors(wrong)
    assert _errors(f"{growths}{wrong}{growths}") == set()
