"""Spans that touch a stretch, against the plain definition."""

from hypothesis import given
from hypothesis import strategies as st

from fupan.export.overlaps import Overlaps

SPAN = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: tuple(sorted(pair)))


@given(st.lists(SPAN, max_size=12), SPAN)
def test_near_is_the_plain_definition(spans, stretch):
    start, end = stretch
    plain = [(n, span) for n, span in enumerate(spans) if any(span[0] <= at < span[1] for at in range(start, end))]
    assert Overlaps(spans).near(start, end) == plain
