"""Metrics told of by their sign alone: 减亏590万元, 公司盈利410万元, 净流出85万元."""

from __future__ import annotations

from collections.abc import Sequence

from fupan.domain.mention import Mention
from fupan.figures.late import late
from fupan.figures.read.catalogue import Catalogue
from fupan.figures.read.cue import Cue, Meaning, cue_at

_SIGNED = late(
    "(?P<profit>(?:[多少增减净]|(?<![一-鿿]))亏损?|净?亏损|盈利|净赚)额?了?[ *_约近超]{0,3}$"
    "|(?P<flow>(?:[多少]流|净流)[出入])了?[ *_约近超]{0,3}$"
)
_NAMES = {"profit": late("利润|净利|盈"), "flow": late("流")}
_NAMED = {"profit": late("利润|净利|(?<!扭)亏"), "flow": late("流")}
_SUBJECTS = frozenset(("member", "time", "part", "total", "role", "each", "up", "down", "above", "below", "yoy", "pop"))
_BACK = 120


def by_sign(text: str, mention: Mention, own: Sequence[Cue], start: int, catalogue: Catalogue) -> list[Cue]:
    """The cues ``own`` before a figure, with the metrics that its loss or gain is one of.

    Only those that are below zero somewhere, and where neither the clause nor the sentence before it (from ``start``)
    names a metric.
    """
    found = _SIGNED.search(text, start, mention.start) if mention.unit == "元" else None
    if found is None or any(cue.kind not in _SUBJECTS for cue in own):
        return list(own)
    kind = found.lastgroup or ""
    names = tuple(name for name in catalogue.below_zero if _NAMES[kind].search(name))
    sentence = max(text.rfind("。", 0, start), text.rfind("\n", 0, start), start - _BACK)
    if not names or _NAMED[kind].search(text, sentence + 1, found.start()):
        return list(own)
    here = cue_at(found.start(), found.start(), found[0], Meaning("metric", metrics=names))
    return sorted((here, *own), key=lambda cue: (cue.start, cue.end))
