"""Moves that put in what facts and notes hold: a missing step, a missing figure, a repeat of the chain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fupan.domain.fact import Fact
from fupan.figures.words import content_words
from fupan.pipeline.rewrite.looking import Seen
from fupan.pipeline.rewrite.material import Material, NoteLine, StepMaterial
from fupan.pipeline.rewrite.moves import Change, Move
from fupan.pipeline.rewrite.plan import Added, Plan
from fupan.pipeline.rewrite.units import Unit, unit_at
from fupan.pipeline.rewrite.wording import NEXT
from fupan.pipeline.wording import show

Range = tuple[int, int]
"""The first and the last of the units of an item."""
_ALIKE = 0.15
"""The share of its words that an item of the notes must have in common with one of the text to be the same item."""
_NAMED = 2
"""So many characters of an item's name tell it from the others: 市场, A类."""


@dataclass(frozen=True)
class Adding:
    """Makes the moves of one section; ``seen`` is the text as it is."""

    seen: Seen
    material: Material
    units: Sequence[Unit]

    def moves(self) -> Iterator[Move]:
        """Figures first, for they are what the steps are about; then the steps in order, whole and line by line."""
        for at, facts in self._facts_by_place().items():
            yield from self._facts(at, facts)
        places = self._items()
        for own in self.material.steps:
            if own.brief.item in places:
                yield from self._step(own, places[own.brief.item])
        yield from self._new_items(places)

    def _facts_by_place(self) -> dict[int, list[Fact]]:
        """The facts that the text lacks, by the unit they go behind: where their metric is told, else by their step."""
        found: dict[int, list[Fact]] = {}
        for fact in self.material.lacking:
            told = [
                one.start for one in self.seen.figures if one.status != "error" and one.source.startswith(fact.metric)
            ]
            step = self.material.sentences.step_of(fact)
            at = unit_at(self.units, told[-1]) if told else self._place(step, None)
            found.setdefault(at, []).append(fact)
        return found

    def _facts(self, at: int, facts: Sequence[Fact]) -> Iterator[Move]:
        """All at once, then metric by metric where that does not hold."""
        metrics = list(dict.fromkeys((fact.metric, fact.dimension) for fact in facts))
        yield self._fact_move(at, facts)
        if len(metrics) > 1:
            for metric in metrics:
                yield self._fact_move(at, [fact for fact in facts if (fact.metric, fact.dimension) == metric])

    def _fact_move(self, at: int, facts: Sequence[Fact]) -> Move:
        rows = self.material.stated(facts)

        def change(plan: Plan) -> Plan | None:
            held = "".join(one.text for one in plan.insertions)
            for step, sentence in rows:
                if any(show(fact).lstrip("-") in held and fact.metric in held for fact in facts):
                    return None
                plan = plan.with_added(at, Added(sentence, step, (0, self._number(step))))
            return plan if rows else None

        words = "".join(sentence for _, sentence in rows)
        return Move(f"补上数字：{words}", change, frozenset((*(step for step, _ in rows), "figures")))

    def _step(self, own: StepMaterial, place: Range | None) -> Iterator[Move]:
        """A step whose notes are all new as a whole; else line by line, without what the text tells already."""
        shorter = [own.trimmed(line, self.seen.body) for line in own.lines]
        if not any(shorter):
            yield self._line_move(own, own.lines, place)
        for line, cut in zip(own.lines, shorter, strict=True):
            if cut is not None:
                yield self._line_move(own, (cut[0],), place, behind=cut[1])
            if cut is not None or len(own.lines) > 1:
                yield self._line_move(own, (line,), place)

    def _line_move(
        self, own: StepMaterial, lines: tuple[NoteLine, ...], place: Range | None, *, behind: str = ""
    ) -> Move:
        """``behind``: what the text tells in other words; the lines go on from there."""
        step = own.brief.step
        at, order = self._place(step.id, place), (own.brief.item, 1 + self._number(step.id))
        if behind:
            at, order = self._telling(behind, place), (-1, order[1])
        ways = (True,) if own.brief.labelled else (False,) if behind else (False, True)
        made = [self._adding(own, lines, at, order, led=led) for led in ways]
        figures = {"figures"} if any(slot.mark in line.line for slot in own.brief.slots for line in lines) else set()
        says = f"补上{step.name}：{''.join(line.shown for line in lines)}"
        return Move(says, made[0], frozenset((step.id, *own.brief.covers)) | figures, others=tuple(made[1:]))

    def _adding(
        self, own: StepMaterial, lines: tuple[NoteLine, ...], at: int, order: tuple[int, int], *, led: bool
    ) -> Change:
        words, brief = own.composed(lines, led=led, variant=own.brief.item)
        added = Added(words, own.brief.step.id, order, brief)

        def change(plan: Plan) -> Plan | None:
            held = "".join(one.text for one in plan.insertions)
            if any(line.shown in held or _tail(line) in held for line in lines):
                return None
            return plan.with_added(at, added)

        return change

    def _telling(self, words: str, place: Range | None) -> int:
        """The unit that tells these words most."""
        low, high = place or (0, len(self.units) - 1)
        wanted = content_words(words)
        pieces = [self.seen.text[unit.start : unit.end] for unit in self.units]
        return max(range(low, high + 1), key=lambda at: (len(wanted & content_words(pieces[at])), -at), default=high)

    def _items(self) -> dict[int, Range | None]:
        """Repeat of the chain in the notes → the paragraphs of the text that tell it (None: the chain stands once)."""
        numbers = list(dict.fromkeys(own.brief.item for own in self.material.steps))
        if self.material.brief.section.repeat[1] == 1:
            return dict.fromkeys(numbers, None)
        paragraphs = self._paragraphs()
        graded = [
            (self._alike(number, paragraph), -number, -paragraph[0]) for number in numbers for paragraph in paragraphs
        ]
        starts: dict[int, int] = {}
        for alike, number, start in sorted(graded, reverse=True):
            if alike >= _ALIKE and -number not in starts and -start not in starts.values():
                starts[-number] = -start
        borders = sorted(starts.values())
        ends = {
            one: (borders[n + 1] - 1 if n + 1 < len(borders) else len(self.units) - 1) for n, one in enumerate(borders)
        }
        return {number: (start, ends[start]) for number, start in starts.items()}

    def _paragraphs(self) -> list[Range]:
        """The first and the last unit of each line, or of each part of one that opens with 二是 and the like."""
        found: list[Range] = []
        for number, unit in enumerate(self.units):
            opens = NEXT.match(self.seen.text[unit.start : unit.end].lstrip())
            if found and self.units[found[-1][0]].line == unit.line and not opens:
                found[-1] = (found[-1][0], number)
            else:
                found.append((number, number))
        return found

    def _alike(self, number: int, paragraph: Range) -> float:
        steps = [step for step in self.material.brief.steps if step.item == number]
        wanted = content_words("。".join(line for step in steps for line in step.material))
        text = self.seen.text[self.units[paragraph[0]].start : self.units[paragraph[1]].end]
        names = self.material.brief.section.items
        if number < len(names) and names[number][:_NAMED] in text[: _NAMED + 4]:
            return 1.0
        have = content_words(text)
        return len(wanted & have) / min(len(wanted), len(have)) if wanted and have else 0.0

    def _new_items(self, places: dict[int, Range | None]) -> Iterator[Move]:
        """A repeat of the chain that the text has not at all: as a paragraph, or a point, of its own."""
        brief = self.material.brief
        for number in dict.fromkeys(step.item for step in brief.steps):
            own = [one for one in self.material.steps if one.brief.item == number]
            if number in places or not own:
                continue
            words = "".join(one.composed(led=one.brief.labelled)[0] for one in own)
            lead = next((step.lead for step in brief.steps if step.item == number and step.lead), "")
            if lead[:_NAMED] and lead[:_NAMED] not in words[: _NAMED + 4]:
                words = lead + words
            yield self._new_item(number, own, words)

    def _new_item(self, number: int, own: Sequence[StepMaterial], words: str) -> Move:
        added = Added(words, own[0].brief.step.id, (number, 0), apart=True)
        serves = frozenset(one.brief.step.id for one in own)
        return Move(f"补上一条：{words}", lambda plan: plan.with_added(len(self.units) - 1, added), serves)

    def _number(self, step: str) -> int:
        return next((n for n, one in enumerate(self.material.brief.section.steps) if one.id == step), 0)

    def _place(self, step: str, inside: Range | None) -> int:
        """Behind the last sentence that tells this step or one before it, within the paragraphs of its item.

        Where none does: at the end of the item, or, for the first step, in front of everything.
        """
        if self.seen.section is None or not self.units:
            return -1
        low, high = inside or (0, len(self.units) - 1)
        rank = self._number(step)
        behind = [
            at
            for one in self.seen.section.chain
            if self._number(one.id) <= rank
            for start, end in one.spans
            if low <= (at := unit_at(self.units, max(start, end - 1))) <= high
        ]
        if behind:
            return max(behind)
        return -1 if rank == 0 and inside is None else high


def _tail(line: NoteLine) -> str:
    """The last clause of a line: where that is put in, the line is."""
    return re.split(r"[，；]", line.shown)[-1]
