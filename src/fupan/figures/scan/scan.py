"""The scanner: every figure of a text with its exact span, value and unit as written."""

from __future__ import annotations

import re
from decimal import localcontext

from fupan.domain.decimals import CONTEXT
from fupan.domain.mention import Mention
from fupan.figures.late import late
from fupan.figures.scan import arabic_atoms, chinese_atoms
from fupan.figures.scan.atom import Atom, mention
from fupan.figures.scan.characters import normal
from fupan.figures.scan.grammar import START
from fupan.figures.scan.ranges import WIDEST_GAP, joined

_ADDRESS = late(r"[A-Za-z][A-Za-z0-9+.\-]{1,12}://[^\s，。；、）)\"'<>一-鿿]*|www\.[^\s，。；、）)\"'<>一-鿿]*")
_MAIL = late(r"[A-Za-z0-9._%+\-]{1,64}+@[A-Za-z0-9.\-]{1,255}")
_KEYCAP = late("[0-9]\ufe0f?\u20e3")
"""The digits of a message's list: 1️⃣."""
_HEADING_NUMBER = late(
    r"(#(?m:(?<=^#)|(?<=^[ \t]#)|(?<=^[ \t]{2}#)|(?<=^[ \t]{3}#))#{0,5}[ \t]{1,4})"
    r"([0-9]{1,2}(?:\.[0-9]{1,2}){0,3})(?=[ \t]+[一-鿿A-Za-z])"
)
"""The number of a heading: ## 3 分平台."""
_MYRIADS = late("w(?<=[0-9]w)(?![A-Za-z0-9])")
"""回款5894w; a search goes straight to each w."""
_CHINESE_NEXT = chinese_atoms.PLAUSIBLE


def scan(text: str) -> list[Mention]:
    """The figures of ``text`` in order, read from the number and its unit alone.

    Spans never overlap and ``text[mention.start:mention.end] == mention.text``. A bare 1.36亿 has the unit ""; use
    ``extract`` for what the words around tell. Never raises; time is linear in the length of the text.
    """
    seen = normal(text)
    with localcontext(CONTEXT):
        found = atoms(seen.text)
    spans = seen.original_spans(atom[:2] for atom in found)
    return [mention(atom, span, text[span[0] : span[1]]) for atom, span in zip(found, spans, strict=True)]


def atoms(text: str) -> list[Atom]:
    """The figures of a normal text (see ``characters``) as atoms, ranges joined."""
    text = _masked(text)
    found: list[Atom] = []
    position, floor, length = 0, 0, len(text)
    find = START.search
    while (start := find(text, position)) is not None:
        at = start.start()
        char = text[at]
        if char < ":":
            atom, position = arabic_atoms.read_at(text, at, floor)
        elif at + 1 < length and text[at + 1] in _CHINESE_NEXT:
            atom, position = chinese_atoms.read_at(text, at, floor)
        else:
            position = at + 1
            continue
        floor = position
        if atom is None:
            continue
        if found:
            last = found[-1]
            if atom.start - last.end <= WIDEST_GAP and (merged := joined(last, atom, text)) is not None:
                found[-1] = merged
                continue
            if last.weak:
                found.pop()
        found.append(atom)
    if found and found[-1].weak:
        found.pop()
    return found


def _masked(text: str) -> str:
    """The text without the digits of addresses, list marks and heading numbers, w written as 万, each in its place."""
    if "://" in text or "www." in text:
        text = _ADDRESS.sub(_blanked, text)
    if "@" in text:
        text = "\n".join(_MAIL.sub(_blanked, line) if "@" in line else line for line in text.split("\n"))
    if "\u20e3" in text:
        text = _KEYCAP.sub(_blanked, text)
    if "#" in text:
        text = _HEADING_NUMBER.sub(lambda found: found[1] + "x" * len(found[2]), text)
    return _MYRIADS.sub("万", text) if "w" in text else text


def _blanked(match: re.Match[str]) -> str:
    """An address keeps its length and holds nothing that starts a figure."""
    return "x" * (match.end() - match.start())
