"""The binding of one text: every figure read and judged, against a fact sheet or against the text itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from fupan.domain.decimals import divide
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet
from fupan.domain.implied import with_implied
from fupan.domain.mention import Mention
from fupan.domain.period import Period
from fupan.domain.told import Told
from fupan.figures.fold import fold
from fupan.figures.judge.bind import Binder
from fupan.figures.judge.evidence import Evidence
from fupan.figures.judge.goals_claimed import goals_claimed
from fupan.figures.judge.known_by_value import known_by_value
from fupan.figures.judge.levels_of_rates import levels_of_rates
from fupan.figures.judge.slips import told_by, with_slips
from fupan.figures.late import late
from fupan.figures.notes.figures import NoteFigures
from fupan.figures.notes.misquoted import exchanged
from fupan.figures.quantities import ABOUT, about, rounded_width
from fupan.figures.read.catalogue import Catalogue
from fupan.figures.read.cue import Cue
from fupan.figures.read.lexicon import Lexicon
from fupan.figures.read.read_plainly import read_plainly
from fupan.figures.read.reader import Reader
from fupan.figures.read.reading import Reading
from fupan.figures.reckon.crossed import uncrossed
from fupan.figures.reckon.equated import equated
from fupan.figures.reckon.for_each_yuan import is_step
from fupan.figures.reckon.led_to import led_to
from fupan.figures.reckon.missed_bounds import missed_bound
from fupan.figures.reckon.told_apart import told_apart
from fupan.figures.reckon.turned_changes import turned_changes
from fupan.figures.reckon.turned_moves import turned_moves
from fupan.figures.reckon.unmoved import unmoved
from fupan.figures.scan.cents import in_yuan
from fupan.figures.scan.extract import extract
from fupan.figures.verdict import Verdict

_YEAR = late(r"(?<![0-9])(20[0-9]{2})年")
_TITLE_PART = late(r"(?<![0-9])(1[0-2]|[1-9])月|([一二三四])季度|([上下])半年")
_PLAIN_YEAR = 2000
_LISTED = late(" ?[、/／] ?| ?(?:→|->) ?|和|与|及")
_NUMBER = late(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_ALIKE = 12
"""How many times larger than another a figure of one list may be."""
_SENTENCE_END = late("[。！？\n]")
_POINT = frozenset(".．")
_WHOLE = Decimal(100)
_PERSONS = late("人(?![民均才物为力事气类])")
_MYRIADS = frozenset("万亿")
_DRAFTS_AT_ONCE = 16
_OF_VALUE = frozenset(
    (
        "unsupported-figure", "contradicted-figure", "misattributed-figure", "wrong-role", "wrong-derivation",
        "wrong-bound", "loose-rounding",
    )
)  # fmt: skip
"""Faults of figures that would be right if their last digits were open."""


@dataclass(frozen=True)
class Binding:
    """``verdicts`` are the judged figures of ``folded``, in order; ``binder`` knows the facts, None in an audit."""

    folded: str
    binder: Binder | None
    verdicts: Sequence[Verdict]


class _Latest:
    """The binders made last: texts are checked against one sheet many times (a draft, its steps, its repairs).

    A few, because several drafts may be under way in one process, each in a thread of its own.
    """

    def __init__(self) -> None:
        self._binders: deque[tuple[FactSheet, Binder]] = deque(maxlen=_DRAFTS_AT_ONCE)

    def of(self, sheet: FactSheet) -> Binder:
        """The binder of ``sheet``."""
        known = next((binder for given, binder in tuple(self._binders) if given is sheet), None)
        if known is None:
            notes, whole = NoteFigures(sheet.notes, lambda text: _note(text, sheet)), with_implied(sheet)
            known = Binder(Lexicon(whole), Told(FactBase(whole)), notes)
            self._binders.appendleft((sheet, known))
        return known


_LATEST = _Latest()


def _note(text: str, sheet: FactSheet) -> list[Verdict]:
    """The verdicts on the figures of a note."""
    return judged(fold(text), extract(text), _LATEST.of(sheet))


def bind(text: str, mentions: Sequence[Mention], sheet: FactSheet) -> Binding:
    """Read and judge ``mentions``, the figures of ``text``, against the facts and notes of ``sheet``."""
    binder = _LATEST.of(sheet)
    folded = fold(text)
    return Binding(folded, binder, judged(folded, mentions, binder))


def judged(folded: str, mentions: Sequence[Mention], binder: Binder) -> list[Verdict]:
    """The verdicts on ``mentions``, the figures of a ``folded`` text, in order."""
    return read_plainly(folded, mentions, lambda text, figures: _judged(text, figures, binder))


def _judged(folded: str, mentions: Sequence[Mention], binder: Binder) -> Sequence[Verdict]:
    cues = binder.lexicon.cues(folded)
    found = without_names(outside_names(mended(folded, mentions), cues), cues)
    found = as_levels(in_currency(folded, found, binder.lexicon.catalogue), binder.lexicon.catalogue)
    # what holds of 13.6% holds of 约13.6% too: its last digits are open only where it is no right figure without 约;
    # so are the zeros of 202000元, which may be 20.2万元 in other words
    roughly = {one.start: one for one in found if one.approx in ABOUT and one.value is not None}
    exact = [one._replace(approx=None, low=None, high=None) if one.start in roughly else one for one in found]
    own = binder.on(folded, exact)

    def judge(reading: Reading) -> Verdict:
        verdict = missed_bound(own, own.judge(reading, reader.verdicts), reader.verdicts)
        if verdict.fault not in _OF_VALUE:
            return verdict
        mention = reading.mention
        rough = roughly.get(mention.start)
        width = 2 * about(rough) if rough is not None else rounded_width(mention)
        if width is None:
            return verdict
        meant = mention._replace(step=width)
        again = own.judge(reading._replace(mention=meant), reader.verdicts)
        if again.fault:
            return verdict
        if rough is not None or again.unchecked:
            return again
        fact, note = told_by(own, again, meant)
        return Verdict(reading, "loose-rounding", expected=fact, note=note)

    reader = Reader(folded, exact, binder.lexicon, judge)
    weighed = led_to(folded, Evidence(own, reader.cues, reader.read(), roughly).weighed(), own.told)
    weighed = unmoved(folded, turned_moves(folded, weighed), own.told)
    told = equated(folded, turned_changes(folded, weighed), own.told)
    told = with_slips(own, uncrossed(own, known_by_value(own, told_apart(told))), roughly)
    told = goals_claimed(own, levels_of_rates(own, exchanged(folded, told)))
    return [_with_word(one, roughly.get(one.mention.start)) for one in told] if roughly else told


def _with_word(verdict: Verdict, rough: Mention | None) -> Verdict:
    """``verdict`` with the 约 of its figure, so that a note's 约120万元 is known as such."""
    if rough is None:
        return verdict
    mention = verdict.mention._replace(approx=rough.approx, low=rough.low, high=rough.high, step=rough.step)
    return verdict._replace(reading=verdict.reading._replace(mention=mention))


def outside_names(mentions: Sequence[Mention], cues: Sequence[Cue]) -> list[Mention]:
    """The mentions that are no part of a name of the sheet: the 13个月 of a metric 13个月继续率 tells nothing."""
    names = [cue for cue in cues if cue.kind in {"metric", "member"} and any(char.isdigit() for char in cue.word)]
    starts = [cue.start for cue in names]

    def is_named(mention: Mention) -> bool:
        place = bisect_right(starts, mention.start) - 1
        return place >= 0 and mention.end <= names[place].end

    return [mention for mention in mentions if not is_named(mention)]


def without_names(mentions: Sequence[Mention], cues: Sequence[Cue]) -> list[Mention]:
    """The mentions without a bound that is the end of a name of the sheet: 华润超15万元 tells what 华润超 did."""
    ends = {cue.end: cue.word for cue in cues if cue.kind in {"metric", "member"}}

    def bounded_by_name(one: Mention) -> bool:
        return one.approx is not None and ends.get(one.start, "").endswith(one.approx)

    return [one._replace(approx=None, low=None, high=None) if bounded_by_name(one) else one for one in mentions]


def mended(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with the unit that the words around them give: 0.6个…个百分点, 9个人, the last of a list."""
    mentions = [
        one._replace(unit="个百分点", kind="points")
        if one.unit == "个" and not _POINT.isdisjoint(one.text) and nxt.unit == "个百分点" and nxt.start - one.end <= 2
        else one
        for one, nxt in zip(mentions, [*mentions[1:], *mentions[-1:]], strict=True)
    ]
    mentions = [in_yuan(text, one) for one in mentions]
    mentions = [one._replace(unit="人") if _is_of_persons(text, one) else one for one in mentions]
    mentions = [one._replace(kind="ratio") if is_step(text, one) else one for one in mentions]
    return _in_unit_of_list(text, mentions)


def _is_of_persons(text: str, mention: Mention) -> bool:
    """True for 9个人; 一个人 may be anybody."""
    return mention.unit == "个" and (mention.value or 0) > 1 and _PERSONS.match(text, mention.end) is not None


def _in_unit_of_list(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """2310、3420、3060、4050万元; 2890→3930万元: the unit written once, behind the last, holds for all of the list."""
    found = [*mentions]
    for place in range(len(found) - 2, -1, -1):
        one, after = found[place], found[place + 1]
        if (
            one.unit
            or not one.text[-1:].isdigit()
            or not after.unit
            or after.approx is not None
            or one.approx is not None
        ):
            continue
        if one.value is None or not after.value or not _LISTED.fullmatch(text, one.end, after.start):
            continue
        number = _NUMBER.match(after.text)
        written = Decimal(number[0].replace(",", "")) if number else Decimal(0)
        if written and one.value and written / _ALIKE <= one.value <= written * _ALIKE:
            factor = divide(after.value, written)
            found[place] = one._replace(
                value=one.value * factor, step=one.step * factor, unit=after.unit, kind=after.kind
            )
    return found


def in_currency(text: str, mentions: Sequence[Mention], catalogue: Catalogue) -> list[Mention]:
    """The mentions with 495万 in a currency of the sheet: one written before in the sentence, or the first."""
    currencies = catalogue.currencies
    if "块" not in catalogue.by_unit:
        mentions = [one._replace(unit="元") if one.unit == "块" else one for one in mentions]  # 一只贵12块
    if not currencies or currencies == ("元",):
        return [*mentions]
    found, current, at = [], currencies[0], 0
    for one in mentions:
        if _SENTENCE_END.search(text, at, one.start):
            current = currencies[0]
        at = one.end
        if one.unit in currencies and (one.unit != "元" or "元" in one.text):
            current = one.unit  # 2912万美元，比任务多112万
        bare = one.unit in {"元", ""} and not _MYRIADS.isdisjoint(one.text) and "元" not in one.text
        found.append(one._replace(unit=current) if bare else one)
    return found


def as_levels(mentions: Sequence[Mention], catalogue: Catalogue) -> list[Mention]:
    """The mentions with 52折 as 52%, where the sheet has a metric that tells discounts so (平均折扣, in %)."""
    told = [one for one in catalogue.metrics.values() if "折" in one.name and one.unit.base == "%"]
    if not told:
        return [*mentions]
    return [
        one._replace(value=one.value + _WHOLE) if one.unit == "%" and one.value and one.text.endswith("折") else one
        for one in mentions
    ]


def audit(text: str, mentions: Sequence[Mention]) -> Binding:
    """Read and judge ``mentions``, the figures of ``text``, against each other."""
    folded = fold(text)
    return Binding(folded, None, read_plainly(folded, mentions, _audited))


def _audited(folded: str, mentions: Sequence[Mention]) -> Sequence[Verdict]:
    from fupan.figures.audit.auditor import Auditor  # noqa: PLC0415 - a check against facts has no use for it
    from fupan.figures.audit.columns import worked_out  # noqa: PLC0415

    lines = [0, *(match.end() for match in re.finditer("\n", folded))]
    lexicon = _lexicon(period_of(folded))

    def line_of(offset: int) -> int:
        return lines[bisect_right(lines, offset) - 1]

    def judge(reading: Reading) -> Verdict:
        return auditor.judge(reading)

    reader = Reader(folded, mended(folded, mentions), lexicon, judge)
    auditor = Auditor(folded, reader.between, line_of, worked_out(folded, reader.mentions))
    return equated(folded, auditor.second_look(reader.read()))


def period_of(text: str) -> Period:
    """The period that a document is about, as far as its title and its years tell."""
    title = text[:60].partition("\n")[0]
    years = Counter(match[1] for match in _YEAR.finditer(text[:20_000]))
    titled = _YEAR.search(title)
    year = int(titled[1] if titled else years.most_common(1)[0][0] if years else _PLAIN_YEAR)
    part = _TITLE_PART.search(title)
    if part is None:
        return Period(year)
    if part[1]:
        return Period(year, "month", int(part[1]))
    if part[2]:
        return Period(year, "quarter", "一二三四".index(part[2]) + 1)
    return Period(year, "half", 1 if part[3] == "上" else 2)


@lru_cache(maxsize=4)
def _lexicon(period: Period) -> Lexicon:
    """The lexicon of a document without a fact sheet; few periods occur in one process."""
    return Lexicon(FactSheet(period, ()))
