"""The outline of a Markdown or plain text: headings, list items, table rows and paragraphs, with their sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from fupan.figures.late import late

BlockKind = Literal["heading", "item", "row", "rule", "text"]

_LINE = late(r"[^\n]+")
_HEADING = late(r"[ \t]*(#{1,6})[ \t]+")
_CHINESE_HEADING = late(
    r"[ \t]*(?:(?:第?[一二三四五六七八九十]{1,3}(?:、|部分|章)|(（[一二三四五六七八九十]{1,3}）)))[^。；;!！?？]{1,30}$"
)
_BOLD_HEADING = late(r"[ \t]*\*\*[^*。；]{1,30}\*\*[:：]?(?:[（(][^）)]{1,30}[）)])?[ \t]*\r?$")
_BRACKET_HEADING = late(r"[ \t]*【[^】。；]{1,30}】[ \t]*\r?$")
"""【8月】 on a line of its own, as people write it in messages."""
_SET_OFF = late(
    r"[ \t]*(?:[0-9]{1,2}[、.．)）][ \t]*)?(?=[^\n]{2,16}[ \t]*\r?$)"
    r"(?:20[0-9]{2}年|[0-9]{1,2}月份?|[^0-9\n，。；：！？,;:!?|*>#•·-])+[ \t]*\r?$"
)
"""A short line between empty ones, without a figure or the marks of a sentence: 5、1月安排 as plain text has it."""
_ITEM = late(r"([ \t]*)(?:[-*+•·]|[0-9]{1,2}(?:[、)）]|\.(?![0-9]))|[①-⑳]|（[0-9]{1,2}）|\([0-9]{1,2}\))[ \t]*(?=\S)")
_MONTHS = late(r"[ \t]*([0-9]{1,2})、([0-9]{1,2})(?:月|[两三四五六]个月|、[0-9]{1,2}(?:月|[三四五六]个月))")
_SHORT = 24
_ROW = late(r"[ \t]*\|.*\|[ \t]*\r?$")
_RULE = late(r"[ \t|:\-—]+\r?$")
_SENTENCE = late(r"[^。！？!?；;]+[。！？!?；;]*")


class Block(NamedTuple):
    """One line of the text; ``start`` is after its marker, ``level`` that of a heading or the indent of an item."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0


def blocks(text: str) -> Iterator[Block]:
    """The lines of ``text`` by kind, empty ones left out; every line is one block (soft wraps are not joined)."""
    for match in _LINE.finditer(text):
        start, end = match.span()
        line = match[0]
        first = line.lstrip()[:1]
        if not first:
            continue
        if first == "#" and (heading := _HEADING.match(line)):
            yield Block("heading", start + heading.end(), end, len(heading[1]))
        elif first == "|" and _ROW.match(line):
            yield Block("rule" if _RULE.match(line) else "row", start, end)
        elif first == "*" and (heading := _BOLD_HEADING.match(line)):
            yield Block("heading", start, end, 6)
        elif len(line) <= 40 and (heading := _CHINESE_HEADING.match(line)):
            yield Block("heading", start, end, 8 if heading[1] else 7)
        elif first == "【" and _BRACKET_HEADING.match(line):
            yield Block("heading", start, end, 7)
        elif len(line) <= _SHORT and _is_set_off(text, start, end) and _SET_OFF.match(line):
            yield Block("heading", start, end, 8)
        elif (item := _ITEM.match(line)) and not _is_list_of_months(text, line):
            yield Block("item", start + item.end(), end, len(item[1].expandtabs(4)))
        else:
            yield Block("text", start, end)


def _is_set_off(text: str, start: int, end: int) -> bool:
    """True for a line with nothing right above and below it, and more text behind that."""
    return text[max(0, start - 2) : start] in {"", "\n", "\n\n"} and text.startswith("\n\n", end)


def _is_list_of_months(text: str, line: str) -> bool:
    """True for 11、12两个月…: the number before 、 labels the line only where a neighbour is labelled so too."""
    found = _MONTHS.match(line)
    if found is None or int(found[2]) != int(found[1]) + 1:
        return False
    return not any(f"\n{number}、" in f"\n{text}" for number in (int(found[1]) - 1, int(found[2])))


def sentences(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of a block, closing marks included."""
    for match in _SENTENCE.finditer(text, block.start, block.end):
        yield match.span()


def cells(text: str, row: Block) -> list[tuple[int, int]]:
    """The spans of the cells of a table row, spaces and emphasis marks trimmed."""
    found: list[tuple[int, int]] = []
    at = text.index("|", row.start) + 1
    end = text.rindex("|", row.start, row.end)
    while at <= end:
        stop = text.find("|", at, end + 1)
        inner = text[at:stop]
        left = at + len(inner) - len(inner.lstrip(" \t*_"))
        found.append((left, max(left, stop - len(inner) + len(inner.rstrip(" \t*_")))))
        at = stop + 1
    return found
