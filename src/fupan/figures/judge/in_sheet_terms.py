"""The figures of a text in the terms of a sheet: its names taken out, its currencies, the units of lists."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from decimal import Decimal

from fupan.domain.decimals import divide
from fupan.domain.mention import Mention
from fupan.figures.late import late
from fupan.figures.read.catalogue import Catalogue
from fupan.figures.read.cue import Cue
from fupan.figures.reckon.for_each_yuan import is_step
from fupan.figures.scan.cents import in_yuan

_LISTED = late(" ?[、/／] ?| ?(?:→|->) ?|和|与|及")
_NUMBER = late(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_ALIKE = 12
"""How many times larger than another a figure of one list may be."""
_SENTENCE_END = late("[。！？\n]")
_POINT = frozenset(".．")
_WHOLE = Decimal(100)
_QUOTIENT = late("(?:之比|比值)[ *_约]{0,2}[为是达]?[ *_约]{0,3}$")
_COUNTED = late("([单件次场套批张辆户笔份])数[量]?[ *_]{0,2}[:：为是达有]?[ *_约]{0,3}$")
_PERSONS = late("人(?![民均才物为力事气类])")
_MYRIADS = frozenset("万亿")
_COUNTS = frozenset("0123456789一二两三四五六七八九十百千万")
_THESE, _FEW = frozenset("这那"), frozenset("两三四五六")
_TOGETHER = late("[都一]?[共起]?[加合占]|都|业务|市场|板块")


def outside_names(mentions: Sequence[Mention], cues: Sequence[Cue]) -> list[Mention]:
    """The mentions that are no part of a name of the sheet: 13个月继续率, 二元母猪 tell nothing."""
    names = [cue for cue in cues if cue.kind in {"metric", "member"} and not _COUNTS.isdisjoint(cue.word)]
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
    if "比" in text:
        mentions = [one._replace(unit="倍", kind="multiple") if _is_quotient(text, one) else one for one in mentions]
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


def _is_price(text: str, mention: Mention) -> bool:
    """True for the 块 of 一只贵12块; 这两块, 皖北、苏北两块加起来 counts what was named."""
    if mention.unit != "块":
        return False
    counts = text[mention.start - 1 : mention.start] in _THESE or _TOGETHER.match(text, mention.end)
    return not (counts and mention.text[0] in _FEW)


def _is_quotient(text: str, one: Mention) -> bool:
    """True for 回款/销售额之比为1.07: so many times."""
    return (
        not one.unit and "." in one.text and _QUOTIENT.search(text, max(0, one.start - _ALIKE), one.start) is not None
    )


def counted_as(text: str, mentions: Sequence[Mention], units: Collection[str]) -> list[Mention]:
    """The mentions with the 单 of 成交单数7357→7168, where it is one of ``units``."""
    found: list[Mention] = []
    for one in mentions:
        bare = not one.unit and one.value is not None and one.kind == "number"
        named = _COUNTED.search(text, max(0, one.start - _ALIKE), one.start) if bare else None
        unit = named[1] if named is not None else ""
        if bare and not unit and found and found[-1].text.isdigit() and found[-1].unit in units:
            unit = found[-1].unit if _LISTED.fullmatch(text, found[-1].end, one.start) else ""
        found.append(one._replace(unit=unit, kind="count") if unit and unit in units else one)
    return found


def in_currency(text: str, mentions: Sequence[Mention], catalogue: Catalogue) -> list[Mention]:
    """The mentions with 495万 in a currency of the sheet: one written before in the sentence, or the first."""
    currencies = catalogue.currencies
    if "块" not in catalogue.by_unit:
        mentions = [one._replace(unit="元") if _is_price(text, one) else one for one in mentions]
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
