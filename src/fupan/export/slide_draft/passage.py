"""A stretch of the draft as it is shown on a slide: in pieces, and shortened without cutting a figure."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from fupan.export.marked_text import MarkedText, Node

PieceKind = Literal["text", "figure", "strong", "mark"]
"""mark: 〔待核实〕 and 〔待补充〕."""

_CLAUSE_ENDS = frozenset("，；。！？")
_OPENING, _CLOSING = frozenset("（《「『“‘〔【("), frozenset("）》」』”’〕】)")
_HANGING = "，、；：。,;: "
"""What a shortened passage does not end in."""
_LEAST_SHARE = 3
"""A clause end is taken where it keeps at least this part of what would fit."""
MORE = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one look."""

    text: str
    kind: PieceKind = "text"


@dataclass(frozen=True, slots=True)
class Passage:
    """Pieces in order; ``start`` and ``end`` are its place in the draft's Markdown, both 0 where it has none."""

    pieces: tuple[Piece, ...]
    start: int = 0
    end: int = 0

    @classmethod
    def plain(cls, text: str) -> Passage:
        """Words of our own or of the fact sheet."""
        return cls((Piece(_shown(text)),)) if text else cls(())

    @classmethod
    def of(cls, text: MarkedText, start: int, end: int) -> Passage:
        """``start`` to ``end`` of a marked text: figures, bold and the editor's marks are pieces of their own."""
        found = (Piece(_shown(words), kind) for words, kind in _leaves(text.nodes(start, end), "text"))
        return cls(tuple(piece for piece in found if piece.text), start, end)

    @property
    def text(self) -> str:
        """All pieces together."""
        return "".join(piece.text for piece in self.pieces)

    def without_stop(self) -> Passage:
        """The same without the stop at its end, as a headline is written."""
        at = sum(len(piece.text) for piece in self.pieces if piece.kind != "mark")
        words, marks = self._parted(at)
        while words and words[-1].kind != "figure" and words[-1].text.endswith(("。", "；", "，")):
            words[-1] = Piece(words[-1].text[:-1], words[-1].kind)
            if not words[-1].text:
                words.pop()
        return Passage((*words, *marks), self.start, self.end)

    def first_clause(self) -> Passage:
        """Up to the end of its first clause, without the comma or stop."""
        ends, _ = self._ends()
        return self._cut(ends[0] if ends else len(self.text), "")

    def followed_by(self, words: str) -> Passage:
        """The same with words of our own behind it."""
        return Passage((*self.pieces, Piece(words)), self.start, self.end) if words else self

    def shortened(self, fits: Callable[[str], bool], *, tail: str = MORE) -> Passage:
        """The longest beginning that fits, up to the end of a clause; where no clause ends in time, of a word.

        ``fits`` must hold for every beginning of a text for which it holds. Never ends inside a figure, a word or
        brackets; 〔待核实〕 is kept. Nothing but ``tail`` is left where not even the first word fits.
        """
        if fits(self.text):
            return self
        clauses, words = self._ends()
        best = [self._longest(ends, fits, tail) for ends in (clauses, words)]
        if best[0][0] * _LEAST_SHARE >= best[1][0] and best[0][0]:
            return best[0][1]
        return best[1][1]

    def _longest(self, ends: list[int], fits: Callable[[str], bool], tail: str) -> tuple[int, Passage]:
        """(length, passage) of the longest beginning that fits among those that end at ``ends``, ascending."""
        count = bisect_right(ends, False, key=lambda end: not fits(self._cut(end, tail).text))
        while count and not fits(self._cut(ends[count - 1], tail).text):
            count -= 1  # a mark that comes or goes with the cut can make a longer beginning the shorter text
        end = ends[count - 1] if count else 0
        return end, self._cut(end, tail)

    def _cut(self, at: int, tail: str) -> Passage:
        kept, rest = self._parted(at)
        while kept and kept[-1].kind != "figure":
            bare = kept[-1].text.rstrip(_HANGING)
            if bare:
                kept[-1] = Piece(bare, kept[-1].kind)
                break
            kept.pop()
        marks = dict.fromkeys(piece for piece in rest if piece.kind == "mark" and piece not in kept)
        more = (Piece(tail),) if tail else ()
        return Passage((*kept, *more, *list(marks)[:1]), self.start, self.end)

    def _parted(self, at: int) -> tuple[list[Piece], list[Piece]]:
        before: list[Piece] = []
        behind: list[Piece] = []
        for piece in self.pieces:
            room = max(0, min(at, len(piece.text)))
            at -= len(piece.text)
            if piece.kind == "mark" and room < len(piece.text):
                room = 0
            if room:
                before.append(Piece(piece.text[:room], piece.kind))
            if room < len(piece.text):
                behind.append(Piece(piece.text[room:], piece.kind))
        return before, behind

    def _ends(self) -> tuple[list[int], list[int]]:
        """Where the passage may end: behind clauses, and behind words."""
        clauses: list[int] = []
        words: list[int] = []
        at = depth = 0
        text = self.text
        for piece in self.pieces:
            for number, one in enumerate(piece.text, 1):
                depth = max(0, depth + (one in _OPENING) - (one in _CLOSING))
                whole = piece.kind not in {"figure", "mark"} or number == len(piece.text)
                if depth or not whole:
                    continue
                if one in _CLAUSE_ENDS:
                    clauses.append(at + number)
                if not _joined(text, at + number):
                    words.append(at + number)
            at += len(piece.text)
        return clauses, words


_WORD = re.compile(r"[0-9A-Za-z.%+/_-]")


def _joined(text: str, at: int) -> bool:
    """Whether the characters on both sides of ``at`` are one word, or a number and its unit."""
    if at >= len(text):
        return False
    before, behind = text[at - 1], text[at]
    if before.isdigit() or behind in _CLOSING or before in _OPENING:
        return True
    return bool(_WORD.match(before) and _WORD.match(behind)) or unicodedata.combining(behind) > 0


def _leaves(nodes: tuple[Node, ...], kind: PieceKind) -> Iterator[tuple[str, PieceKind]]:
    for node in nodes:
        if node.kind == "text":
            yield node.text, kind
        elif node.kind == "figure" or node.kind == "mark" or node.kind == "strong":  # noqa: PLR1714 - narrows the type
            yield from _leaves(node.children, kind if kind in {"figure", "mark"} else node.kind)
        else:
            yield from _leaves(node.children, kind)


def _shown(text: str) -> str:
    """The text without what no slide can hold: controls become spaces, invisible characters go."""
    return "".join(
        " " if kind in {"Cc", "Zl", "Zp"} else "" if kind in {"Cf", "Cs", "Cn"} else one
        for one, kind in ((one, unicodedata.category(one)) for one in text)
    )
