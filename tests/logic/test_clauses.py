from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupan.logic.clauses import clauses

SOME = st.text(alphabet=st.sampled_from("风险一：，。；“”（）\n- ①1.、甲Q3 　,—…《》\u200b𠮷"), max_size=60)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("风险一：铜价上行，毛利下降。", ["风险一", "铜价上行", "毛利下降"]),
        ("客户说：“甜是甜，就是盖子漏。”我记下了", ["客户说", "“甜是甜，就是盖子漏。”我记下了"]),
        ("做到3,000万元,增长8%", ["做到3,000万元", "增长8%"]),
        ("- 老客户\n2. 新客户\n③ 大客户", ["老客户", "新客户", "大客户"]),
        ("标准（含税，下同）不变", ["标准（含税，下同）不变"]),
        ("说的是小贺——五月入职", ["说的是小贺", "五月入职"]),
        ("3:2的比例", ["3:2的比例"]),
        ("，，。！\n\n", []),
        ("", []),
    ],
)
def test_clauses(text, told):
    assert [text[one.start : one.end] for one in clauses(text)] == told


def test_breaks_and_bullets():
    found = clauses("目标如下：\n- 销售额，一亿元；利润。\n")
    assert [(one.before, one.after, one.bullet) for one in found] == [
        ("^", ":", False), ("n", ",", True), (",", ";", False), (";", ".", False),
    ]  # fmt: skip


@given(SOME)
def test_clauses_lie_in_the_text_in_order_and_hold_something(text):
    found = clauses(text)
    assert all(0 <= one.start < one.end <= len(text) and text[one.start : one.end].strip() for one in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
