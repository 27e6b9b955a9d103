from __future__ import annotations

from fupan.logic.word_groups import grouped_words


def groups(word):
    found = list(grouped_words(word, 0, len(word)))
    assert [(start, end) for _, start, end in found] == [(0, len(word))]
    return found[0][0]


def test_words_of_like_meaning_share_a_group():
    assert groups("客户") == groups("顾客")
    assert groups("同比") == groups("环比")
    assert groups("同比")[0] != groups("顾客")[0]


def test_the_longest_word_counts_and_the_rest_is_left_out():
    text = "，同比增长Q"
    assert [text[start:end] for _, start, end in grouped_words(text, 0, len(text))] == ["同比增长"]


def test_a_group_lies_in_its_groups():
    coarse, middle, fine = groups("负责")
    assert fine.startswith(f"{middle}.")
    assert middle.startswith(f"{coarse}.")
