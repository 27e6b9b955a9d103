"""Text cut into nested pieces by what is marked in it: steps, 待核实 sentences, findings, figures, bold.

The pieces are data: the HTML template gives them their looks, and escapes every word of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Literal

from fupan.export.overlaps import Overlaps, Range

NodeKind = Literal["text", "strong", "figure", "finding", "unsourced", "step", "mark"]

_MARKUP = re.compile(r"\*\*|\\(?=[!-/:-@\[-`{-~])")
_EDITOR_MARK = re.compile(r"〔(?:待核实|待补充[^〕\n]*)〕")
_NESTING: tuple[NodeKind, ...] = ("step", "unsourced", "finding", "figure", "mark", "strong")


@dataclass(frozen=True, slots=True)
class Node:
    """A piece: text, or children under a mark. ``numbers`` index what is marked; ``first`` says its first piece."""

    kind: NodeKind
    text: str = ""
    children: tuple[Node, ...] = ()
    numbers: tuple[int, ...] = ()
    first: bool = True

    @property
    def plain(self) -> str:
        """The text of this piece and all below it."""
        return self.text + "".join(child.plain for child in self.children)


@dataclass(frozen=True)
class Marks:
    """What is marked in one text, each kind as spans; a finding that cuts a figure is widened to hold it whole."""

    figures: list[Range] = field(default_factory=list)
    findings: list[Range] = field(default_factory=list)
    unsourced: list[Range] = field(default_factory=list)
    steps: list[Range] = field(default_factory=list)

    def whole(self) -> Marks:
        """The same marks, none of which ends inside a figure."""
        figures = Overlaps(self.figures)
        others = (self.findings, self.unsourced, self.steps)
        return Marks(self.figures, *([_around(span, figures) for span in kind] for kind in others))


def _around(span: Range, figures: Overlaps) -> Range:
    cut = [figure for _, figure in figures.near(*span)]
    return min([span[0], *(start for start, _ in cut)]), max([span[1], *(end for _, end in cut)])


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    under: tuple[tuple[int, ...], ...]


class MarkedText:
    """A text with its marks; ``nodes`` renders any part of it and remembers what it has shown."""

    def __init__(self, text: str, marks: Marks) -> None:
        self._text = text
        whole = marks.whole()
        self._marks = [Overlaps(kind) for kind in (whole.steps, whole.unsourced, whole.findings, whole.figures)]
        self._shown: set[tuple[NodeKind, tuple[int, ...]]] = set()

    def nodes(self, start: int, end: int) -> tuple[Node, ...]:
        """The pieces of ``text[start:end]``; Markdown's bold marks and escapes are taken out."""
        return tuple(self._nest(list(self._pieces(start, end)), 0))

    def _nest(self, pieces: list[_Piece], depth: int) -> Iterator[Node]:
        if depth == len(_NESTING):
            yield Node("text", "".join(piece.text for piece in pieces))
            return
        kind = _NESTING[depth]
        level: Callable[[_Piece], tuple[int, ...]] = lambda piece: piece.under[depth]  # noqa: E731 - typed key
        for numbers, group in groupby(pieces, key=level):
            inside = tuple(self._nest(list(group), depth + 1))
            if not numbers:
                yield from inside
                continue
            yield Node(kind, children=inside, numbers=numbers, first=(kind, numbers) not in self._shown)
            self._shown.add((kind, numbers))

    def _pieces(self, start: int, end: int) -> Iterator[_Piece]:
        markup = self._markup(start, end)
        editor_marks = [match.span() for match in _EDITOR_MARK.finditer(self._text, start, end)]
        kinds = [*self._marks, Overlaps(editor_marks), Overlaps(_bold(markup))]
        near = [kind.near(start, end) for kind in kinds]
        cuts = {start, end, *(edge for span in markup for edge in span)}
        cuts |= {min(max(edge, start), end) for kind in near for _, span in kind for edge in span}
        edges = sorted(cuts)
        hidden = {span[0] for span in markup}
        for left, right in pairwise(edges):
            if left in hidden:
                continue
            under = tuple(tuple(n for n, span in kind if span[0] <= left and right <= span[1]) for kind in near)
            yield _Piece(self._text[left:right], under)

    def _markup(self, start: int, end: int) -> list[Range]:
        """Where Markdown's marks stand; a ** without a partner is text."""
        found = [match.span() for match in _MARKUP.finditer(self._text, start, end)]
        stars = [span for span in found if span[1] - span[0] == 2]
        if len(stars) % 2:
            found.remove(stars[-1])
        return found


def _bold(markup: list[Range]) -> list[Range]:
    stars = [span for span in markup if span[1] - span[0] == 2]
    return [(opening[1], closing[0]) for opening, closing in zip(stars[::2], stars[1::2], strict=True)]
