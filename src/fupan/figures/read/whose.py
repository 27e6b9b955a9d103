"""Whom a figure is about where a bracket or a part of the whole says it."""

from __future__ import annotations

from fupan.domain.mention import Mention
from fupan.figures.read.aspects import Telling
from fupan.figures.read.clause import Clause
from fupan.figures.read.reading import OWN, SENTENCE
from fupan.figures.read.scope import Scope
from fupan.figures.reckon.members_apart import Placed

_OPENS = frozenset("（(")


def part_or_whole(mention: Mention, clause: Clause, telling: Telling, scope: Scope, where: Placed) -> Placed:
    """Whom the figure is about where the total is named as the whole that something is a part of."""
    if mention.unit not in {"%", "倍"} and any(cue.kind == "total" or cue.word[0] == "总" for cue in clause.of_all):
        return (None,), OWN  # 占全部增量1580万元的65.8%
    part = bool(telling.aspects) and telling.aspects[0].form == "gap_share" and scope.latest
    if where[0] == (None,) and part:
        return scope.latest[-1].meaning.places, SENTENCE  # 却贡献了全公司44%的增量
    return where


def beside(text: str, scope: Scope, where: Placed, start: int) -> Placed:
    """城东（+28.4万元，第一）: the member right before the bracket is the figure's own."""
    named = scope.group[-1:] if text[start - 1 : start] in _OPENS else []
    return (where[0], OWN) if named and named[0].end == start - 1 and len(scope.group) == 1 else where


def names_metric(clause: Clause) -> bool:
    """True where the clause itself names what is told."""
    return any(cue.kind == "metric" for cue in clause.subject)
