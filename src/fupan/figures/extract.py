"""Extraction: the figures of a text with what the text around them tells, without any fact sheet."""

from __future__ import annotations

from fupan.domain.mention import Mention
from fupan.figures.scan import scan


def extract(text: str) -> list[Mention]:
    """The figures of ``text`` in order."""
    return scan(text)
