"""Comments of Markdown and HTML (``<!-- … -->``): nobody reads them, so nothing in them is checked."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.figures.late import late

OPEN, CLOSE = "<!--", "-->"
_SHOWN = late(r"[^\n\r]")


def comments(text: str) -> Iterator[tuple[int, int]]:
    """The spans of all comments, marks included; one that is never closed is none."""
    start = text.find(OPEN)
    while start >= 0:
        end = text.find(CLOSE, start + len(OPEN))
        if end < 0:
            return
        yield start, end + len(CLOSE)
        start = text.find(OPEN, end + len(CLOSE))


def without_comments(text: str) -> str:
    """``text`` with spaces in the place of its comments, so that offsets and lines hold."""
    pieces, at = [], 0
    for start, end in comments(text):
        pieces += [text[at:start], _SHOWN.sub(" ", text[start:end])]
        at = end
    return "".join([*pieces, text[at:]]) if pieces else text
