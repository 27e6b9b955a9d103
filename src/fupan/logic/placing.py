"""Which stretch of a text is which section of a template: by its heading, else by what it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from fupan.domain.review import Found, Span, UnknownSection
from fupan.domain.template import SectionSpec, Template
from fupan.figures.scan.outline import Block
from fupan.logic.chain import best_places
from fupan.logic.headings import Titles
from fupan.logic.section_words import SectionWords
from fupan.logic.titled_parts import LABEL_LEVEL, Heading, Outline, outline, without_loose
from fupan.logic.weak.empty_words import hollow_spans
from fupan.logic.weak.stretch import Stretch

_ALIKE = 0.62
"""The likeness from which on a heading is taken for a title."""
_SAME = 0.8
"""The likeness from which on a bare line is a heading, and a second heading means a section already found."""
_OWN_PART = 0.1
_STAY, _NEXT, _ON, _BACK = 0.9, 0.5, 0.1, -0.5
_NOTHING = 1.2
"""What a passage must say for any section at all."""
_TAKEN = 1.5
"""A section that has a heading of its own seldom goes on elsewhere."""
_BYLINE = 40
"""Shorter than this, what no section claims is a byline or a greeting."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A section found in the text. ``heading`` is the span of its title; ``spans`` are its stretches without headings.

    ``times`` says how many headings of the text mean this section.
    """

    section: SectionSpec
    heading: Span | None
    spans: tuple[Span, ...]
    found: Found
    certainty: float
    times: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the sections of a template stand in a text, in the order of the text; ``headings`` counts its headings."""

    placed: tuple[Placed, ...]
    unknown: tuple[UnknownSection, ...]
    headings: int


@dataclass
class _Passage:
    """A stretch to be placed by content; ``allowed`` are positions of sections, ``heading`` its own heading or None."""

    span: Span
    allowed: frozenset[int]
    heading: Span | None = None
    values: list[float] = field(default_factory=list)


def placed_sections(text: str, template: Template, lines: Sequence[Block] | None = None) -> Layout:
    """The sections of ``template`` in ``text``; ``lines`` are the blocks of the text where they are known already."""
    return _Placing(text, template, lines).layout()


def title_matches(text: str, template: Template, lines: Sequence[Block]) -> float:
    """How many headings of the text are titles of the template, each by how alike it is."""
    placing = _Placing(text, template, lines)
    return sum(grade for _, grade in placing.by_title().values())


class _Placing:
    """The placing of one text."""

    def __init__(self, text: str, template: Template, lines: Sequence[Block] | None) -> None:
        self.text = text
        self.template = template
        self.sections = template.sections
        self.titles = Titles([*(section.title for section in self.sections), *template.parts])
        found = outline(text, lines)
        # beside real headings a label (应对：…) names a step, not a section
        titled = any(head.sure and head.level > 1 for head in found.headings)
        loose = frozenset(
            number
            for number, head in enumerate(found.headings)
            if not head.sure and not (titled and head.level == LABEL_LEVEL) and self._best(head) >= _SAME
        )
        self.outline: Outline = without_loose(found, loose)
        self._parents = {heading.parent for heading in self.outline.headings}
        self._parts: dict[int, tuple[str, float]] = {}

    def _title(self, heading: Heading) -> str:
        return self.text[heading.start : heading.end]

    def _best(self, heading: Heading) -> float:
        title = self._title(heading)
        named = [*(section.title for section in self.sections), *self.template.parts]
        return max((self.titles.likeness(title, name) for name in named), default=0.0)

    def _part(self, number: int) -> tuple[str, float]:
        """The part of the template that a heading names, with how alike the two are; "" where it names none."""
        if number not in self._parts:
            title = self._title(self.outline.headings[number])
            graded = [(self.titles.likeness(title, part), part) for part in self.template.parts]
            best, part = max(graded, key=lambda row: row[0], default=(0.0, ""))
            self._parts[number] = (part if best >= _ALIKE else "", best)
        return self._parts[number]

    def _part_around(self, number: int) -> str:
        """The part that the heading itself or one around it names."""
        while number >= 0:
            part, _ = self._part(number)
            if part:
                return part
            number = self.outline.headings[number].parent
        return ""

    def by_title(self) -> dict[int, tuple[int, float]]:
        """Position of the heading → (position of the section, likeness); each section once, the most alike first."""
        rows: list[tuple[float, int, int]] = []
        for number, heading in enumerate(self.outline.headings):
            title = self._title(heading)
            _, as_part = self._part(number)
            around = self._part_around(heading.parent)
            for place, section in enumerate(self.sections):
                grade = self.titles.likeness(title, section.title)
                if grade < _ALIKE or (grade < 1 and as_part >= grade and (number in self._parents or not heading.body)):
                    continue
                rows.append((grade + (_OWN_PART if around == section.part else 0.0), number, place))
        rows.sort(key=lambda row: (-row[0], row[1], row[2]))
        found: dict[int, tuple[int, float]] = {}
        taken: set[int] = set()
        for grade, number, place in rows:
            if number not in found and place not in taken:
                found[number] = (place, min(1.0, grade))
                taken.add(place)
        for grade, number, place in rows:  # the same section under a second heading
            if number not in found and grade >= _SAME:
                found[number] = (place, min(1.0, grade))
        return found

    def layout(self) -> Layout:
        titled = self.by_title()
        stretches: dict[int, list[Span]] = {}
        heads: dict[int, list[tuple[int, float]]] = {}
        pool = self._passages(self.outline.before, frozenset(range(len(self.sections))))
        taken = frozenset(place for place, _ in titled.values())
        for number, heading in enumerate(self.outline.headings):
            own = self._section_around(number, titled)
            if own is not None:
                if number in titled:
                    heads.setdefault(own, []).append((number, titled[number][1]))
                    stretches.setdefault(own, [])
                stretches.setdefault(own, []).extend(_whole(heading.body))
            else:
                pool += self._of_heading(number)
        placed, unknown = self._by_content(pool, taken)
        found = [self._titled(place, heads[place], stretches[place]) for place in heads]
        found += [one for one in placed if not any(other.section is one.section for other in found)]
        extra = {one.section.id: one for one in placed}
        found = [self._joined(one, extra.get(one.section.id)) for one in found]
        found.sort(key=lambda one: one.heading or one.spans[0])
        return Layout(tuple(found), tuple(unknown), len(self.outline.headings))

    def _section_around(self, number: int, titled: dict[int, tuple[int, float]]) -> int | None:
        """The section whose heading this is, or stands around it."""
        while number >= 0:
            if number in titled:
                return titled[number][0]
            number = self.outline.headings[number].parent
        return None

    def _titled(self, place: int, heads: Sequence[tuple[int, float]], spans: list[Span]) -> Placed:
        first = self.outline.headings[heads[0][0]]
        heading = (first.start, first.end)
        grade = max(grade for _, grade in heads)
        return Placed(self.sections[place], heading, tuple(spans), "title", round(grade, 2), len(heads))

    @staticmethod
    def _joined(one: Placed, other: Placed | None) -> Placed:
        """A section under its heading, with what of it stands elsewhere."""
        if other is None or other is one:
            return one
        spans = tuple(sorted((*one.spans, *other.spans)))
        return Placed(one.section, one.heading, spans, one.found, one.certainty, one.times)

    def _of_heading(self, number: int) -> list[_Passage]:
        """What stands directly under a heading that is no title of a section."""
        heading = self.outline.headings[number]
        part = self._part_around(number)
        inside = frozenset(place for place, section in enumerate(self.sections) if section.part == part)
        everywhere = frozenset(range(len(self.sections)))
        if part or number in self._parents or heading.level <= 1 or len(self.outline.headings) == 1:
            return self._passages(heading.body, inside or everywhere)
        if not heading.body:
            return [_Passage((heading.end, heading.end), frozenset(), (heading.start, heading.end))]
        span = (heading.body[0].start, heading.body[-1].end)
        return [_Passage(span, everywhere, (heading.start, heading.end))]

    def _passages(self, body: Sequence[Block], allowed: frozenset[int]) -> list[_Passage]:
        """A passage a line; the rows of one table are one."""
        found: list[_Passage] = []
        last = ""
        for block in body:
            if block.kind == "row" and last == "row":
                found[-1].span = (found[-1].span[0], block.end)
            else:
                found.append(_Passage((block.start, block.end), allowed))
            last = block.kind
        return found

    def _by_content(self, pool: list[_Passage], taken: frozenset[int]) -> tuple[list[Placed], list[UnknownSection]]:
        if not pool:
            return [], []
        words = SectionWords.of(self.template)
        count = len(self.sections)
        for passage in pool:
            start = passage.heading[0] if passage.heading else passage.span[0]
            scores = words.scores(_content(self.text, start, passage.span[1]))
            values = [
                (grade - (_TAKEN if place in taken else 0.0)) if place in passage.allowed else -9.0
                for place, grade in enumerate(scores)
            ]
            passage.values = [*values, _NOTHING]

        def transition(_: int, old: int, new: int) -> float:
            if old < 0 or count in {old, new}:
                return 0.0
            return _STAY if new == old else _NEXT if new == old + 1 else _ON if new > old else _BACK

        path = best_places([passage.values for passage in pool], transition)
        groups: dict[int, list[_Passage]] = {}
        unknown: list[UnknownSection] = []
        for passage, place in zip(pool, path, strict=True):
            if place < count:
                groups.setdefault(place, []).append(passage)
            elif passage.heading is not None or self._is_told(passage.span):
                title = self.text[slice(*passage.heading)].strip() if passage.heading else ""
                unknown.append(UnknownSection(title, *(passage.heading or passage.span)[:1], passage.span[1]))
        return [self._contained(place, passages) for place, passages in groups.items()], unknown

    def _is_told(self, span: Span) -> bool:
        """Whether a passage that no section claims is more than a byline or a greeting."""
        return span[1] - span[0] > _BYLINE or any(mark in self.text[slice(*span)] for mark in "。；！!")

    def _contained(self, place: int, passages: list[_Passage]) -> Placed:
        own = sum(passage.values[place] for passage in passages)
        others = [sum(max(0.0, p.values[n]) for p in passages) for n in range(len(self.sections)) if n != place]
        lead = (own - max(others, default=0.0)) / own if own > 0 else 0.0
        heading = next((passage.heading for passage in passages if passage.heading), None)
        certainty = round(min(0.9, max(0.1, lead)), 2)
        return Placed(self.sections[place], heading, tuple(p.span for p in passages), "content", certainty)


def _content(text: str, start: int, end: int) -> str:
    """The words of a passage without the sentences that say nothing: thanks to everybody are no praise of the team."""
    stretch = Stretch(text, start, end, ())
    kept = text[start:end]
    for a, b in reversed(hollow_spans(stretch)):
        kept = f"{kept[: a - start]}{kept[b - start :]}"
    return kept


def _whole(body: Sequence[Block]) -> list[Span]:
    return [(body[0].start, body[-1].end)] if body else []
