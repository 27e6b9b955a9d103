"""Parts of wholes that stand there as figures: 两类合计19起，占全部23起的八成以上; 涉及17家，其中华东9家，占比过半.

The whole is the figure that the words name (占全部23起的), or the one told before the part in the same note. What the
two give is what the share must be, whatever fact of the sheet might be meant by it otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fupan.domain.decimals import divide, plain, rounded
from fupan.domain.derive import PERCENT, POINTS
from fupan.domain.fact import Fact, Formula
from fupan.domain.mention import Mention
from fupan.domain.period import Period
from fupan.domain.unit import Unit
from fupan.figures.agreement import agreement, bounded, missed
from fupan.figures.late import late
from fupan.figures.notes.figures import NoteFigures
from fupan.figures.read.reading import CONTEXT
from fupan.figures.reckon.stated import HUNDRED, NO_LEVEL
from fupan.figures.verdict import Fault, Verdict

_OF = late("的?[ *_]{0,3}(?:大约|约|接近|将近|近|超过|超|不到|不足|逾)?[ *_]{0,3}")
_TAKES = late("占[了到据]?(?:全部|总共|总计|全体|所有|总数|当[月年季]|本[月年季])?(?:的)?[ *_]{0,3}$")
_ALONE = late("[，,（( *_]{1,3}(?:占比|占)(?:约|近|超过?|不足|不到|达|为|已?过)?[ *_]{0,3}")
_ROSE = late(
    "[，,（( *_]{1,3}(?:环比|同比)?(?:提[高升]|上[升涨]|下[降跌滑]|降低|回[落升]|增[加长]|减少|扩大|缩小|收窄"
    "|[高低升降涨跌增减])了?[ *_]{0,3}"
)
_GROWTHS_APART = late("[，,（( *_]{1,3}(?:[两二]者|彼此|双方)?(?:相差|差距|差了?)(?:达|为|约|近)?[ *_]{0,3}")
_GROWTHS = frozenset(("yoy", "pop"))
_OF_SOME = late("[，,（( *_]{1,3}(?:占比?|占到|占了)[^，。；占0-9]{0,8}?[ *_]{0,3}")
_BACK = 5
_HALVES = frozenset(("一半", "半数"))


def parts_of_figures(text: str, verdicts: Sequence[Verdict], notes: NoteFigures) -> list[Verdict]:
    """The verdicts on the figures of ``text`` (folded); those on such shares by what their figures give.

    So are those on differences of two rates that the text tells in % (31%，上月27%，提高4%).
    """
    return [_part(text, verdicts, place, notes) or one for place, one in enumerate(verdicts)]


def _part(text: str, verdicts: Sequence[Verdict], place: int, notes: NoteFigures) -> Verdict | None:
    one = verdicts[place]
    if one.mention.unit != "%" or not one.mention.value or not place or one.reading.row:
        return None
    if verdicts[place - 1].mention.unit == "%":
        return _in_points(text, verdicts, place) if place > 1 else None
    found = _of_named(text, verdicts, place) or (_of_noted(text, verdicts, place) if place > 1 else None)
    return found or _of_untold(text, one, verdicts[place - 1], notes)


def _of_named(text: str, verdicts: Sequence[Verdict], place: int) -> Verdict | None:
    """占全部23起的八成以上, of the one value of its unit that the sentence tells before it."""
    one, whole = verdicts[place], verdicts[place - 1]
    if _OF.fullmatch(text, whole.mention.end, one.mention.start) is None:
        return None
    if _TAKES.search(text, max(one.reading.begin, whole.mention.start - 12), whole.mention.start) is None:
        return None
    size = whole.mention.value or Decimal(0)
    parts = [
        other.mention
        for other in verdicts[max(0, place - 1 - _BACK) : place - 1]
        if other.reading.sentence == one.reading.sentence and other.mention.unit == whole.mention.unit
    ]
    smaller = [part for part in parts if part.value and 0 < part.value < size]
    shares = [divide(part.value * HUNDRED, size) for part in smaller if part.value]
    if any(agreement(one.mention, share) == "yes" for share in shares):
        return _carried(one, whole)
    return _wrong(one, smaller[0], whole.mention, shares[0]) if len(shares) == 1 else None


def _of_noted(text: str, verdicts: Sequence[Verdict], place: int) -> Verdict | None:
    """涉及17家医院，其中华东9家，占比过半: of the figure before it that stands in the same note."""
    one, part, whole = verdicts[place], verdicts[place - 1], verdicts[place - 2]
    noted = part.note is not None and whole.note is not None and part.note.text == whole.note.text
    if not noted or part.mention.unit in NO_LEVEL or part.mention.unit != whole.mention.unit:
        return None
    if one.reading.metric_sure > CONTEXT or _ALONE.fullmatch(text, part.mention.end, one.mention.start) is None:
        return None
    low, high = part.mention.value, whole.mention.value
    if not low or not high or low >= high or whole.reading.sentence != one.reading.sentence:
        return None
    share = divide(low * HUNDRED, high)
    if agreement(one.mention, share) == "yes":
        return _carried(one, part)
    return _wrong(one, part.mention, whole.mention, share)


def _of_untold(text: str, one: Verdict, part: Verdict, notes: NoteFigures) -> Verdict | None:
    """色差、破损合计19起，占客诉的82.6%: of what the note tells that the text does not (客诉共23起)."""
    low, note = part.mention.value, part.note
    if not (one.fault or one.unchecked) or note is None or not low or part.mention.unit in NO_LEVEL:
        return None
    if _OF_SOME.fullmatch(text, part.mention.end, one.mention.start) is None:
        return None
    wholes = [
        each.mention for each in notes.figures if each.text == note.text and each.mention.unit == note.mention.unit
    ]
    shares = (divide(low * HUNDRED, whole.value) for whole in wholes if whole.value and whole.value > low)
    found = any(agreement(one.mention, share) == "yes" for share in shares)
    return Verdict(one.reading, note=note) if found else None


def _in_points(text: str, verdicts: Sequence[Verdict], place: int) -> Verdict | None:
    """占31%，上月27%，提高4%: the difference of two rates, told in % instead of points."""
    one, last, first = verdicts[place], verdicts[place - 1].mention, verdicts[place - 2].mention
    plain_figure = one.mention.approx is None and one.mention.text[:1].isdigit() and one.reading.direction is not None
    if not plain_figure or first.unit != "%" or not first.value or not last.value:
        return None
    levels = verdicts[place - 2 : place]
    moved = any(each.fault or (each.reading.direction is not None and not each.reading.level) for each in levels)
    words = _GROWTHS_APART if _are_growths(levels) else None if moved else _ROSE
    here = one.reading.sentence
    if levels[0].reading.sentence != here or not words or words.fullmatch(text, last.end, one.mention.start) is None:
        return None
    apart, low = abs(first.value - last.value), min(first.value, last.value)
    of_one = levels[0].note is not None and levels[1].note is not None and levels[0].note.text == levels[1].note.text
    facts = [each.fact for each in levels]
    of_one = of_one or _of_one_rate(facts[0], facts[1]) or _are_growths(levels)
    if not of_one or apart != one.mention.value or agreement(one.mention, divide(apart * HUNDRED, low)) == "yes":
        return None
    told = f"{plain(max(first.value, last.value))}% − {plain(low)}% = {plain(apart)}个百分点"
    return Verdict(one.reading, "wrong-unit", expected=_fact(told, apart, POINTS))


def _of_one_rate(one: Fact | None, other: Fact | None) -> bool:
    """True for one rate of one thing in two roles."""
    if one is None or other is None or one.key == other.key:
        return False
    return one.metric == other.metric and one.where == other.where and one.unit.base == other.unit.base == "%"


def _are_growths(levels: Sequence[Verdict]) -> bool:
    """True for the growth of one metric since one time, told of two members: 前者增长22.5%，后者增长5.9%."""
    one, other = (each.fact for each in levels)
    if one is None or other is None or one.key != other.key or one.key not in _GROWTHS:
        return False
    rising = all(each.reading.direction != "down" and not each.fault for each in levels)
    return rising and one.metric == other.metric and one.where != other.where


def _carried(one: Verdict, source: Verdict) -> Verdict | None:
    """The share as given by its figures, where it is not carried already."""
    if not (one.fault or one.unchecked):
        return None
    return Verdict(one.reading, fact=source.fact, note=source.note, unchecked=not (source.fact or source.note))


def _wrong(one: Verdict, part: Mention, whole: Mention, share: Decimal) -> Verdict:
    other = missed(one.mention)
    half = one.mention.text in _HALVES and bounded(one.mention)  # 不足一半 of 52.9%: nothing but the bound can be wrong
    beside = half or (other is not None and agreement(other, share) == "yes")
    fault: Fault = "wrong-bound" if beside else "wrong-derivation"
    told = f"{part.text} ÷ {whole.text} = {plain(rounded(share, 1))}%"
    return Verdict(one.reading, fault, expected=_fact(told, share, PERCENT))


def _fact(told: str, amount: Decimal, unit: Unit) -> Fact:
    formula = Formula("ratio", "占比" if unit is PERCENT else "变化", (), told)
    return Fact(f"文中：{told}", "", "ratio", amount, unit, Period(2000), formula=formula)
