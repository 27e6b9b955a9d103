"""The verdict on a figure that values stated before it give, or whose bound they miss."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fupan.domain.decimals import divide, plain, rounded
from fupan.domain.derive import PERCENT
from fupan.domain.fact import Fact, Formula
from fupan.figures.agreement import agreement, bounded
from fupan.figures.notes.changes import change_in_note
from fupan.figures.notes.steps import note_step
from fupan.figures.read.reading import OWN, Reading
from fupan.figures.reckon.across_roles import across_roles
from fupan.figures.reckon.counted_sums import counted_sum
from fupan.figures.reckon.named_steps import named_step
from fupan.figures.reckon.parts_told import part_told
from fupan.figures.reckon.set_off import set_off
from fupan.figures.reckon.stated import HUNDRED, NO_LEVEL, Operand, apart, claimed, given, moved, operands, part
from fupan.figures.reckon.summed_up import summed_up
from fupan.figures.reckon.worked import said_before, worked_out
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_CLOSE = 12
"""A bound this far behind a level still speaks of it."""


def recomputed(binder: Binder, reading: Reading, before: Sequence[Verdict], *, certain: bool) -> Verdict | None:
    """The verdict on a figure that values stated before it in its paragraph give, else None.

    With ``certain`` its words name a fact of their own: only what is told right before counts then.
    """
    mention = reading.mention
    if not mention.value:
        return None
    again = said_before(reading, before)
    if again is not None and not certain:
        return _as(again, reading)
    found = _of_words(binder, reading, before)
    if found is not None:
        return found
    told = operands(reading, before)
    if not told:
        return None
    level = moved(reading, told)
    if level is not None:
        return _as(level.verdict, reading)
    step = named_step(binder, reading, told)
    if step is not None:
        return step
    if claimed(reading, before):
        return None
    noted = change_in_note(binder, reading, told)
    if noted is not None:
        return noted
    fact = apart(binder, reading, told) or part(binder, reading, told, certain=certain)
    if fact is not None:
        return Verdict(reading, fact=fact)
    wrong_part = part_told(binder, reading, before)
    if certain or wrong_part is not None:
        return wrong_part
    source = worked_out(binder, reading, told)
    if source is not None:
        return _as(source.verdict, reading)
    wrong = _wrong_side(binder, reading, told) if bounded(mention) and not reading.rest else None
    return Verdict(reading, "wrong-bound", expected=wrong) if wrong is not None else None


def _of_words(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> Verdict | None:
    """What the notes and facts give by a step that the figure's own words name, whatever was told before it."""
    added = counted_sum(binder, reading, before)
    noted = added or note_step(binder, reading, before) or summed_up(binder, reading, before)
    if noted is not None:
        return noted
    fact = set_off(binder, reading) or across_roles(binder, reading, before)
    return Verdict(reading, fact=fact) if fact is not None else None


def _wrong_side(binder: Binder, reading: Reading, told: Sequence[Operand]) -> Fact | None:
    """全部3600万元中它拿出2250万元，即不足六成: the share of the level told right before, which the bound misses."""
    if reading.mention.unit != "%" or reading.direction is not None or reading.aspect_sure >= OWN:
        return None  # a share or rate that its words name is not that of the figure before
    here = [one for one in told if one.verdict.mention.start >= reading.sentence[0]]
    if not here or here[-1].unit in NO_LEVEL or here[-1].verdict.mention.end < reading.clause[0] - _CLOSE:
        return None
    one = here[-1]
    wholes = [(other.value, other.verdict.mention.text) for other in here[-2:-1] if other.unit == one.unit]
    wholes.extend(
        (abs(fact.amount), fact.metric)
        for fact in given(binder, reading)
        if fact.unit.base == one.unit and fact.key == "actual" and fact.dimension is None
    )
    for whole, name in wholes:
        low, high = sorted((one.value, whole))
        amount = divide(low * HUNDRED, high) if high else HUNDRED
        if agreement(reading.mention, amount) == "bound":
            arithmetic = f"{one.verdict.mention.text} 与 {name} 之比 = {plain(rounded(amount, 1))}%"
            formula = Formula("ratio", "两数之比", (), arithmetic)
            metric = reading.metrics[0] if reading.metrics else ""
            return Fact("文中", metric, "ratio", amount, PERCENT, binder.lexicon.sheet.period, formula=formula)
    return None


def _as(source: Verdict, reading: Reading) -> Verdict:
    return Verdict(reading, fact=source.fact, note=source.note, unchecked=source.unchecked)
