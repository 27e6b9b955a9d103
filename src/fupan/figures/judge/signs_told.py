"""Values below zero, whose sign the words tell: 亏损840万元, 盈利620万元, 净流出85万元, 少亏420万元.

A profit of −840 is told as a loss of 840, and a smaller loss is a larger profit.
"""

from __future__ import annotations

from fupan.domain.fact import Fact
from fupan.domain.mention import Direction, Mention
from fupan.domain.role import Role
from fupan.domain.told import Told
from fupan.figures.agreement import bounded
from fupan.figures.late import late
from fupan.figures.read.catalogue import Catalogue
from fupan.figures.read.reading import OWN, Reading

_FILL = "[额为了掉去达至到约近超是 *_:：]{0,4}$"
_LOST = late(f"(?:(?<![多少增减扭幸吃])亏损?|净流出|逆差|倒贴){_FILL}")
_WON = late(f"(?:(?<![扭减少多])盈利|净赚|净流入|顺差){_FILL}")
_MOVED = late(f"(?:[多少增减][交流]?|再[多少减增])(?:亏损?|流出|赔)(?:幅度|[额幅])?{_FILL}")
"""减亏420万元, 多流出30万元: how the loss itself moved."""
OF_LOSS = late("亏|流出|逆差|赤字|赔|倒贴")
_SIGNED = late("[亏负赔↓−-]|流出|逆差|赤字|倒贴|下降|减少|扭|转正|收窄|缺口")
_BEHIND = 30
_NAMED_LOSS = late("亏|流出|支出|损|逆差|赤字|赔|费|成本|库存|欠|应收|逾期")
LOSS_GROWTH = "loss_growth"
"""The name of a formula whose sign is that of the loss."""
LOSS_ITSELF = late("(?:亏损?额?|净?流出额?|逆差|赤字)(?:同比|环比|[较比][^，。；]{1,6})?$")


def moves_loss(lead: str) -> bool:
    """True for 减亏, 少亏, 多流出: what the words before a figure say is of the loss, not of the profit."""
    return _MOVED.search(lead) is not None


def told_sign(lead: str) -> Direction | None:
    """What the words before a level say of its sign: above zero (盈利, 净流入) or below it (亏损, 净流出)."""
    if _WON.search(lead):
        return "up"
    return "down" if _LOST.search(lead) else None


def turned_sign(lead: str, mention: Mention, fact: Fact, catalogue: Catalogue) -> bool:
    """True for 盈利840万元 of a loss and 亏损620万元 of a profit; never for metrics that are losses by their name."""
    told = told_sign(lead) if fact.amount and mention.value else None
    if told is None or any(_NAMED_LOSS.search(name) for name in catalogue.metrics[fact.metric].names):
        return False
    return (fact.amount > 0) != (told == "up")


def lacks_sign(text: str, reading: Reading, fact: Fact) -> bool:
    """True for 净利润1560万元 of a loss of as much: a named metric is below zero by its sentence."""
    mention = reading.mention
    if fact.amount >= 0 or mention.value is None or mention.value < 0 or reading.row or reading.level or reading.origin:
        return False
    if reading.metric_sure < OWN or fact.formula is not None or bounded(mention):
        return False
    return _SIGNED.search(text, reading.begin, min(reading.clause[1], mention.end + _BEHIND)) is None


def is_loss(told: Told, fact: Fact) -> bool:
    """True where what the fact tells of, or one of the members that it adds up, is negative in one of its roles."""
    members = fact.member.split("+") if fact.member is not None else [None]
    places = [(fact.dimension, one) if fact.dimension is not None and one is not None else None for one in members]
    values = (told.value(fact.metric, role, where) for role in Role for where in places)
    return any(one is not None and one.amount < 0 for one in values)
