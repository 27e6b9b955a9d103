"""Weak writing: each signal with texts it must find and at least as many it must pass in silence."""

import pytest

import fupan
from fupan.logic.weak.activity import activity_lists
from fupan.logic.weak.blame import only_others
from fupan.logic.weak.empty_words import empty_phrases, hollow_spans, slogans
from fupan.logic.weak.hearsay import hearsay
from fupan.logic.weak.left_out import left_out
from fupan.logic.weak.praise import same_praise
from fupan.logic.weak.repeats import said_twice, same_openings
from fupan.logic.weak.stretch import Stretch
from fupan.logic.weak.vague_words import bare_measures, vague_words
from fupan.resources import data


def stretch(text, start=0, end=None):
    return Stretch(text, start, len(text) if end is None else end, [(m.start, m.end) for m in fupan.extract(text)])


def told(signals, text):
    return [text[one.start : one.end] for one in signals(stretch(text))]


FOUND = [
    (empty_phrases, "团队砥砺前行，回款工作成效显著。", ["砥砺前行", "成效显著"]),
    (slogans, "我们将以更加饱满的热情继续奋斗，不断迈向新的未来。", None),
    (slogans, "全体员工积极进取，不断提升工作水平，努力创造新局面。", None),
    (vague_words, "业绩大幅提升，客户反馈良好。", ["大幅提升", "反馈良好"]),
    (vague_words, "回款有所改善。", ["有所改善"]),
    (bare_measures, "全年销售额增长，主要靠老客户。", ["销售额增长"]),
    (bare_measures, "毛利率下降了。", ["毛利率下降"]),
    (left_out, "完成率为，比去年好。", ["完成率为"]),
    (left_out, "误读率从压到0.3%。", ["从"]),
    (left_out, "销售额同比增长。", ["同比增长"]),
    (activity_lists, "开展了新人培训，组织了客户走访，召开了每周例会，参加了两场展会。", None),
    (only_others, "主要是总部价格不支持。客户预算压缩，竞品低价抢单。", None),
    (hearsay, "众所周知，今年行业不好做。", ["众所周知"]),
    (same_praise, "小李认真负责，积极主动。", ["认真负责"]),
]
SILENT = [
    (empty_phrases, "客户说我们“砥砺前行”，我们不敢当。"),
    (empty_phrases, "超30天的欠款每周过一遍，回款率从92.5%提到96.2%。"),
    (slogans, "客户嫌我们到场慢，评标被扣分，浙江丢了三个标。"),
    (slogans, "2026年我们继续努力，销售额做到14800万元。"),
    (slogans, "继续努力。"),
    (vague_words, "回款明显加快，从45天缩到38天。"),
    (vague_words, "业绩大幅提升，增长32%。"),
    (bare_measures, "销售额增长14%，主要靠老客户。"),
    (bare_measures, "全年1.28亿元，销售额增长靠的是无油机。"),
    (bare_measures, "销售额与回款挂钩。"),
    (bare_measures, "没有上月的数，占比和升降都报不出来。"),
    (bare_measures, "各组毛利率的高低还没有数。"),
    (left_out, "完成率为85%，比去年好。"),
    (left_out, "我们没做到，也没有作为，理由是不服从。"),
    (left_out, "二、问题与不足"),
    (left_out, "提成从按吨改为按毛利。"),
    (activity_lists, "组织了客户走访，签下3家；召开例会，催回310万元；参加展会，成交2单。"),
    (activity_lists, "开展了新人培训，组织了客户走访。"),
    (only_others, "客户预算压缩，竞品低价抢单。我们自己报价也慢了两天。"),
    (only_others, "竞品低价抢单。"),
    (hearsay, "据了解，2025年行业增长3.2%。"),
    (hearsay, "康禾的采购经理说我们的方案改得太慢。"),
    (same_praise, "小李认真负责，做了642万元，占大区5%。"),
]


@pytest.mark.parametrize(("signals", "text", "spans"), FOUND, ids=[text for _, text, _ in FOUND])
def test_found(signals, text, spans):
    found = told(signals, text)
    assert found
    if spans is not None:
        assert found == spans


@pytest.mark.parametrize(("signals", "text"), SILENT, ids=[text for _, text in SILENT])
def test_passed_in_silence(signals, text):
    assert told(signals, text) == []


def test_every_empty_phrase_has_a_reason_and_a_better_way():
    rows = data("empty_phrases")
    assert all(row["phrase"] and row["why"] and row["better"] for row in rows)
    assert len({row["phrase"] for row in rows}) == len(rows)


def test_a_stretch_inside_a_text_gives_offsets_of_the_text():
    text = "前言不算。业绩大幅提升。后面不算，也大幅提升。"
    found = list(vague_words(stretch(text, 5, 12)))
    assert [(one.start, one.end) for one in found] == [(7, 11)]


def test_sentences_that_say_nothing_are_known_by_their_span():
    text = "销售额12840万元。全体同仁齐心协力、砥砺前行，再创辉煌。"
    assert [text[a:b] for a, b in hollow_spans(stretch(text))] == ["全体同仁齐心协力、砥砺前行，再创辉煌"]


def test_the_same_said_twice():
    text = "上海区部走了2名老销售，7家重点客户没人跟。\n上海区部走了2名老销售，7家重点客户没人跟进。\n"
    found = list(said_twice([stretch(text)]))
    assert [one.start for one in found] == [text.index("\n") + 1]


def test_the_same_frame_with_other_figures_is_no_repetition():
    text = "四川组完成3120万元，完成率104%，同比增长12%。\n重庆组完成1870万元，完成率98.4%，同比增长9%。\n"
    assert not list(said_twice([stretch(text)]))


def test_openings_shared_by_three_sections():
    text = "在领导的关心下，做了一。\n在领导的支持下，做了二。\n在领导的帮助下，做了三。\n另外一节。\n"
    lines, at = [], 0
    for line in text.splitlines(keepends=True):
        lines.append(stretch(text, at, at + len(line)))
        at += len(line)
    assert [text[one.start : one.end] for one in same_openings(lines)] == ["在领导的", "在领导的"]
    assert not list(same_openings(lines[1:]))
