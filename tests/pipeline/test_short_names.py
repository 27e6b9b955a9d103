"""Members that a text names in short."""

from __future__ import annotations

import pytest

from fupan.pipeline.short_names import named_in

NAMES = ["零食量贩", "传统通路", "货架店铺", "老客户", "新客户数", "设计院推荐", "华东一区", "华东二区"]


@pytest.mark.parametrize(
    ("text", "member", "named"),
    [
        ("零食量贩还在开店", "零食量贩", True),
        ("量贩还在开店", "零食量贩", True),
        ("货架118万", "货架店铺", True),
        ("设计院这条线见效了", "设计院推荐", True),
        # less than half of the name
        ("推荐来的多", "设计院推荐", False),
        # others hold that part too
        ("客户都说好", "老客户", False),
        ("华东做得好", "华东一区", False),
        ("一区做得好", "华东一区", True),
        ("通路还在掉", "零食量贩", False),
    ],
)
def test_a_member_is_named_by_a_part_that_is_its_own(text: str, member: str, named: bool) -> None:
    assert named_in(text, member, NAMES) is named


def test_a_name_of_two_characters_has_no_short_form() -> None:
    assert not named_in("甲类做得好", "甲机", ["甲机", "乙机"])
