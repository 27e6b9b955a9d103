"""Stocks: what a stock has become after what came and went, where the sentence tells all of it.

年初120家，新开15家，关了7家，年末128家: the first figure with each later one added or taken off, by its own verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fupan.figures.audit import formula
from fupan.figures.audit.claim import SURE, Claim
from fupan.figures.audit.level import Level
from fupan.figures.late import late

_START = late(r"(?:[年季月期周]初|上(?:年|个?月|季|周|期)末|期初|结转|原有|原来)[^，。；]{0,8}$")
_END = late(r"(?:[年季月期周](?:末|底)|期末|眼下|现在|目前|现有|结存|在册|如今)[^，。；0-9]{0,6}$")
_CAME = late(
    r"(?:新[增开签进招来添]|招了?|来了?|装了?|开了?|到货|入库|进货|采购|生产|下线|接单?|上架|补进|批售|充值?|[＋+])"
    r"[^，。；]{0,4}$"
)
_WENT = late(
    r"(?:撤了?|退了?|关[了停掉]?|流失|走了?|离开|离职|发出?|销|出库|出货|交付|卖[了出掉]?|耗|收款|回款|报废|注销"
    r"|用[了掉]|领用|[－−])[^，。；]{0,4}$"
)
_UNTOLD = late("扣掉|扣除|减去|除去|加上|算上|刨去|抛开|抵掉")
_LEAST = 3


def flows(said: str, head: str, levels: Sequence[Level]) -> list[Claim]:
    """What a stock must be by ``levels``, the figures of its sentence in its unit; ``said`` are the words before it."""
    if _END.search(said) is None or _UNTOLD.search(head) or len(levels) < _LEAST - 1:
        return []
    starts = [place for place, level in enumerate(levels) if _START.search(level.said)]
    if not starts or starts[-1] == len(levels) - 1:
        return []
    start, moves = levels[starts[-1]], levels[starts[-1] + 1 :]
    signs = [_sign(level) for level in moves]
    if 0 in signs or len(moves) != len(set(signs)):
        return []
    amount = start.value + sum((level.value * sign for level, sign in zip(moves, signs, strict=True)), Decimal(0))
    return [Claim(formula.flow(start, moves, amount, "期末"), SURE)] if amount > 0 else []


def _sign(level: Level) -> int:
    """1 for what came, -1 for what went, 0 where the words say neither or the figure is vague."""
    if not level.exact or _UNTOLD.search(level.head):
        return 0
    came, went = _CAME.search(level.said), _WENT.search(level.said)
    return 0 if bool(came) == bool(went) else 1 if came else -1
