"""A note repeated in its own words with another figure: 推迟提猪360头 of a note that says 推迟提猪320头.

A figure whose words name no fact is left unchecked where its sentence says too little. But where the very words that
stand before it stand before a figure of one note, and before no other, that note is what it tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from fupan.domain.mention import Mention
from fupan.figures.agreement import agreement, bounded
from fupan.figures.fold import fold
from fupan.figures.late import late
from fupan.figures.notes.figures import NoteFigures, states_exactly
from fupan.figures.read.reading import Reading
from fupan.figures.verdict import NoteFigure, Verdict
from fupan.figures.words import content_words

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_FILL = late("[ *_]|(?:只|仅|还|共|已|才|就|也|又|约|近)?(?:剩下?|有|为|是|达到?|了|到)?$")
_ADVERBS = dict.fromkeys(map(ord, "就也都才又还只仅共已 *_"))
_ENDS = late("[，,。；;：:！？!?（）()\n|]")
_LONG, _ENOUGH, _PAIR, _BACK = 6, 3, 2, 40
"""How many of the same characters say enough, and how many do where another word of the note stands in the sentence."""


def misquoted(binder: Binder, reading: Reading) -> NoteFigure | None:
    """The figure of the note whose words stand right before the figure of ``reading``, with another value.

    None where the text tells the note's figure too (then this one is another of its kind), where several notes have
    the words, or where the figure is rounded from the note's.
    """
    mention = reading.mention
    if mention.value is None or bounded(mention) or mention.approx is not None:
        return None
    lead = _before(binder.text[max(reading.sentence[0], mention.start - _BACK) : mention.start])
    if not content_words(lead):
        return None
    found = list(_alike(binder.notes, reading, lead, binder.words.within(*reading.sentence)))
    if len({(one.note, one.mention.start) for one in found}) != 1:
        return None
    told = any(states_exactly(one, found[0].mention) for one in binder.mentions)
    return None if told else found[0]


def exchanged(text: str, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of ``text`` (folded), with two figures of one note in each other's place as faults.

    人工省13%，故障率降22% of a note that says 人工省22%，故障率降13%: the words before each stand before the other.
    """
    found = list(verdicts)
    for place, (one, other) in enumerate(pairwise(verdicts)):
        mine, theirs = one.note, other.note
        if one.fault or other.fault or mine is None or theirs is None or mine.text != theirs.text:
            continue
        if mine.mention.unit != theirs.mention.unit or mine.mention.value == theirs.mention.value:
            continue
        leads = [_before(text[max(0, each.mention.start - _BACK) : each.mention.start]) for each in (one, other)]
        first, second = (_lead(each.text, each.mention.start) for each in (mine, theirs))
        across = [len(_common_end(leads[0], second)), len(_common_end(leads[1], first))]
        own = len(_common_end(leads[0], first)) + len(_common_end(leads[1], second))
        if min(across) >= _PAIR and sum(across) >= own + _ENOUGH:
            found[place] = Verdict(one.reading, "contradicted-figure", note=theirs)
            found[place + 1] = Verdict(other.reading, "contradicted-figure", note=mine)
    return found


@lru_cache(maxsize=4096)
def _lead(note: str, start: int) -> str:
    """The words before the figure at ``start`` of a note: asked for by every figure that nothing carries."""
    return _before(fold(note)[max(0, start - _BACK) : start])


def _alike(notes: NoteFigures, reading: Reading, lead: str, words: frozenset[str]) -> Iterator[NoteFigure]:
    """The figures in the same unit that the words of ``lead`` stand before in a note."""
    mention = reading.mention
    for one in notes.figures:
        source = one.mention
        if source.unit != mention.unit or source.value is None or one.fact is not None:
            continue
        if states_exactly(mention, source) or agreement(mention, source.value) == "yes":
            continue
        if _is_worked(notes, one, mention):
            continue
        same = _common_end(lead, _lead(one.text, source.start))
        own = content_words(same)
        if len(same) >= _ENOUGH and own and (len(same) >= _LONG or not (words & one.words) <= own):
            yield one


def _is_worked(notes: NoteFigures, one: NoteFigure, mention: Mention) -> bool:
    """True where the figure and another of the note make up the note's: 还有3.5万元 of 扣款8.6万元，已追回5.1万元."""
    others = (other.mention for other in notes.figures if other.text == one.text and other is not one)
    left = (abs(one.mention.value - other.value) for other in others if other.value and one.mention.value)
    return any(agreement(mention, value) == "yes" for value in left)


def _before(text: str) -> str:
    """The words right before a figure, without fillers: 超过90天的应收 of 超过90天的应收只剩."""
    clause = _ENDS.split(text)[-1].rstrip(" *_")
    return _FILL.sub("", clause).translate(_ADVERBS)


def _common_end(one: str, other: str) -> str:
    length = 0
    for mine, theirs in zip(reversed(one), reversed(other), strict=False):
        if mine != theirs:
            break
        length += 1
    return one[len(one) - length :]
