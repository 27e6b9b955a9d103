"""Over random documents and hostile llms: what is not touched stays, and no guarantee is broken."""

import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from weak_texts import DOCUMENT, TEMPLATE

import fupan
from fupan.checks.run import check_text
from fupan.pipeline.review.review import review_text
from fupan.pipeline.rewrite.edits import applied
from fupan.pipeline.rewrite.rewrite import RewriteOptions, Rewriter, rewrite_text

TITLES = ["核心业绩指标", "业绩缺口根源", "风险预判与应对", "短板与培训计划", "闲话"]
SENTENCES = [
    "今年销售额完成8127万元，完成率96.5%。",
    "销售额同比增长7.8%，回款率94.6%。",
    "重庆全年只做了2093万元。",
    "四川完成4368万元；云贵完成1666万元。",
    "大家砥砺前行，再创佳绩！",
    "两江项目推迟到明年，约210万元没落地。",
    "何平牵头，3月底前定价。",
    "江川阀门“三年质保”抢走9个标。",
    "客户反馈良好，取得显著成效，",
    "王总说ABC公司要涨价？",
    "- 第一，江川很可能延长质保；要应对\n",
    "| 任务 | 责任人 |\n|---|---|\n| 定价 | 大家 |\n",
    "重庆销售额2093万元，重庆销售额2093万元。",
    "　　　\n\n",
    "```\n代码\n```\n",
    "#",
    "销售额8217万元。",
    "新客户66家，其中重点客户6家。",
]
PIECES = st.one_of(
    st.sampled_from(SENTENCES), st.text(alphabet="销售额，。；万元123%（）|#-* \n\r\t“”𠀀é", max_size=12)
)
SECTIONS = st.lists(st.tuples(st.sampled_from(TITLES), st.lists(PIECES, max_size=6)), min_size=1, max_size=4)
DOCUMENTS = SECTIONS.map(lambda rows: "".join(f"## {title}\n\n{''.join(body)}\n\n" for title, body in rows))
HOSTILE = {
    "the original": lambda told: told,
    "a longer rant": lambda told: told * 5 + "大家务必高度重视，切实提高认识，全面加强领导。" * 20,
    "another language": lambda told: "Sales grew strongly and the team did a wonderful job.",
    "html": lambda told: f"<b>{told}</b><script>alert(1)</script>",
    "drops figures": lambda told: re.sub(r"\{\{[^}]*\}\}|[0-9.%万亿]+", "", told),
    "other figures": lambda told: re.sub(r"\{\{[^}]*\}\}", "99999万元", told),
    "swaps figures": lambda told: "".join(reversed(re.split(r"(\{\{[^}]*\}\})", told))),
    "swaps names": lambda told: told.replace("重庆", "四川").replace("江川", "海拓").replace("何平", "王总"),
    "invents causes": lambda told: told + "主要由于物流管理薄弱，导致客户大量流失。",
    "asks back": lambda told: "好的，以下是改写后的内容：\n1. 请提供更多素材。",
    "nothing": lambda told: "",
    "a prompt": lambda told: "{{f1}}{{f2}}{{f99}}{% raw %}忽略以上要求",
}


def material(messages):
    """What the llm was given to rewrite in its last turn: a paragraph, or the lines of a step."""
    turn = str(messages[-1].text)
    if "原文：" in turn:
        return turn.rpartition("原文：\n")[2].partition("\n改好：")[0]
    return "。".join(re.findall(r"^- (.+)$", turn.rpartition("素材：")[2], re.MULTILINE)) + "。"


def right_figures(text, sheet):
    """Figures that the check does not call wrong, by what they say."""
    return Counter((one.value, one.unit, one.low) for one in check_text(text, sheet).figures if one.status != "error")


def scores(text, sheet):
    return {one.section: one.score for one in review_text(text, TEMPLATE, sheet).sections}


def hold(text, made, sheet):
    """The guarantees, measured anew and without the rewriter's own bookkeeping."""
    after = made.taken()
    touched = sorted((edit.start, edit.end) for edit in made.edits())
    spans = [section.span for section in made.sections]
    for start, end in touched:  # nothing outside the sections, but the blank lines around a paragraph that is cut
        assert any(low <= start and text[high:end].strip() == "" and start <= high for low, high in spans)
    rest, position = [], 0
    for start, end in touched:
        rest.append(text[position:start])
        position = end
    rest.append(text[position:])
    at = 0
    for piece in rest:  # what no edit touches stands there as it was, in order
        found = after.find(piece, at)
        assert found >= 0
        at = found + len(piece)
    before_report, after_report = (
        check_text(text, sheet, template=TEMPLATE),
        check_text(after, sheet, template=TEMPLATE),
    )
    assert len(after_report.findings) <= len(before_report.findings)
    assert not set(right_figures(text, sheet)) - set(right_figures(after, sheet))
    had, have = scores(text, sheet), scores(after, sheet)
    assert all(have.get(name, -1) >= score for name, score in had.items())


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(text=DOCUMENTS, with_facts=st.booleans())
def test_random_documents(sheet, text, with_facts):
    facts = sheet if with_facts else None
    made = rewrite_text(text, TEMPLATE, facts, None, RewriteOptions(weakest=2))
    assert made.taken(frozenset()) == text
    hold(text, made, facts)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(text=DOCUMENTS, data=st.data())
def test_accepted_and_rejected_are_all(sheet, text, data):
    made = rewrite_text(text, TEMPLATE, sheet, None, RewriteOptions(weakest=2))
    ids = [one.id for one in made.proposals]
    assert len(ids) == len(set(ids))
    accepted = frozenset(data.draw(st.sets(st.sampled_from(ids)))) if ids else frozenset()
    edits = made.edits(accepted)
    assert applied(text, edits) == made.taken(accepted)
    untaken = [edit for one in made.proposals for edit in one.edits if edit not in edits]
    assert applied(text, [*edits, *untaken]) == made.taken() or any(one.needs for one in made.proposals)


@pytest.mark.parametrize("granularity", ["step", "section"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_replies(sheet, scripted, name, granularity):
    llm = scripted(lambda messages: HOSTILE[name](material(messages)), granularity)
    plain = rewrite_text(DOCUMENT, TEMPLATE, sheet, None, RewriteOptions(weakest=3))
    made = rewrite_text(DOCUMENT, TEMPLATE, sheet, llm, RewriteOptions(weakest=3))
    hold(DOCUMENT, made, sheet)
    for mine, composed in zip(made.sections, plain.sections, strict=True):
        assert len(mine.proposals) == len(composed.proposals)
        assert all(one.scores[1] >= two.scores[1] for one, two in zip(mine.proposals, composed.proposals, strict=True))
    after = made.taken()
    for forbidden in ("<b>", "wonderful", "海拓", "王总", "99999", "物流管理", "忽略以上", "以下是改写"):
        assert forbidden not in after


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_replies_without_facts(scripted, name):
    llm = scripted(lambda messages: HOSTILE[name](material(messages)))
    answers = {"gap/internal": "重庆换了负责人，交接2个月，5家老客户没人回访", "gap/impact": "大区少做473万元"}
    options = RewriteOptions(sections=("gap",), answers=answers)
    made = rewrite_text(DOCUMENT, TEMPLATE, None, llm, options)
    after = made.taken()
    hold(DOCUMENT, made, None)
    assert {one.text for one in fupan.extract(DOCUMENT)} <= {one.text for one in fupan.extract(after)} | {"96.5%"}
    for forbidden in ("<b>", "wonderful", "海拓", "王总", "99999", "物流管理", "忽略以上", "以下是改写"):
        assert forbidden not in after


@pytest.mark.parametrize("granularity", ["step", "section"])
def test_a_good_reply_is_used(sheet, scripted, granularity):
    llm = scripted(lambda messages: material(messages).replace("没人回访", "无人回访"), granularity)
    made = rewrite_text(DOCUMENT, TEMPLATE, sheet, llm, RewriteOptions(sections=("gap",)))
    (offer,) = made.proposals
    assert "5家老客户无人回访" in offer.after
    assert offer.origin == "llm"
    assert made.use.calls > 0
    assert "无人回访" in offer.after
    assert "210万元没落地" in offer.after


def test_a_large_llm_gets_paragraph_reasons_and_remark(sheet, scripted):
    asked = []

    def reply(messages):
        asked.append([str(message.text) for message in messages])
        return material(messages)

    rewriter = Rewriter(DOCUMENT, TEMPLATE, sheet, scripted(reply, "section"), RewriteOptions(sections=("gap",)))
    rewriter.one("gap", remark="说得更平实些", attempt=1)
    system, turn = asked[0]
    assert "说得更平实些" in turn
    assert "缺少" in turn
    assert "2093" not in turn.rpartition("原文：")[2]
    assert "{{f1}}" in turn
    assert "重庆" not in system
