"""Replacing a stretch of one line of a Word document, as a tracked deletion and insertion in the runs that hold it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fupan.export.word_guards import Guards
from fupan.export.word_marks import W
from fupan.export.word_runs import Runs, format_of
from fupan.intake.word_lines import Element, Place, Stretch, WordLine


@dataclass(frozen=True, slots=True)
class Splice:
    """The characters from ``start`` to ``end`` of line ``line`` (from 0) become ``text``; ``order`` is the change's."""

    line: int
    start: int
    end: int
    text: str
    order: int = 0


def refused(splice: Splice, line: WordLine, guards: Guards) -> str:
    """Why the splice cannot be made, in Chinese and without the place; "" where it can."""
    if line.kind == "box":
        return "在文本框里，文本框里的修订不能可靠地写入"
    if line.kind == "between":
        return "改的是表格的结构"
    if line.kind == "row" and "|" in splice.text:
        return "改的是表格的结构"
    touched = line.places[splice.start : splice.end]
    if not all(touched):
        return "改的是表格的结构" if line.kind == "row" else "改的是标题的级别"
    for place in (place for places in touched for place in places):
        if why := guards.refused(place):
            return why
    return "" if touched else _where(splice, line, guards)[1]


def make(splice: Splice, line: WordLine, runs: Runs, guards: Guards) -> list[Element]:
    """Make a splice that is not refused; gives the deletions and insertions in order."""
    places = [place for found in line.places[splice.start : splice.end] for place in found]
    if not places:
        return [_put_in(splice, line, runs, guards)] if splice.text else []
    first, like = _most_common(places)
    made = runs.delete(places)
    if splice.text and made:
        made.append(runs.insert_after(first, splice.text, like))
    return made


def _most_common(places: list[Place]) -> tuple[Place, Element | None]:
    """The last character of the run that holds most of them, with the run's formatting."""
    counted = Counter(place.node.getparent() for place in places)
    run = max(counted, key=lambda one: counted[one])
    last = next(place for place in reversed(places) if place.node.getparent() is run)
    return last, format_of(last)


def _put_in(splice: Splice, line: WordLine, runs: Runs, guards: Guards) -> Element:
    spot, _ = _where(splice, line, guards)
    assert spot is not None
    if spot.place is not None and spot.way == "after":
        return runs.insert_after(spot.place, splice.text, spot.like)
    if spot.place is not None and spot.way == "before":
        return runs.insert_before(spot.place, splice.text, spot.like)
    return runs.insert_at(spot.element, splice.text, spot.like, inside=spot.way == "end")


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where text is put in: ``way`` after or before ``place``, behind an ``element``, or at the end of it."""

    way: str
    place: Place | None = None
    element: Element = None
    like: Element | None = None


def _where(splice: Splice, line: WordLine, guards: Guards) -> tuple[_Spot | None, str]:
    """Where an insertion goes, or why nowhere.

    In a run's middle it belongs to that run. At a border it goes with what stands before it, as it does when typed; but
    behind a colon (a lead-in in bold) with what follows, and never into a link or field from outside.
    """
    at = splice.start
    stretch = next((one for one in line.stretches if one.start <= at <= one.end), None)
    if stretch is None:
        return None, "改的是表格的结构" if line.kind == "row" else "改的是标题的级别"
    before = line.places[at - 1][-1] if at > stretch.start else None
    after = line.places[at][0] if at < stretch.end else None
    left, right = (guards.holder(one) if one is not None else None for one in (before, after))
    if before is not None and after is not None and left is not None and left is right:
        why = guards.refused(before)
        return (None, why) if why else (_Spot("after", before, like=format_of(before)), "")
    if after is not None and right is None and (before is None or left is not None or line.text[at - 1] in "：:"):
        return _checked(_Spot("before", after, like=format_of(after)), guards)
    if before is not None and left is None:
        return _checked(_Spot("after", before, like=format_of(before)), guards)
    like = _plain_near(stretch, line, guards)
    if left is not None and left.tag == f"{W}hyperlink":
        return _Spot("behind", element=left, like=like), ""
    if after is None:
        return _Spot("end", element=stretch.paragraph, like=like), ""
    return None, "在两个域之间"


def _checked(spot: _Spot, guards: Guards) -> tuple[_Spot | None, str]:
    why = guards.refused(spot.place) if spot.place is not None else ""
    return (None, why) if why else (spot, "")


def _plain_near(stretch: Stretch, line: WordLine, guards: Guards) -> Element | None:
    """The formatting of text of the paragraph that is in no link or field; of an empty one, that of its mark."""
    for places in reversed(line.places[stretch.start : stretch.end]):
        if places and guards.holder(places[0]) is None:
            return format_of(places[0])
    return stretch.paragraph.find(f"{W}pPr/{W}rPr")
