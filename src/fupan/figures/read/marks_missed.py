"""Marks that were not reached, told by the words behind them: 6000万元没冲上去, 5600万元没拿下.

Nobody says of what was done that it was not reached: the level is a goal, the target or a higher one.
"""

from __future__ import annotations

from fupan.domain.aspect import Aspect
from fupan.domain.role import Role
from fupan.figures.late import late
from fupan.figures.read.reading import OWN, SENTENCE, Reading

_NOT_REACHED = late(
    "[ *_]{0,3}(?:的?(?:线|关|坎))?(?:还是|最后|最终|到底|终究|也|都|却|就|仍|还)?(?:没有?|未)能?"
    "(?:冲[上到过](?:去)?|完成|达到|达成|拿下(?:来)?|够[着到上]|摸[着到]|做到|守住|实现|兑现|过线)"
    "(?=[，,。；;！!？?\\n、]|$)"
)
_FIRSTS = frozenset("没未的线关坎还最到终也都却就仍 *_")
_GOALS = (Aspect("value", Role.TARGET), Aspect("value", Role.STRETCH))


def mark_missed(text: str, reading: Reading) -> Reading:
    """``reading`` as a goal where the words behind its figure say that it was not reached."""
    level = bool(reading.aspects) and reading.aspects[0] == Aspect("value", Role.ACTUAL)
    first = text[reading.mention.end : reading.mention.end + 1]
    if not level or reading.aspect_sure >= OWN or first not in _FIRSTS:
        return reading
    if _NOT_REACHED.match(text, reading.mention.end) is None:
        return reading
    return reading._replace(aspects=_GOALS, aspect_sure=SENTENCE)
