"""About which page things will stand on: what the contents show until Word counts for itself."""

from __future__ import annotations

import math
from dataclasses import dataclass

from fupan.charts.scene import width_of

BODY_LINE, SMALL_LINE = 23.4, 19.0
"""Heights of a line of body text (12 pt at 1.5 lines of 宋体) and of a row of a table, in points."""
_HEADINGS = {1: 57.0, 2: 43.0}
"""Heights of headings by level with the space around them."""
_HEIGHT = 697.0
_WIDTH = 436.0


@dataclass
class Pages:
    """Counts pages of A4 with our margins while blocks are put on them; ``number`` is that of the next line."""

    number: int = 1
    _at: float = 0

    def text(self, text: str, size: float = 12) -> None:
        """A paragraph of body text."""
        for _ in range(max(1, math.ceil(width_of(text, size) / _WIDTH))):
            self.whole(BODY_LINE)

    def heading(self, level: int) -> None:
        """A heading: never at the foot of a page without a line of text, a part's never without its section's."""
        below = BODY_LINE + (_HEADINGS[2] if level == 1 else 0)
        self.whole(_HEADINGS.get(level, 33.0) + below)
        self._at -= below

    def whole(self, height: float) -> None:
        """Something of ``height`` points that is not parted."""
        if self._at + height > _HEIGHT and self._at > 0:
            self.number += 1
            self._at = 0
        self._at += height
