"""Markdown blocks with offsets."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupan.export.blocks import blocks


def shown(text):
    return [
        (block.kind, block.level, block.head, *(text[start:end] for start, end in block.spans))
        for block in blocks(text)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("\n \n", []),
        ("# 总结\r\n\r\n正文", [("heading", 1, False, "总结"), ("paragraph", 0, False, "正文")]),
        ("###没有空格", [("paragraph", 0, False, "###没有空格")]),
        ("####### 七级", [("paragraph", 0, False, "####### 七级")]),
        ("- 甲\n2. 乙\n> 丙", [("bullet", 0, False, "甲"), ("numbered", 2, False, "乙"), ("quote", 0, False, "丙")]),
        ("-5%的降幅", [("paragraph", 0, False, "-5%的降幅")]),
        ("2025. 年", [("paragraph", 0, False, "2025. 年")]),
        ("　　缩进一段  ", [("paragraph", 0, False, "缩进一段")]),
        ("---\n***", [("rule", 0, False), ("rule", 0, False)]),
        (
            "| 区域 | 完成率 |\n|---|:-:|\n| 上海 | 82\\|% |\n\n甲|乙",
            [
                ("row", 0, True, "区域", "完成率"),
                ("row", 0, False, "上海", "82\\|%"),
                ("paragraph", 0, False, "甲|乙"),
            ],
        ),
        ("区域 | 完成率\n--- | ---\n上海 |", [("row", 0, True, "区域", "完成率"), ("row", 0, False, "上海")]),
        ("|---|---|\n|---|---|", [("row", 0, True, "---", "---")]),
        ("<b>粗</b>", [("paragraph", 0, False, "<b>粗</b>")]),
    ],
)
def test_blocks(text, found):
    assert shown(text) == found


@given(st.text(alphabet="#-*> |:甲1.\\\n\r\t`", max_size=60))
def test_spans_are_in_order_and_miss_no_word(text):
    spans = [span for block in blocks(text) for span in block.spans]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert sum(text[start:end].count("甲") for start, end in spans) == text.count("甲")
