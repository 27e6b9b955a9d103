"""The fitting: any text of any length stays in its box by the metric, and no figure is cut."""

from itertools import pairwise

import pytest

pytest.importorskip("PIL", reason="没有安装 fupan[office]")

from hypothesis import given, settings
from hypothesis import strategies as st

from fupan.export.slide_draft.cards import fit_cards, squeezed_card
from fupan.export.slide_draft.content import SectionContent
from fupan.export.slide_draft.fitting import fit_heading, fit_lines, fit_points, squeezed
from fupan.export.slide_draft.measure import LEADING, line_count, text_height, width
from fupan.export.slide_draft.paging import pages_of
from fupan.export.slide_draft.passage import Passage, Piece
from fupan.export.slide_draft.room import INSET_X, Room
from fupan.export.slide_draft.table_fit import table_pages

SIZES = (22.0, 18.0, 14.0)
FIGURES = ("13600万元", "98.4%", "1.2个百分点", "三成", "−5.5亿元", "3:2:1", "2,568万元")
WORDS = st.text(
    alphabet=st.sampled_from("销售额完成比去年同期增长因为客户流失，。；：、（）《》“”…— ABCabc-/%0123456789\u3000é😀"),
    max_size=120,
)
PIECE = st.one_of(
    WORDS.map(Piece),
    st.sampled_from(FIGURES).map(lambda text: Piece(text, "figure")),
    WORDS.map(lambda text: Piece(text, "strong")),
    st.just(Piece("〔待核实〕", "mark")),
)
PASSAGE = st.lists(PIECE, min_size=1, max_size=14).map(lambda pieces: Passage(tuple(p for p in pieces if p.text)))
LONG = st.tuples(PASSAGE, st.integers(1, 40)).map(lambda made: Passage(made[0].pieces * made[1]))
ROOM = st.builds(Room, st.just(0.0), st.just(0.0), st.floats(200, 900), st.floats(60, 400))


def whole_figures(passage):
    return all(piece.text in FIGURES for piece in passage.pieces if piece.kind == "figure")


def inside(fitted, room, indent=0.0):
    texts = [passage.text for passage in fitted.passages]
    across = room.inner_width - indent * fitted.size
    return text_height(texts, fitted.size, across, fitted.gap) <= room.inner_height + 1e-6


@given(LONG, ROOM)
def test_one_point_always_fits(point, room):
    fitted = squeezed(point, room, SIZES[-1])
    assert inside(fitted, room, 1.1)
    assert whole_figures(fitted.passages[0])
    card = squeezed_card(point, room, SIZES[-1])[0]
    assert inside(card.fitted, card.room)
    assert card.room.bottom <= room.bottom + 1e-6


@given(st.lists(LONG, min_size=1, max_size=6), ROOM)
def test_points_fit_whole_or_not_at_all(points, room):
    fitted = fit_points(points, room, SIZES)
    assert fitted is None or (inside(fitted, room, 1.1) and fitted.passages == tuple(points))
    cards = fit_cards(points, room, SIZES)
    if cards is not None:
        assert [card.fitted.passages[0] for card in cards] == points
        assert all(inside(card.fitted, card.room) for card in cards)
        assert cards[-1].room.bottom <= room.bottom + 1e-6
        assert all(one.room.bottom < other.room.y for one, other in pairwise(cards))


@given(LONG, ROOM, st.sampled_from(["", "（续）"]))
def test_a_heading_fits_and_keeps_its_suffix(words, room, suffix):
    fitted = fit_heading(words, room, (28.0, 20.0, 16.0), suffix=suffix)
    assert line_count(fitted.passages[0].text, fitted.size, room.inner_width) <= 2
    assert inside(fitted, room)
    assert fitted.passages[0].text.endswith(suffix)
    assert whole_figures(fitted.passages[0])


@settings(max_examples=40)
@given(st.lists(LONG, min_size=1, max_size=30), ROOM)
def test_lines_are_never_broken(lines, room):
    fitted = fit_lines(lines, room, (16.0, 10.0), 4)
    assert inside(fitted, room)
    assert all(line_count(one.text, fitted.size, room.inner_width) == 1 for one in fitted.passages)


@settings(max_examples=40)
@given(st.lists(st.lists(LONG, min_size=1, max_size=5), min_size=1, max_size=12), ROOM)
def test_tables_fit_their_slides_and_lose_no_row(rows, room):
    pages = list(table_pages([tuple(row) for row in rows], Room(0, 0, room.width, room.height + 150)))
    assert sum(len(page.rows) - 1 for page in pages) == len(rows) - 1
    for page in pages:
        assert sum(page.widths) <= room.width + 1e-6
        assert sum(page.heights) <= room.height + 150 + 1e-6
        for row, height in zip(page.rows, page.heights, strict=True):
            for cell, across in zip(row, page.widths, strict=True):
                assert text_height([cell.text], page.size, across - 2 * INSET_X) <= height
                assert whole_figures(cell)


@settings(max_examples=40)
@given(st.lists(LONG, min_size=1, max_size=12), st.booleans(), st.sets(st.integers(1, 11)))
def test_a_section_shows_every_point_in_order(points, cards, breaks):
    inner = tuple(sorted(at for at in breaks if at < len(points) - 1))
    content = SectionContent("a", "", "", None, tuple(points), inner, (), (), ())
    pages = pages_of(content, Room(40, 130, 880, 360), cards=cards)
    shown = []
    for page, before in zip(pages, [None, *pages], strict=False):
        if page.headline is not None and (before is None or before.headline is not page.headline):
            shown.append(points[len(shown)])
            assert shown[-1].without_stop() == page.headline
        shown += page.told
    assert len(shown) == len(points)
    assert all(len(page.told) <= 4 for page in pages)
    for point, one in zip(points, shown, strict=True):
        assert one == point or one.text.rstrip("〔待核实〕").endswith("…")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("云贵缺口260万元，完成率只有86.3%，拉低了部门", "云贵缺口260万元…"),
        ("云贵缺口260万元（目标1900万元，实际1640万元）没有补上", "云贵缺口260万元…"),
        ("没有逗号的一句话写了很长很长很长还没有写完", "没有逗号的一句话写了很长…"),
    ],
)
def test_what_is_too_long_ends_with_a_clause(text, kept):
    assert Passage.plain(text).shortened(lambda short: len(short) <= 13).text == kept


def test_the_mark_of_an_unsourced_sentence_is_kept():
    pieces = (Piece("团队缺乏物流管理，效率不高，客户抱怨"), Piece("〔待核实〕", "mark"), Piece("。"))
    assert Passage(pieces).shortened(lambda text: len(text) <= 18).text == "团队缺乏物流管理…〔待核实〕"


def test_a_figure_that_does_not_fit_is_left_out_whole():
    passage = Passage((Piece("完成"), Piece("13600万元", "figure"), Piece("左右")))
    assert passage.shortened(lambda text: len(text) <= 6).text == "完成…"


def test_lines_break_as_chinese_is_broken():
    em = width("销", 10)
    assert em == 10
    assert line_count("销售额完成", 10, 5 * em) == 1
    assert line_count("销售额完成", 10, 4.9 * em) == 2
    # a stop does not begin a line: it takes its character along, and so the third line is needed
    assert line_count("销售额完，成", 10, 4 * em) == 2
    assert line_count("销售额，完成率，", 10, 3 * em) == 3
    assert line_count("A" * 50, 10, 100) >= 3
    assert line_count("", 10, 100) == 1
    assert LEADING > 1
