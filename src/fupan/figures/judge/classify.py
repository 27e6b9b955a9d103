"""Which fault a figure has that its words' facts do not carry."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.figures.agreement import agreement, bounded, significant
from fupan.figures.late import late
from fupan.figures.notes.changes import moved_in_note
from fupan.figures.read.reading import CONTEXT, NONE, OWN, SENTENCE, Reading
from fupan.figures.reckon.worked import EACH
from fupan.figures.units import RATES, same_unit
from fupan.figures.verdict import Fault, NoteFigure, Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder
    from fupan.figures.judge.candidates import Candidate

_LABEL = late("[A-Za-z]{2}[:：= *_]{0,3}$")
_THRESHOLD = late("(?:守住|守不住|[到达过]不了|没到|没过|跌破|过了|越过|站上)[ *_]{0,3}$")
"""没有守住100%: a mark that is held or missed, not a value told roundly."""
_EVERY = late("(?:每|一)个?(?:年|月|周|星期|天|日|季度?)(?:各|约|只|至少|最多)?[ *_]{0,3}$")
_TIMES = frozenset(("次", "份", "场", "篇", "遍", "回"))
"""每月2次, 一年4次: how often, of whatever it is."""
_DAYS_OF_MONTH, _AS_DAYS = (28, 31), frozenset("（(按以")
_HUNDRED = Decimal(100)
_SCALED = Decimal(10_000)
_TWO = 2
_FAR, _SLIPPED = 50, Decimal("0.1")
"""ASP 300元 beside sales of 5460万元: no slip of a digit or of a unit leads so far."""
_MAGNITUDE = frozenset("十百千万亿")
_SOME = frozenset("几数")
_ANYTHING = frozenset(("", "元", "个", "倍", "天", "次"))
"""Units that say little of what is counted."""
_MARGIN = 8
_ROLES = frozenset(role.value for role in Role)
_SCALES = tuple(Decimal(10) ** power for power in (4, 8, 3, -4, -8, -3, 1, -1, 2, -2))


def classify(
    binder: Binder,
    reading: Reading,
    candidates: Sequence[Candidate],
    best: tuple[str, Candidate] | None,
) -> Verdict:
    """The verdict on a figure that is not carried: the fault, what was expected and what the value really is."""
    verdict = _classified(binder, reading, candidates, best)
    often = verdict.fault == "contradicted-figure" and reading.mention.unit in _TIMES
    return Verdict(reading, unchecked=True) if often and _EVERY.search(reading.lead) else verdict


def _classified(
    binder: Binder,
    reading: Reading,
    candidates: Sequence[Candidate],
    best: tuple[str, Candidate] | None,
) -> Verdict:
    mention = reading.mention
    bare = mention.unit == "" and not reading.row and abs(mention.value or Decimal(0)) < _SCALED
    if not candidates and _is_foreign(binder, reading):
        return Verdict(reading, unchecked=True)
    turned = best is not None and best[0] == "direction" and reading.metric_sure >= SENTENCE  # 减一半
    named = reading.metric_sure >= OWN and (bool(candidates) or not _in_heading(binder, reading))
    if (bare and not candidates) or (is_word_count(mention) and not named and not turned):
        return Verdict(reading, unchecked=True)
    if best is not None:
        return _nearly(binder, reading, *best)
    if not candidates and reading.outside:
        other = _value_in(binder, reading)
        if other is not None:
            return Verdict(reading, "misattributed-figure", found=other)
    if not candidates or reading.metric_sure <= NONE:
        return _unnamed(binder, reading)
    slip = _unit_slip(mention, candidates)
    if slip is not None:
        return Verdict(reading, "wrong-unit", expected=slip)
    if reading.metric_sure < OWN and not reading.row and _is_far(mention, candidates):
        crossed = _of_its_own(binder, reading, candidates[0].fact)
        if crossed is not None:
            return Verdict(reading, "misattributed-figure", expected=candidates[0].fact, found=crossed)
        note = binder.notes.nearest(mention, binder.context(reading))
        return Verdict(reading, unchecked=True) if note is None else Verdict(reading, "contradicted-figure", note=note)
    if mention.unit == "个百分点" and candidates[0].fact.unit.base == "%" and reading.aspect_sure <= CONTEXT:
        return Verdict(reading, unchecked=True)  # the difference of two rates, and no word says of which
    return _mistaken(binder, reading, candidates[0].fact)


def _of_its_own(binder: Binder, reading: Reading, expected: Fact) -> Fact | None:
    """任务24万元，还欠1420万元: what else of the very metric and member the figure is, to the last digit."""
    mention = reading.mention
    if reading.aspect_sure < OWN or bounded(mention) or significant(mention) < _TWO:
        return None
    alike = (one for one in binder.stated_facts(mention) if abs(one.amount) == mention.value)
    return next((one for one in alike if (one.metric, one.where) == (expected.metric, expected.where)), None)


def _in_heading(binder: Binder, reading: Reading) -> bool:
    """True in a heading: 利润去哪儿了：三个出血点 counts what is told below."""
    start = binder.text.rfind("\n", 0, reading.sentence[0]) + 1
    return binder.text[start : start + _MARGIN].lstrip().startswith("#")


def _is_foreign(binder: Binder, reading: Reading) -> bool:
    """True where the figure, of which no fact is named, is of a kind that the sheet knows nothing of."""
    mention = reading.mention
    benchmarked = bool(reading.aspects) and reading.aspects[0].b is Role.BENCHMARK
    if benchmarked and (mention.unit == "个百分点" or reading.blind):
        return True  # 增速高于大区平均12.7个百分点; 人均3500元，比全公司平均高出500元
    if reading.row:
        return False
    if _LABEL.search(reading.lead) or (mention.unit == "天" and reading.lead.endswith(("月", "周", "季度", "年"))):
        return True  # active rate 80%; 9月30天: the calendar
    if (
        mention.unit == "天"
        and mention.value is not None
        and binder.text[mention.start - 1 : mention.start] in _AS_DAYS
    ):
        return _DAYS_OF_MONTH[0] <= mention.value <= _DAYS_OF_MONTH[1]  # 日均103万元（30天）
    return mention.kind == "duration" and not reading.metric_sure and not _is_told(binder, reading)  # 够卖1.7个月


def _is_far(mention: Mention, candidates: Sequence[Candidate]) -> bool:
    """True where the figure is so far from every value its words may name that it must tell something else."""
    if mention.value is None or mention.unit in {"%", "个百分点", "倍", ""}:
        return False
    value = abs(mention.value)
    levels = [abs(one.fact.amount) for one in candidates if one.aspect.form == "value" and one.fact.amount]
    if len(levels) < len(candidates) or not levels:
        return False
    if any(abs(value * scale - level) <= level * _SLIPPED for level in levels for scale in _SCALES):
        return False  # 1.28万 for 1.284亿
    return all(value * _FAR < level or value > level * _FAR for level in levels)


def _nearly(binder: Binder, reading: Reading, outcome: str, candidate: Candidate) -> Verdict:
    """The right value but for its direction, its bound or its rounding."""
    if outcome == "loose" and reading.mention.value == _HUNDRED and _THRESHOLD.search(reading.lead):
        return Verdict(reading, unchecked=True)
    role = _other_role(binder, reading.mention, candidate.fact) if outcome == "loose" else None
    if role is not None:
        return Verdict(reading, "wrong-role", expected=candidate.fact, found=role)
    faults: dict[str, Fault] = {"direction": "wrong-direction", "loose": "loose-rounding", "bound": "wrong-bound"}
    return Verdict(reading, faults[outcome], expected=candidate.fact)


def _mistaken(binder: Binder, reading: Reading, expected: Fact) -> Verdict:
    """Another value than the words name: somebody else's, another role's, or nobody's."""
    found = _value_of(binder, reading.mention, expected)
    if found is not None:
        same = (found.metric, found.dimension, found.member) == (expected.metric, expected.dimension, expected.member)
        if same and {found.key, expected.key} <= _ROLES:
            return Verdict(reading, "wrong-role", expected=expected, found=found)
        if found.formula is None or expected.formula is None or found.formula.name == expected.formula.name:
            return Verdict(reading, "misattributed-figure", expected=expected, found=found)
    if expected.formula is not None:
        return Verdict(reading, "wrong-derivation", expected=expected, found=found)
    if reading.metric_sure <= CONTEXT and reading.place_sure <= CONTEXT:
        return _unnamed(binder, reading)
    return Verdict(reading, "contradicted-figure", expected=expected, found=found)


def _is_told(binder: Binder, reading: Reading) -> bool:
    """True where a metric is told in the figure's unit, or a note has a figure in it and a word in common."""
    mention = reading.mention
    known = mention.unit in binder.catalogue.by_unit
    return known or binder.notes.nearest(mention, binder.context(reading), 1) is not None


def _unnamed(binder: Binder, reading: Reading) -> Verdict:
    """No fact is named: small counts in Chinese numerals are left alone, the rest must have a source."""
    mention = reading.mention
    note = binder.notes.nearest(mention, binder.context(reading))
    if note is not None and moved_in_note(binder, reading, note):
        return Verdict(reading, note=note)
    if note is not None and _is_of_part(reading) and not _is_mean(note):
        return Verdict(reading, unchecked=True)
    if note is not None and _is_left_of(binder, mention, note):
        return Verdict(reading, note=note)
    if note is not None:
        return Verdict(reading, "contradicted-figure", note=note)
    counted = _counted_before(binder, reading)
    return counted if counted is not None else Verdict(reading, "unsupported-figure")


def _is_left_of(binder: Binder, mention: Mention, note: NoteFigure) -> bool:
    """True for the note's own figure within other bounds (180天以内 of 超过180天), and what its 其中 leaves."""
    if mention.value is None or note.mention.value is None:
        return False
    same = mention.value == note.mention.value and mention.unit == note.mention.unit
    if same and bounded(note.mention) and mention.kind == "duration":
        return True
    if "其中" not in note.text:
        return False
    told = [one.mention for one in binder.notes.figures if one.text == note.text and one.mention.unit == mention.unit]
    values = [one.value for one in told if one.value is not None]
    return len(values) == _TWO and values[0] - values[1] == mention.value


def _counted_before(binder: Binder, reading: Reading) -> Verdict | None:
    """车卖了26万辆: the target of the one metric that is told in 辆, where what was done is told."""
    mention = reading.mention
    names = binder.catalogue.by_unit.get(mention.unit, ())
    if len(names) != 1 or mention.unit in RATES or mention.unit in _ANYTHING or significant(mention) < _TWO:
        return None
    if bounded(mention) or reading.places != (None,) or [one.form for one in reading.aspects] != ["value"]:
        return None
    expected = binder.told.value(names[0], reading.aspects[0].a, None)
    found = _other_role(binder, mention, expected) if expected is not None else None
    return Verdict(reading, "wrong-role", expected=expected, found=found) if found is not None else None


def _is_of_part(reading: Reading) -> bool:
    """True where a mean, a rest or what is reckoned back is told: 其余三周平均338万元 is no value of a note's whole."""
    return reading.loose or reading.rest or reading.mean


def _is_mean(note: NoteFigure) -> bool:
    """True where the note tells its figure as a mean too."""
    return EACH.search(note.text[: note.mention.start]) is not None


def is_word_count(mention: Mention) -> bool:
    """两个, 三块, 四个季度, 一天, 百分之百: counting words of the prose itself, which no fact sheet holds."""
    if mention.text[0] in _SOME:
        return True  # 几百万元
    if mention.value is None or any(char.isdigit() for char in mention.text):
        return False
    if _MAGNITUDE.issuperset(mention.text):
        return True  # 上千万
    if mention.text in {"百分之百", "百分百", "一半", "半数", "一倍"}:
        return True
    return abs(mention.value) <= 10 and mention.kind in {"count", "duration", "number", "amount"}


def _unit_slip(mention: Mention, candidates: Sequence[Candidate]) -> Fact | None:
    """The expected fact whose digits the figure has, in another unit: 万 for 亿, % for 个百分点."""
    if mention.value is None:
        return None
    for candidate in candidates:
        fact = candidate.fact
        amount = abs(fact.amount)
        if {mention.unit, fact.unit.base} == {"%", "个百分点"} and agreement(mention, amount) == "yes":
            return fact
        if not amount or not same_unit(mention.unit, fact.unit.base) or "%" in {mention.unit, fact.unit.base}:
            continue
        if any(abs(mention.value) * scale == amount for scale in _SCALES):
            return fact
    return None


def _value_in(binder: Binder, reading: Reading) -> Fact | None:
    """The fact of the metrics spoken of that has the figure's value, in whatever role."""
    return next((fact for fact in binder.stated_facts(reading.mention) if fact.metric in reading.metrics), None)


def _other_role(binder: Binder, mention: Mention, expected: Fact) -> Fact | None:
    """The value of another role of the same metric and member that the figure is to the last digit."""
    where = expected.where
    if expected.formula is not None or mention.value is None:
        return None
    known = (binder.told.value(expected.metric, role, where) for role in Role)
    return next((fact for fact in known if fact is not None and fact.amount == mention.value), None)


def _value_of(binder: Binder, mention: Mention, expected: Fact) -> Fact | None:
    """The fact whose value the figure has, one of the same metric before others."""
    return min(
        binder.stated_facts(mention),
        key=lambda fact: (fact.metric != expected.metric, fact.member != expected.member, fact.formula is not None),
        default=None,
    )
