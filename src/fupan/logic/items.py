"""Which repeat of a chain a note belongs to: 市场, 产品 or 团队; the first or the second risk; this person or that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from fupan.domain.factsheet import Entities, Note
from fupan.domain.template import SectionSpec
from fupan.logic.cues import Names
from fupan.logic.score import cue_score

_OPENING = re.compile(r"^[（(【\[]?(?P<label>[^，。；：:、\s0-9]{1,6}?)(?:方面|上|策略)?[】\])）]?[：:，,]")
_ORDINAL = re.compile(r"^[^，。；：:\s]{0,4}(?P<number>[一二三四五六1-6])[：:、，]")
_POINTS_BACK = re.compile(r"^(?:他|她|它|这|该|此|其)")


def items_of(notes: Sequence[Note], steps: Sequence[str], section: SectionSpec, entities: Entities) -> list[int]:
    """The repeat (from 0) of each note; ``steps`` are the notes' steps. Without repeats in the section all are 0."""
    most = section.repeat[1]
    if most == 1:
        return [0] * len(notes)
    if section.items:
        return _named_items(notes, section, Names(entities))
    first = frozenset((section.steps[0].id, *(pattern.steps[0].id for pattern in section.patterns)))
    by_person = any(pattern.id == "contribution" for pattern in section.patterns)
    run = _Run(first, entities, by_person=by_person)
    return [min(run.place(note.text, step), most - 1) for note, step in zip(notes, steps, strict=True)]


def item_of_metric(metric: str, dimension: str, section: SectionSpec) -> int:
    """The repeat (from 0) that a fact of this metric belongs to, by the cues of the named items; else the first."""
    text = metric + dimension
    graded = [
        cue_score(text, (name, *cues), {})[0] for name, cues in zip(section.items, section.item_cues, strict=True)
    ]
    top = max(graded, default=0.0)
    return graded.index(top) if top > 0 else 0


def _named_items(notes: Sequence[Note], section: SectionSpec, names: Names) -> list[int]:
    """By the item's name in front of the note, else by its cues, else with the note before."""
    places = list(section.items)
    found: list[int] = []
    for note in notes:
        opening = _OPENING.match(note.text)
        label = opening["label"] if opening else ""
        item = next((position for position, name in enumerate(places) if name in label), None)
        if item is None and opening and "方面" in opening[0] and len(places) < section.repeat[1]:
            places.append(label)
            item = len(places) - 1
        if item is None:
            graded = [cue_score(note.text, cues, {}, names)[0] for cues in section.item_cues]
            top = max(graded, default=0.0)
            item = graded.index(top) if top > 0 else (found[-1] if found else 0)
        found.append(item)
    return found


@dataclass
class _Run:
    """Groups notes as they come: a new repeat starts with a new name or a chain that starts over."""

    first: frozenset[str]
    entities: Entities
    by_person: bool
    people: list[frozenset[str]] = field(default_factory=list)
    item: int = -1
    begun: bool = False

    def place(self, text: str, step: str) -> int:
        if self.by_person:
            return self._by_person(text)
        opens = step in self.first
        if self.item < 0 or (opens and self.begun):
            self.item += 1
            self.begun = opens
        else:
            self.begun = self.begun or opens
        return self.item

    def _by_person(self, text: str) -> int:
        """With the person named; with the last one where nobody is (他把…, or a note that names no listed person)."""
        named = frozenset(name for name in self.entities.people if name in text)
        if not named or _POINTS_BACK.match(text):
            self.item = max(self.item, 0)
            if not self.people:
                self.people.append(named)
            return self.item
        for position, group in enumerate(self.people):
            if group & named:
                self.item = position
                return position
        self.people.append(named)
        self.item = len(self.people) - 1
        return self.item
