"""A note as material: a mere label dropped, its figures turned into slots bound to facts where they are facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fupan.domain.fact import Fact
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet, Note
from fupan.domain.mention import Mention
from fupan.domain.unit import base_dimension
from fupan.figures.judge.binding import bind
from fupan.figures.quantities import interval
from fupan.figures.scan.extract import extract
from fupan.logic.score import label_of
from fupan.pipeline.short_names import named_in
from fupan.pipeline.slots import as_data

_LABEL = re.compile(r"^([^，。；：:、\s0-9]{1,6})[：:]\s*")
_COUNTING = re.compile(r"[一二三四五六七八九十两0-9]+[^一二三四五六七八九十两0-9]")
"""五步：…, 分三层：…: a label that counts says something of its own; 风险一：… only numbers the note."""
_TELLING_DIGITS = 3
_LONG = 4
_BETWEEN = 16
"""Figures of one list stand closer than this; a note without any two so close need not be read for lists."""
_HALF_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0E)}
"""８０％ is written 80%, offsets hold."""
_SCALED = frozenset("万亿")
_END = "。！？；;.!?，, 　"

NewSlot = Callable[[str, str, str, str], str]
"""Registers a slot (source, label, shown, tail) and returns its mark."""


@dataclass(frozen=True, slots=True)
class NoteMaterial:
    """``text`` holds slot marks and has no final stop; ``covered`` are the facts that the note itself states."""

    note: Note
    text: str
    label: str
    covered: tuple[Fact, ...]


def note_material(
    note: Note, base: FactBase, facts: Iterable[Fact], new_slot: NewSlot, drops: Callable[[str], bool] | None = None
) -> NoteMaterial:
    """Turn one note into material; ``facts`` are those the section states (looked at first), then all others.

    A label in front (难点：…) is dropped where ``drops`` says so (by default: where it is no name of the sheet), for it
    names the step, whose place in the text tells as much, unless it counts (五步：…). Any other (今年动了两处：…) is
    part of the note, and stays.
    """
    head = _LABEL.match(note.text)
    label = head[1] if head else ""
    names = names_in(base.sheet)
    heading = drops(label_of(note.text) or label) if drops and head else label not in names
    heading = heading and not _COUNTING.search(label)
    named = not heading and label in names
    start = head.end() if head and heading else 0
    body = note.text.translate(_HALF_WIDTH)
    near = list(facts)
    mentions = extract(body)
    listed = _listed(body, mentions, base.sheet)
    parts: list[str] = []
    covered: list[Fact] = []
    position = start
    for mention in mentions:
        if mention.start < position or mention.kind == "ordinal":
            continue
        same = listed.get(mention.start) or _same_facts(mention, body, near, base)
        fact = same[0] if same else None
        covered += same
        source = fact.id if fact else f"note:{note.id}"
        tail = _tail(mention.text, body[mention.end :])
        parts += (
            as_data(body[position : mention.start]),
            new_slot(source, label or note.text[:12], mention.text, tail),
        )
        position = mention.end
    parts.append(as_data(body[position:]))
    text = "".join(parts).strip().rstrip(_END)
    if named:  # 电话外呼：单条线索320→610元: it says what the note is about
        text = _LABEL.sub(r"\1方面，", text)
    return NoteMaterial(note, text, label, tuple(covered))


def names_in(sheet: FactSheet) -> set[str]:
    """What a label may be that is no mere heading: members, metrics, customers, products, rivals, people."""
    members = (member for group in sheet.dimensions().values() for member in group)
    return {*members, *(name for metric in sheet.metrics for name in metric.names), *sheet.entities.all()}


def _listed(text: str, mentions: Sequence[Mention], sheet: FactSheet) -> dict[int, list[Fact]]:
    """The given facts that a note tells in a list, by offset: 四个季度依次为…, 华东、华南分别为…"""
    if all(later.start - earlier.end > _BETWEEN for earlier, later in pairwise(mentions)):
        return {}
    verdicts = bind(text, mentions, sheet).verdicts
    return {
        one.mention.start: [one.fact]
        for one in verdicts
        if one.reading.run[1] > 1 and one.fact is not None and one.fact.formula is None
    }


def _same_facts(mention: Mention, text: str, near: list[Fact], base: FactBase) -> list[Fact]:
    """The facts that a note's figure states: same unit and value, and the note names their metric and member.

    For the section's own facts a part of the metric's name will do (渠道商 for 渠道商数量), or a value that does not
    agree by chance (see ``_is_telling``); for all others the name has to begin in the note (旧改 for 旧改销售额). A
    member may be named in short (see ``named_in``). Several: Q2和Q3各3700万元.
    """
    if mention.value is None:
        return []
    low, high = interval(mention)
    telling = _is_telling(mention)

    def fits(fact: Fact) -> bool:
        amount = abs(fact.amount)
        inside = (low is None or low <= amount) and (high is None or amount <= high)
        named = fact.member is None or fact.member in text
        # what is named in short has to agree in full: 已签量贩年框1.1亿 is not the 1.08亿 that 零食量贩 did;
        # and what is worked out needs its metric too: 新人占三分之一，一问技术… is no share of 技术方案
        short = amount == abs(mention.value or 0) and (fact.formula is None or _metric_told(fact, text))
        named = named or (short and named_in(text, fact.member or "", names_in(base.sheet)))
        return inside and _same_unit(fact, mention, text, base.sheet) and named

    found = [fact for fact in near if (telling or _metric_hinted(fact, text)) and fits(fact)]
    if found:
        return found
    return [fact for fact in base.facts.values() if (fact.metric[:2] in text or fact.member) and fits(fact)][:1]


def _same_unit(fact: Fact, mention: Mention, text: str, sheet: FactSheet) -> bool:
    if mention.unit:
        # a note says 890元 of a metric in 元/条: its words say per what
        return mention.unit in {fact.unit.base, fact.unit.base.partition("/")[0]}
    if fact.unit.base == "倍":  # ROI 11.9
        metric = sheet.metric(fact.metric)
        return metric is not None and any(name in text for name in metric.names)
    return not fact.unit.base or (fact.unit.base == "元" and not _SCALED.isdisjoint(mention.text))


def _metric_hinted(fact: Fact, text: str) -> bool:
    return fact.member is not None or _metric_told(fact, text)


def _metric_told(fact: Fact, text: str) -> bool:
    return any(fact.metric[i : i + 2] in text for i in range(len(fact.metric) - 1))


def _tail(figure: str, rest: str) -> str:
    """Two characters behind a figure that begin as its unit ends (4家|家电大厂, 12人|人均), else nothing."""
    return as_data(rest[:2]) if rest[:1] == figure[-1:] else ""


def _is_telling(mention: Mention) -> bool:
    """Whether a value hardly agrees with a fact by chance.

    That is three digits that are no zeros around it, an amount of four digits (16000万元), or a time that is not round
    (96天).
    """
    digits = re.sub(r"[^0-9]", "", mention.text)
    significant = len(digits.strip("0"))
    kind = base_dimension(mention.unit)
    return (
        significant >= _TELLING_DIGITS
        or (kind == "money" and len(digits) >= _LONG)
        or (kind == "duration" and significant >= _TELLING_DIGITS - 1)
    )
