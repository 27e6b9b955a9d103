"""A page of a presentation in its text."""

from __future__ import annotations

from typing import NamedTuple


class Page(NamedTuple):
    """From the offset ``start`` the text stands on the slide that ``label`` names: 第3页, 第3页备注."""

    start: int
    label: str
