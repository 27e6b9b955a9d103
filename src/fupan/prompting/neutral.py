"""Makes text of users and llms harmless inside a prompt: data that cannot close a fence or look like a slot."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FULL_WIDTH = str.maketrans({"<": "＜", ">": "＞", "`": "｀", "{": "｛", "}": "｝"})
# Control characters, and the invisible ones that reorder or hide text.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACE = re.compile(r"\s+")
_MARK = re.compile(r"\{\{[a-z]+[0-9]+\}\}")


def neutral(text: str, marks: Iterable[str] = ()) -> str:
    """``text`` on one line, with brackets, braces and back-ticks in full width; only the slot ``marks`` given stay."""
    known = frozenset(marks)
    parts: list[str] = []
    position = 0
    for match in _MARK.finditer(text):
        if match[0] in known:
            parts += (_plain(text[position : match.start()]), match[0])
            position = match.end()
    return "".join((*parts, _plain(text[position:]))).strip()


def _plain(text: str) -> str:
    return _HIDDEN.sub("", _SPACE.sub(" ", text)).translate(_FULL_WIDTH)
