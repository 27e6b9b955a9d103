"""Words beside brackets that date a figure: 去年下半年（9800万元）, 44（去年）→ 49（Q2）, 去年基数高（9800万元）."""

from __future__ import annotations

from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.figures.late import late
from fupan.figures.read.cue import Cue, Meaning, cue_at
from fupan.figures.read.placed_cues import PlacedCues

_OPENED, _CLOSED = "（(", "）)"
_BASE = late("基数(?:[较偏很太更本又也就不]|相对|比较){0,2}[高低大小](?:得多|一些|一点)?[ *_]{0,2}[（(，,]$")
"""去年基数高，只有986万: what the base was."""
_BASE_REACH = 12
_YEAR = late("[（(](20[0-9]{2})[）)]")
_YEARS = {-1: Role.PRIOR, 0: Role.ACTUAL, 1: Role.PLAN}


def in_brackets(text: str, cues: PlacedCues, mention: Mention, span: tuple[int, int, int], year: int) -> list[Cue]:
    """The time or role that a bracket with the figure opens right behind, and that of a bracket behind the figure.

    ``span`` are the end of the figure before, the start of the clause and the end of what may belong to it; ``year``
    is that of the sheet: 2.34万元（2024）→2.39万元（2025）.
    """
    at, start, end = span
    found = _base(text, cues, at, start)
    if start - 1 >= at and text[start - 1] in _OPENED:
        found += [cue for cue in cues.between(at, start - 1)[-1:] if cue.end == start - 1]
    if text[mention.end : mention.end + 1] in {*_OPENED}:
        behind = [cue for cue in cues.between(mention.end + 1, end)[:1] if cue.start == mention.end + 1]
        found += [cue for cue in behind if text[cue.end : cue.end + 1] in {*_CLOSED}]
        dated = _YEAR.match(text, mention.end)
        role = _YEARS.get(int(dated[1]) - year) if dated is not None else None
        if dated is not None and role is not None:
            found.append(cue_at(*dated.span(1), dated[1], Meaning("time", role)))
    return [cue for cue in found if cue.kind in {"time", "role"}]


def _base(text: str, cues: PlacedCues, at: int, start: int) -> list[Cue]:
    """The cue of the time whose base was called high or low right before the clause that begins at ``start``."""
    told = _BASE.search(text, max(at, start - _BASE_REACH), start)
    return [] if told is None else [cue for cue in cues.between(at, start) if cue.word.endswith("基数")]
