"""An atom: one number with its unit as read, before ranges are joined and the words around it are read."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from fupan.domain.mention import ChangeForm, Direction, Mention, MentionKind


class Atom(NamedTuple):
    """A number at ``start:end`` of the normal text.

    ``low`` and ``high`` are in the base unit and equal for a single value; both None where no value can be read.
    ``exponent`` is the power of ten of the last written digit; ``scale`` the power by which the written digits were
    multiplied (万: 4, 成: 1).
    ``weak`` atoms are figures only as an end of a range (the 三 of 三到五成).
    """

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    exponent: int
    base: str
    kind: MentionKind
    approx: str | None = None
    scale: int = 0
    weak: bool = False


_STEPS = {power: Decimal(1).scaleb(power) for power in range(-8, 17)}


def step(exponent: int) -> Decimal:
    """Ten to the power of ``exponent``."""
    return _STEPS.get(exponent) or Decimal(1).scaleb(exponent)


class Change(NamedTuple):
    """How a change word governs a figure; all empty where none does."""

    direction: Direction | None = None
    form: ChangeForm | None = None
    word: str = ""


UNCHANGED = Change()


def mention(atom: Atom, span: tuple[int, int], text: str, governing: Change = UNCHANGED) -> Mention:
    """The atom as a mention at ``span`` of the original text, whose characters are ``text``."""
    low, high = atom.low, atom.high
    single = low is high or low == high
    return Mention(
        span[0],
        span[1],
        text,
        low if single else None,
        atom.base,
        atom.kind,
        None if single else low,
        None if single else high,
        atom.approx,
        step(atom.exponent),
        *governing,
    )
