"""Lines and columns."""

import pytest

from fupan.export.places import Lines, Spot


@pytest.mark.parametrize(
    ("text", "offset", "spot"),
    [
        ("", 0, Spot(1, 1)),
        ("销售\n额", 1, Spot(1, 2)),
        ("销售\n额", 3, Spot(2, 1)),
        ("销售\n额\n", 5, Spot(3, 1)),
        ("a\r\nb", 3, Spot(2, 1)),
        ("𠮷a", 1, Spot(1, 2)),
        ("a\u2028b", 2, Spot(1, 3)),
    ],
)
def test_spot(text, offset, spot):
    assert Lines(text).spot(offset) == spot


def test_bounds_leave_the_line_end_out():
    text = "甲\r\n乙\n\n丙"
    lines = Lines(text)
    assert [text[slice(*lines.bounds(line))] for line in (1, 2, 3, 4)] == ["甲", "乙", "", "丙"]
