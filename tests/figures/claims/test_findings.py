"""The findings on claims behave as all others do."""

from collections.abc import Callable

import pytest

from fupan.checks.run import check_text
from fupan.domain.factsheet import FactSheet
from fupan.figures.claims.terms import terms_of
from fupan.figures.read.lexicon import Lexicon

TEXT = "华东超额完成年度任务，三大区域中华南完成率最低。"
Sheets = Callable[[str], FactSheet]


def test_a_finding_tells_what_is_due_and_where_it_comes_from(sheets: Sheets) -> None:
    first, second = check_text(TEXT, sheets("year")).errors
    assert (first.rule, first.text, first.expected) == ("wrong-direction", "超额完成", "85%")
    assert (first.source, first.fix, first.start) == ("销售额[区域=华东].attainment", None, 2)
    assert (second.rule, second.text, second.expected) == ("wrong-derivation", "最低", "华东")
    assert second.source == "销售额[区域=华东].attainment"


def test_rules_are_chosen_as_ever(sheets: Sheets) -> None:
    sheet = sheets("year")
    assert [one.text for one in check_text(TEXT, sheet, select=["wrong-direction"]).findings] == ["超额完成"]
    assert [one.text for one in check_text(TEXT, sheet, ignore=["wrong-direction"]).errors] == ["最低"]
    assert not check_text(f"{TEXT}<!-- fupan: ignore wrong-direction,wrong-derivation 口径不同 -->", sheet).errors


def test_claims_are_no_figures(sheets: Sheets) -> None:
    assert check_text(TEXT, sheets("year")).figures == ()


def test_without_facts_nothing_is_judged() -> None:
    assert not check_text(TEXT, None).errors


def test_a_text_without_claims(sheets: Sheets) -> None:
    assert not check_text("销售额11000万元。", sheets("year")).errors


def test_traditional_and_wide_writing(sheets: Sheets) -> None:
    found = check_text("華東超額完成年度任務。Ｑ２環比下降。", sheets("year")).errors
    assert [one.text for one in found] == ["超額完成", "環比下降"]


def test_the_words_of_a_sheet_are_made_once(sheets: Sheets) -> None:
    lexicon = Lexicon(sheets("year"))
    assert terms_of(lexicon) is terms_of(lexicon)


PIECES = "同比增长 华东同比增长， 除 均 最高 销售额4080万元， 三大 华东、 完成目标。 ** （ 受， 比 其余"


@pytest.mark.parametrize("piece", PIECES.split(" "))
def test_time_is_linear(piece: str, sheets: Sheets, cpu_seconds: Callable[[Callable[[], object]], float]) -> None:
    sheet = sheets("year")

    def check(times: int) -> float:
        text = "华东同比增长。" + piece * times
        return cpu_seconds(lambda: check_text(text, sheet, select=["wrong-direction"]))

    assert check(4_000) < 12 * max(check(1_000), 0.05)
