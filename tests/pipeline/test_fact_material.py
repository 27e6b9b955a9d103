"""Where the facts of a section stand: under which item and step, before or behind the notes."""

from __future__ import annotations

import pytest

from fupan.intake.factsheet import load_facts
from fupan.pipeline.draft import draft_document
from fupan.prompting.loader import load_template

TEMPLATE = """\
id: small
title: 小模板
{top}
parts:
  - title: 一
    sections:
      - id: only
        title: 只有一节
        prompt: overview.md.j2
        {section}
"""
FACTS = """\
period: "2025"
metrics:
  - name: 销售额
    unit: 万元
    target: 300
    actual: 310
    breakdown: {{产品线: {{甲机: {{actual: 200}}, 乙机: {{actual: 110}}}}}}
  - {{name: 费用率, unit: "%", target: 8, actual: 7}}
notes:
  only:
{notes}
"""


@pytest.fixture
def text_of(composed):
    """The composer's text of a section described in YAML, for these notes."""

    def make(section: str, notes: list[str], top: str = "") -> str:
        return composed(TEMPLATE.format(top=top, section=section), FACTS, notes)

    return make


REPEATED = """patterns: [triad]
        repeat: [1, 3]
        requires: [{metric: 销售额, keys: [actual]}, {metric: 销售额, keys: [actual], dimension: 产品线}]"""
NOTES = [
    "甲机卖了40台；毛利率三成；客户反馈耐用；可复用的是先试用",
    "乙机卖了90台；毛利率两成；客户反馈嫌吵；要改的是换风扇",
]


def test_a_member_stands_with_the_notes_that_name_it(text_of):
    first, second = text_of(REPEATED, NOTES).split("\n\n")
    assert "甲机销售额完成200万元" in first
    assert "乙机" not in first
    assert "乙机销售额完成110万元" in second


def test_what_no_item_is_about_stands_before_them_all(text_of):
    assert text_of(REPEATED, NOTES).startswith("销售额实际完成310万元。甲机")


def test_a_requirement_is_told_in_the_step_it_names(text_of):
    section = """patterns: [metric-driver-value]
        requires: [{metric: 销售额, keys: [actual]}, {metric: 费用率, keys: [actual, target], step: value}]"""
    notes = ["主要靠老客户扩产", "这支撑了公司做深老客户的战略"]
    text = text_of(section, notes)
    assert text.index("销售额实际完成310万元") < text.index("主要靠") < text.index("费用率为7%")
    plain = text_of(section.replace(", step: value", ""), notes)
    assert plain.index("费用率为7%") < plain.index("主要靠")


def test_a_slide_opens_with_its_figure_and_what_it_is_measured_against(text_of):
    section = """patterns: [metric-driver-value]
        requires: [{metric: 销售额, keys: [actual, target, attainment]}, {metric: 费用率, keys: [actual, target]}]"""
    text = text_of(section, ["大单集中在甲机，做了200万元", "主要靠老客户扩产"], "form: points")
    head, _, points = text.partition("\n\n")
    assert head == "销售额实际完成310万元，目标为300万元，完成率103.3%。"
    assert "- 费用率为7%，目标为8%。" in points.splitlines()


def test_the_headline_is_taken_from_the_step_that_is_named(text_of):
    section = "patterns: [move-result-meaning]\n        headline: result"
    notes = ["合同审批原来要走7个人", "做法是20万元以下授权组长签", "审批从9天缩到4天"]
    assert text_of(section, notes, "form: points").startswith("审批从9天缩到4天。\n\n- 合同审批原来要走7个人。")
    without = text_of(section.replace("\n        headline: result", ""), notes, "form: points")
    assert without.startswith("合同审批原来要走7个人。")


def test_a_headline_step_without_material_leaves_the_order_as_it_is(text_of):
    section = "patterns: [move-result-meaning]\n        headline: meaning"
    text = text_of(section, ["主攻新渠道", "做法是先试点再铺开"], "form: points")
    assert text.startswith("主攻新渠道。")


def test_a_clause_for_every_column_fills_the_row(text_of):
    section = "patterns: [task-breakdown]\n        form: table\n        repeat: [1, 8]"
    rows = text_of(section, ["清超期应收，交还款计划，徐洁负责，10月20日前", "巡店，徐洁负责，每周五前"]).splitlines()
    assert rows[2] == "| 清超期应收 | 交还款计划 | 徐洁负责 | 10月20日前 |"
    assert rows[3] == "| 巡店 | 〔待补充〕 | 徐洁负责 | 每周五前 |"


def test_a_row_may_name_its_columns(text_of):
    section = "patterns: [task-breakdown]\n        form: table\n        repeat: [1, 8]"
    notes = [
        "任务：清超期应收；责任人：徐洁；时限：10月20日前；交付物：还款计划",
        "任务：巡店，先查南区；责任人：周岚",
    ]
    rows = text_of(section, notes).splitlines()
    assert rows[2] == "| 清超期应收 | 还款计划 | 徐洁 | 10月20日前 |"
    assert rows[3] == "| 巡店，先查南区 | 〔待补充〕 | 周岚 | 〔待补充〕 |"


def test_nothing_stands_between_a_gap_and_its_cause(text_of):
    section = """patterns: [phenomenon-cause-impact]
        requires: [{metric: 费用率, keys: [actual, target]}, {metric: 销售额, keys: [actual], dimension: 产品线}]"""
    notes = ["甲机只做了200万元", "内部：两名老销售走了", "影响：全年少赚30万元"]
    text = text_of(section, notes)
    assert text.index("费用率为7%") < text.index("甲机只做了200万元。从内部看，两名老销售走了")


def test_a_label_that_counts_is_part_of_the_note(text_of):
    text = text_of("patterns: [method]", ["三步：试用→测算→签约", "工具：清单1份"])
    assert text.startswith("三步：试用→测算→签约。工具上，清单1份")


RIVAL = """\
period: "2025"
metrics: [{name: 提及率, unit: "%", actual: 24, benchmark: 37}]
notes:
  only: [NOTE]
entities: {competitors: [凌格, 欧普斯]}
"""


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("提及率比凌格低13个百分点", "凌格为37%"),
        ("提及率比凌格低5个百分点", "对标值为37%"),
        ("提及率比凌格、欧普斯低13个百分点", "对标值为37%"),
        ("凌格便宜13%", "对标值为37%"),
    ],
)
def test_a_benchmark_goes_by_the_rival_that_a_note_sets_it_against(text_of, tmp_path, note, told):
    section = """patterns: [trend-rival-weakness]
        requires: [{metric: 提及率, keys: [actual, benchmark]}]"""
    text_of(section, [])
    (tmp_path / "facts.yaml").write_text(RIVAL.replace("NOTE", note), encoding="utf-8")
    draft = draft_document(load_facts(tmp_path / "facts.yaml"), load_template(tmp_path), None)
    assert told in draft.sections[0].text


def test_a_distance_stands_behind_what_it_is_between(text_of, tmp_path):
    section = """patterns: [trend-rival-weakness]
        requires: [{metric: 提及率, keys: [actual, benchmark, benchmark_gap]}]"""
    text_of(section, [])
    (tmp_path / "facts.yaml").write_text(RIVAL.replace("NOTE", "提及率比凌格低13个百分点"), encoding="utf-8")
    draft = draft_document(load_facts(tmp_path / "facts.yaml"), load_template(tmp_path), None)
    assert draft.sections[0].text == "提及率为24%，凌格为37%。提及率比凌格低13个百分点。"


RESULTS = """patterns: [metric-driver-value]
        steps: [{id: result, facts: [level, compare]}]
        requires: [{metric: 销售额, keys: [actual, attainment]}, {metric: 费用率, keys: [actual], must: false}]"""
POINTS = "form: points\n        "


def test_a_metric_stands_with_what_it_is_measured_against_where_one_step_tells_both(text_of):
    text = text_of(RESULTS, ["主要靠老客户扩产"])
    assert text.startswith("销售额实际完成310万元，完成率103.3%。费用率为7%。")


def test_the_whole_stands_before_a_note_on_one_member(text_of):
    text = text_of(RESULTS, ["甲机做了200万元，占大头", "主要靠老客户扩产"])
    assert text.index("310万元") < text.index("甲机")


def test_a_slide_tells_a_total_once_wherever_a_note_tells_it(text_of):
    section = (
        POINTS
        + """patterns: [metric-driver-value]
        requires: [{metric: 销售额, keys: [actual]}, {metric: 费用率, keys: [actual]}]"""
    )
    text = text_of(section, ["费用率7%，因为砍了展会"])
    assert text.count("7%") == 1


def test_what_the_user_writes_behind_a_figure_stays(text_of):
    assert "先守4家家电大厂" in text_of("patterns: [strategy]", ["甲机先守4家家电大厂，配1名技术"])


def test_on_a_slide_a_list_stands_before_a_note_on_its_member(text_of):
    section = (
        POINTS
        + """patterns: [metric-driver-value]
        steps: [{id: result, facts: [level, compare]}]
        requires: [{metric: 费用率, keys: [actual]}, {metric: 销售额, keys: [actual], dimension: 产品线}]"""
    )
    text = text_of(section, ["甲机做了200万元，全年第一", "主要靠老客户扩产"])
    assert text.index("乙机") < text.index("甲机做了")


def test_a_metric_that_a_later_note_tells_in_full_is_not_told_before_it(text_of):
    section = """patterns: [metric-driver-value]
        requires: [{metric: 销售额, keys: [actual]}, {metric: 费用率, keys: [actual, target]}]"""
    text = text_of(section, ["费用率7%，目标8%，因为少了展会", "这支撑了公司降本的战略"])
    assert text.count("7%") == 1


def test_the_note_on_the_metric_of_the_section_stands_first(text_of):
    section = RESULTS.replace("销售额, keys: [actual, attainment]", "销售额, keys: [actual]")
    assert text_of(section, ["销售额做了310万元", "主要靠老客户扩产"]).startswith("销售额做了310万元。费用率为7%。")


def test_a_list_tells_the_same_of_every_member_in_it(text_of):
    section = """patterns: [metric-driver-value]
        requires: [{metric: 销售额, keys: [actual, share], dimension: 产品线}]"""
    text = text_of(section, ["甲机做了200万元，靠老客户扩产"])
    assert "甲机完成200万元，占比64.5%；乙机完成110万元，占比35.5%" in text


PROBLEMS = """patterns: [phenomenon-cause-impact]
        repeat: [1, 3]
        requires: [{metric: '*below-target', keys: [actual, target], must: false, most: 2}]"""
MISSED = """\
metrics:
  - {{name: 销售额, unit: 万元, target: 300, actual: 280}}
  - {{name: 回款率, unit: "%", target: 95, actual: 91}}
"""


@pytest.fixture
def problems(text_of, monkeypatch):
    """The composer's text of problems told one by one; two metrics miss their target."""
    head, _, rest = FACTS.partition("metrics:\n")
    monkeypatch.setattr(f"{__name__}.FACTS", head + MISSED + rest[rest.index("notes:") :])
    return lambda notes, form="": text_of(form + PROBLEMS, notes)


def test_what_missed_its_target_stands_among_problems_only_where_one_speaks_of_it(problems):
    notes = ["退货多了8件", "外部是原料换了批次", "内部是来料没有抽检", "影响是回款率也跟着低"]
    assert "91%" not in problems(notes)
    assert "280万元" not in problems(notes)
    assert "91%" in problems(["回款率差得多", *notes[1:]])


def test_without_notes_what_missed_its_target_is_told(problems):
    assert "280万元" in problems([])


def test_a_slide_of_problems_keeps_the_headline_figure(problems):
    text = problems(["退货多了8件", "外部是原料换了批次", "内部是来料没有抽检", "影响是多赔了3万元"], POINTS)
    assert text.startswith("销售额实际完成280万元，目标为300万元。")
    assert "91%" not in text


def test_full_width_digits_are_written_as_the_rest(text_of):
    assert "签了18家，占8成" in text_of("patterns: [method]", ["签了１８家，占８成"])
