"""A reading: what a figure speaks of, as far as its words say."""

from __future__ import annotations

from typing import NamedTuple

from fupan.domain.aspect import Aspect
from fupan.domain.mention import Direction, Mention
from fupan.domain.told import Where
from fupan.figures.read.line import Line

OWN, SENTENCE, CONTEXT, NONE = 3, 2, 1, 0
"""Where a part of a reading was found: the figure's own clause, its sentence, what stands before, nowhere."""
NOWHERE = Line()


_REACH = 400
"""No word further back in a sentence speaks of a figure; a text may be one sentence of five million characters."""


class Reading(NamedTuple):
    """What one mention speaks of; every part is a list of candidates, the likeliest first.

    ``places`` are (dimension, member) pairs, None for the total; ``groups`` are sets of members taken together
    (华东、华南合计); ``*_sure`` say where the part was found (OWN … NONE). ``direction`` is the direction its words
    claim, told by the word at ``cue``; ``level`` says that the word leads to a new level (升至), not to a change.

    ``per`` are the counting units it is told per (人均, 每台), ``quotient`` two metrics of which one is divided by the
    other. ``outside``: its words speak of a time that the facts do not cover. ``against``: the members compared with
    (比8月增长). ``compared``: it is what another figure is compared with (离93%就差…). ``origin``: it is the first of
    由 A 升至 B. ``listed``: 分别 or 依次 goes before. ``each``: it holds for every member named (Q2和Q3各3700万元).
    ``run``: its place in a list of figures and the list's length. ``row``: the label of its table row. ``rest``: it is
    what is left over or only supposed. ``blind``: it is compared with something unknown. ``loose``: it is worked out
    further (即, 折合, 剔除它). ``lead`` is its clause up to the figure, ``line`` its line.
    """

    mention: Mention
    sentence: tuple[int, int]
    clause: tuple[int, int]
    metrics: tuple[str, ...] = ()
    metric_sure: int = NONE
    places: tuple[Where | None, ...] = (None,)
    place_sure: int = NONE
    aspects: tuple[Aspect, ...] = ()
    aspect_sure: int = NONE
    direction: Direction | None = None
    level: bool = False
    cue: tuple[int, int] | None = None
    groups: tuple[tuple[Where, ...], ...] = ()
    mean: bool = False
    per: tuple[str, ...] = ()
    outside: bool = False
    against: tuple[Where, ...] = ()
    compared: bool = False
    origin: bool = False
    listed: bool = False
    quotient: tuple[str, ...] = ()
    each: bool = False
    run: tuple[int, int] = (0, 1)
    row: str = ""
    rest: bool = False
    blind: bool = False
    loose: bool = False
    lead: str = ""
    line: Line = NOWHERE

    @property
    def begin(self) -> int:
        """Where its sentence begins, as far back as its words are looked for."""
        return max(self.sentence[0], self.mention.start - _REACH)
