"""The text a reader of an HTML page sees, with block elements on lines of their own."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_HIDDEN = {"script", "style", "head", "template", "noscript", "svg", "iframe", "object", "nav", "aside"}
_BESIDE = {"tooltip", "note", "doc-noteref"}
"""Roles of what is told beside the text: hints, remarks, the numbers of footnotes."""
_BLOCKS = {
    "address", "article", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p",
    "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
}  # fmt: skip
_EMPTY = {"br", "hr"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_CELLS = {"td", "th"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_REMARK = re.compile(r"\s*fupan\s*(?:[:：]|ignore|忽略)", re.IGNORECASE)


def visible_text(html: str) -> str:
    """The visible text of ``html``: headings marked as in Markdown, table cells parted by tabs.

    Of a page with one ``article`` that alone is read: what stands around it is the page's, not the document's.
    Comments to the checker (``<!-- fupan: ignore … -->``) stay.
    """
    parser = _VisibleText()
    parser.feed(html)
    parser.close()
    lines = (line.strip() for line in "".join(parser.document).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


class _VisibleText(HTMLParser):
    """Collects pieces of text. A hidden element that is never closed hides the rest, as in a browser."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden: list[str] = []
        self._articles: list[tuple[int, int | None]] = []

    @property
    def document(self) -> list[str]:
        """The pieces of the one article of the page, of all of it where there are none or several."""
        return self.pieces[slice(*self._articles[0])] if len(self._articles) == 1 else self.pieces

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._hidden = [name for name in self._hidden if name != "head"]  # a page may leave </head> out
        if tag == "article" and not self._hidden:
            self._articles.append((len(self.pieces), None))
        within = bool(self._hidden) and tag == self._hidden[-1]
        if within or tag in _HIDDEN or (tag not in _EMPTY and dict(attrs).get("role") in _BESIDE):
            self._hidden.append(tag)
        elif tag in _BLOCKS:
            self.pieces.append(f"\n{'#' * int(tag[1])} " if tag in _HEADINGS else "\n")
        elif tag in _CELLS:
            self.pieces.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            del self._hidden[len(self._hidden) - 1 - self._hidden[::-1].index(tag) :]
        elif tag in _BLOCKS and tag not in _EMPTY:
            self.pieces.append("\n")
            if tag == "article" and self._articles and not self._hidden:
                self._articles[-1] = (self._articles[-1][0], len(self.pieces))

    def handle_comment(self, data: str) -> None:
        # a remark to the checker is kept, on one line: it stands beside what it is about
        if not self._hidden and _REMARK.match(data):
            self.pieces.append(f"<!--{_SPACE.sub(' ', data)}-->")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(_SPACE.sub(" ", data))
