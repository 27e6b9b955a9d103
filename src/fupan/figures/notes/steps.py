"""Steps from the values of one note that the text leaves to the reader, the note being known by the words they share.

因价格落标21次，因方案落标13次 is told as 落标34次; 商机86个，金额1.35亿元 as 平均单个157万元. See ``note_moves`` too.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from fupan.domain.decimals import divide
from fupan.figures.agreement import closely, tells_of
from fupan.figures.fold import fold
from fupan.figures.late import late
from fupan.figures.notes.moves import Step, may_move, moves
from fupan.figures.notes.read import NoteRead, notes_read, size
from fupan.figures.notes.sums import note_sums
from fupan.figures.read.reading import OWN, Reading
from fupan.figures.reckon.stated import HUNDRED, NO_LEVEL, operand
from fupan.figures.verdict import NoteFigure, Verdict
from fupan.figures.words import content_words

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_NOUN = late("(?P<noun>[一-鿿]{2})的?[ *_约近共达到]{0,3}$")
_MISSED = late("[未没](?:有|能)?(?P<noun>[一-鿿]{2})的?[ *_约近]{0,3}$")
_EACH = late(
    "(?:平均|均摊|每一?[个家台套户单项人件场次吨]|单[个家店站点场人件台套户项]|[场批单户店件台人]均)[^，。；]{0,10}$"
)
_APART = late("[比较](?P<other>[^，。；]{2,14}?)(?:多|少|高|低|大|小)[^，。；]{0,6}$")
_OF_GOAL = late(
    "占(?P<time>全年|年度|全季|季度|全月)[^，。；]{0,4}?(?:目标|任务|计划|预算)[^，。；]{0,2}的[ *_约近超不足到]{0,4}$"
)
_GOAL = late("(?P<time>全年|年度|全季|季度|全月)[^，。；]{0,8}(?:目标|任务|计划|预算)[为是 ]{0,2}$")
_RATE = late("(?P<noun>[一-鿿]{2})率[ *_为是达约近]{0,3}$")
_LEFT = late("(?:还有|还剩|尚有|剩下?|余下?|其余)的?[ *_约近]{0,3}$")
_WON = late("(?:成交|签约|签单|下单|购买|办卡|报名|入会|开户|签[了下]|成了?)[^，。；0-9]{0,3}$")
"""What comes of those who were counted before, where a rate is called 转化率."""
_LOST = ("落标", "丢标", "失标")
_ANY = frozenset(("",))
"""Stands for the words of a metric whose name has none of its own."""
_PARTS, _BEHIND = 2, 10
Steps = Callable[[NoteRead], Iterator[Step]]
"""What a note gives by one kind of words."""


def note_step(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> Verdict | None:
    """The verdict on a figure that the values of a note give, None where its words are not those of such a note."""
    told = (*_of_goal(binder, reading, before), *_of_heads(binder, reading), *note_sums(binder, reading, before))
    for value, source in told:
        if tells_of(reading.mention, value):
            return Verdict(reading, note=source)
    named: frozenset[str] = frozenset()
    if reading.metric_sure >= OWN and reading.metrics:
        named = named.union(*(binder.catalogue.words[name] for name in reading.metrics)) | _ANY
    asked = _asked(reading)
    for note in notes_read(binder.notes, reading, before, named) if asked else ():
        for steps in asked:
            for value, source in steps(note):
                if closely(reading.mention, value):
                    return Verdict(reading, note=source)
    return None


def _of_goal(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> Iterator[Step]:
    """1.1亿元，占全年目标的92%: what was told last in % of the goal that a note sets for that time."""
    words = _OF_GOAL.search(reading.lead) if reading.mention.unit == "%" else None
    last = before[-1] if before else None
    if words is None or last is None or last.mention.start < reading.sentence[0] or last.mention.unit in NO_LEVEL:
        return
    for figure in binder.notes.figures:
        if not figure.mention.value or figure.mention.unit != last.mention.unit:
            continue
        goal = _GOAL.search(fold(figure.text), 0, figure.mention.start)
        if goal is not None and goal["time"] == words["time"]:
            yield divide(operand(last).value * HUNDRED, size(figure)), figure


def _of_heads(binder: Binder, reading: Reading) -> Iterator[Step]:
    """人均签约额由684万元升至729万元: over the heads that a note counts (销售工程师由42人增加到47人)."""
    if not reading.per:
        return
    roles = dict.fromkeys(aspect.a for aspect in reading.aspects if aspect.form == "value")
    wholes = [binder.told.value(metric, role, None) for metric in reading.metrics[:1] for role in roles]
    for figure in binder.notes.figures:
        if figure.mention.unit in reading.per and size(figure) > 1:
            alike = [whole for whole in wholes if whole is not None and whole.unit.base == reading.mention.unit]
            yield from ((divide(abs(whole.amount), size(figure)), figure) for whole in alike)


def _asked(reading: Reading) -> list[Steps]:
    """The steps that the figure's unit and words allow: most notes are then not looked at, for most figures."""
    lead, unit = reading.lead, reading.mention.unit
    found: list[Steps] = [moves] if may_move(reading) else []
    if unit == "%" and (rate := _RATE.search(lead)) is not None:
        found.append(partial(_rate, noun=rate["noun"]))
    if unit in NO_LEVEL:
        return found
    if _EACH.search(lead):
        found.append(_each)
    changed = bool(reading.aspects) and reading.aspects[0].form == "difference"
    if changed and (than := _APART.search(lead)) is not None:
        found.append(partial(_apart, than=than))
    if reading.metric_sure < OWN or not reading.metrics:
        if (noun := _NOUN.search(lead)) is not None:
            found.append(partial(_of_one_noun, noun=noun["noun"]))
        if missing := _missing(lead):
            found.append(partial(_missed, noun=missing))
        found.append(_share_taken)
        if _LEFT.search(lead):
            found.append(_left)
    return found


def _of_one_noun(note: NoteRead, noun: str) -> Iterator[Step]:
    """落标34次: the sum of all that the note tells by this very noun (因价格落标21次，因方案落标13次)."""
    parts = [one for one in note.figures if _told_by(note, one, noun)]
    if len(parts) >= _PARTS:
        yield sum(map(size, parts), Decimal(0)), parts[-1]


def _missed(note: NoteRead, noun: str) -> Iterator[Step]:
    """未中标34次: what is left of the value told right before the one of this noun (投标52次，中标18次)."""
    for whole, part in itertools.pairwise(note.figures):
        if _told_by(note, part, noun) and whole.mention.unit == part.mention.unit:
            yield size(whole) - size(part), part


def _missing(lead: str) -> str:
    """What 未中标 and 落标 say was not done: 中标."""
    found = _MISSED.search(lead)
    return found["noun"] if found is not None else "中标" if lead.rstrip(" *_的").endswith(_LOST) else ""


def _left(note: NoteRead) -> Iterator[Step]:
    """12笔共8.6万元，还有3.5万元: what a part that the note tells (已追回5.1万元) leaves of the amount before it."""
    if not note.goes_on:
        return
    unit = note.reading.mention.unit
    for whole, part in itertools.combinations([one for one in note.figures if one.mention.unit == unit], 2):
        if size(whole) > size(part):
            yield size(whole) - size(part), part


def _told_by(note: NoteRead, figure: NoteFigure, noun: str) -> bool:
    """True where the noun stands right before a value of the note, told in the unit of the text's figure."""
    return figure.mention.unit == note.reading.mention.unit and note.text[: figure.mention.start].endswith(noun)


def _each(note: NoteRead) -> Iterator[Step]:
    """商机86个，平均单个157万元: an amount of the note over the things that it counts."""
    for amount in note.figures:
        for count in note.figures if amount.mention.unit == note.reading.mention.unit else ():
            counted = count.mention.kind == "count" and 1 < size(count) < size(amount)
            if counted and (note.goes_on or (note.is_of(amount) or note.is_of(count))):
                yield divide(size(amount), size(count)), amount


def _rate(note: NoteRead, noun: str) -> Iterator[Step]:
    """服务9600人次，转化率12%: what the note tells by this word in % of what it counts before (转化1150台)."""
    for place, part in enumerate(note.figures):
        if part.mention.kind != "count":
            continue
        called = noun in note.words(part)
        known = note.goes_on or _names_both(note, place) or _names_whole(note, place)
        if not (called and known) and not (
            note.goes_on and noun == "转化" and _WON.search(note.text, 0, part.mention.start)
        ):
            continue
        for whole in note.figures[:place]:
            if whole.mention.kind == "count" and size(whole) > size(part):
                yield divide(size(part) * HUNDRED, size(whole)), part


def _names_both(note: NoteRead, place: int) -> bool:
    """True for 中标率 of 投标250场，中标95场: the last two letters of both words are the same."""
    words = [note.text[: one.mention.start].rstrip(" *_了")[-1:] for one in note.figures[max(0, place - 1) : place + 1]]
    return len(words) == _PARTS and words[0] == words[1]


def _names_whole(note: NoteRead, place: int) -> bool:
    """True for 维修超时率 of 维修工单962单，超时47单: another word of its name is that of what is counted before."""
    own = note.words(note.figures[place])
    return any(content_words(note.reading.lead) & (note.words(one) - own) for one in note.figures[:place])


def _share_taken(note: NoteRead) -> Iterator[Step]:
    """工程客户约788万元: the part that the note tells in % of the amount before it (1126万元，其中七成来自工程客户)."""
    for whole, rate in itertools.pairwise(note.figures) if "其中" in note.text else ():
        if rate.mention.unit != "%" or whole.mention.unit != note.reading.mention.unit:
            continue
        behind = note.text[rate.mention.end : rate.mention.end + _BEHIND]
        among = "其中" in note.text[whole.mention.end : rate.mention.start]
        if among and content_words(behind) & content_words(note.reading.lead):
            yield divide(size(whole) * size(rate), HUNDRED), rate


def _apart(note: NoteRead, than: re.Match[str]) -> Iterator[Step]:
    """收纳柜比沙发多362万元: how far two values of the note are apart, of the two things that are named."""
    lead = note.reading.lead
    one_named, other_named = content_words(lead[: than.start()]), content_words(than["other"])
    for one, other in itertools.permutations(note.figures, 2):
        if not one.mention.unit == other.mention.unit == note.reading.mention.unit:
            continue
        own, others = note.words(one), note.words(other)
        named = one_named & (own - others) and other_named & (others - own)
        risen = note.reading.direction in {None, "up" if size(one) > size(other) else "down"}
        if named and risen:
            yield abs(size(one) - size(other)), one
