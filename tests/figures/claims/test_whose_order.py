"""Whom a place in an order is given to: the member behind the label, never the item above; by a gap told before."""

from collections.abc import Callable

import pytest

from fupan.checks.run import check_text
from fupan.domain.factsheet import FactSheet

Sheets = Callable[[str], FactSheet]


@pytest.mark.parametrize(
    "text",
    [
        "- 完成率最高的区域：华南\n- 规模最大区域：华北",
        "- **增长最快区域**：华南\n- **规模最大区域**：华北",
        "- 华南：102%\n- 规模最大，还是华北",
        "华北缺口320万元，华东最大。",
    ],
)
def test_nobody_else_is_held_against_it(text: str, sheets: Sheets) -> None:
    assert not check_text(text, sheets("year")).errors


def test_what_an_item_says_of_itself_is_held(sheets: Sheets) -> None:
    found = check_text("- 华南\n  - 完成率最低", sheets("year")).errors
    assert [(one.text, one.expected) for one in found] == [("最低", "华东")]
