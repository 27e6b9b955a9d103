"""Counts of what came or went: 经销商淘汰16家、新开9家 tells no number of 经销商, and no net change of it."""

from __future__ import annotations

from fupan.figures.late import late
from fupan.figures.read.clause import Clause

_VERB = late(
    "((?:再|力争|计划|拟|还要|要)[开招签添拓建增]|新[开招设]|(?<![召公展离拉敞])开|[再又][开收关招添]|淘汰|清退|关[闭停掉]|流失|走|离职|入职|退出)了?"
    "[ *_约近超]{0,3}$"
)


def came_or_went(clause: Clause) -> bool:
    """True where a verb right before the figure says so, and is no part of a metric's name (新开门店)."""
    found = _VERB.search(clause.lead)
    last = clause.subject[-1] if clause.subject else None
    return found is not None and not (last is not None and last.kind == "metric" and last.word.endswith(found[1]))
