"""Does a figure's direction word agree with the facts: 增长 where it rose, 升至 where it was lower, 低于 a target."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fupan.domain.aspect import Aspect
from fupan.domain.fact import Fact
from fupan.domain.mention import Mention
from fupan.domain.role import EARLIER, Role
from fupan.domain.told import Told, Where
from fupan.figures.agreement import BELOW
from fupan.figures.judge.signs_told import LOSS_GROWTH, LOSS_ITSELF, OF_LOSS, is_loss, moves_loss, turned_sign
from fupan.figures.late import late
from fupan.figures.read.catalogue import Catalogue
from fupan.figures.read.reading import OWN, Reading
from fupan.figures.reckon.members_apart import BOTH

_LEVEL = Aspect("value", Role.ACTUAL)
_SIGNED = frozenset(("difference", "growth", "share_change"))
_EITHER_WAY = frozenset(("相差", "差距", "差额", "变动", "变化", "增减"))
JUDGING = frozenset(("优于", "好于", "差于", "逊于", "beat", "领先", "领先于", "落后", "落后于"))
"""Words of which only the metric tells whether more or less of it is meant."""
PACE = ("快", "慢")
"""Below and above where days are counted, above and below where a rate of growth is told."""
_SHORT_OF = ("差", "还差", "仍差", "尚差", "欠", "还欠")
_AWAY = frozenset(("距", "距离", "离"))
_OF_LOSS = ("扩大", "收窄", "缩小", "减亏", "增亏")
"""Said of the loss itself; 增加 and 减少 may be said of the profit too."""
_THAN = frozenset("于过超出")
_DRAGS = late("(?:拉低|拖累|拖低|拖慢|压低)[^，。；]{0,10}$")
_BESIDE = late("[跟和与同][^，。；]{1,10}$")
"""最猛的Q4跟最淡的Q1差了597万元: one beside the other, whichever is ahead."""
_SET = frozenset((Role.TARGET, Role.STRETCH))
_GOALS = _SET | {Role.BENCHMARK}


@dataclass(frozen=True, slots=True)
class Directions:
    """Holds direction words against facts."""

    catalogue: Catalogue
    told: Told

    def agree(self, reading: Reading, word: str, fact: Fact, aspect: Aspect, before: str = "") -> bool:
        """True unless ``word``, or the figure's sign, says the opposite of the fact.

        ``before`` is its sentence up to the word: where it speaks of a loss, 扩大 may tell that what the sheet gives as
        negative fell.
        """
        if fact.formula is not None and fact.formula.name == "pull" and _DRAGS.search(reading.lead):
            return fact.amount < 0  # 拖累增速1.5个百分点
        if reading.against and word.startswith("差") and (BOTH.search(before) or _BESIDE.search(before)):
            reading = reading._replace(direction=None)  # 两边差158万元: which of them is ahead is not said
        if aspect.form == "value" and turned_sign(reading.lead, reading.mention, fact, self.catalogue):
            return False
        if fact.formula is not None and fact.formula.name == LOSS_GROWTH:
            return reading.direction is None or (fact.amount > 0) == (reading.direction == "up")
        moved = moves_loss(reading.lead)
        if (moved or OF_LOSS.search(before)) and reading.direction is not None and is_loss(self.told, fact):
            turned = reading._replace(direction="down" if reading.direction == "up" else "up")
            agrees = self._agrees(turned, word, fact, aspect)
            if agrees or moved or word.startswith(_OF_LOSS) or LOSS_ITSELF.search(before):
                return agrees
        return self._agrees(reading, word, fact, aspect)

    def _agrees(self, reading: Reading, word: str, fact: Fact, aspect: Aspect) -> bool:
        value = reading.mention.value
        metric = self.catalogue.metrics[fact.metric]
        lower = metric.better == "lower"
        if lower and word in JUDGING and reading.direction is not None:  # 优于 is below where less is better
            reading = reading._replace(direction="down" if reading.direction == "up" else "up")
        paced = word.startswith(PACE) and metric.unit.dimension != "duration"  # 响应快了四成: less time
        if paced and fact.unit.dimension in {"rate", "points"} and reading.direction is not None:
            reading = reading._replace(direction="up" if word[0] == "快" else "down")  # 增速慢了5.3个百分点
        if reading.level:
            goal = aspect.a in _SET and not reading.compared and word != "" and word[-1] not in _THAN
            if goal and reading.direction == ("down" if lower else "up"):
                return True  # 目标是压到900万元: where it is to go, not that it came below
            return self._moved(reading, fact, aspect)
        if aspect.form not in _SIGNED:
            return value is None or not value < 0 <= fact.amount or lower
        if word in _EITHER_WAY or fact.amount == 0:
            return True
        claimed = reading.direction
        if claimed != "down" and value is not None and value < 0:
            claimed = "down"  # 增速-3%
        if claimed is None:
            return aspect.form != "growth" or fact.amount > 0 or reading.aspect_sure < OWN or value is None
        if claimed == "down" and lower and word.startswith(_SHORT_OF):
            return True
        if lower and word in _AWAY and aspect.b in _GOALS:
            return fact.amount > 0  # 86天，距75天的目标仍有11天的差距: not there yet
        if claimed == "down" and reading.row and reading.mention.text.startswith("+"):
            return True  # +280 in a column 差额: above; in a column 缺口: what is lacking
        return (fact.amount > 0) == (claimed == "up")

    def falls_short(self, mention: Mention, fact: Fact, aspect: Aspect) -> bool:
        """产能利用率88.4%，未到90%: the goal itself, which the value has not come to."""
        if mention.approx not in BELOW or aspect.a not in _GOALS or fact.amount != mention.value:
            return False
        done = self.told.value(fact.metric, Role.ACTUAL, fact.where)
        return aspect.form == "value" and done is not None and done.amount < fact.amount

    def _moved(self, reading: Reading, fact: Fact, aspect: Aspect) -> bool:
        """升至 and 降至 against the value before: wrong only where every known earlier value says so."""
        if reading.direction is None or aspect.form not in {"value", "share", "ratio"} or "÷" in fact.key:
            return True
        moves = self._moves(fact, aspect, fact.where, compared=reading.compared)
        return not moves or any((move > 0) == (reading.direction == "up") for move in moves)

    def _moves(self, fact: Fact, aspect: Aspect, where: Where | None, *, compared: bool) -> list[Decimal]:
        if aspect.a in _GOALS or (compared and aspect.a in EARLIER):  # 多于二季度的15家: the actual value
            actual = self._as_of(fact, Aspect("value", Role.ACTUAL), where)
            moves = [actual.amount - fact.amount] if actual is not None else []
        else:
            earlier = (Role.ACTUAL,) if aspect.a is Role.PLAN else (Role.PRIOR, Role.PREVIOUS)
            known = [self._as_of(fact, Aspect(aspect.form, role, aspect.b), where) for role in earlier]
            before = self.catalogue.before(fact.metric, where) if where is not None and aspect == _LEVEL else None
            known += [self.told.value(fact.metric, Role.ACTUAL, before)] if before is not None else []  # Q3 since Q2
            moves = [fact.amount - one.amount for one in known if one is not None]
            before = (
                self.catalogue.before(fact.metric, where) if where is not None and aspect.a is Role.ACTUAL else None
            )
            one = self._as_of(fact, aspect, before) if before is not None else None
            moves += [fact.amount - one.amount] if one is not None else []  # 1月4026万元，2月回落至3158万元
        return [move for move in moves if move]

    def _as_of(self, fact: Fact, aspect: Aspect, where: Where | None) -> Fact | None:
        """The same thing in another role, for values per head too."""
        if fact.formula is not None and fact.formula.name == "per":
            counted = fact.formula.inputs[1].partition(".")[0].partition("[")[0]
            return self.told.per(fact.metric, counted, aspect.a, where)
        return self.told.fact(fact.metric, aspect, where)
