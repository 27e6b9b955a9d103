"""What an amount is told per: 人均, 摊到每一台, 单均, 单店."""

from __future__ import annotations

from fupan.figures.late import late
from fupan.figures.read.clause import Clause
from fupan.figures.read.scope import Scope

HEADS = ("人", "名", "位")
PER_UNIT = late(
    r"(?:摊到|平均)?每一?个?([台家人单吨件户店名位]|平方米)|(?<![订保账名清菜运工表买])单([台店户件客商站点院校仓套])(?!号|据|位|价)|一个(人)(?:签|做|卖|干|扛)"
    r"|平均一([单家台店户件人吨场])|([店户件台人商吨家单客院校站仓])均"
)
CUSTOMERS = ("家", "户", *HEADS)
_COUNTED = {"人": HEADS, "客": CUSTOMERS, **{unit: (unit, "家") for unit in "店户商院校站仓"}}
"""What is counted where 人均, 客均 or 店均 is told, by the character."""
_SIGNS = frozenset("每单一均")
"""Every way to say it holds one of these; few figures have one before them, and the others are spared the search."""


def told_per(text: str, clause: Clause, scope: Scope, span: tuple[int, int]) -> tuple[str, ...]:
    """The counting units that the figure at the end of ``span`` is told per; they hold to the end of the sentence."""
    found = None if _SIGNS.isdisjoint(text[span[0] : span[1]]) else PER_UNIT.search(text, *span)
    if clause.has("per"):
        scope.per = HEADS
    elif found is not None:
        unit = next(group for group in found.groups() if group)
        scope.per = _COUNTED.get(unit, (unit,))
    elif any(cue.kind in {"metric", "member"} for cue in clause.subject):
        scope.per = ()
    return scope.per
