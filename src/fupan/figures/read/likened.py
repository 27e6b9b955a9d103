"""A member that another is likened to: 和滨江店一样多. What is said goes on about the other."""

from __future__ import annotations

from fupan.figures.late import late
from fupan.figures.read.cue import Cue

_LIKE = frozenset("和与跟同像")
_ALIKE = late("[一-鿿]{0,4}?(?:一样|持平|相当|差不多|不相上下|打平|并列|齐平|同样)")


def is_likened(text: str, cue: Cue) -> bool:
    """True for the member at ``cue`` that another is as large as."""
    return text[cue.start - 1 : cue.start] in _LIKE and _ALIKE.match(text, cue.end) is not None
