"""Words in brackets that date a figure: 去年下半年（9800万元）, 44（去年）→ 49（Q2）."""

from __future__ import annotations

from fupan.domain.mention import Mention
from fupan.figures.read.cue import Cue
from fupan.figures.read.placed_cues import PlacedCues

_OPENED, _CLOSED = "（(", "）)"


def in_brackets(text: str, cues: PlacedCues, mention: Mention, span: tuple[int, int, int]) -> list[Cue]:
    """The time or role that a bracket with the figure opens right behind, and that of a bracket behind the figure.

    ``span`` are the end of the figure before, the start of the clause and the end of what may belong to it.
    """
    at, start, end = span
    found: list[Cue] = []
    if start - 1 >= at and text[start - 1] in _OPENED:
        found += [cue for cue in cues.between(at, start - 1)[-1:] if cue.end == start - 1]
    if text[mention.end : mention.end + 1] in {*_OPENED}:
        behind = [cue for cue in cues.between(mention.end + 1, end)[:1] if cue.start == mention.end + 1]
        found += [cue for cue in behind if text[cue.end : cue.end + 1] in {*_CLOSED}]
    return [cue for cue in found if cue.kind in {"time", "role"}]
