"""One script for names and cue words: half-width small letters and simplified characters, one for one, offsets hold."""

from __future__ import annotations

from functools import cache

from fupan.resources import data

_WIDE = {code: code - 0xFEE0 for code in (0xFF0B, *range(0xFF10, 0xFF1A), *range(0xFF41, 0xFF5B))}
_SMALL = {code: code + 32 for code in range(0x41, 0x5B)} | {code: code - 0xFEE0 + 32 for code in range(0xFF21, 0xFF3B)}


@cache
def _table() -> dict[int, int]:
    pairs = data("traditional")
    return _WIDE | _SMALL | dict(zip(map(ord, pairs["traditional"]), map(ord, pairs["simplified"]), strict=True))


def fold(text: str) -> str:
    """``text`` in small half-width letters, with traditional characters simplified."""
    return text.translate(_table())
