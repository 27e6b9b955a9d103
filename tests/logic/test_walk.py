from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from fupan.logic.walk import best_walk, margin

LABELS = 3
VALUES = st.lists(st.integers(-50, 50), min_size=LABELS, max_size=LABELS)
COLUMNS = st.tuples(*[st.tuples(*[st.integers(-9, 9)] * LABELS)] * LABELS)


def total(scores, moves, path):
    own = sum(values[label] for values, label in zip(scores, path, strict=True))
    return own + sum(columns[new][old] for columns, (old, new) in zip(moves, itertools.pairwise(path), strict=True))


@st.composite
def rows(draw):
    scores = draw(st.lists(VALUES, min_size=1, max_size=5))
    return scores, [draw(COLUMNS) for _ in scores[1:]]


@settings(max_examples=80, deadline=None)
@given(rows())
def test_no_way_is_better(row):
    scores, moves = row
    best, path = best_walk(scores, moves)
    ways = itertools.product(range(LABELS), repeat=len(scores))
    assert best == total(scores, moves, path) == max(total(scores, moves, way) for way in ways)


@settings(max_examples=80, deadline=None)
@given(rows(), st.integers(0, LABELS - 1))
def test_the_margin_is_what_the_label_is_worth(row, label):
    scores, moves = row
    best, path = best_walk(scores, moves)
    ways = itertools.product([n for n in range(LABELS) if n != label], repeat=len(scores))
    without = max(total(scores, moves, way) for way in ways)
    assert margin(scores, moves, path, (0, 1), [label]) == best - without


def test_nothing_to_walk():
    assert best_walk([], []) == (0, [])


def test_a_margin_looks_no_further_than_its_window():
    still = ((0, 0), (0, 0))
    scores = [[0, 5]] + [[0, 1]] * 40
    moves = [still] * 40
    _, path = best_walk(scores, moves)
    assert margin(scores, moves, path, (0, 1), [1]) == 5 + 6
    assert margin(scores, moves, path, (40, 41), [1]) == 1 + 6
