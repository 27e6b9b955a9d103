"""Fields: what Word keeps up to date by itself — page numbers, the contents, the numbers of figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from fupan.export.word_comments import writable
from fupan.export.word_marks import W, element, spaced
from fupan.intake.word_lines import Element

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph


class Entry(NamedTuple):
    """A heading in the contents: its level from 1, its text, the bookmark on it, the page it is expected on."""

    level: int
    text: str
    bookmark: str
    page: int


def add_field(paragraph: Paragraph, code: str, shown: str, *, dirty: bool = False) -> None:
    """A field with what it shows until Word works it out; ``dirty``: Word does so when it opens the file."""
    begin = _mark("begin")
    if dirty:
        begin.set(f"{W}dirty", "true")
    _run(paragraph, begin)
    _run(paragraph, _code(code))
    _run(paragraph, _mark("separate"))
    paragraph.add_run(writable(shown))
    _run(paragraph, _mark("end"))


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """A bookmark around a whole paragraph."""
    start = element("bookmarkStart", id=str(number))
    start.set(f"{W}name", name)
    properties = paragraph._p.pPr  # noqa: SLF001 - the library has no bookmarks
    if properties is not None:
        properties.addnext(start)
    else:
        paragraph._p.insert(0, start)  # noqa: SLF001
    paragraph._p.append(element("bookmarkEnd", id=str(number)))  # noqa: SLF001


def contents(before: Paragraph, head: Paragraph, entries: Sequence[Entry], width: int) -> None:
    """The table of contents in front of a paragraph, its entries filled in; ``width`` of the text in twips.

    It stands with its heading ``head`` in a control as Word's own does: Word offers to update it, and readers of the
    text know that it is none.
    """
    control, held = _control()
    head._p.addprevious(control)  # noqa: SLF001 - the library has no controls
    held.append(head._p)  # noqa: SLF001
    for place, entry in enumerate(entries):
        paragraph = before.insert_paragraph_before(style=f"toc {entry.level}")
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
        tabs = element("tabs")
        tabs.append(element("tab", val="right", leader="dot", pos=str(width)))
        properties.append(tabs)
        if entry.level > 1:
            properties.append(element("ind", leftChars="200", left="480"))
        if place == 0:
            _run(paragraph, _mark("begin"))
            _run(paragraph, _code('TOC \\o "1-2" \\h \\z \\u'))
            _run(paragraph, _mark("separate"))
        link = element("hyperlink", anchor=entry.bookmark, history="1")
        begun = len(paragraph._p)  # noqa: SLF001
        paragraph.add_run(writable(entry.text))
        paragraph.add_run("\t")
        add_field(paragraph, f"PAGEREF {entry.bookmark} \\h", str(entry.page), dirty=True)
        for run in list(paragraph._p)[begun:]:  # noqa: SLF001
            link.append(run)
        paragraph._p.append(link)  # noqa: SLF001
        if place == len(entries) - 1:
            _run(paragraph, _mark("end"))
        held.append(paragraph._p)  # noqa: SLF001


def _control() -> tuple[Element, Element]:
    """A control for the contents, and the element that holds what stands in it."""
    control, properties, kind, held = (element(name) for name in ("sdt", "sdtPr", "docPartObj", "sdtContent"))
    kind.append(element("docPartGallery", val="Table of Contents"))
    kind.append(element("docPartUnique"))
    properties.append(kind)
    control.append(properties)
    control.append(held)
    return control, held


def _run(paragraph: Paragraph, child: Element) -> None:
    run = element("r")
    run.append(child)
    paragraph._p.append(run)  # noqa: SLF001


def _mark(kind: str) -> Element:
    return element("fldChar", fldCharType=kind)


def _code(code: str) -> Element:
    made = element("instrText")
    spaced(made, f" {code} ")
    return made
