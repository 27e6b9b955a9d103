"""What holds for every text: spans, shifting, paragraphs; hostile texts end in a report, in linear time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fupan.figures.scan.extract import extract
from fupan.figures.scan.numerals import parse_value
from fupan.figures.scan.scan import scan

PIECES = [
    "全年",
    "增长",
    "降至",
    "由",
    "约",
    "近",
    "超过",
    "13600",
    "1.36",
    "万",
    "亿",
    "元",
    "%",
    "家",
    "个",
    "半",
    "月",
    "年",
    "成",
    "折",
    "倍",
    "番",
    "翻了",
    "三",
    "十",
    "几",
    "百分之",
    "分之",
    "点",
    ",",
    "，",
    "。",
    ".",
    "-",
    "~",
    "到",
    "至",
    "/",
    "人",
    "|",
    " ",
    "\u200b",
    "\u202e",
    "１",
    "％",
    "兩",
    "億",
    "第",
    "前",
    "Q3",
    "(",
    ")",
    "左右",
    "多",
    "以上",
    "零下",
    "¥",
    "≥",
    "：",
    ":",
    "2025",
    "\ud800",
]
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=20).map("".join))


def facts(mentions, shift=0):
    return [
        (
            figure.start - shift,
            figure.end - shift,
            figure.text,
            figure.value,
            figure.low,
            figure.high,
            figure.unit,
            figure.approx,
        )
        for figure in mentions
    ]


@pytest.mark.parametrize("read", [scan, extract])
@given(text=TEXTS)
@settings(max_examples=300)
def test_spans_are_exact_and_in_order(read, text):
    end = 0
    for figure in read(text):
        assert end <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        end = figure.end


@given(text=TEXTS)
@settings(max_examples=200)
def test_a_paragraph_before_shifts_the_spans(text):
    head = "这里没有数字。\n\n"
    if "单位" in text:
        return
    assert facts(extract(head + text), len(head)) == facts(extract("\n\n" + text), 2)


@given(first=TEXTS, second=TEXTS)
@settings(max_examples=200)
def test_paragraphs_are_read_the_same_together_and_alone(first, second):
    first, second = f"开头{first}。".replace("|", ""), f"开头{second}。".replace("|", "")
    whole = extract(f"{first}\n\n{second}")
    assert facts(whole) == facts(extract(first)) + [
        (start + len(first) + 2, end + len(first) + 2, *rest) for start, end, *rest in facts(extract(second))
    ]


@given(text=TEXTS)
@settings(max_examples=200)
def test_parse_value_never_fails(text):
    value = parse_value(text)
    assert value is None or value[0].is_finite()


HOSTILE = {
    "digits": "1",
    "commas": "1,",
    "thousands": "111,",
    "spaces": "111 ",
    "dots": "1.",
    "wan": "万",
    "one-wan": "一万",
    "ten": "十",
    "ratio": "1:",
    "minus": "-",
    "minus-one": "-1",
    "tilde": "1~",
    "fraction": "一分之",
    "years": "2025年",
    "months": "1、",
    "double": "翻了",
    "half": "半",
    "few": "几数",
    "strokes": "1/2/",
    "per": "1元/人/人/人/人",
    "cells": "|1",
    "rows": "|1|\n",
    "zero-width": "1\u200b",
    "rtl": "1\u202e家",
    "surrogate": "1\ud800",
    "at": "a@",
    "scheme": "a+://",
    "www": "www.",
    "at-least": "至少",
    "unit-line": "单位：|1|\n",
    "capital": "壹拾",
    "wide": "１，２３４",
    "compound": "1亿2万",
    "points": "一点",
    "noun": "额1万",
    "from-to": "从1万到2万",
    "hash": "#1.1 ",
    "stars": "*1",
    "quotes": "> 1%\n",
    "letters": "a1-",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_linear_time(name, grows_linearly):
    def work(text: str) -> None:
        found = extract(text)
        assert all(text[figure.start : figure.end] == figure.text for figure in found)

    piece = HOSTILE[name]
    assert grows_linearly(work, piece * (4_000 // len(piece)), 10)
