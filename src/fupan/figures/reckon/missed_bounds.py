"""超八成 of what is 78.3%: a figure that nothing carries, and that a step would carry but for the side of its bound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fupan.domain.decimals import divide
from fupan.figures.agreement import agreement, missed
from fupan.figures.notes.figures import quoted
from fupan.figures.read.reading import Reading
from fupan.figures.reckon.per_counted import count_over_count, per_counted
from fupan.figures.reckon.reckoned import reckoned
from fupan.figures.reckon.recomputed import recomputed
from fupan.figures.reckon.relations import explained
from fupan.figures.reckon.stated import HUNDRED, NO_LEVEL, operands
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_ASKED = frozenset(("unsupported-figure", "contradicted-figure", "wrong-derivation"))
_SAME, _BESIDE = 2, 3
"""How many words by the figure a note has in common with it, where it tells the very figure and where it does not."""
_TOLD = 4
_PAST = frozenset(("超", "超过"))


def missed_bound(binder: Binder, verdict: Verdict, before: Sequence[Verdict]) -> Verdict:
    """``verdict``, or that its bound is wrong where what its words name lies just on the other side of it.

    A bound holds for many amounts, and by chance for more: so this is asked only where nothing carries the figure, or
    a note that tells another amount. ``before`` are the verdicts on the figures before it.
    """
    reading = verdict.reading
    mention = missed(reading.mention)
    if mention is None or not mention.value or reading.row or not _is_open(verdict) or holds_of_told(reading, before):
        return verdict
    word = reading.mention.approx or ""
    if word in _PAST and reading.lead.strip(" *_") == word:
        return verdict  # 任务12000，超840: by how much
    first = next(iter(binder.candidates(reading, before)), None)
    if first is not None and first.aspect.form == "value" and binder.outcome(reading, first) == "bound":
        return Verdict(reading, "wrong-bound", expected=first.fact)  # 剩超220家
    beside = reading._replace(mention=mention, lead=reading.lead.rstrip(" *_").removesuffix(word))
    for found in _carried(binder, beside, before):
        if found is not None and not found.fault and (found.fact is not None or found.note is not None):
            return Verdict(reading, "wrong-bound", note=found.note)
    return verdict


def holds_of_told(reading: Reading, before: Sequence[Verdict]) -> bool:
    """True where the level right before and another give a part that the bound holds for: 180万掉了50万，近三成."""
    if reading.mention.unit != "%":
        return False
    told = [one for one in operands(reading, before)[-_TOLD:] if one.verdict.mention.start >= reading.sentence[0]]
    if not told or told[-1].verdict is not before[-1]:
        return False
    last = told.pop()
    for one in told:
        low, high = sorted((one.value, last.value))
        if one.unit == last.unit and last.unit not in NO_LEVEL and low > 0:
            parts = divide(low * HUNDRED, high), divide((high - low) * HUNDRED, high)
            if any(agreement(reading.mention, part) == "yes" for part in parts):
                return True
    return False


def _is_open(verdict: Verdict) -> bool:
    """True where nothing carries the figure for certain."""
    note, mention = verdict.note, verdict.mention
    if note is not None and not verdict.fault:
        return note.mention.unit == mention.unit and note.mention.value != mention.value
    return verdict.unchecked or verdict.fault in _ASKED


def _carried(binder: Binder, beside: Reading, before: Sequence[Verdict]) -> Iterator[Verdict | None]:
    """What carries the figure on the other side of its bound, the likeliest first."""
    yield recomputed(binder, beside, before, certain=False)
    yield _noted(binder, beside)
    yield _counted(binder, beside)
    yield explained(binder, beside, before, named=True)
    yield reckoned(binder, beside, before)


def _noted(binder: Binder, reading: Reading) -> Verdict | None:
    """The note that tells the figure with another bound, or an amount a little beside it, by the same words."""
    words = binder.words.within(*reading.clause)
    for figure in binder.notes.same(reading.mention):
        same = figure.mention.value == reading.mention.value
        near = len(figure.near & words) >= (_SAME if same else _BESIDE)
        if near or quoted(binder.text, reading.sentence[0], reading.mention, figure):
            return Verdict(reading, note=figure)
    return None


def _counted(binder: Binder, reading: Reading) -> Verdict | None:
    """A value over what is counted, or one count over another; a change is neither."""
    fact = per_counted(binder, reading)
    if fact is None and reading.direction is None:
        fact = count_over_count(binder, reading)
    return None if fact is None else Verdict(reading, fact=fact)
