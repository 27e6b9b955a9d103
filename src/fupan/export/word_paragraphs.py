"""Whole paragraphs that come into a Word document or leave it, as tracked changes of their text and their mark.

A paragraph mark belongs to the text before it: rejected (inserted) or accepted (deleted), it goes and its paragraph
runs on in the next, which keeps its own settings. So a new paragraph carries an inserted mark where a paragraph
follows. Where a table or the end follows, the mark of the paragraph before it counts as inserted and the new one has
the old mark, with the old settings in a tracked change of settings. (ECMA-376 Part 1, 17.13.5.15, .20 and .29.)
"""

from __future__ import annotations

from collections import Counter
from copy import deepcopy

from fupan.export.word_guards import Guards
from fupan.export.word_marks import W, element
from fupan.export.word_plan import NewLine, level_of
from fupan.export.word_runs import Runs, format_of, new_run
from fupan.intake.word_lines import Element, WordLine, WordLines, places_in

_NO_TEXT = frozenset(
    f"{W}{name}"
    for name in ("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart",
                 "commentRangeEnd", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd")
)  # fmt: skip
_HIDDEN = frozenset((f"{W}rPr", f"{W}commentReference", f"{W}lastRenderedPageBreak"))
_NOT_COPIED = ("sectPr", "pPrChange", "pageBreakBefore", "framePr", "keepNext")
_REVISED = ("ins", "del", "moveFrom", "moveTo")


class Paragraphs:
    """Puts in and takes out the paragraphs of one document."""

    def __init__(self, lines: WordLines, runs: Runs, guards: Guards) -> None:
        self._lines, self._runs, self._guards = lines, runs, guards
        self._last: dict[Element, Element] = {}

    def refused(self, new: NewLine) -> str:
        """Why a line cannot come in, in Chinese; "" where it can."""
        if new.text.startswith("|"):
            return "要加表格的行"
        level = level_of(new.text)
        if level and self._model(new, level) is None:
            return f"要加一个 {level} 级标题，文中没有同级标题可以照着排版"
        if new.after < 0:
            return "" if self._lines.lines and self._lines.lines[0].kind == "text" else "要加在开头的表格之前"
        line = self._lines.lines[new.after]
        following = self._lines.lines[new.after + 1 : new.after + 2]
        if line.kind == "row" or line.text.startswith("|") or (following and following[0].text.startswith("|---")):
            return "要加在表格里"
        if line.kind == "box" and following and following[0].kind == "box":
            return "要加在文本框里"
        anchor = self._anchor(new)
        if anchor.tag != f"{W}p":
            return "" if self._next(anchor) is not None else "要加在表格之后，那里没有段落"
        if self._next(anchor) is None and anchor.find(f"{W}pPr/{W}sectPr") is not None:
            return "要加在分节符前后"
        return ""

    def refused_taking(self, number: int) -> str:
        """Why a line cannot go, in Chinese; "" where it can."""
        line = self._lines.lines[number]
        if line.kind != "text":
            return "在文本框里，文本框里的修订不能可靠地写入" if line.kind == "box" else "要删表格的行"
        return next((why for places in line.places for one in places if (why := self._guards.refused(one))), "")

    def put_in(self, new: NewLine) -> list[Element]:
        """The line as a new paragraph, formatted like the text around it; gives the insertion."""
        level = level_of(new.text)
        model = self._model(new, level)
        made = element("p")
        settings = _settings_like(model.block if model else None)
        made.append(settings)
        insertion = self._runs.mark("ins")
        insertion.append(new_run(new.text[level:].lstrip(), _format_like(model)))
        made.append(insertion)
        anchor = self._anchor(new)
        last: Element = self._last.get(anchor, anchor)
        if new.after < 0:
            anchor.addprevious(made)
            _marked(settings, self._runs.mark("ins"))
        elif anchor.tag != f"{W}p" or self._next(last) is not None:
            last.addnext(made)
            _marked(settings, self._runs.mark("ins"))
            self._last[anchor] = made
        else:
            self._at_the_end(anchor, last, made, settings)
            self._last[anchor] = made
        return [insertion]

    def take_out(self, number: int) -> list[Element]:
        """All text of a line deleted, and its paragraph's mark where a paragraph follows and nothing else is in it."""
        line = self._lines.lines[number]
        made: list[Element] = []
        for stretch in line.stretches:
            made += self._runs.delete(places_in(stretch.paragraph))
        paragraph = line.block
        if self._next(paragraph) is not None and not _has_more(paragraph):
            _marked(_settings_of(paragraph), self._runs.mark("del"))
        return made

    def _at_the_end(self, anchor: Element, last: Element, made: Element, settings: Element) -> None:
        """Behind the last paragraph before a table or the end: that one's mark is the new one.

        ``last`` is the paragraph itself, or the one that was put in behind it before and had its mark.
        """
        old = _settings_of(last)
        kept = _settings_like(anchor, exactly=True)
        if last is not anchor:
            for one in old.findall(f"{W}pPrChange"):
                old.remove(one)
        if _without_marks(kept) != _without_marks(settings):
            change = self._runs.mark("pPrChange")
            recorded = element("pPr")
            recorded.extend(one for one in deepcopy(kept) if one.tag != f"{W}rPr")
            change.append(recorded)
            settings.append(change)
        last.addnext(made)
        _marked(old, self._runs.mark("ins"))

    def _anchor(self, new: NewLine) -> Element:
        """The block that a new line stands behind (in front of, for the first)."""
        lines = self._lines.lines
        at = max(0, new.after)
        following = lines[at + 1 : at + 2]
        if lines[at].kind == "between" and following and following[0].kind == "row" and at > 0:
            at -= 1
        return lines[at].block

    def _next(self, block: Element) -> Element | None:
        """The paragraph right behind a block, None where something else or nothing stands there."""
        following = block.getnext()
        while following is not None and following.tag in _NO_TEXT:
            following = following.getnext()
        return following if following is not None and following.tag == f"{W}p" else None

    def _model(self, new: NewLine, level: int) -> WordLine | None:
        """The line whose formatting a new line of this level takes: the nearest before it or, for text, behind it."""
        lines = [
            line if line.kind == "text" and line.text and line.level == level else None for line in self._lines.lines
        ]
        before = next((line for line in reversed(lines[: new.after + 1]) if line), None)
        after = next((line for line in lines[new.after + 1 :] if line), None)
        right_here = 0 <= new.after < len(lines) and lines[new.after] is not None
        headed = 0 <= new.after < len(lines) and self._lines.lines[new.after].level > 0
        if headed and not level and lines[new.after + 1 : new.after + 2] != [None]:
            return after or before  # below a heading: like the text that it heads
        return before if right_here or before else after


def _settings_of(paragraph: Element) -> Element:
    settings = paragraph.find(f"{W}pPr")
    if settings is None:
        settings = element("pPr")
        paragraph.insert(0, settings)
    return settings


def _settings_like(paragraph: Element | None, *, exactly: bool = False) -> Element:
    """A copy of paragraph settings without section, revisions and (unless ``exactly``) what belongs to one place."""
    found = paragraph.find(f"{W}pPr") if paragraph is not None else None
    settings = deepcopy(found) if found is not None else element("pPr")
    for name in ("sectPr", "pPrChange") if exactly else _NOT_COPIED:
        for one in settings.findall(f"{W}{name}"):
            settings.remove(one)
    for marks in settings.findall(f"{W}rPr"):
        for name in (*_REVISED, "rPrChange"):
            for one in marks.findall(f"{W}{name}"):
                marks.remove(one)
        if len(marks) == 0:
            settings.remove(marks)
    return settings


def _without_marks(settings: Element) -> list[str]:
    from docx.oxml.xmlchemy import serialize_for_reading  # noqa: PLC0415 - only with the extra

    return [serialize_for_reading(one) for one in settings if one.tag != f"{W}rPr"]


def _marked(settings: Element, mark: Element) -> None:
    """Give the paragraph mark a revision; an insertion stands in front of a deletion, both in front of all else."""
    marks = settings.find(f"{W}rPr")
    if marks is None:
        marks = element("rPr")
        later = next((one for one in settings if one.tag in {f"{W}sectPr", f"{W}pPrChange"}), None)
        if later is None:
            settings.append(marks)
        else:
            later.addprevious(marks)
    inserted = marks.find(f"{W}ins")
    if inserted is not None and mark.tag == f"{W}ins":
        return  # another writer's new paragraph: its mark is a tracked insertion already
    marks.insert(0 if inserted is None else 1, mark)


def _format_like(model: WordLine | None) -> Element | None:
    """The run formatting that most characters of a line have; a bold lead-in is not copied."""
    if model is None:
        return None
    counted: Counter[Element] = Counter()
    formats: dict[Element, Element | None] = {}
    for places in model.places:
        if places and next(places[0].node.iterancestors(f"{W}hyperlink"), None) is None:
            run = places[0].node.getparent()
            counted[run] += 1
            formats[run] = format_of(places[0])
    return formats[counted.most_common(1)[0][0]] if counted else None


def _has_more(paragraph: Element) -> bool:
    """Whether something that is not deleted text stands in a paragraph, or a section ends in it."""
    if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return True
    for run in paragraph.iter(f"{W}r"):
        gone = next(run.iterancestors(f"{W}del", f"{W}moveFrom"), None) is not None
        if not gone and any(one.tag not in _HIDDEN for one in run):
            return True
    return False
