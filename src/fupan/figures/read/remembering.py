"""What a figure that has been read leaves for those behind it: the base of changes, the time, the formula told last."""

from __future__ import annotations

from fupan.domain.mention import Direction
from fupan.domain.role import EARLIER, Role
from fupan.figures.read.aspects import Telling
from fupan.figures.read.clause import Clause
from fupan.figures.read.reading import SENTENCE
from fupan.figures.read.scope import Scope, level_role


def remember(scope: Scope, clause: Clause, telling: Telling, comparing: Direction | None) -> None:
    """Take into ``scope`` what a figure told; ``comparing`` is how something is compared with it."""
    comparing = comparing or _comparing(clause)
    role = level_role(telling.aspects)
    if clause.formula is not None:
        scope.formula = clause.formula.kind
    if clause.is_compared and telling.aspects and telling.aspects[0].form == "share":
        scope.base = telling.aspects[0].a
    if (clause.is_compared or clause.from_level or comparing) and role is not None:
        scope.base = role
    elif role is Role.PLAN and telling.sure >= SENTENCE:
        scope.time, scope.time_at = Role.PLAN, max(scope.time_at, scope.sentence[0])
    elif role is not None and not clause.to_level:
        scope.base = None
    elif clause.formula is not None and clause.formula.kind == "yoy" and scope.base in {Role.TARGET, Role.STRETCH}:
        scope.base = None  # 超过2000万元的上限，同比多占180万元，增幅…: since last year, now
    elif clause.formula is not None and clause.formula.kind == "attainment" and scope.base in EARLIER:
        scope.base = None  # 环比二季度的9250万元下降5.6%，达成率97%，缺口270万元: below the target
    if role in {Role.TARGET, Role.STRETCH}:
        scope.reference = role
    if comparing is not None:
        telling.direction, telling.level = comparing, True


def _comparing(clause: Clause) -> Direction | None:
    """The direction that the word has by which something is compared with the figure: 高于去年的20%."""
    if clause.comparing is None:
        return None
    return "down" if clause.comparing.kind == "below" else "up"
