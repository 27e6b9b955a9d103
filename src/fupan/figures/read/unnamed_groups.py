"""Members taken together that the words do not name one by one: 其余三区, 两个电商, 前三大客户, 1—4月, Q1–Q4."""

from __future__ import annotations

from collections.abc import Sequence

from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.late import late
from fupan.figures.read.catalogue import Catalogue
from fupan.figures.read.groups_by_result import by_result
from fupan.figures.read.periods_together import last_of, named_again, periods_before
from fupan.figures.read.placed_cues import PlacedCues
from fupan.figures.scan.number import DIGITS

_REST = late(
    "(?:其余|其他|其它|余下|剩下|剩余|另外?)的?([两二三四五六七八九])(?:[个大条家块类款种]|(?=[省区城市地线]))"
)
_KIND = late("(?<![0-9十第])([两二三四五])(?:[个大家条类块]|)([一-鿿]{2})")
_LARGEST = late("前([两二三四五六七八九])(?:大|名|位|家|强)([一-鿿]{0,4})")
_LEFT_OVER = ("其他", "其它", "其余", "散")
_WITHOUT = late(
    "(?:(?P<aside>剔除|扣除|刨[除去掉]|撇开|抛开|拿掉|去掉|除去|不含|不算|不计|不包括)|除)了?[^，。；0-9]{2,16}?"
    "(?:[以之]?外|[以之]?后|的话|的影响|这一?[块个])?[，,]"
)
"""剔除华北后，全年6120万元; 除华北外，A…: what is told of everybody behind 除…外 may be told of everybody indeed."""
_REACH, _SAID, _BEFORE = 40, 60, 240


def group_before(
    text: str, cues: PlacedCues, catalogue: Catalogue, metrics: Sequence[str], span: tuple[int, int]
) -> tuple[Where, ...]:
    """The members that a figure of these metrics is told of together, none where its words say no such thing.

    ``span`` goes from the start of its sentence to the figure; what is named behind the words ends them.
    """
    start, at = span
    low = max(start, at - _REACH)
    without = last_of(_WITHOUT.finditer(text, max(start, at - _SAID), at))
    aside = frozenset(("total",)) if without is not None and without["aside"] else frozenset[str]()
    if without is not None and not named_again(cues.between(without.end(), at), but=aside):
        left = _all_but(cues, catalogue, metrics, without.span())
        if left:
            return left
    rest = last_of(_REST.finditer(text, low, at))
    if rest is not None and not named_again(cues.between(rest.end(), at)):
        return _others(cues, catalogue, metrics, (start, rest.start()), DIGITS[rest[1]])
    kind = last_of(_KIND.finditer(text, low, at))
    if kind is not None and not named_again(cues.between(kind.end(), at)):
        alike = _of_kind(catalogue, metrics, kind[2], DIGITS[kind[1]])
        if alike:
            return alike
    largest = last_of(_LARGEST.finditer(text, low, at))
    if largest is not None and not named_again(cues.between(largest.end(), at)):
        first = _first_of(catalogue, metrics, largest[2], DIGITS[largest[1]])
        if first:
            return first
    alike, end = by_result(text, catalogue, metrics, (max(start, at - _SAID), at))
    if alike and not named_again(cues.between(end, at)):
        return alike
    return periods_before(text, cues, catalogue, metrics, (max(start, at - _SAID), at))


def _others(
    cues: PlacedCues, catalogue: Catalogue, metrics: Sequence[str], span: tuple[int, int], count: int
) -> tuple[Where, ...]:
    """The members of a dimension less those named in the sentence, or less the one named last before it."""
    start, end = span
    here = [cue for cue in cues.between(start, end) if cue.kind == "member"]
    before = [cue for cue in cues.between(max(0, start - _BEFORE), end) if cue.kind == "member"]
    for named in (here, before[-1:]):
        taken = {where for cue in named for where in cue.meaning.places if where is not None}
        for metric in metrics[:1]:
            for dimension, members in catalogue.metrics[metric].breakdown.items():
                if any(where[0] == dimension for where in taken):
                    left = tuple((dimension, member) for member in members if (dimension, member) not in taken)
                    if len(left) == count:
                        return left
    return ()


def _all_but(
    cues: PlacedCues, catalogue: Catalogue, metrics: Sequence[str], span: tuple[int, int]
) -> tuple[Where, ...]:
    """The members of a dimension less those named in ``span``, where at least one of them is and one is left."""
    named = [cue for cue in cues.between(*span) if cue.kind == "member"]
    taken = {where for cue in named for where in cue.meaning.places if where is not None}
    for metric in metrics[:1]:
        for dimension, members in catalogue.metrics[metric].breakdown.items():
            left = tuple((dimension, member) for member in members if (dimension, member) not in taken)
            if left and len(left) < len(members):
                return left
    return ()


def _of_kind(catalogue: Catalogue, metrics: Sequence[str], word: str, count: int) -> tuple[Where, ...]:
    """两个电商: the members whose names end in that word, where they are as many, but not all of the dimension."""
    for metric in metrics[:1]:
        for dimension, members in catalogue.metrics[metric].breakdown.items():
            found = tuple((dimension, member) for member in members if member.endswith(word) and member != word)
            if len(found) == count < len(members):
                return found
    return ()


def _first_of(catalogue: Catalogue, metrics: Sequence[str], noun: str, count: int) -> tuple[Where, ...]:
    """前三大客户: the largest members of the dimension that the noun names, or of the only one; no 其他 among them."""
    for metric in metrics[:1]:
        breakdown = catalogue.metrics[metric].breakdown
        for dimension, members in breakdown.items():
            if not noun.startswith(dimension) and not (len(breakdown) == 1 and not noun):
                continue
            sizes = {
                member: values[Role.ACTUAL].amount
                for member, values in members.items()
                if Role.ACTUAL in values and not member.startswith(_LEFT_OVER)
            }
            ranked = sorted(sizes, key=lambda member: -sizes[member])
            if count <= len(ranked) and count < len(members):
                return tuple((dimension, member) for member in ranked[:count])
    return ()
