"""Steps from the values of one note that the text leaves to the reader, the note being known by the words they share.

海运费每柜从2400美元涨到3350美元 is told as 每柜上涨950美元; 投诉112起，比上年少30起 as 较上年的142起;
因价格落标21次，因方案落标13次 as 落标34次. The words right before the figure must be those of the note.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.decimals import divide
from fupan.domain.role import EARLIER
from fupan.figures.agreement import closely
from fupan.figures.fold import fold
from fupan.figures.late import late
from fupan.figures.note_figures import units_agree
from fupan.figures.reading import OWN, Reading
from fupan.figures.stated import HUNDRED, NO_LEVEL, changes, operand
from fupan.figures.verdict import NoteFigure, Verdict
from fupan.figures.words import content_words

if TYPE_CHECKING:
    from fupan.figures.bind import Binder

_CHANGES = frozenset(("difference", "growth"))
_FROM = late("[由从](?:[一-鿿]{0,8}?[的为])?[ *_约近]{0,3}$")
_TO = late("[^，。；]{0,8}?[到至为成]了?[ *_约近]{0,3}")
_THAN_THEN = late(
    "[，,（( ]{0,2}[比较](?:上一?年|去年|上月|上季度?|年初)(?:同期|底|末)?"
    "(?:(?P<less>少|减少|下降|降低|压减|降)|(?P<more>多|增加|增长|上升|增))了?[ *_约近]{0,3}"
)
_NOUN = late("(?P<noun>[一-鿿]{2})[ *_约近共达到]{0,3}$")
_MISSED = late("[未没](?:有|能)?(?P<noun>[一-鿿]{2})的?[ *_约近]{0,3}$")
_OF_GOAL = late(
    "占(?P<time>全年|年度|全季|季度|全月)[^，。；]{0,4}?(?:目标|任务|计划|预算)[^，。；]{0,2}的[ *_约近超不足到]{0,4}$"
)
_GOAL = late("(?P<time>全年|年度|全季|季度|全月)[^，。；]{0,8}(?:目标|任务|计划|预算)[为是 ]{0,2}$")
_ALIKE = 2
"""So many words at least stand both before the figure and around the value of the note."""


def note_step(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> Verdict | None:
    """The verdict on a figure that two values of a note give, None where its words are not those of such a note."""
    if reading.metric_sure >= OWN and reading.metrics:
        return None
    for figure in binder.notes.figures:
        if any(closely(reading.mention, value) for value in _of_goal(reading, figure, before)):
            return Verdict(reading, note=figure)
    for note in _notes(binder):
        for value, source in _results(reading, note, before):
            if closely(reading.mention, value):
                return Verdict(reading, note=source)
    return None


def _notes(binder: Binder) -> Iterator[list[NoteFigure]]:
    """The figures of each note that has several."""
    for _, figures in itertools.groupby(binder.notes.figures, key=lambda one: (one.note, one.text)):
        note = [one for one in figures if one.mention.value]
        if len(note) > 1:
            yield note


def _of_goal(reading: Reading, figure: NoteFigure, before: Sequence[Verdict]) -> Iterator[Decimal]:
    """1.1亿元，占全年目标的92%: what was told last in % of the goal that a note sets for that time."""
    words = _OF_GOAL.search(reading.lead) if reading.mention.unit == "%" else None
    last = before[-1] if before else None
    if words is None or last is None or last.mention.start < reading.sentence[0] or not figure.mention.value:
        return
    goal = _GOAL.search(fold(figure.text), 0, figure.mention.start)
    level = last.mention.unit == figure.mention.unit not in NO_LEVEL
    if goal is not None and goal["time"] == words["time"] and level:
        yield divide(operand(last).value * HUNDRED, abs(figure.mention.value))


def _results(
    reading: Reading, note: Sequence[NoteFigure], before: Sequence[Verdict]
) -> Iterator[tuple[Decimal, NoteFigure]]:
    text = fold(note[0].text)
    for one, other in itertools.pairwise(note):
        if units_agree(one.mention, other.mention):
            yield from _moved(reading, text, one, other)
            yield from _then(reading, text, (one, other), before)
    if reading.mention.unit not in NO_LEVEL:
        yield from _of_one_noun(reading, text, note)
        yield from _missed(reading, text, note)


def _moved(reading: Reading, text: str, one: NoteFigure, other: NoteFigure) -> Iterator[tuple[Decimal, NoteFigure]]:
    """每柜上涨950美元: how far the note says that a value went (从2400美元涨到3350美元)."""
    forms = {aspect.form for aspect in reading.aspects[:1]}
    if not forms & _CHANGES or reading.level or reading.origin or reading.against:
        return
    start, end = one.mention.start, other.mention.start
    if _FROM.search(text, 0, start) is None or _TO.fullmatch(text, one.mention.end, end) is None:
        return
    old, new = (abs(figure.mention.value or Decimal(0)) for figure in (one, other))
    turned = reading.direction is not None and (new > old) != (reading.direction == "up")
    if turned or not _alike(reading, one):
        return
    verdicts = (Verdict(reading._replace(mention=figure.mention), note=figure) for figure in (one, other))
    for value in changes(reading, *map(operand, verdicts)):
        yield value, other


def _then(
    reading: Reading, text: str, pair: tuple[NoteFigure, NoteFigure], before: Sequence[Verdict]
) -> Iterator[tuple[Decimal, NoteFigure]]:
    """112起，较上年的142起: what the value was before, which the note tells by the change (比上年少30起)."""
    now, change = pair
    if not any(aspect.form == "value" and aspect.a in EARLIER for aspect in reading.aspects[:2]):
        return
    moved = _THAN_THEN.fullmatch(text, now.mention.end, change.mention.start)
    last = before[-1] if before else None
    told = last is not None and last.note is not None and last.note.text == now.text
    told = told and last is not None and last.mention.start >= reading.sentence[0]
    if moved is None or not units_agree(reading.mention, now.mention) or not (told or _alike(reading, now)):
        return
    value, by = (abs(one.mention.value or Decimal(0)) for one in pair)
    yield (value + by if moved["less"] else value - by), now


def _of_one_noun(reading: Reading, text: str, note: Sequence[NoteFigure]) -> Iterator[tuple[Decimal, NoteFigure]]:
    """落标34次: the sum of all that the note tells by this very noun (因价格落标21次，因方案落标13次)."""
    noun = _NOUN.search(reading.lead)
    if noun is None:
        return
    parts = [one for one in note if _told_by(text, one, noun["noun"], reading)]
    if len(parts) >= _ALIKE:
        yield sum((abs(one.mention.value or Decimal(0)) for one in parts), Decimal(0)), parts[-1]


def _missed(reading: Reading, text: str, note: Sequence[NoteFigure]) -> Iterator[tuple[Decimal, NoteFigure]]:
    """未中标34次: what is left of the value told right before the one of this noun (投标52次，中标18次)."""
    noun = _MISSED.search(reading.lead)
    if noun is None:
        return
    for whole, part in itertools.pairwise(note):
        if _told_by(text, part, noun["noun"], reading) and whole.mention.unit == part.mention.unit:
            yield abs(whole.mention.value or Decimal(0)) - abs(part.mention.value or Decimal(0)), part


def _told_by(text: str, figure: NoteFigure, noun: str, reading: Reading) -> bool:
    """True where the noun stands right before a figure of the note, told in the unit of the text's figure."""
    return figure.mention.unit == reading.mention.unit and text[: figure.mention.start].endswith(noun)


def _alike(reading: Reading, figure: NoteFigure) -> bool:
    """True where the words before the figure are those of the note."""
    return len(content_words(reading.lead) & figure.near) >= _ALIKE
