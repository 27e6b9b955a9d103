"""The lines that a Word document is read as, and where in the document each of their characters stands.

A line is a paragraph, a heading with its Markdown marks, a row of a table, or a paragraph of a text box. Read is what
stands there once all tracked changes are accepted: nothing that was deleted or moved away, and a paragraph whose mark
was deleted runs on in the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from fupan.intake.office_package import WORD, sound
from fupan.intake.word_levels import HeadingLevels

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

Element: TypeAlias = Any
"""An XML element as the Word library gives it."""
LineKind = Literal["text", "row", "box", "between"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""Holds what stands beside it once more, for programs of before 2010."""
_GONE = (f"{_W}del", f"{_W}moveFrom")
_BREAKS = frozenset("\r\n\v\f\t")
_READ = (f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen")


@dataclass(slots=True, eq=False)
class Place:
    """One character of the document: the ``at``-th of the text of ``node``, or ``node`` itself (a tab, a break)."""

    node: Element
    at: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """The characters of a line from ``start`` to ``end`` stand in this paragraph of the document."""

    start: int
    end: int
    paragraph: Element


@dataclass(frozen=True, slots=True)
class WordLine:
    """One line. ``places`` has for each character of ``text`` where it stands; nowhere where reading made it.

    ``between`` are the lines that part a table from what is around it and its head from its rows. ``block`` is the
    paragraph or the table in the body that the line belongs to, for a line of a text box the paragraph it hangs on.
    ``level`` is that of a heading, 0 for text.
    """

    kind: LineKind
    text: str = ""
    places: tuple[tuple[Place, ...], ...] = ()
    stretches: tuple[Stretch, ...] = ()
    block: Element = None
    level: int = 0


@dataclass(frozen=True)
class WordLines:
    """The lines of one document; ``text`` is all of them, the offsets of findings and edits count its code points."""

    lines: tuple[WordLine, ...]

    @cached_property
    def text(self) -> str:
        """The lines with a line feed after each."""
        return "\n".join(line.text for line in self.lines) + "\n"

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each line begins in ``text``."""
        found, at = [], 0
        for line in self.lines:
            found.append(at)
            at += len(line.text) + 1
        return tuple(found)


def read_lines(document: Document, name: str) -> WordLines:
    """The lines of a document; ``name`` is for messages. Raises InputError where its parts do not fit together."""
    with sound(name, WORD):
        found = list(_lines(document))
    while found and not found[0].text:
        del found[0]
    while found and not found[-1].text:
        del found[-1]
    return WordLines(tuple(found))


def places_in(paragraph: Element) -> list[Place]:
    """Where all characters of a paragraph stand, those too that reading leaves out at its borders."""
    return [place for _, places in _content(paragraph) for place in places]


@dataclass
class _Joined:
    """Characters with their places, put together from paragraphs."""

    chars: list[str] = field(default_factory=list)
    places: list[tuple[Place, ...]] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)

    def made(self, text: str) -> None:
        """Characters that stand nowhere."""
        self.chars += text
        self.places += [()] * len(text)

    def read(self, paragraph: Element, content: list[tuple[str, tuple[Place, ...]]]) -> None:
        """Those of a paragraph."""
        start = len(self.chars)
        self.chars += [char for char, _ in content]
        self.places += [places for _, places in content]
        self.stretches.append(Stretch(start, len(self.chars), paragraph))

    def line(self, kind: LineKind, block: Element, level: int = 0) -> WordLine:
        return WordLine(kind, "".join(self.chars), tuple(self.places), tuple(self.stretches), block, level)


def _lines(document: Document) -> Iterator[WordLine]:
    from docx.table import Table  # noqa: PLC0415 - only with the extra

    running: list[Element] = []
    levels = HeadingLevels()
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _left(running)
            running = []
            yield WordLine("between", block=block._tbl)  # noqa: SLF001 - not shown by the library
            yield from _rows(block)
            yield WordLine("between", block=block._tbl)  # noqa: SLF001
            continue
        element = block._p  # noqa: SLF001 - the library shows neither text boxes nor revisions
        running.append(element)
        if _mark_is_gone(element):
            continue
        yield _run_on(running, levels.of(block))
        for host in running:
            yield from _boxes(host)
        running = []
    yield from _left(running)


def _left(paragraphs: list[Element]) -> Iterator[WordLine]:
    """Paragraphs that should run on in a next one, and there is none."""
    if paragraphs:
        yield _run_on(paragraphs)
        for host in paragraphs:
            yield from _boxes(host)


def _run_on(paragraphs: list[Element], level: int = 0) -> WordLine:
    """The line of a paragraph of this level and those before it that run on in it."""
    content = [(paragraph, read) for paragraph in paragraphs for read in _content(paragraph)]
    while content and content[-1][1][0].isspace():
        content.pop()
    first = next((at for at, (_, (char, _)) in enumerate(content) if not char.isspace()), 0)
    content = content[first:]
    level = level if content else 0
    joined = _Joined()
    joined.made(f"{'#' * level} " if level else "")
    for paragraph in paragraphs:
        joined.read(paragraph, [read for owner, read in content if owner is paragraph])
    return joined.line("text", paragraphs[-1], level)


def _boxes(host: Element) -> Iterator[WordLine]:
    for box in host.iter(f"{_W}txbxContent"):
        if next(box.iterancestors(_FALLBACK), None) is None:
            for paragraph in box.iter(f"{_W}p"):
                joined = _Joined()
                joined.read(paragraph, _stripped(_content(paragraph)))
                if joined.chars:
                    yield joined.line("box", host)


def _rows(table: Table) -> Iterator[WordLine]:
    """The rows as Markdown; a cell that is merged over several columns or rows stands once for each of them."""
    block = table._tbl  # noqa: SLF001
    first = True
    for row in table.rows:
        if row._tr.find(f"{_W}trPr/{_W}del") is not None:  # noqa: SLF001 - not shown by the library
            continue
        joined, count = _Joined(), 0
        joined.made("| ")
        for count, cell in enumerate(row.cells, start=1):
            joined.made(" | " if count > 1 else "")
            _cell(joined, [paragraph._p for paragraph in cell.paragraphs])  # noqa: SLF001
        joined.made(" |")
        yield joined.line("row", block)
        if first:
            yield WordLine("between", "|" + " --- |" * count, ((),) * (1 + 6 * count), block=block)
        first = False


def _cell(joined: _Joined, paragraphs: list[Element]) -> None:
    contents = [(paragraph, _stripped(_content(paragraph))) for paragraph in paragraphs]
    told = [(paragraph, content) for paragraph, content in contents if content]
    for number, (paragraph, content) in enumerate(told or contents[:1]):
        joined.made(" " if number else "")
        joined.read(paragraph, [("／" if char == "|" else char, places) for char, places in content])


def _stripped(content: list[tuple[str, tuple[Place, ...]]]) -> list[tuple[str, tuple[Place, ...]]]:
    first, last = 0, len(content)
    while first < last and content[first][0].isspace():
        first += 1
    while first < last and content[last - 1][0].isspace():
        last -= 1
    return content[first:last]


def _content(paragraph: Element) -> list[tuple[str, tuple[Place, ...]]]:
    """The characters of one paragraph without those of text boxes in it; breaks and tabs are a space.

    Breaks within the text (not the elements) are one space together.
    """
    found: list[tuple[str, tuple[Place, ...]]] = []
    after_break = False
    for node in paragraph.iter(*_READ):
        if not _stands_in(node, paragraph):
            continue
        if node.tag != f"{_W}t":
            found.append(("-" if node.tag == f"{_W}noBreakHyphen" else " ", (Place(node),)))
            after_break = False
            continue
        for at, char in enumerate(node.text or ""):
            if char not in _BREAKS:
                found.append((char, (Place(node, at),)))
            elif after_break:
                found[-1] = (" ", (*found[-1][1], Place(node, at)))
            else:
                found.append((" ", (Place(node, at),)))
            after_break = char in _BREAKS
    return found


def _stands_in(node: Element, paragraph: Element) -> bool:
    """Whether it is text of this paragraph: not of a box in it, not deleted, not of its settings (tab stops)."""
    for above in node.iterancestors():
        if above is paragraph:
            return True
        if above.tag in _GONE or above.tag in {f"{_W}p", f"{_W}pPr"}:
            return False
    return False


def _mark_is_gone(paragraph: Element) -> bool:
    return any(paragraph.find(f"{_W}pPr/{_W}rPr/{_W}{name}") is not None for name in ("del", "moveFrom"))
