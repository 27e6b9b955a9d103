"""Widths, folding and harmless control characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupan.export.terminal import folded, padded, printable, width


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("销售额", 6), ("１２％", 6), ("85%。", 5), ("e\u0301", 1), ("", 0), ("①", 1)]
)
def test_width(text, columns):
    assert width(text) == columns


def test_padded_fills_up_columns_not_characters():
    assert padded("销售", 6) == "销售  "


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("销售\t额\n", "销售\t额\n"),
        ("\x1b[31m红", "\\x1b[31m红"),
        ("a\u202eb", "a\\u202eb"),
        ("\x9b", "\\x9b"),
        ("\U000e0041", "\\U000e0041"),
        ("全角　空格", "全角　空格"),
    ],
)
def test_printable(text, shown):
    assert printable(text) == shown


def test_closing_punctuation_never_begins_a_line():
    assert folded("一二三四五。六七", 10) == ["一二三四五。", "六七"]


def test_latin_words_stay_whole():
    assert folded("用 openai 的接口", 8) == ["用", "openai", "的接口"]


@given(st.text(alphabet="销售abc 1。，%\n", max_size=60), st.integers(8, 30))
def test_folding_loses_nothing_but_spaces(text, columns):
    assert "".join("".join(folded(text, columns)).split()) == "".join(text.split())
