"""Bare figures that share the unit of what stands beside them, as short reports write it.

达成462/480万; 安徽+50万（321→371）; 回款（实际/目标，万）：浙江1002/920; 主粮 15312 / 15000（实际 / 目标，万元）.
"""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal

from fupan.figures.late import late
from fupan.figures.scan.atom import Atom
from fupan.figures.scan.cell_units import in_written_unit, is_unit

_PAIR = late(r"[ *_]{0,2}(?:[/／→⇒]|->)[ *_]{0,2}")
_OPENS, _CLOSES = late(r"[ *_]{0,2}[（(][ *_]{0,2}"), late(r"[ *_]{0,2}[）)]")
_BRACKET = late(
    r"[（(][^（()）\n。；]{0,14}?[，,、 ] ?(?:单位[:：]? ?)?([^（()）\n，,、/／ ]{1,4})[)）](?P<head> ?[:：])?"
)
_SCALES = {"万": 4, "亿": 8}
"""万 alone says how the figures are scaled, not what they count."""
_ALIKE = Decimal(20)
"""Two figures that are told side by side in one unit are not further apart than this."""
_SIDES = "/／→⇒>"
_ENDS = ("。", "；", "\n")


def with_shared_units(text: str, atoms: list[Atom]) -> list[Atom]:
    """``atoms`` with the unit of the figure or bracket beside them where they have none of their own."""
    found = [*atoms]
    if "（" in text or "(" in text:
        starts = [atom.start for atom in atoms]
        for bracket in _BRACKET.finditer(text):
            if is_unit(bracket[1]) or bracket[1] in _SCALES:
                start, end = _reach(text, bracket.start(), bracket.end(), head=bracket["head"] is not None)
                for place in range(bisect_left(starts, start), bisect_left(starts, end)):
                    if _is_bare(found[place]):
                        found[place] = _in(found[place], bracket[1])
    if any(mark in text for mark in _SIDES):
        for place in range(len(found) - 1):
            _share(text, found, place)
    return found


def _reach(text: str, start: int, end: int, *, head: bool) -> tuple[int, int]:
    """What a bracket gives its unit to: the sentence behind its colon, else the one before it."""
    if head:
        stops = [at for at in (text.find(mark, end) for mark in _ENDS) if at >= 0]
        return end, min(stops, default=len(text))
    return max(text.rfind(mark, 0, start) for mark in _ENDS) + 1, start


def _is_bare(atom: Atom) -> bool:
    return not atom.base and not atom.scale and atom.kind == "number" and atom.low is not None


def _in(atom: Atom, symbol: str) -> Atom:
    """A bare figure in the unit ``symbol``, which may be a mere scale."""
    power = _SCALES.get(symbol)
    return in_written_unit(atom, symbol) if power is None else _scaled(atom, power)


def _scaled(atom: Atom, power: int) -> Atom:
    assert atom.low is not None
    assert atom.high is not None
    return atom._replace(
        low=atom.low.scaleb(power), high=atom.high.scaleb(power), exponent=atom.exponent + power, scale=power
    )


def _share(text: str, found: list[Atom], place: int) -> None:
    """Give one of two figures side by side the unit of the other, or both that of their difference told before them."""
    one, other = found[place], found[place + 1]
    if not _PAIR.fullmatch(text, one.end, other.start):
        return
    if _is_bare(one) != _is_bare(other):
        known, bare, at = (other, one, place) if _is_bare(one) else (one, other, place + 1)
        if _are_alike(known, bare):
            found[at] = _as(bare, known)
    elif _is_bare(one) and place and _OPENS.fullmatch(text, found[place - 1].end, one.start):
        apart = found[place - 1]
        if _CLOSES.match(text, other.end) and _is_difference(apart, one, other):
            found[place], found[place + 1] = _as(one, apart), _as(other, apart)


def _as(bare: Atom, known: Atom) -> Atom:
    """``bare`` in the unit and scale of ``known``."""
    return _scaled(bare, known.scale)._replace(base=known.base, kind=known.kind)


def _written(atom: Atom) -> Decimal | None:
    """The number as it is written, without its scale; None for ranges."""
    return atom.low.scaleb(-atom.scale) if atom.low is not None and atom.low == atom.high else None


def _are_alike(known: Atom, bare: Atom) -> bool:
    one, other = abs(_written(known) or Decimal(0)), abs(_written(bare) or Decimal(0))
    return 0 < one <= _ALIKE * other <= _ALIKE * _ALIKE * one


def _is_difference(apart: Atom, one: Atom, other: Atom) -> bool:
    """True where ``apart`` has a unit and tells how far the two are apart: +50万（321→371）."""
    told, first, second = _written(apart), _written(one), _written(other)
    if told is None or first is None or second is None or not (apart.base or apart.scale):
        return False
    return abs(told) == abs(second - first)
