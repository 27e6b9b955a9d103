"""Expressions compiled at first use find what the same expression compiled at once finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fupan.figures.late import late

AROUND = (
    "人(?![款额地])",
    "(?<![款额地粮])人",
    "人(?=[款额地])",
    "(?<=[款额地])人",
    "人(?![款额地])[款额地粮]",
    r"人(?![款.*])",
    "人(?![.*x])",
)
TEXT = st.text("人款额地粮.*x", max_size=12)


@pytest.mark.parametrize("source", AROUND)
@given(text=TEXT)
def test_look_arounds_mean_the_same(source: str, text: str) -> None:
    assert [m.span() for m in late(source).finditer(text)] == [m.span() for m in re.finditer(source, text)]


def test_nothing_is_compiled_before_the_first_use() -> None:
    broken = late("(")
    with pytest.raises(re.error):
        broken.search("")


def test_the_methods_of_a_pattern() -> None:
    pattern = late("(?P<digit>[0-9])")
    assert pattern.sub("x", "a1") == "ax"
    assert pattern.split("a1b") == ["a", "1", "b"]
    assert pattern.findall("a1b2") == ["1", "2"]
    assert pattern.fullmatch("12") is None
    assert pattern.groupindex == {"digit": 1}
    assert pattern.pattern == "(?P<digit>[0-9])"
