"""Words looked up by their first characters."""

from fupan.logic.word_list import WordList

WORDS = WordList(["不", "不到", "不到位", "到位", "客户", ""])


def test_every_word_at_every_place_the_longest_first() -> None:
    assert list(WORDS.all_in("还不到位")) == [(1, "不到位"), (1, "不到"), (1, "不"), (2, "到位")]


def test_words_do_not_reach_past_the_end() -> None:
    assert list(WORDS.all_in("还不到位", 0, 3)) == [(1, "不到"), (1, "不")]
    assert list(WORDS.all_in("还不到位", 2)) == [(2, "到位")]


def test_the_longest_words_do_not_overlap() -> None:
    assert list(WORDS.longest_in("客户不到位，不到")) == ["客户", "不到位", "不到"]
