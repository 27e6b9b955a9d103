"""What Word does with tracked changes, over the XML: accept them or reject them, all or one writer's.

ECMA-376 Part 1, 17.13.5: an accepted deletion and a rejected insertion go with what they hold; a paragraph mark that
goes joins its paragraph to the next, which keeps its settings; a rejected change of settings brings the old ones back.
"""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy

import docx
from docx.document import Document
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def settled(content: bytes, *, accept: bool, author: str | None = None) -> bytes:
    """The document with all changes (of one author) accepted or rejected; comments stay."""
    document = docx.Document(io.BytesIO(content))
    body = document.element.body
    gone, kept = ("del", "ins") if accept else ("ins", "del")
    for one in [one for one in body.iter(f"{W}{gone}") if _by(one, author) and one.getparent().tag != f"{W}rPr"]:
        one.getparent().remove(one)
    for one in [one for one in body.iter(f"{W}{kept}") if _by(one, author) and one.getparent().tag != f"{W}rPr"]:
        for text in one.iter(f"{W}delText"):
            text.tag = f"{W}t"
        for inner in list(one):
            one.addprevious(inner)
        one.getparent().remove(one)
    for change in [one for one in body.iter(f"{W}pPrChange") if _by(one, author)]:
        _settings(change, accept=accept)
    _marks(body, gone, author)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _marks(body: etree._Element, gone: str, author: str | None) -> None:
    for paragraph in list(body.iter(f"{W}p")):
        marks = paragraph.find(f"{W}pPr/{W}rPr")
        for name in ("ins", "del"):
            mark = marks.find(f"{W}{name}") if marks is not None else None
            if mark is not None and _by(mark, author):
                marks.remove(mark)
                if name == gone:
                    _join(paragraph)


def _by(one: etree._Element, author: str | None) -> bool:
    return author is None or one.get(f"{W}author") == author


def _settings(change: etree._Element, *, accept: bool) -> None:
    settings = change.getparent()
    settings.remove(change)
    if accept:
        return
    for one in list(settings):
        if one.tag not in {f"{W}rPr", f"{W}sectPr"}:
            settings.remove(one)
    for place, one in enumerate(change.find(f"{W}pPr")):
        settings.insert(place, deepcopy(one))


def _join(paragraph: etree._Element) -> None:
    following = paragraph.getnext()
    while following is not None and following.tag.startswith((f"{W}bookmark", f"{W}comment")):
        following = following.getnext()
    assert following is not None, "a paragraph mark goes, and no block follows"
    assert following.tag == f"{W}p", "a paragraph mark goes in front of a table"
    at = 1 if following.find(f"{W}pPr") is not None else 0
    for one in reversed([child for child in paragraph if child.tag != f"{W}pPr"]):
        following.insert(at, one)
    paragraph.getparent().remove(paragraph)


def formatted(content: bytes) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each paragraph of the body: its settings, and each character (and other thing) with its run's properties."""
    found = []
    for paragraph in docx.Document(io.BytesIO(content)).element.body.iter(f"{W}p"):
        pieces = []
        for run in paragraph.iter(f"{W}r"):
            if run.find(f"{W}commentReference") is not None:
                continue
            look = _plain(run.find(f"{W}rPr"))
            above = "/".join(one.tag.removeprefix(W) for one in run.iterancestors() if one.tag in _HOLDERS)
            for child in run:
                if child.tag in {f"{W}t", f"{W}delText"}:
                    pieces += [(char, look + above) for char in child.text or ""]
                elif child.tag != f"{W}rPr":
                    pieces.append((child.tag.removeprefix(W), look + above))
        found.append((_plain(paragraph.find(f"{W}pPr")), pieces))
    return found


_HOLDERS = {f"{W}{name}" for name in ("hyperlink", "ins", "del", "sdt", "fldSimple", "tbl")}


def _plain(settings: etree._Element | None) -> str:
    if settings is None:
        return ""
    copied = deepcopy(settings)
    for marks in copied.findall(f"{W}rPr"):
        if len(marks) == 0:
            copied.remove(marks)
    etree.cleanup_namespaces(copied)
    return etree.tostring(copied).decode() if len(copied) else ""


def fonts(run: etree._Element) -> dict[str, str]:
    """The fonts that a run names."""
    named = run.find(f"{W}rPr/{W}rFonts")
    return dict(named.attrib) if named is not None else {}


def ids(content: bytes) -> list[str]:
    """The ids of all tracked changes, as they stand in the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    names = [f"{W}{name}" for name in ("ins", "del", "pPrChange", "rPrChange", "moveFrom", "moveTo")]
    return [one.get(f"{W}id") for one in root.iter(*names)]


def commented(content: bytes) -> list[tuple[str, str, str]]:
    """(author, text, what it stands on) of every comment; deleted text counts as standing there."""
    document: Document = docx.Document(io.BytesIO(content))
    found = []
    for comment in document.comments:
        number, inside, text = str(comment.comment_id), False, ""
        for node in document.element.body.iter():
            if node.tag == f"{W}commentRangeStart" and node.get(f"{W}id") == number:
                inside = True
            elif node.tag == f"{W}commentRangeEnd" and node.get(f"{W}id") == number:
                inside = False
            elif inside and node.tag in {f"{W}t", f"{W}delText"}:
                text += node.text or ""
        references = [one for one in document.element.body.iter(f"{W}commentReference") if one.get(f"{W}id") == number]
        assert len(references) == 1, f"comment {number} is referred to {len(references)} times"
        assert not inside
        found.append((comment.author, comment.text, text))
    return found
