"""Figures of the notes as sources: a figure of the text may be taken from a note that speaks of the same thing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from threading import RLock

from fupan.domain.factsheet import Note
from fupan.domain.mention import Mention
from fupan.figures.agreement import agreement, opposed, significant, within_reach
from fupan.figures.fold import fold
from fupan.figures.units import same_unit
from fupan.figures.verdict import NoteFigure, Verdict
from fupan.figures.words import content_words

_REACH = 3
_BOUNDARY = "，,。；;：:、！？（( \n是"
_QUOTED, _QUOTED_LEAST, _QUOTED_SHORT = 40, 6, 2
"""How many characters on either side of a figure are held against a note, and how many must be the same (in a short
note that is repeated from its beginning to its end)."""
_ANYTHING = "个"
_SCALED = Decimal(10_000)
_LOW, _HIGH = Decimal("0.7"), Decimal("1.45")
"""How far a rounded or bounded figure may be from the value it states."""
_COMMON = frozenset(("%", "元", "个", "家", "人", "天", "次", "个百分点", "名"))
_UNITS_OF_THEIR_OWN = frozenset(("周", "期", "盒", "门", "轮", "节", "课时", "人次", "分钟", "托盘位"))


@dataclass
class NoteFigures:
    """The figures of ``notes``, each held against the facts by ``read``; those with a value sorted by it.

    They are read when a figure first asks for them: many texts tell nothing but facts. Safe for several threads.
    """

    notes: Sequence[Note]
    read: Callable[[str], Sequence[Verdict]]
    _read: bool = False
    _whole: bool = False
    _lock: RLock = field(default_factory=RLock)
    _figures: list[NoteFigure] = field(default_factory=list)
    _several: list[tuple[str, list[NoteFigure]]] = field(default_factory=list)
    _values: list[Decimal] = field(default_factory=list)
    _places: list[int] = field(default_factory=list)
    _ranges: list[int] = field(default_factory=list)

    @property
    def figures(self) -> Sequence[NoteFigure]:
        """All of them, in the order of the notes; while the notes are being read, those read before."""
        if not self._whole:
            with self._lock:
                if not self._read:
                    self._read = True
                    for note in self.notes:
                        self._add(note, self.read(note.text))
                    self._whole = True
        return self._figures

    @property
    def several(self) -> Sequence[tuple[str, list[NoteFigure]]]:
        """The notes with several values: each folded, with the figures that have one; in order, as ``figures``."""
        return self._several if self.figures else ()

    def _add(self, note: Note, verdicts: Sequence[Verdict]) -> None:
        text = fold(note.text)
        words, first = frozenset(content_words(text)), len(self._figures)
        for verdict in verdicts:
            mention = verdict.mention
            near = frozenset(content_words(text[max(0, mention.start - 12) : mention.end + 8]))
            place = len(self._figures)
            self._figures.append(NoteFigure(note.id, note.text, mention, words, near, verdict.fact))
            if mention.value is None:
                self._ranges.append(place)
            else:
                at = bisect_right(self._values, abs(mention.value))
                self._values.insert(at, abs(mention.value))
                self._places.insert(at, place)
        valued = [one for one in self._figures[first:] if one.mention.value]
        if len(valued) > 1:
            self._several.append((text, valued))

    def same(self, mention: Mention) -> Iterator[NoteFigure]:
        """The note figures that ``mention`` may repeat: same unit and value, or rounded from it."""
        figures = self.figures
        places = self._ranges if mention.value is None else self._close_to(abs(mention.value))
        for place in places:
            figure = figures[place]
            if units_agree(mention, figure.mention) and _states(mention, figure.mention):
                yield figure

    def _close_to(self, value: Decimal) -> list[int]:
        low = bisect_left(self._values, value * _LOW)
        return sorted(self._places[low : bisect_right(self._values, value * _HIGH, low)])

    def together(self, mentions: Iterable[Mention]) -> dict[str, list[tuple[int, NoteFigure]]]:
        """The figures of each note (by its text) that ``mentions``, the figures of one sentence, repeat exactly.

        Each with the offset where the sentence has it.
        """
        found: dict[str, list[tuple[int, NoteFigure]]] = {}
        for mention in mentions:
            for figure in self.same(mention):
                if states_exactly(mention, figure.mention):
                    found.setdefault(figure.text, []).append((mention.start, figure))
        return found

    def nearest(self, mention: Mention, words: frozenset[str], reach: int = _REACH) -> NoteFigure | None:
        """The figure in the same unit whose note shares most words with ``words``: what was probably meant.

        None where no note shares ``reach`` words.
        """
        best: tuple[int, NoteFigure] | None = None
        figures, note, shared = self.figures, None, 0
        for figure in figures:
            if figure.words is not note:  # those of one note share its words
                note = figure.words
                shared = len(words & note)
            if shared >= reach and (best is None or shared > best[0]) and units_agree(mention, figure.mention):
                best = shared, figure
        return best[1] if best else None


def shared_words(mention: Mention, figure: NoteFigure, words: frozenset[str], near: frozenset[str] | None) -> int:
    """How many words a figure's surroundings and a note share; ``near`` where only the words close by count.

    A precise or rare figure needs fewer words in common.
    """
    if near is not None:
        return len(near & figure.near) or (2 if _of_its_own(mention) else 0)
    shared = len(words & figure.words)
    if shared == 1 and mention.unit == figure.mention.unit and _telling(mention):
        return 2
    return shared or (2 if _of_its_own(mention) else 0)


def in_order(start: int, figure: NoteFigure, others: Iterable[tuple[int, NoteFigure]]) -> int:
    """How many other figures of its note a sentence repeats on the same side of ``figure``, those swapped taken off."""
    found = {(at, other.mention.start) for at, other in others if other is not figure and at != start}
    return sum(1 if (at < start) == (place < figure.mention.start) else -1 for at, place in found)


def quoted(text: str, sentence: int, mention: Mention, figure: NoteFigure) -> bool:
    """True where the note's words are repeated from the beginning of the sentence, or of the note, to past the figure.

    ``text`` is folded; ``sentence`` is where the sentence of ``mention`` begins. What the user noted, word for word,
    is what the figure is about, even where its words alone would be read otherwise.
    """
    note, at, place = fold(figure.text), mention.start, figure.mention.start
    before = (text[max(sentence, at - _QUOTED) : at][::-1], note[max(0, place - _QUOTED) : place][::-1])
    left = _common(*before)
    after, behind = mention.end, figure.mention.end
    right = _common(text[after : after + _QUOTED], note[behind : behind + _QUOTED])
    whole = at - left <= sentence or (
        text[at - left - 1] in _BOUNDARY and (place - left <= 0 or note[place - left - 1] in _BOUNDARY)
    )
    ended = behind + right >= len(note.rstrip("。；;，, "))
    least = _QUOTED_SHORT if ended and left >= place else _QUOTED_LEAST
    return whole and left + right >= least and (right >= 2 or ended)


def states_exactly(one: Mention, other: Mention) -> bool:
    """True where two figures are the same to the last digit and in one unit (19万 for 19万元, but not 3件 for 3单).

    个 counts anything: 43个 for 43人.
    """
    if one.value != other.value:
        return False
    units = {one.unit, other.unit}
    return len(units) == 1 or "" in units or (_ANYTHING in units and same_unit(one.unit, other.unit))


def units_agree(one: Mention, other: Mention) -> bool:
    """True where two figures can be told in one unit."""
    if one.unit == other.unit:
        return True
    if not one.unit or not other.unit:  # 96万 for 96万元
        return one.value is not None and abs(one.value) >= _SCALED and one.value == other.value
    if {one.unit, other.unit} == {"元", "订单"}:  # 1100万订单 of a note told as 1100万元订单
        return one.value is not None and abs(one.value) >= _SCALED and one.value == other.value
    return same_unit(one.unit, other.unit)


def _states(mention: Mention, source: Mention) -> bool:
    """True where the text's figure states the note's: equal, rounded from it, or both the same range or bound."""
    if source.value is None:
        return mention.value is None and (mention.low, mention.high) == (source.low, source.high)
    if mention.value is not None and abs(mention.value) == abs(source.value):
        if source.approx is not None:
            return not opposed(mention, source)
        return mention.approx is None or agreement(mention, source.value) == "yes"
    return source.approx is None and within_reach(mention, source.value)


def _of_its_own(mention: Mention) -> bool:
    """A count in a unit of its own, such as 26周."""
    return (mention.value or 0) >= 10 and mention.unit in _UNITS_OF_THEIR_OWN


def _telling(mention: Mention) -> bool:
    """Precise or rare enough that one word in common with a note will do."""
    digits = significant(mention)
    return digits >= 3 or mention.unit not in _COMMON or (mention.unit in {"人", "名"} and digits >= 2)


def _common(one: str, other: str) -> int:
    """How many characters the two begin with in common."""
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return length
