"""One script for names and cue words: half-width letters and simplified characters, one for one, so offsets hold."""

from __future__ import annotations

from functools import cache

from fupan.resources import data

_WIDE = {code: code - 0xFEE0 for code in range(0xFF21, 0xFF5B)} | {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}


@cache
def _table() -> dict[int, int]:
    pairs = data("traditional")
    return _WIDE | {ord(old): ord(new) for old, new in zip(pairs["traditional"], pairs["simplified"], strict=True)}


def fold(text: str) -> str:
    """``text`` with full-width letters and digits made half-width and traditional characters simplified."""
    return text if text.isascii() else text.translate(_table())
