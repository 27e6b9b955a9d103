"""The first figure of two: 由 A 升至 B, A 涨到 B, A → B."""

from __future__ import annotations

from fupan.domain.mention import Mention
from fupan.figures.late import late
from fupan.figures.read.clause import Clause

_TURN = late(r"[^，,。；;！!？?\n]{0,14}?[到至为成]了?(?:每.{1,2}|约|近|超|净[流增减][一-鿿]?|盈利|亏损)?")
_SLIDE = late(
    r"(?:又|再|一路|逐步|大幅|小幅|直接)?"
    r"(?:[涨升增提扩降减缩掉跌压滑拉]|回落|提升|提高|增加|增长|上升|上涨|扩大|下降|降低|下滑|减少|缩短|下跌|拉长|延长)"
    r"(?:[到至]|回)(?:了?约|近|超)?|[做干卖变](?:到|成|为)了?|\s*(?:→|->|=>|—>|⇒|➔)\s*(?:净?[亏盈赚](?:损|利)?)?|到"
)
_BRIDGE = late(
    r"(?:\s*[-+＋－−]\s*[一-鿿]{0,6}\s*[0-9][0-9,.]*[万亿]?[一-鿿]{0,3}){1,3}\s*(?:→|->|=>|—>|⇒|➔|=|＝)\s*[0-9]"
)
"""247家 - 清退41家 + 新签8家 → 214家: from what there was to what there is."""


def goes_on(text: str, mention: Mention, following: Mention | None, clause: Clause) -> bool:
    """True for the first figure of 由 A 升至 B, A 涨到 B, A → B."""
    if following is None or following.unit != mention.unit or mention.text.startswith("+"):
        return False
    if not clause.from_level and _BRIDGE.match(text, mention.end):
        return True
    turn = _TURN if clause.from_level else _SLIDE
    return turn.fullmatch(text, mention.end, following.start) is not None
