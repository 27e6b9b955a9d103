"""Native comments in a Word document, on the very characters that they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from fupan.export.word_marks import AUTHOR, W, element, stamped
from fupan.export.word_runs import Runs
from fupan.intake.word_lines import Element, Place, WordLine, WordLines

if TYPE_CHECKING:
    from docx.document import Document

INITIALS = "fp"
_UNWRITABLE = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Note:
    """A comment on ``text[start:end]`` of the text as it is read; an empty stretch means its whole line."""

    start: int
    end: int
    text: str


class Comments:
    """Writes comments into one document; those that it has stay, and no id stands twice."""

    def __init__(self, document: Document, lines: WordLines, runs: Runs, when: datetime) -> None:
        self._document, self._lines, self._runs, self._when = document, lines, runs, stamped(when)

    def on_text(self, notes: Iterable[Note]) -> int:
        """Comment stretches of the text; gives how many could be placed (none in a document without paragraphs)."""
        return sum(self._on(note) for note in sorted(notes, key=lambda note: (note.start, note.end)))

    def on_changes(self, made: Sequence[Element], text: str) -> None:
        """Comment tracked changes, from the first to the last of them."""
        revisions = self._document.element.body.iter(f"{W}ins", f"{W}del")
        order = {one: number for number, one in enumerate(revisions)}
        first, last = min(made, key=order.__getitem__), max(made, key=order.__getitem__)
        self._write(self._runs.out(first[0], after=False), self._runs.out(last[-1], after=True), text)

    def _on(self, note: Note) -> bool:
        places = self._places(max(0, note.start), min(len(self._lines.text), note.end))
        if places:
            self._write(self._runs.first_of(places[0]), self._runs.last_of(places[-1]), note.text)
            return True
        line = self._line(note.start)
        if line is None:
            return False
        if line.kind != "box" and (whole := [one for places in line.places for one in places]):
            self._write(self._runs.first_of(whole[0]), self._runs.last_of(whole[-1]), note.text)
            return True
        paragraph = line.block if line.kind == "box" else line.stretches[0].paragraph
        begin = element("commentRangeStart")
        paragraph.append(begin)
        self._write(begin, begin, note.text, begin=begin)
        return True

    def _places(self, start: int, end: int) -> list[Place]:
        """Where the stretch stands, as far as comments can stand there (Word allows none in text boxes)."""
        found: list[Place] = []
        for line, at in zip(self._lines.lines, self._lines.starts, strict=True):
            if at >= end:
                break
            if line.kind != "box" and at + len(line.text) > start:
                found += [place for places in line.places[max(0, start - at) : end - at] for place in places]
        return [place for place in found if place.node.getparent().tag == f"{W}r"]

    def _line(self, offset: int) -> WordLine | None:
        """The line of an offset, or the nearest that stands in a paragraph."""
        number = self._lines.text.count("\n", 0, max(0, offset))
        near = sorted(range(len(self._lines.lines)), key=lambda one: (abs(one - number), one))
        return next((self._lines.lines[one] for one in near if self._lines.lines[one].stretches), None)

    def _write(self, first: Element, last: Element, text: str, begin: Element | None = None) -> None:
        comment = self._document.part.comments.add_comment(writable(text), AUTHOR, INITIALS)
        number = str(comment.comment_id)
        comment._comment_elm.set(f"{W}date", self._when)  # noqa: SLF001 - the library writes another clock's time
        if begin is None:
            begin = element("commentRangeStart")
            first.addprevious(begin)
        begin.set(f"{W}id", number)
        end = element("commentRangeEnd", id=number)
        last.addnext(end)
        run = element("r")
        run.append(element("commentReference", id=number))
        end.addnext(run)


def writable(text: str) -> str:
    """Text without the characters that no XML file can hold."""
    return _UNWRITABLE.sub("", text)
