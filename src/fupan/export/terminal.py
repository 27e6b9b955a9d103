"""Text as a terminal shows it: column widths of Chinese, and control characters made harmless."""

from __future__ import annotations

import unicodedata
from functools import cache

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def width(text: str) -> int:
    """Columns that ``text`` takes: wide and full-width characters two, combining marks none."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(_columns, text))


@cache
def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def padded(text: str, columns: int) -> str:
    """``text`` followed by the spaces that fill it up to ``columns``."""
    return text + " " * (columns - width(text))


def printable(text: str) -> str:
    r"""``text`` with control and direction marks written out as ``\x1b``: a document must not drive the terminal."""
    return "\n".join(line if line.isprintable() else _written_out(line) for line in text.split("\n"))


def _written_out(line: str) -> str:
    return "".join(
        char if char == "\t" or unicodedata.category(char) not in _INVISIBLE else _escaped(char) for char in line
    )


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def folded(text: str, columns: int) -> list[str]:
    """``text`` broken into lines of at most ``columns`` columns; a word of Latin letters is kept whole where it fits.

    Existing line breaks stay. A line never begins with closing punctuation (避头尾), it hangs over instead.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            if line and width(line) + width(piece.rstrip()) > columns and piece[0] not in "，。；：、！？）」』”’》%…":
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
        lines.append(line.rstrip())
    return lines


def _pieces(text: str) -> list[str]:
    """Smallest unbreakable parts: a wide character, or a run of narrow ones with the space behind it."""
    pieces: list[str] = []
    for char in text:
        joins = pieces and _columns(char) < 2 and _columns(pieces[-1][-1]) < 2 and not pieces[-1][-1].isspace()
        if joins:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces
