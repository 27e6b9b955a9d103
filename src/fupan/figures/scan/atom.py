"""An atom: one number with its unit as read, before ranges are joined and the words around it are read."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
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


Fields = tuple[int, int, Decimal | None, Decimal | None, int, str, MentionKind, str | None, int, bool]
new_atom: Callable[[Fields], Atom] = partial(tuple.__new__, Atom)
"""An atom of all its fields, without the detour of named arguments: one is made for every figure."""
_STEPS = {power: Decimal(1).scaleb(power) for power in range(-8, 17)}


def step(exponent: int) -> Decimal:
    """Ten to the power of ``exponent``."""
    return Decimal(1).scaleb(exponent)


class Change(NamedTuple):
    """How a change word governs a figure; all empty where none does."""

    direction: Direction | None = None
    form: ChangeForm | None = None
    word: str = ""


UNCHANGED = Change()
_new_mention: Callable[[tuple[object, ...]], Mention] = partial(tuple.__new__, Mention)


def mention(atom: Atom, span: tuple[int, int], text: str, governing: Change = UNCHANGED) -> Mention:
    """The atom as a mention at ``span`` of the original text, whose characters are ``text``."""
    _, _, low, high, exponent, base, kind, approx, _, _ = atom
    value = None
    if low is high or low == high:
        value, low, high = low, None, None
    worth = _STEPS.get(exponent) or step(exponent)
    start, end = span
    direction, form, word = governing
    return _new_mention((start, end, text, value, base, kind, low, high, approx, worth, direction, form, word))
