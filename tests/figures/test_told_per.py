"""The few characters that spare a search are in every wording the search would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fupan.figures.read.told_per import _SIGNS, PER_UNIT
from fupan.figures.reckon.relations import _PER_TIME, per_time


@given(st.from_regex(PER_UNIT.pattern, fullmatch=True))
def test_every_way_to_tell_a_unit_has_a_sign(words: str) -> None:
    assert not _SIGNS.isdisjoint(words)


@given(st.from_regex(_PER_TIME.pattern, fullmatch=True))
def test_every_way_to_tell_a_stretch_of_time_is_found(words: str) -> None:
    assert per_time(words) is not None
