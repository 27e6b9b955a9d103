"""Moves that two values of a note give, and where they set out: 每柜上涨950美元, 较上年的142起, 由28人减到22人."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

from fupan.domain.decimals import divide
from fupan.domain.role import EARLIER
from fupan.figures.late import late
from fupan.figures.notes.figures import units_agree
from fupan.figures.notes.read import NoteRead, size
from fupan.figures.read.reading import Reading
from fupan.figures.reckon.stated import HUNDRED, changes, operand
from fupan.figures.verdict import NoteFigure, Verdict

_CHANGES = frozenset(("difference", "growth"))
_FROM = late("[由从](?:[一-鿿]{0,8}?(?:[的为]|每[一-鿿]{1,2}|季度|[上去]年|同期|年初|上月|[0-9]月))?[ *_约近]{0,3}$")
_TO = late("[^，。；]{0,8}?[到至为成]了?[ *_约近]{0,3}")
_THAN_THEN = late(
    "[，,（( ]{0,2}[比较](?:上一?年|去年|上月|上季度?|年初)(?:同期|底|末)?"
    "(?:(?P<less>少|减少|下降|降低|压减|降)|(?P<more>多|增加|增长|上升|增))了?[ *_约近]{0,3}"
)
_LEFT = late("(?:离职|流失|退出|关停|关闭|淘汰|裁撤|裁减|减少|调离)了?[ *_约近]{0,3}$")
_REMAINS = late("[，,；; ]{0,2}[^，。；0-9]{0,4}?(?:在岗|现有|仍有|剩余?|留存|尚有|还有|在营)[ *_约近]{0,3}")
_CAME = late("(?:新增|新开|新建|新签|新招|新拓|新设|增加)[^，。；0-9]{0,8}$")
_IN_ALL = late(
    "[，,；; ]{0,2}[^，。；0-9]{0,4}?(?:累计|总数|总量|合计|达到|增至|共有?|目前|现有)[达到为有]{0,2}[ *_约近]{0,3}"
)
_ORIGINAL = late("原有?|原来|此前|先前")
Step = tuple[Decimal, NoteFigure]


def may_move(reading: Reading) -> bool:
    """False for most figures: their words name no move and none of its ends."""
    forms = reading.aspects[:1] and reading.aspects[0].form in _CHANGES
    then = any(aspect.a in EARLIER or aspect.b in EARLIER for aspect in reading.aspects[:2])
    return bool(forms) or then or reading.origin or _ORIGINAL.search(reading.lead) is not None


def moves(note: NoteRead) -> Iterator[Step]:
    """What the figure may be by them, each with the value of the note that stands for its source."""
    for one, other in itertools.pairwise(note.figures):
        if units_agree(one.mention, other.mention):
            yield from _moved(note, one, other)
            yield from _then(note, one, other)
            yield from _before(note, one, other)


def _moved(note: NoteRead, one: NoteFigure, other: NoteFigure) -> Iterator[Step]:
    """每柜上涨950美元: how far the note says that a value went (从2400美元涨到3350美元)."""
    reading = note.reading
    forms = {aspect.form for aspect in reading.aspects[:1]}
    if not forms & _CHANGES or reading.level or reading.origin or reading.against:
        return
    start, end = one.mention.start, other.mention.start
    if _FROM.search(note.text, 0, start) is None or _TO.fullmatch(note.text, one.mention.end, end) is None:
        return
    if reading.lead.endswith("提速"):  # from 8.5 to 6 hours
        reading = reading._replace(direction="down")
    turned = reading.direction is not None and (size(other) > size(one)) != (reading.direction == "up")
    if turned or not note.is_of(one):
        return
    verdicts = (Verdict(reading._replace(mention=figure.mention), note=figure) for figure in (one, other))
    for value in changes(reading, *map(operand, verdicts)):
        yield value, other


def _then(note: NoteRead, now: NoteFigure, change: NoteFigure) -> Iterator[Step]:
    """112起，较上年的142起，下降21.1%: what the value was before the change that the note tells, and its rate."""
    moved = _THAN_THEN.fullmatch(note.text, now.mention.end, change.mention.start)
    if moved is None or not note.is_of(now):
        return
    reading = note.reading
    then = size(now) + size(change) if moved["less"] else size(now) - size(change)
    if reading.mention.unit == "%":
        named = any(aspect.form == "growth" and aspect.b in EARLIER for aspect in reading.aspects[:2])
        if named and then > 0 and reading.direction in {None, "down" if moved["less"] else "up"}:
            yield divide(size(change) * HUNDRED, then), now
        return
    named = any(aspect.form == "value" and aspect.a in EARLIER for aspect in reading.aspects[:2])
    if named and units_agree(reading.mention, now.mention):
        yield then, now


def _before(note: NoteRead, moved: NoteFigure, now: NoteFigure) -> Iterator[Step]:
    """由28人减到22人, 占原有28人的21%: how many there were, where the note tells who left or came and who is there."""
    reading = note.reading
    if not (reading.origin or _ORIGINAL.search(reading.lead)) or not units_agree(reading.mention, now.mention):
        return
    start, between = moved.mention.start, (moved.mention.end, now.mention.start)
    if _LEFT.search(note.text, 0, start) and _REMAINS.fullmatch(note.text, *between):
        yield size(now) + size(moved), now
    elif _CAME.search(note.text, 0, start) and _IN_ALL.fullmatch(note.text, *between):
        yield size(now) - size(moved), now
