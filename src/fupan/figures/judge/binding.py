"""The binding of one text: every figure read and judged, against a fact sheet or against the text itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet
from fupan.domain.implied import with_implied
from fupan.domain.mention import Mention
from fupan.domain.period import Period
from fupan.domain.told import Told
from fupan.figures.fold import fold
from fupan.figures.judge.bases_told import bases_told
from fupan.figures.judge.bind import Binder
from fupan.figures.judge.divided import divided
from fupan.figures.judge.evidence import Evidence
from fupan.figures.judge.far_off import far_off
from fupan.figures.judge.goals_claimed import goals_claimed
from fupan.figures.judge.held_against_told import held_against_told
from fupan.figures.judge.in_sheet_terms import as_levels, counted_as, in_currency, mended, outside_names, without_names
from fupan.figures.judge.known_as_derived import known_as_derived
from fupan.figures.judge.known_by_value import known_by_value
from fupan.figures.judge.levels_of_rates import levels_of_rates
from fupan.figures.judge.member_counts import member_counts
from fupan.figures.judge.moved_from import moved_from
from fupan.figures.judge.other_units import other_units
from fupan.figures.judge.parts_of_rates import parts_of_rates
from fupan.figures.judge.plans_told import plans_told
from fupan.figures.judge.rates_compared import rates_compared
from fupan.figures.judge.refuted_by_text import refuted_by_text
from fupan.figures.judge.restated import restated
from fupan.figures.judge.series import series
from fupan.figures.judge.slips import told_by, with_slips
from fupan.figures.judge.whole_or_member import whole_or_member
from fupan.figures.judge.worked_levels import worked_levels
from fupan.figures.late import late
from fupan.figures.latest import Latest
from fupan.figures.notes.figures import NoteFigures
from fupan.figures.notes.misquoted import exchanged
from fupan.figures.quantities import ABOUT, about, rounded_width
from fupan.figures.read.lexicon import Lexicon
from fupan.figures.read.read_plainly import read_plainly
from fupan.figures.read.reader import Reader
from fupan.figures.read.reading import Reading
from fupan.figures.reckon.bare_parts import bare_parts
from fupan.figures.reckon.conversions import conversions
from fupan.figures.reckon.crossed import uncrossed
from fupan.figures.reckon.equated import equated
from fupan.figures.reckon.led_to import led_to
from fupan.figures.reckon.missed_bounds import missed_bound
from fupan.figures.reckon.parts_of_figures import parts_of_figures
from fupan.figures.reckon.told_apart import told_apart
from fupan.figures.reckon.told_pairs import told_pairs
from fupan.figures.reckon.towards_plan import towards_plan
from fupan.figures.reckon.turned_changes import turned_changes
from fupan.figures.reckon.turned_moves import turned_moves
from fupan.figures.reckon.unmoved import unmoved
from fupan.figures.scan.extract import extract
from fupan.figures.verdict import Verdict

_YEAR = late(r"(?<![0-9])(20[0-9]{2})年")
_TITLE_PART = late(r"(?<![0-9])(1[0-2]|[1-9])月|([一二三四])季度|([上下])半年")
_PLAIN_YEAR = 2000
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


def _binder(sheet: FactSheet) -> Binder:
    notes, whole = NoteFigures(sheet.notes, lambda text: _note(text, sheet)), with_implied(sheet)
    return Binder(Lexicon(whole), Told(FactBase(whole)), notes)


_LATEST = Latest(_binder, _DRAFTS_AT_ONCE)


def _note(text: str, sheet: FactSheet) -> list[Verdict]:
    """The verdicts on the figures of a note."""
    return judged(fold(text), extract(text), _LATEST.of(sheet))


def bind(text: str, mentions: Sequence[Mention], sheet: FactSheet) -> Binding:
    """Read and judge ``mentions``, the figures of ``text``, against the facts and notes of ``sheet``."""
    binder = _LATEST.of(sheet)
    folded = fold(text)
    verdicts = judged(folded, mentions, binder)
    return Binding(folded, binder, refuted_by_text(verdicts, read_plainly(folded, mentions, _audited)))


def judged(folded: str, mentions: Sequence[Mention], binder: Binder) -> list[Verdict]:
    """The verdicts on ``mentions``, the figures of a ``folded`` text, in order."""
    return read_plainly(folded, mentions, lambda text, figures: _judged(text, figures, binder))


def _judged(folded: str, mentions: Sequence[Mention], binder: Binder) -> Sequence[Verdict]:
    cues = binder.lexicon.cues(folded)
    found = without_names(outside_names(mended(folded, mentions), cues), cues)
    catalogue = binder.lexicon.catalogue
    found = counted_as(folded, found, catalogue.noted_counts) if catalogue.noted_counts else found
    found = as_levels(in_currency(folded, found, catalogue), catalogue)
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

    reader = Reader(folded, exact, binder.lexicon, cues, judge)
    weighed = led_to(folded, Evidence(own, reader.cues, reader.read(), roughly).weighed(), own.told)
    weighed = unmoved(folded, turned_moves(folded, weighed), own.told)
    told = equated(folded, turned_changes(folded, weighed), own.told)
    told = told_pairs(folded, told_apart(bare_parts(folded, conversions(own, told), own.told)), own.told)
    told = parts_of_figures(folded, told, own.notes)
    told = with_slips(own, uncrossed(own, known_by_value(own, told)), roughly)
    told = worked_levels(own, told)
    told = bases_told(own, held_against_told(folded, known_as_derived(told)))
    told = divided(own, moved_from(own, whole_or_member(own, told)))
    told = series(own, towards_plan(own, plans_told(own, told)))
    told = goals_claimed(own, levels_of_rates(own, parts_of_rates(own, exchanged(folded, told))))
    told = other_units(own, member_counts(own, told))
    told = far_off(folded, rates_compared(folded, restated(folded, told)), own.catalogue.sheet.dimensions())
    return [_with_word(one, roughly.get(one.mention.start)) for one in told] if roughly else told


def _with_word(verdict: Verdict, rough: Mention | None) -> Verdict:
    """``verdict`` with the 约 of its figure, so that a note's 约120万元 is known as such."""
    if rough is None:
        return verdict
    mention = verdict.mention._replace(approx=rough.approx, low=rough.low, high=rough.high, step=rough.step)
    return verdict._replace(reading=verdict.reading._replace(mention=mention))


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

    reader = Reader(folded, mended(folded, mentions), lexicon, lexicon.cues(folded), judge)
    auditor = Auditor(folded, reader.between, line_of, worked_out(folded, reader.mentions))
    return restated(folded, equated(folded, auditor.second_look(reader.read())))


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
