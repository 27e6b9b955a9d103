"""A picture as plain shapes on a canvas, in pixels from the upper left corner; any renderer can draw them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Literal

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 1
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    colour: str


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; ``y`` is its baseline, ``x`` its start, middle or end."""

    x: float
    y: float
    text: str
    size: float
    colour: str = "#333333"
    anchor: Anchor = "start"
    bold: bool = False


Shape = Box | Stroke | Dot | Words


@dataclass
class Scene:
    """A canvas and what is drawn on it, in order. ``label`` tells in words what it shows, for those who cannot see."""

    width: int
    height: int
    label: str = ""
    shapes: list[Shape] = field(default_factory=list)


def width_of(text: str, size: float) -> float:
    """About how wide a text is: wide characters count 1 em, capitals and digits less (measured on Noto Sans SC)."""
    ems = (1.0 if unicodedata.east_asian_width(one) in {"W", "F", "A"} else 0.57 for one in text)
    return sum(ems) * size


def cut(text: str, size: float, room: float) -> str:
    """The text as far as it fits in ``room`` pixels, with … where it was cut; control characters become spaces."""
    clean = "".join(" " if unicodedata.category(one) in {"Cc", "Cf", "Cs", "Co", "Cn"} else one for one in text)
    if width_of(clean, size) <= room:
        return clean
    used = size
    for number, one in enumerate(clean):
        used += width_of(one, size)
        if used > room:
            return clean[:number] + "…"
    return clean
