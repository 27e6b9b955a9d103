"""What a clause claims, and what is wrong with it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.claims.vocabulary import Base

Measure = Literal["value", "attainment", "growth", "share"]
Way = Literal["reached", "missed", "above", "below", "within", "spent"]
Span = tuple[int, int]


class Attained(NamedTuple):
    """``way``: reached (完成), missed (未完成), above (超过), below (低于), within (控制在…以内), spent (超支)."""

    way: Way
    role: Role


class Moved(NamedTuple):
    """``way``: up, down, better, worse or flat; ``base`` is what the change is against, None where no word says.

    ``share``: it is the part of the whole that moved.
    """

    way: str
    base: Base | None = None
    share: bool = False


Predicate = Attained | Moved


class Pair(NamedTuple):
    """Two values that a claim is about: what was done, and what it is held against."""

    done: Fact
    other: Fact


class Standing(NamedTuple):
    """A place in an order: ``sense`` says from which end it is counted, ``rank`` the place, -1 the last."""

    metric: str
    measure: Measure
    base: Base | None
    where: Where
    sense: Literal["most", "least"]
    rank: int = 1


class Wrong(NamedTuple):
    """A claim that the facts contradict; ``span`` is that of its words.

    ``pairs`` are the values that do so, of ``moved`` ones against what was before, of others against the goal;
    ``ranked`` are all members of the dimension in the order of ``standing``, with the fact that orders them.
    ``compared`` are two facts said to stand to one another the other way round.
    """

    span: Span
    pairs: tuple[Pair, ...] = ()
    predicate: Predicate | None = None
    standing: Standing | None = None
    ranked: tuple[Fact, ...] = ()
    compared: Pair | None = None
