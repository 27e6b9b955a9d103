"""One half of the year against the other, told by its months or quarters: 下半年比上半年多4826万元（+19.7%）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect, Form
from fupan.domain.derive import combine
from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.judge.candidates import Candidate
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_APART = late(
    "(?P<one>[上下])半年(?:[^，。；：、0-9]{0,8}?|[^，。；：上下]{0,24}，[又也还]?)(?:环?比|较|相[比较]于?)(?P<other>[上下])半年"
)
_MOVED = late("[多少高低增减升降涨跌+＋-]|下滑|回落|翻")
_ELSEWHERE = frozenset(("member", "span", "total", "time", "role", "yoy", "rival", "share", "attainment"))
_FORMS: dict[str, Form] = {"%": "growth", "倍": "ratio"}
_VALUE = Aspect("value", Role.ACTUAL)


def halves_apart(binder: Binder, reading: Reading, _before: Sequence[Verdict]) -> list[Candidate] | None:
    """The difference or growth between both halves; None for other words, and where a half is given as a member.

    What goes on from it (环比增幅15.8%) is told of the same two until something else is named. Where the sheet has no
    parts of the year, none of its values is meant.
    """
    start, at = reading.sentence[0], reading.mention.start
    if reading.row or reading.mention.unit == "个百分点" or binder.text.find("半年", start, at) < 0:
        return None
    named = max(_APART.finditer(binder.text, start, at), key=re.Match.start, default=None)
    if named is None or named["one"] == named["other"]:
        return None
    if _MOVED.search(binder.text, named.end(), reading.mention.end) is None:
        return None
    if any(cue.kind in _ELSEWHERE for cue in binder.lexicon.cues(binder.text[named.end() : at])):
        return None
    form, base = _FORMS.get(reading.mention.unit, "difference"), f"{named['other']}半年"
    found = []
    for metric in reading.metrics:
        one, other = _half(binder, metric, f"{named['one']}半年"), _half(binder, metric, base)
        if one is None or other is None:
            continue
        fact = combine(form, f"actual_{form}_{base}", f"比{base}", one, other)
        if fact is not None:
            found.append(Candidate(fact, Aspect(form, Role.ACTUAL, Role.PREVIOUS)))
    half = binder.lexicon.meanings.get(base)
    return found or ([] if half is not None and half.kind == "part" else None)


def _half(binder: Binder, metric: str, word: str) -> Fact | None:
    """The sum of the months or quarters of a half, as far as the metric has them."""
    meaning = binder.lexicon.meanings.get(word)
    places: tuple[Where, ...] = ()
    if meaning is not None and meaning.kind == "span":
        places = tuple(where for where in meaning.places if where is not None)
    return binder.told.total(metric, _VALUE, places) if places else None
