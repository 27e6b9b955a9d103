"""What can be told from the facts by name: any aspect of a metric and member, sums, means and per-head values.

Nothing here searches for arithmetic that fits: the caller names metric, member and formula, and gets one fact or none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from fupan.domain.aspect import Aspect, Form
from fupan.domain.decimals import divide, plain, rounded
from fupan.domain.derive import HUNDRED, PERCENT, POINTS, combine, share, shown
from fupan.domain.fact import Fact, Formula, fact_id
from fupan.domain.factbase import FactBase
from fupan.domain.role import Role

Where = tuple[str, str]
"""(dimension, member)"""


@dataclass(frozen=True)
class Told:
    """Facts of a base by name, each worked out once."""

    base: FactBase
    _known: dict[tuple[str, Aspect, Where | None], Fact | None] = field(default_factory=dict)

    def fact(self, metric: str, aspect: Aspect, where: Where | None = None) -> Fact | None:
        """The fact of this aspect; None where the fact sheet does not give what it needs."""
        name = (metric, aspect, where)
        if name not in self._known:
            self._known[name] = self._work_out(metric, aspect, where)
        return self._known[name]

    def value(self, metric: str, role: Role, where: Where | None) -> Fact | None:
        """The given value of a role."""
        return self._values.get((metric, role, where))

    @cached_property
    def _values(self) -> dict[tuple[str, str, Where | None], Fact]:
        """Every fact by metric, role or formula, and member: asked for far oftener than any other way."""
        return {(fact.metric, fact.key, fact.where): fact for fact in self.base.facts.values()}

    def _work_out(self, metric: str, aspect: Aspect, where: Where | None) -> Fact | None:
        dimension, member = where or (None, None)
        named = self.base.facts.get(fact_id(metric, aspect.key, dimension, member))
        if named is not None:
            return named
        a = self.value(metric, aspect.a, where)
        if aspect.form == "share":
            return self._share(metric, aspect.a, where)
        if aspect.b is None or a is None:
            return None
        if aspect.form == "share_change":
            return self._change(
                metric, aspect, self._share(metric, aspect.a, where), self._share(metric, aspect.b, where)
            )
        if aspect.form == "gap_share":
            return self._gap_share(metric, aspect, where)
        b = self.value(metric, aspect.b, where)
        if b is None:
            return None
        name = aspect.key
        if aspect.form == "difference" and a.unit.dimension in {"rate", "points"}:
            name = aspect.points_key
            known = self.base.facts.get(fact_id(metric, name, dimension, member))
            if known is not None:
                return known
        return combine(aspect.form, name, aspect.title, a, b)

    def _share(self, metric: str, role: Role, where: Where | None) -> Fact | None:
        aspect = Aspect("share", role)
        part, whole = self.value(metric, role, where), self.value(metric, role, None)
        if where is None or part is None or whole is None or part.unit.dimension in {"rate", "points"}:
            return None
        return share(part, whole, aspect.key, aspect.title)

    def _change(self, metric: str, aspect: Aspect, new: Fact | None, old: Fact | None) -> Fact | None:
        if new is None or old is None:
            return None
        amount = new.amount - old.amount
        left, right, result = (plain(rounded(value, 1)) for value in (new.amount, old.amount, amount))
        formula = Formula(aspect.key, aspect.title, (new.id, old.id), f"{left}% − {right}% = {result}个百分点")
        identity = fact_id(metric, aspect.key, new.dimension, new.member)
        return Fact(identity, metric, aspect.key, amount, POINTS, new.period, new.dimension, new.member, formula)

    def _gap_share(self, metric: str, aspect: Aspect, where: Where | None) -> Fact | None:
        assert aspect.b is not None
        part = self.fact(metric, Aspect("difference", aspect.a, aspect.b), where)
        whole = self.fact(metric, Aspect("difference", aspect.a, aspect.b))
        if where is None or part is None or whole is None or whole.amount == 0:
            return None
        return self._quotient(metric, aspect.key, aspect.title, part, whole)

    def _quotient(self, metric: str, key: str, title: str, part: Fact, whole: Fact) -> Fact:
        amount = divide(part.amount * HUNDRED, whole.amount)
        top, bottom = shown(part.amount, part.unit), shown(whole.amount, whole.unit)
        formula = Formula(key, title, (part.id, whole.id), f"{top} ÷ {bottom} = {plain(rounded(amount, 1))}%")
        identity = fact_id(metric, key, part.dimension, part.member)
        return Fact(identity, metric, key, amount, PERCENT, part.period, part.dimension, part.member, formula)

    def total(self, metric: str, aspect: Aspect, places: tuple[Where, ...], *, mean: bool = False) -> Fact | None:
        """An aspect of named members taken together: the sum (or mean) of values, the growth or ratio of the sums.

        None unless every one of them is given. All members of a dimension that add up to the total are the total.
        """
        whole = self._whole(metric, aspect, places)
        if whole is not None and not mean:
            return whole
        if aspect.form == "value" or (aspect.form in {"share", "gap_share"} and not mean):
            return self._sum(metric, aspect, places, mean=mean)
        if mean or aspect.b is None or aspect.form not in {"ratio", "growth", "difference"}:
            return None
        a = self._sum(metric, Aspect("value", aspect.a), places)
        b = self._sum(metric, Aspect("value", aspect.b), places)
        return combine(aspect.form, aspect.key, aspect.title, a, b) if a is not None and b is not None else None

    def _whole(self, metric: str, aspect: Aspect, places: tuple[Where, ...]) -> Fact | None:
        """The fact of the total itself where ``places`` are all members of their dimension and add up to it."""
        known = self.base.sheet.metric(metric)
        dimension = places[0][0] if places else ""
        if known is None or {member for _, member in places} != set(known.breakdown.get(dimension, {})):
            return None
        for role in (role for role in (aspect.a, aspect.b) if role is not None):
            total, added = self.value(metric, role, None), self._sum(metric, Aspect("value", role), places)
            if total is None or added is None or total.amount != added.amount:
                return None
        return self.fact(metric, aspect)

    def _sum(self, metric: str, aspect: Aspect, places: tuple[Where, ...], *, mean: bool = False) -> Fact | None:
        parts = [self.fact(metric, aspect, where) for where in places]
        known = [part for part in parts if part is not None]
        if len(known) < 2 or len(known) < len(parts):
            return None
        amount = sum((part.amount for part in known), Decimal(0))
        first = known[0]
        spelled = " + ".join(shown(part.amount, part.unit) for part in known)
        if mean:
            amount = divide(amount, Decimal(len(known)))
            spelled = f"({spelled}) ÷ {len(known)}"
        title, key = ("平均", "mean") if mean else ("合计", "sum")
        arithmetic = f"{spelled} = {shown(amount, first.unit)}{first.unit.symbol}"
        formula = Formula(key, title, tuple(part.id for part in known), arithmetic)
        member = "+".join(part.member or "" for part in known)
        identity = fact_id(metric, f"{aspect.key}_{key}", first.dimension, member)
        return Fact(identity, metric, aspect.key, amount, first.unit, first.period, first.dimension, member, formula)

    def between(self, metric: str, form: Form, role: Role, where: Where | None, other: Where) -> Fact | None:
        """The difference or growth of a member's value over another member's (9月比8月增长)."""
        a, b = self.value(metric, role, where), self.value(metric, role, other)
        if a is None or b is None or form not in {"difference", "growth", "ratio"}:
            return None
        return combine(form, f"{role.value}_{form}_{other[1]}", f"比{other[1]}", a, b)

    def quotient(self, top: str, bottom: str, role: Role, where: Where | None = None) -> Fact | None:
        """One metric divided by another in the same role, in % (中标率 = 中标数 ÷ 投标次数)."""
        a, b = self.value(top, role, where), self.value(bottom, role, where)
        if a is None or b is None or b.amount <= 0:
            return None
        return self._quotient(top, f"{role.value}÷{bottom}", f"与{bottom}之比", a, b)

    def quotient_change(self, top: str, bottom: str, aspect: Aspect, where: Where | None = None) -> Fact | None:
        """How one metric divided by another moved from role ``b`` of ``aspect`` to role ``a``, in 个百分点."""
        if aspect.b is None:
            return None
        new, old = (self.quotient(top, bottom, role, where) for role in (aspect.a, aspect.b))
        found = self._change(top, aspect, new, old)
        if found is None or found.formula is None:
            return None
        key = f"{aspect.key}÷{bottom}"
        formula = found.formula._replace(name=key, title=f"与{bottom}之比的变化")
        return found._replace(id=fact_id(top, key, found.dimension, found.member), key=key, formula=formula)

    def average(self, metric: str, role: Role, parts: int, title: str) -> Fact | None:
        """The total of a role over a number of equal parts of the period (月均)."""
        whole = self.value(metric, role, None)
        if whole is None:
            return None
        amount = divide(whole.amount, Decimal(parts))
        arithmetic = f"{shown(whole.amount, whole.unit)} ÷ {parts} = {shown(amount, whole.unit)}{whole.unit.symbol}"
        formula = Formula("average", title, (whole.id,), arithmetic)
        return Fact(
            f"{metric}.{role.value}÷{parts}", metric, role.value, amount, whole.unit, whole.period, None, None, formula
        )

    @property
    def longer(self) -> tuple[str, ...]:
        """What people call the stretch that ``two_periods`` are: 全年 of two halves, 上半年 of two quarters."""
        period = self.base.sheet.period
        name = {("half", 1): "全年", ("half", 2): "全年", ("quarter", 2): "上半年", ("quarter", 4): "下半年"}
        return tuple(found for found in [name.get((period.kind, period.index))] if found)

    def two_periods(self, metric: str, where: Where | None) -> Fact | None:
        """Both halves of a year, both quarters of a half: the period before and this one, or H1 and the plan of H2."""
        period = self.base.sheet.period
        ahead = period.kind == "half" and period.index == 1
        roles = (Role.ACTUAL, Role.PLAN) if ahead else (Role.PREVIOUS, Role.ACTUAL)
        a, b = (self.value(metric, role, where) for role in roles)
        if not self.longer or a is None or b is None:
            return None
        amount = a.amount + b.amount
        arithmetic = f"{shown(a.amount, a.unit)} + {shown(b.amount, b.unit)} = {shown(amount, a.unit)}{a.unit.symbol}"
        formula = Formula("year", f"{self.longer[0]}合计", (a.id, b.id), arithmetic)
        identity = fact_id(metric, "year", a.dimension, a.member)
        return Fact(identity, metric, "year", amount, a.unit, a.period, a.dimension, a.member, formula)

    def per(self, metric: str, counted: str, role: Role, where: Where | None = None) -> Fact | None:
        """A metric divided by another one that counts (人均销售额 = 销售额 ÷ 销售人数), in the same role."""
        top, bottom = self.value(metric, role, where), self.value(counted, role, where)
        if top is None or bottom is None or bottom.amount <= 0 or bottom.unit.dimension != "count":
            return None
        if top.unit.dimension not in {"money", "count"}:
            return None
        amount = divide(top.amount, bottom.amount)
        unit = top.unit
        arithmetic = (
            f"{shown(top.amount, top.unit)}{top.unit.symbol} ÷ {shown(bottom.amount, bottom.unit)}{bottom.unit.symbol}"
            f" = {plain(rounded(divide(amount, unit.factor), 2))}{unit.symbol}"
        )
        formula = Formula("per", "平均", (top.id, bottom.id), arithmetic)
        identity = f"{metric}÷{counted}.{role.value}"
        return Fact(identity, metric, role.value, amount, unit, top.period, top.dimension, top.member, formula)

    def per_change(self, metric: str, counted: str, aspect: Aspect, where: Where | None = None) -> Fact | None:
        """How a value per counted thing grew or differs from role ``b`` to role ``a`` (人均产出同比)."""
        if aspect.b is None:
            return None
        a, b = (self.per(metric, counted, role, where) for role in (aspect.a, aspect.b))
        if a is None or b is None:
            return None
        found = combine(aspect.form, aspect.key, f"平均值{aspect.title}", a, b)
        return None if found is None else found._replace(id=f"{metric}÷{counted}.{aspect.key}")

    def per_apart(self, metric: str, counted: str, where: Where) -> Fact | None:
        """By how much a member's value per counted thing is above that of the total."""
        a, b = (self.per(metric, counted, Role.ACTUAL, place) for place in (where, None))
        if a is None or b is None:
            return None
        found = combine("difference", "above_mean", "与总体平均值之差", a, b)
        return None if found is None else found._replace(id=f"{metric}÷{counted}[{where[0]}={where[1]}].above_mean")
