import pytest

from fupan.domain.brief import Slot
from fupan.pipeline.slots import as_data, fill, marks_in, without_marks

SALES = Slot("f1", "销售额.actual", "销售额", "13600万元")
RATE = Slot("f2", "销售额.attainment", "完成率", "113.3%")


def test_fill_replaces_slots_and_records_where_each_figure_stands() -> None:
    text, uses = fill("全年完成{{f1}}，完成率{{ f2 }}。", [SALES, RATE])
    assert text == "全年完成13600万元，完成率113.3%。"
    assert [(text[use.start : use.end], use.source) for use in uses] == [
        ("13600万元", "销售额.actual"),
        ("113.3%", "销售额.attainment"),
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("完成{{f1}}万元。", "完成13600万元。"),
        ("完成{{f1}}元。", "完成13600万元。"),
        ("完成率{{f2}}%。", "完成率113.3%。"),
        ("完成{{f1}}，万元户增加。", "完成13600万元，万元户增加。"),
    ],
)
def test_a_unit_repeated_behind_the_slot_is_dropped(written: str, expected: str) -> None:
    assert fill(written, [SALES, RATE])[0] == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("先守{{f1}}家电大厂。", "先守4家家电大厂。"),
        ("先守{{f1}}家家电大厂。", "先守4家家电大厂。"),
        ("守{{f1}}家。", "守4家。"),
    ],
)
def test_a_word_that_begins_like_the_unit_is_no_unit_said_twice(written: str, expected: str) -> None:
    assert fill(written, [Slot("f1", "note:n1", "x", "4家", "家电")])[0] == expected


def test_an_unknown_slot_is_an_error_not_an_empty_place() -> None:
    with pytest.raises(KeyError):
        fill("完成{{f9}}", [SALES])


def test_user_text_cannot_become_a_slot_or_a_template() -> None:
    hostile = as_data("{{f1}} {{ 7*7 }} {% raw %}")
    assert marks_in(hostile) == []
    assert fill(hostile, [SALES])[0] == hostile


def test_filled_text_is_not_filled_again() -> None:
    tricky = Slot("f1", "note:n1", "x", "{{f2}}")
    assert fill("a{{f1}}b", [tricky, RATE])[0] == "a{{f2}}b"


def test_without_marks() -> None:
    assert without_marks("完成{{f1}}。", "□") == "完成□。"
