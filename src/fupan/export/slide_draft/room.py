"""Rectangles on a slide, in points from its upper left corner."""

from __future__ import annotations

from dataclasses import dataclass

EMU = 12700
"""The library's units in a point."""
INSET_X, INSET_Y = 7.2, 3.6
"""Points between a text box and its text, the usual ones of PowerPoint."""


@dataclass(frozen=True, slots=True)
class Room:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def inner_width(self) -> float:
        """The width for text."""
        return self.width - 2 * INSET_X

    @property
    def inner_height(self) -> float:
        """The height for text."""
        return self.height - 2 * INSET_Y

    def beside(self, share: float, gap: float) -> tuple[Room, Room]:
        """Two rooms side by side, the left with ``share`` of the width."""
        left = (self.width - gap) * share
        return (
            Room(self.x, self.y, left, self.height),
            Room(self.x + left + gap, self.y, self.width - gap - left, self.height),
        )

    def inset(self) -> Room:
        """The room that is in line with the text of a text box of this size."""
        return Room(self.x + INSET_X, self.y, self.width - 2 * INSET_X, self.height)

    def below(self, height: float) -> Room:
        """What is left under the first ``height`` points."""
        return Room(self.x, self.y + height, self.width, self.height - height)

    def above(self, height: float) -> Room:
        """What is left over the last ``height`` points."""
        return Room(self.x, self.y, self.width, self.height - height)
