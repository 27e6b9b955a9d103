"""Gaps of several: 两个欠账的城市一共欠81万元, 达州、南充超出来的17万元.

Each of those named or counted is told with its own target; what they are short or over is added up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fupan.domain.role import TARGETS, Role
from fupan.figures.audit import formula
from fupan.figures.audit.claim import LIKELY, SURE, Claim
from fupan.figures.audit.level import Frame, Level, Memory
from fupan.figures.audit.naming import subject_words
from fupan.figures.audit.subjects import Lead
from fupan.figures.late import late
from fupan.figures.read.reading import Reading

_COUNTED = late(
    r"(?<![第前后十百一])(?P<count>[两二三四五六七八九])(?:个|家|条|块|地|市|县|省|城|类|项|款|片|线|者|大)[^，。；：0-9]{0,16}$"
)
_NUMBERS = {mark: value for value, mark in enumerate("二三四五六七八九", 2)} | {"两": 2}
_OVER = late("超|多[出做卖签发完]|多的?$|盈余|富余")
_SHORT = late("欠|缺|短|差|窟窿|少[做卖签发完]|没完成")
_AGAINST = late("比|较|去年|上年|同期|同比|环比|[上前][一个]?[月周季年]|相差|差距")
_SEVERAL = 2
_NEAR = 16


@dataclass(frozen=True, slots=True)
class Gaps:
    """The sums of gaps that one figure may tell."""

    memory: Memory
    reading: Reading
    lead: Lead

    @property
    def of_several(self) -> bool:
        """True where the words before the figure name several that are told with their targets."""
        return len(self._named()) >= _SEVERAL

    def claims(self) -> Iterator[Claim]:
        """The sum of the gaps of those named, or of as many as are counted."""
        text = self.lead.text
        over, short = _OVER.search(text) is not None, _SHORT.search(text) is not None
        if over == short or _AGAINST.search(text):
            return
        named = self._named()
        counted = _COUNTED.search(text)
        if len(named) >= _SEVERAL:
            found = named
        elif counted is not None:
            found = [one for one in self._told() if (one[0].value > one[1].value) == over]
            if len(found) != _NUMBERS[counted["count"]]:
                return
        else:
            return
        if all((a.value > b.value) == over for a, b in found):
            total = sum((abs(a.value - b.value) for a, b in found), Decimal(0))
            sure = SURE if len({a.mention.start for a, _ in found}) == len(found) else LIKELY
            yield Claim(formula.gaps(found, total, "合计超出" if over else "合计差额"), sure)

    def _named(self) -> list[tuple[Level, Level]]:
        """达州、南充: the gaps of those whose names the words join."""
        if "、" not in self.lead.text and "和" not in self.lead.text:
            return []
        words = subject_words(self.lead.text)
        return [pair for frame, pair in self._frames() if frame.words and frame.words <= words]

    def _told(self) -> list[tuple[Level, Level]]:
        """The gaps of all that were told with a target, of those that the document is about none."""
        found = self._frames()
        heads = self.memory.heads(self.reading.mention.unit)
        all_done = sum((pair[0].value for _, pair in found), Decimal(0))
        return [pair for frame, pair in found if frame not in heads or 2 * pair[0].value < all_done]

    def _frames(self) -> Sequence[tuple[Frame, tuple[Level, Level]]]:
        unit = self.reading.mention.unit
        found: list[tuple[Frame, tuple[Level, Level]]] = []
        for frame in self.memory.frames[-_NEAR:]:
            goal = next((frame.values[role] for role in TARGETS if role in frame.values), None)
            done = frame.values.get(Role.ACTUAL)
            if frame.unit != unit or goal is None or done is None:
                continue
            if goal.exact and done.exact and goal.value != done.value:
                found.append((frame, (done, goal)))
        return found
