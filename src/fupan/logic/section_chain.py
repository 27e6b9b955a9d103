"""The chain of one section as the text tells it: once, or once an item (every risk with its signal and response)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from fupan.domain.template import SectionSpec
from fupan.figures.scan.extract import extract
from fupan.figures.scan.outline import Block
from fupan.logic.chain_reading import ChainFault, Told, chain_faults, read_chain
from fupan.logic.chain_tables import table_chains
from fupan.logic.reading import StepTold

Span = tuple[int, int]
_ORDINAL = re.compile(
    r"[\s*_]{0,4}(?:第[一二三四五六七八九十]|其[一二三四五]|[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十0-9]{1,2}[、.．)）])"
)

_LISTED = frozenset(("risk-response", "task-breakdown", "contribution", "strategy", "resource-request"))
"""Patterns of which a section holds a list: every risk wants its own signal and response."""


@dataclass
class Item:
    """One telling of the chain: ``span`` is where it stands, ``told`` its steps.

    ``first`` is the first piece of a section that stands in several places.
    """

    span: Span
    told: Told
    faults: list[ChainFault] = field(default_factory=list)
    first: Span | None = None


@dataclass(frozen=True)
class SectionChain:
    """What a section tells. ``items`` has one entry where the chain stands once; empty for a section without text."""

    items: tuple[Item, ...]

    def spans(self, step: str) -> list[StepTold]:
        """Every stretch that tells the step, in order."""
        return sorted((one for item in self.items for one in item.told[step]), key=lambda one: one.start)


def section_chain(text: str, spans: Sequence[Span], lines: Sequence[Block], section: SectionSpec) -> SectionChain:
    """The chain of ``section`` in the stretches ``spans`` of ``text``; ``lines`` are the blocks that lie in them."""
    rows = [line for line in lines if line.kind == "row"]
    tabled = _of_table(text, rows, section)
    prose = [line for line in lines if line.kind in {"text", "item"} and text[line.start : line.end].strip()]
    if tabled and (section.form == "table" or not prose):
        items = _filled_up(tabled, [read_chain(text, line.start, line.end, section) for line in prose])
    elif section.repeat[1] > 1:
        items = _filled_up(_repeated(text, prose or rows, section), [row.told for row in tabled])
    else:
        items = [_read(text, spans, section)] if any(text[a:b].strip() for a, b in spans) else []
        items = _filled_up(items, [row.told for row in tabled])
    for item in items:
        item.faults = chain_faults(text, item.span, section, item.told, item.first)
    _once_for_all(items, section)
    return SectionChain(tuple(items))


def _once_for_all(items: Sequence[Item], section: SectionSpec) -> None:
    """A further chain of a section (what is asked of the company, behind the strategies) may be told once for all.

    Of a list, only the first pattern is held to every item.
    """
    further = {step.id for pattern in section.patterns[1:] for step in pattern.steps}
    further -= {step.id for pattern in section.patterns[:1] for step in pattern.steps}
    told = {step for item in items for step in further if item.told.get(step)}
    for item in items:
        item.faults = [one for one in item.faults if not (one.kind == "missing" and one.step in told)]


def _filled_up(items: list[Item], others: Sequence[Told]) -> list[Item]:
    """The items, each with the steps it lacks that stand beside them: prose beside a table, a table beside prose."""
    for item in items:
        for step, stretches in item.told.items():
            if not stretches:
                stretches += [one for told in others for one in told.get(step, ())]
    return items


def _read(text: str, spans: Sequence[Span], section: SectionSpec) -> Item:
    """The chain told once, over all stretches."""
    told: Told = {step.id: [] for step in section.steps}
    for start, end in spans:
        for step, stretches in read_chain(text, start, end, section).items():
            told[step] += stretches
    return Item((spans[0][0], spans[-1][1]), told, first=spans[0])


def _of_table(text: str, rows: Sequence[Block], section: SectionSpec) -> list[Item]:
    found = []
    for row, filled in table_chains(text, rows, section.steps):
        told: Told = {step.id: [] for step in section.steps}
        for step, places in filled.items():
            told[step] = [StepTold(a, b, "表格里的一栏", tuple(extract(text[a:b]))) for a, b in places]
        if not all(told.values()):  # an empty cell may be told in another: 每周五下午复盘拜访
            elsewhere = read_chain(text, row.start, row.end, section)
            told |= {step: elsewhere[step] for step in told if not told[step]}
        found.append(Item((row.start, row.end), told))
    return found


def _repeated(text: str, lines: Sequence[Block], section: SectionSpec) -> list[Item]:
    """An item a paragraph; a paragraph that only tells what the one before lacks goes with it.

    Where chains are a list by nature, one that starts over is the next item even if little of it is told; elsewhere
    (a battle, a lesson) the next item begins with the first step and tells more than half of the chain, of which no
    less was told before than is new.
    """
    if section.form == "points" and len(lines) > 1 and lines[0].kind == "text" and lines[1].kind == "item":
        # the headline of a slide sums up what the points tell: it is none of them
        return _filled_up(
            _repeated(text, lines[1:], section), [read_chain(text, lines[0].start, lines[0].end, section)]
        )
    items: list[Item] = []
    first = {pattern.steps[0].id for pattern in section.patterns}
    listed = any(pattern.id in _LISTED for pattern in section.patterns)
    for line in lines:
        told = read_chain(text, line.start, line.end, section)
        steps = {step for step, stretches in told.items() if stretches}
        current = items[-1] if items else None
        before = {step for step, stretches in current.told.items() if stretches} if current else set()
        marked = _opens(text[line.start : line.end], section)
        starts = bool(steps & first)
        retold = 2 * len(steps & before) >= len(steps)
        whole = starts if listed else starts and retold and 2 * len(steps) > len(section.steps)
        again = bool(steps & before) and (whole or marked)
        if current is None or again or (marked and first & before):
            items.append(Item((line.start, line.end), told))
            continue
        for step, stretches in told.items():
            current.told[step] += stretches
        current.span = (current.span[0], line.end)
    if len(items) > 1 and not any(items[0].told.values()):  # an opening line that belongs to no item
        del items[0]
    return items


def _opens(line: str, section: SectionSpec) -> bool:
    """Whether a line says by its first words that another item begins."""
    return _ORDINAL.match(line) is not None or any(name in line[: len(name) + 2] for name in section.items)
