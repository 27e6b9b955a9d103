"""Binding: cues end where the text ends, notes are read on demand, several threads judge texts at once."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from fupan.domain.factsheet import FactSheet, Metric, Note, Value
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.domain.unit import Unit
from fupan.figures.judge.binding import bind
from fupan.figures.judge.in_sheet_terms import mended
from fupan.figures.read.lexicon import Lexicon
from fupan.figures.scan.extract import extract

PLACES = (
    "赤岭",
    "白塔",
    "青阳",
    "紫坪",
    "蓝田",
    "绿洲",
    "黄陂",
    "橙乡",
    "银川",
    "铜陵",
    "铁岭",
    "锡林",
    "金寨",
    "玉溪",
)


def _story(n: int) -> str:
    """The same figure in every note: the words around it alone tell which one it comes from."""
    return f"{PLACES[n]}仓库搬迁花了1237天"


def metric(name: str, unit: str, **roles: int) -> Metric:
    kind = Unit.parse(unit)
    return Metric(name, kind, {Role(role): Value(Decimal(value) * kind.factor) for role, value in roles.items()})


@pytest.fixture
def sheet() -> FactSheet:
    notes = tuple(Note(f"n{n}", _story(n)) for n in range(len(PLACES)))
    return FactSheet(Period(2025), (metric("销售额", "万元", target=12000, actual=13600),), notes)


@pytest.mark.parametrize("text", ["完成目标", "销售额低于目标", "目标", "同比", "目"])
def test_a_cue_ends_with_the_text(sheet: FactSheet, text: str) -> None:
    for cue in Lexicon(sheet).cues(text):
        assert cue.end <= len(text)
        assert text[cue.start : cue.end] == cue.word


def test_a_cue_is_the_longest_word_at_its_place(sheet: FactSheet) -> None:
    assert [cue.word for cue in Lexicon(sheet).cues("去年同期销售额")] == ["去年同期", "销售额"]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("新开门店6、12、9家", ["家", "家", "家"]),
        ("新开门店0、12家", ["", "家"]),
        ("新开门店2、300家", ["", "家"]),
        ("从2890→3930万元", ["元", "元"]),
    ],
)
def test_the_unit_of_a_list_holds_for_figures_of_about_its_size(text: str, units: list[str]) -> None:
    assert [one.unit for one in mended(text, extract(text))] == units


def test_several_threads_judge_as_one_does(sheet: FactSheet) -> None:
    texts = [f"{_story(n)}。销售额13600万元。" for n in range(len(PLACES))] * 12

    def notes(text: str) -> list[str]:
        return [one.note.note if one.note else "" for one in bind(text, extract(text), sheet).verdicts]

    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(notes, texts))
    finally:
        sys.setswitchinterval(usual)
    assert found == [notes(text) for text in texts]
    assert found[6][0] == "n6"
