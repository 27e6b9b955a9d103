"""The runs of a Word document, cut so that a change or a comment stands at the very characters.

Deleted text stays in its run with the run's formatting; inserted text gets a run of its own with a copy of the
formatting of the run it stands in. A mark within another writer's insertion nests (a deletion) or parts it (all else),
as Word does it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy

from fupan.export.word_marks import NewMark, W, element, spaced
from fupan.intake.word_lines import Element, Place, WordLines

TEXT = (f"{W}t", f"{W}delText")
_REVISIONS = (f"{W}ins", f"{W}del", f"{W}moveTo", f"{W}moveFrom")
_NOTES = (f"{W}footnoteReference", f"{W}endnoteReference")
_PROPERTIES = f"{W}rPr"


class Runs:
    """The runs of one document while it is changed; keeps the places of its lines right when runs are cut."""

    def __init__(self, lines: WordLines, mark: NewMark) -> None:
        self.mark = mark
        self._made: list[Element] = []  # kept alive, so that an element stays the same object
        self._places: dict[Element, list[Place]] = {}
        for line in lines.lines:
            for places in line.places:
                for place in places:
                    self._places.setdefault(place.node, []).append(place)

    def delete(self, places: Sequence[Place]) -> list[Element]:
        """Mark these characters (in order) as deleted; gives the deletions. What is no text between them stays."""
        made: list[Element] = []
        for group in _together(places):
            run = self._only(group)
            above = run.getparent()
            if above.tag == f"{W}del":
                continue  # another cell of the table shows the same paragraph
            before = run.getprevious()
            if made and before is made[-1]:
                before.append(run)
            else:
                deletion = self._mark("del")
                run.addprevious(deletion)
                deletion.append(run)
                made.append(deletion)
            for node in run.findall(f"{W}t"):
                node.tag = f"{W}delText"
        return made

    def insert_after(self, place: Place, text: str, like: Element | None) -> Element:
        """Text behind a character (and behind what was inserted there before, and a footnote's mark)."""
        insertion = self._insertion(text, like)
        self._behind(self._cut_after(place)).addnext(insertion)
        return insertion

    def insert_before(self, place: Place, text: str, like: Element | None) -> Element:
        """Text in front of a character."""
        insertion = self._insertion(text, like)
        self.out(self._cut_before(place), after=False).addprevious(insertion)
        return insertion

    def insert_at(self, spot: Element, text: str, like: Element | None, *, inside: bool) -> Element:
        """Text at the end ``inside`` a paragraph, or right behind a link."""
        insertion = self._insertion(text, like)
        if inside:
            spot.append(insertion)
        else:
            self._behind(spot).addnext(insertion)
        return insertion

    def first_of(self, place: Place) -> Element:
        """The element of the paragraph that begins with this character, out of all revisions."""
        return self.out(self._cut_before(place), after=False)

    def last_of(self, place: Place) -> Element:
        """The element of the paragraph that ends with this character, out of all revisions.

        Behind a deleted character it is what was inserted in its stead.
        """
        run = self._cut_after(place)
        deleted = run.getparent().tag == f"{W}del"
        return self._behind(run) if deleted else self.out(run, after=True)

    def _behind(self, run: Element) -> Element:
        """What to put something behind, so that it stands behind the run, in no revision, and in the order made."""
        found = self.out(run, after=True)
        following = found.getnext()
        while following is not None and (self._is_own_insertion(following) or _is_note(following)):
            found, following = following, following.getnext()
        return found

    def _is_own_insertion(self, one: Element) -> bool:
        return one.tag == f"{W}ins" and any(one is own for own in self._made)

    def out(self, run: Element, *, after: bool) -> Element:
        """The element that begins (``after``: ends) with the run and stands in no revision; one is parted for it."""
        found = run
        while (above := found.getparent()).tag in _REVISIONS:
            inner = list(found.itersiblings(preceding=not after))
            if inner:
                twin = _emptied(above)
                twin.set(f"{W}id", self.mark("ins").get(f"{W}id"))
                if after:
                    above.addnext(twin)
                    twin.extend(inner)
                else:
                    above.addprevious(twin)
                    twin.extend(reversed(inner))
                if any(above is own for own in self._made):
                    self._made.append(twin)
            found = above
        return found

    def _mark(self, name: str) -> Element:
        made = self.mark(name)
        self._made.append(made)
        return made

    def _insertion(self, text: str, like: Element | None) -> Element:
        insertion = self._mark("ins")
        insertion.append(new_run(text, like))
        return insertion

    def _only(self, group: Sequence[Place]) -> Element:
        self._cut_before(group[0])
        return self._cut_after(group[-1])

    def _cut_before(self, place: Place) -> Element:
        """The run, cut so that it begins with this character."""
        self._part(place.node, place.at)
        node = place.node
        run = node.getparent()
        if any(one.tag != _PROPERTIES for one in node.itersiblings(preceding=True)):
            run = _parted(run, node)
        return run

    def _cut_after(self, place: Place) -> Element:
        """The run, cut so that it ends with this character."""
        self._part(place.node, place.at + 1)
        run, following = place.node.getparent(), place.node.getnext()
        if following is not None:
            _parted(run, following)
        return run

    def _part(self, node: Element, at: int) -> None:
        """Two text elements of one; the second begins with the ``at``-th character."""
        text = node.text or ""
        if node.tag not in TEXT or not 0 < at < len(text):
            return
        tail = element(node.tag.removeprefix(W))
        spaced(node, text[:at])
        spaced(tail, text[at:])
        node.addnext(tail)
        moved = [place for place in self._places.get(node, ()) if place.at >= at]
        for place in moved:
            place.node, place.at = tail, place.at - at
        self._places[node] = [place for place in self._places.get(node, ()) if place.node is node]
        self._places[tail] = moved


def new_run(text: str, like: Element | None) -> Element:
    """A run with this text and a copy of the formatting ``like`` (an rPr)."""
    run = element("r")
    if like is not None:
        run.append(plain_format(like))
    for number, piece in enumerate(text.split("\t")):
        if number:
            run.append(element("tab"))
        if piece:
            node = element("t")
            spaced(node, piece)
            run.append(node)
    return run


def plain_format(properties: Element) -> Element:
    """A copy of run properties without the record of an earlier change to them."""
    copied = deepcopy(properties)
    for name in ("rPrChange", "ins", "del", "moveFrom", "moveTo"):
        for one in copied.findall(f"{W}{name}"):
            copied.remove(one)
    return copied


def format_of(place: Place) -> Element | None:
    """The properties of the run that a character stands in; None where it has none of its own."""
    run = place.node.getparent()
    return run.find(_PROPERTIES) if run is not None else None


def _together(places: Iterable[Place]) -> list[list[Place]]:
    """Characters that follow each other in one run with nothing between them."""
    groups: list[list[Place]] = []
    for place in places:
        if groups and _follows(groups[-1][-1], place):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _follows(first: Place, second: Place) -> bool:
    if first.node is second.node:
        return second.at == first.at + 1
    ended = first.node.tag not in TEXT or first.at + 1 == len(first.node.text or "")
    return ended and second.at == 0 and first.node.getnext() is second.node


def _parted(run: Element, node: Element) -> Element:
    """A second run with the same properties, from ``node`` on."""
    second = _emptied(run)
    properties = run.find(_PROPERTIES)
    if properties is not None:
        second.append(deepcopy(properties))
    second.extend([node, *node.itersiblings()])
    run.addnext(second)
    return second


def _emptied(one: Element) -> Element:
    twin = element(one.tag.removeprefix(W))
    for key, value in one.attrib.items():
        twin.set(key, value)
    return twin


def _is_note(one: Element) -> bool:
    """Whether it is a run with nothing but the mark of a footnote."""
    inner = [child for child in one if child.tag != _PROPERTIES] if one.tag == f"{W}r" else []
    return bool(inner) and all(child.tag in _NOTES for child in inner)
