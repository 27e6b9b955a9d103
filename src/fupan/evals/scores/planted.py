"""Faults planted in a right text: a digit changed, a unit swapped, a direction turned. What a working check finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from fupan.domain.finding import CheckedFigure, CheckReport
from fupan.figures.scan.outline import blocks

_DIGIT = re.compile(r"[1-9]")
_UNITS = (("亿元", "万元"), ("万元", "亿元"), ("个百分点", "%"), ("%", "个百分点"))
_TURNED = {
    "增长": "下降",
    "上升": "下降",
    "提升": "下降",
    "下降": "增长",
    "下滑": "增长",
    "减少": "增加",
    "增加": "减少",
}
_NEAR = 3
"""Characters between a direction word and its figure."""


@dataclass(frozen=True, slots=True)
class Plant:
    """A paragraph before and after the fault; ``after[start:end]`` is the place.

    ``kind``: the digit of a given figure, that of a derived one, a unit or a direction.
    """

    kind: str
    before: str
    after: str
    start: int
    end: int


def plants(text: str, report: CheckReport, most: int) -> list[Plant]:
    """At most ``most`` faults in ``text``, whose check is ``report``: kinds in turn, spread over the text.

    Only figures that the check takes for right, that are exact and written in digits are touched.
    """
    lines = [(block.start, block.end) for block in blocks(text) if block.kind in {"text", "item"}]
    kinds: dict[str, list[Plant]] = {"digit": [], "derived": [], "unit": [], "direction": []}
    for figure in report.figures:
        line = next(((a, b) for a, b in lines if a <= figure.start and figure.end <= b), None)
        if line is None or figure.approx or figure.status not in {"supported", "derived"}:
            continue
        for kind, start, end, wrong in _faults(text, figure, line[0]):
            before = text[slice(*line)]
            after = text[line[0] : start] + wrong + text[end : line[1]]
            own = "derived" if kind == "digit" and figure.status == "derived" else kind
            kinds[own].append(
                Plant(own, before, after, start - line[0], figure.end - end + start + len(wrong) - line[0])
            )
    spread = [_spread(found, most) for found in kinds.values()]
    return [one for row in zip_longest(*spread) for one in row if one is not None][:most]


def _faults(text: str, figure: CheckedFigure, low: int) -> Iterator[tuple[str, int, int, str]]:
    """(kind, start, end, what stands there instead) of the faults that this figure can be given."""
    digit = _DIGIT.search(figure.text)
    if digit is None or (not figure.text.isascii() and not any(char.isdigit() for char in figure.text)):
        return
    at = figure.start + digit.start()
    yield "digit", at, at + 1, str(int(digit[0]) % 9 + 1)
    for unit, other in _UNITS:
        if figure.text.endswith(unit):
            yield "unit", figure.end - len(unit), figure.end, other
            break
    for word, turned in _TURNED.items():
        place = text.rfind(word, max(low, figure.start - len(word) - _NEAR), figure.start)
        if place >= 0:
            yield "direction", place, place + len(word), turned
            break


def _spread(found: list[Plant], most: int) -> list[Plant]:
    step = max(1, len(found) // max(1, most))
    return found[::step]
