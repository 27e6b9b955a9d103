"""A difference that reads well in Chinese: whole clauses and words, never scattered characters.

First clause by clause (``difflib``); a clause that took another's place is compared word by word (a figure with its
unit, a Latin word, a Chinese character), and what two versions share by chance, a character or two between changes, is
shown as changed too. This is the semantic cleanup of diff-match-patch (N. Fraser, 2006), with figures kept whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from fupan.figures.scan.extract import extract

Sign = Literal["=", "-", "+"]

_CLAUSE = re.compile(r"[^，。；：！？,;!?\n]*(?:[，。；：！？,;!?]|\n+|$)")
_WORD = re.compile(r"[A-Za-z]+|[0-9]+(?:\.[0-9]+)?|.", re.DOTALL)
_CHANCE = 2
"""So many characters in common between two changes are no common ground."""
_ALIKE = 0.4
_LONGEST = 4000
"""Longer stretches than this are not compared word by word."""


class Piece(NamedTuple):
    """``sign``: = kept, - taken out, + put in."""

    sign: Sign
    text: str


def readable_diff(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in order: those kept or taken out make up ``before``, those kept or put in ``after``."""
    found: list[Piece] = []
    ours, theirs = _clauses(before), _clauses(after)
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        old, new = "".join(ours[a:b]), "".join(theirs[c:d])
        if tag == "equal":
            found.append(Piece("=", old))
        elif tag == "replace" and len(old) + len(new) <= _LONGEST:
            found += _by_word(old, new)
        else:
            found += _changed(old, new)
    return tuple(_merged(found))


def _clauses(text: str) -> list[str]:
    return [piece for piece in _CLAUSE.findall(text) if piece]


def _words(text: str) -> list[str]:
    found: list[str] = []
    position = 0
    for mention in extract(text):
        if mention.start >= position:
            found += _WORD.findall(text[position : mention.start])
            found.append(text[mention.start : mention.end])
            position = mention.end
    return found + _WORD.findall(text[position:])


def _by_word(old: str, new: str) -> list[Piece]:
    ours, theirs = _words(old), _words(new)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return list(_changed(old, new))
    rows: list[tuple[bool, str, str]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        mine, other = "".join(ours[a:b]), "".join(theirs[c:d])
        by_chance = tag == "equal" and len(rows) > 0 and len(mine) <= _CHANCE and a > 0 and b < len(ours)
        same = tag == "equal" and not by_chance
        if rows and rows[-1][0] == same:
            rows[-1] = (same, rows[-1][1] + mine, rows[-1][2] + other)
        else:
            rows.append((same, mine, other))
    return [piece for same, mine, other in rows for piece in ([Piece("=", mine)] if same else _changed(mine, other))]


def _changed(old: str, new: str) -> Iterator[Piece]:
    if old:
        yield Piece("-", old)
    if new:
        yield Piece("+", new)


def _merged(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbours of one sign as one piece; of a run of changes what is taken out stands first."""
    out, put = "", ""
    kept = ""
    for piece in pieces:
        if piece.sign == "=":
            yield from _changed(out, put)
            out = put = ""
            kept += piece.text
            continue
        if kept:
            yield Piece("=", kept)
            kept = ""
        out += piece.text if piece.sign == "-" else ""
        put += piece.text if piece.sign == "+" else ""
    yield from _changed(out, put)
    if kept:
        yield Piece("=", kept)
