"""A note as material: its label dropped, its figures turned into slots bound to facts where they are facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fupan.domain.fact import Fact
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import Note
from fupan.domain.mention import Mention
from fupan.figures.extract import extract
from fupan.figures.quantities import interval
from fupan.pipeline.slots import as_data

_LABEL = re.compile(r"^[^，。；：:、\s0-9]{1,6}[：:]\s*")
_END = "。！？；;.!?，, 　"

NewSlot = Callable[[str, str, str], str]
"""Registers a slot (source, label, shown) and returns its mark."""


@dataclass(frozen=True, slots=True)
class NoteMaterial:
    """``text`` holds slot marks and has no final stop; ``covered`` are the facts that the note itself states."""

    note: Note
    text: str
    label: str
    covered: tuple[Fact, ...]


def note_material(note: Note, base: FactBase, facts: Iterable[Fact], new_slot: NewSlot) -> NoteMaterial:
    """Turn one note into material; ``facts`` are those the section states (looked at first), then all others."""
    head = _LABEL.match(note.text)
    start = head.end() if head else 0
    label = note.text[:start].rstrip("：: ") if head else ""
    body = note.text
    near = [*facts, *base.facts.values()]
    parts: list[str] = []
    covered: list[Fact] = []
    position = start
    for mention in extract(body):
        if mention.start < position or mention.kind == "ordinal":
            continue
        fact = _same_fact(mention, body, near)
        if fact is not None:
            covered.append(fact)
        source = fact.id if fact else f"note:{note.id}"
        parts += (as_data(body[position : mention.start]), new_slot(source, label or note.text[:12], mention.text))
        position = mention.end
    parts.append(as_data(body[position:]))
    return NoteMaterial(note, "".join(parts).strip().rstrip(_END), label, tuple(covered))


def _same_fact(mention: Mention, text: str, facts: list[Fact]) -> Fact | None:
    """The fact that a note's figure states: same unit and value, and its metric or member named in the note."""
    if mention.value is None:
        return None
    low, high = interval(mention)
    for fact in facts:
        if fact.unit.base != mention.unit or not low <= abs(fact.amount) <= high:
            continue
        named = fact.metric in text or (fact.member is not None and fact.member in text)
        if named and (fact.member is None or fact.member in text):
            return fact
    return None
