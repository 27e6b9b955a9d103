"""Entries: the figures of a text in order, each as a level that others may be made of."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.figures.audit.claim import Claim
from fupan.figures.audit.level import Level
from fupan.figures.audit.subjects import Lead
from fupan.figures.read.reading import Reading


class Entry(NamedTuple):
    """One figure as the first look left it: its reading, its words, what was claimed of it, itself as a level.

    ``place`` is its place among the entries of the text; ``after`` are the words that follow it.
    """

    place: int
    reading: Reading
    lead: Lead
    level: Level
    claims: tuple[Claim, ...] = ()
    after: str = ""

    @property
    def mention(self) -> Mention:
        """The figure; a bare amount (1300万) counts as money."""
        return self.level.mention

    @property
    def line(self) -> int:
        """The offset where its line begins."""
        return self.level.line

    @property
    def sentence(self) -> int:
        """The offset where its sentence begins."""
        return self.level.sentence


def level_of(reading: Reading, lead: Lead, line: int, *, made: bool, derived: bool) -> Level:
    """The level of a figure that the first look has not kept as one."""
    mention, told = reading.mention, reading.aspects[0] if reading.aspects else None
    role = told.a if told is not None and told.form in {"value", "share"} else Role.ACTUAL
    return Level(
        mention, mention.value or Decimal(0), mention.unit, role, lead.subject, lead.words, line, reading.sentence[0],
        lead.bare, said=lead.text, made=made, head=lead.head, row=bool(reading.row), derived=derived,
    )  # fmt: skip


def as_money(level: Level) -> Level:
    """A bare amount (1300万) as money; any other level as it is."""
    if level.unit or not level.amount:
        return level
    return level._replace(unit="元", mention=level.mention._replace(unit="元"))
