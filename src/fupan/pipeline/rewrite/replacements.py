"""Moves that put a note in the place of a sentence that tells the same more vaguely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fupan.figures.fold import fold
from fupan.figures.scan.extract import extract
from fupan.figures.words import content_words
from fupan.logic.clauses import clauses
from fupan.pipeline.rewrite.looking import Seen
from fupan.pipeline.rewrite.material import Material, NoteLine, StepMaterial
from fupan.pipeline.rewrite.moves import Move
from fupan.pipeline.rewrite.plan import Added, Plan
from fupan.pipeline.rewrite.units import Unit

_SAME = 0.6
"""The share of a sentence's words that a note must have before it may stand in its place."""
_LEAST = 3
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+")


@dataclass(frozen=True)
class Replacing:
    """Makes the moves of one section."""

    seen: Seen
    material: Material
    units: Sequence[Unit]

    def moves(self) -> Iterator[Move]:
        """A note in the place of each sentence of which it tells all that it tells, and more."""
        for number, unit in enumerate(self.units):
            if unit.kind == "row":
                continue
            words = self.seen.text[unit.start : unit.end]
            for own in self.material.steps:
                for line in own.lines:
                    if holds(line.shown, words):
                        yield self._replace(number, words, own, line)

    def _replace(self, number: int, words: str, own: StepMaterial, line: NoteLine) -> Move:
        composed, brief = own.composed((line,), led=False)
        stop = words.rstrip()[-1:] if words.rstrip()[-1:] in "。；！" else "。"
        text = composed.rstrip("。") + stop
        step = own.brief.step
        added = Added(text, step.id, (own.brief.item, 0), brief, instead=number)

        def change(plan: Plan) -> Plan | None:
            held = "".join(one.text for one in plan.insertions)
            if number in plan.changed or line.shown in held:
                return None
            return plan.with_unit(number, "").with_added(number, added)

        serves = frozenset((step.id, *own.brief.covers, "figures"))
        return Move(f"把“{words.strip()}”说具体：{text}", change, serves)


def holds(note: str, sentence: str) -> bool:
    """Whether a note tells all that a sentence tells: most words of each of its clauses, its figures, its names."""
    told = content_words(fold(note))
    pieces = [content_words(fold(sentence[one.start : one.end])) for one in clauses(sentence)]
    if not any(len(words) >= _LEAST for words in pieces):
        return False
    if any(len(words & told) < _SAME * len(words) for words in pieces if words):
        return False
    written = {one.text for one in extract(note)}
    figures = all(one.text in written for one in extract(sentence))
    return figures and all(word in note for word in _LATIN.findall(sentence))
