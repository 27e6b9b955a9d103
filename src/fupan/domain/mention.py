"""Mentions: figures 数字 as they stand in a text."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

MentionKind = Literal["amount", "rate", "points", "count", "multiple", "duration", "ratio", "ordinal", "number"]
Direction = Literal["up", "down"]
ChangeForm = Literal["by", "to", "from"]


class Mention(NamedTuple):
    """A figure in a text; ``text[start:end] == mention.text`` in code points of the original text.

    ``value`` is in the base unit (元, %, 个百分点, 家, 天 …), None for a range or where nothing can be read;
    ``unit`` is that base unit ("" where the text does not say). A range or an approximation has ``low`` and
    ``high`` (inclusive, None: open); ``approx`` is the word that makes it one (约, 近, 多 …).
    ``step`` is the worth of the last written digit in the base unit (13.6万元 → 1000), the basis of rounding.
    ``direction`` is given where a change word governs the figure (增长 → up); ``change`` names the form
    (``by`` 增长/下降 13.6%, ``to`` 增至/降到, ``from`` 由/从) or is None. A level has no direction;
    ``change_word`` is the word as written (降至). ``figures.quantities`` says which values a mention allows.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    unit: str
    kind: MentionKind
    low: Decimal | None = None
    high: Decimal | None = None
    approx: str | None = None
    step: Decimal = Decimal(1)
    direction: Direction | None = None
    change: ChangeForm | None = None
    change_word: str = ""
