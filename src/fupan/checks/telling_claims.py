"""How findings speak of claims without a figure: what the facts say instead, with the arithmetic."""

from __future__ import annotations

from typing import NamedTuple

from fupan.checks.telling import amount_text, fact_value
from fupan.domain.derive import combine
from fupan.domain.fact import Fact
from fupan.domain.role import ROLE_NAMES, Role
from fupan.figures.claims.claim import Attained, Pair, Standing, Wrong

_RATES = frozenset(("rate", "points"))
_AT_MOST = 3
_CHANGES = {
    "prior": ("yoy", "同比"), "previous": ("pop", "环比"), "prior_share": ("share_change", "占比同比变化"),
    "previous_share": ("share_pop", "占比环比变化"),
}  # fmt: skip
_OF_RATES = {"yoy": "change_pp", "pop": "pop_pp"}
_ENDS = {"most": "最高", "least": "最低"}


class Told(NamedTuple):
    """A finding's sentence behind the words it is about, what would be right, and the fact that says so."""

    message: str
    expected: str
    source: str


def told_claim(wrong: Wrong) -> Told:
    """What is to be said of a wrong claim."""
    if wrong.standing is not None:
        return _of_order(wrong.standing, wrong.ranked)
    if wrong.compared is not None:
        return _of_comparison(wrong.compared)
    tell = _attained if isinstance(wrong.predicate, Attained) else _moved
    parts = [tell(pair) for pair in wrong.pairs]
    more = f"等{len(parts)}项" if len(parts) > _AT_MOST else ""
    message = "；".join(part.message for part in parts[:_AT_MOST]) + more
    return Told(message, parts[0].expected, parts[0].source)


def _named(fact: Fact) -> str:
    return f"{fact.member}的{fact.metric}" if fact.member else fact.metric


def _title(fact: Fact) -> str:
    """完成率 of a rate of attainment; nothing for a value."""
    return fact.formula.title if fact.formula is not None else ""


def _moved(pair: Pair) -> Told:
    """华东的销售额由4200万元降到4080万元，同比下降2.9%."""
    done, before = pair
    change = _change(done, before)
    way, verb = ("增长", "升到") if done.amount > before.amount else ("下降", "降到")
    if done.unit.dimension in _RATES:
        way = "上升" if way == "增长" else way
    title = "同比" if before.key.startswith(Role.PRIOR.value) else "环比"
    size = amount_text(abs(change.amount), change.unit)
    message = f"{_named(done)}{_title(done)}由{fact_value(before)}{verb}{fact_value(done)}，{title}{way}{size}"
    return Told(message, f"{title}{way}{size}", change.id)


def _attained(pair: Pair) -> Told:
    """销售额实际11000万元，目标12000万元，完成率91.7%."""
    done, goal = pair
    said = f"{_named(done)}实际{fact_value(done)}，{ROLE_NAMES[Role(goal.key)]}{fact_value(goal)}"
    rate = done.unit.dimension in _RATES
    if rate or done.amount <= 0:
        change = _change(done, goal)
        way = "高于" if done.amount > goal.amount else "低于"
        size = f"{way}目标{amount_text(abs(change.amount), change.unit)}"
        return Told(f"{said}，{size}", size, change.id)
    name = "attainment" if goal.key == Role.TARGET.value else "stretch_attainment"
    ratio = combine("ratio", name, "完成率", done, goal)
    assert ratio is not None
    return Told(f"{said}，完成率{fact_value(ratio)}", fact_value(ratio), ratio.id)


def _change(done: Fact, other: Fact) -> Fact:
    """The growth of a value, of a rate the difference in 个百分点."""
    rate = done.unit.dimension in _RATES
    name, title = _CHANGES.get(other.key, ("pop", "环比") if other.key == done.key else ("gap", "差距"))
    if rate:
        name = _OF_RATES.get(name, name)
    found = combine("difference" if rate else "growth", name, title, done, other)
    assert found is not None  # what a claim is held against is above nothing
    return found


def _of_order(standing: Standing, ranked: tuple[Fact, ...]) -> Told:
    """销售额完成率最低的是华东（85%），华南是102%，从低到高排第3."""
    place = standing.rank if standing.rank > 0 else len(ranked)
    holder = ranked[place - 1]
    own = next(index for index, fact in enumerate(ranked) if fact.where == standing.where)
    measure = _title(ranked[0])
    way = "从低到高" if standing.sense == "least" else "从高到低"
    ends = _ENDS[standing.sense] if place == 1 else f"{way}排第{place}"
    message = (
        f"{standing.metric}{measure}{ends}的是{holder.member}（{fact_value(holder)}），"
        f"{ranked[own].member}是{fact_value(ranked[own])}，{way}排第{own + 1}"
    )
    return Told(message, holder.member or "", holder.id)


def _of_comparison(pair: Pair) -> Told:
    """华东的销售额是4080万元，低于华北的4880万元."""
    one, other = pair
    way = "高于" if one.amount > other.amount else "低于"
    left, right = (f"{_named(fact)}{_title(fact)}" for fact in pair)
    return Told(f"{left}是{fact_value(one)}，{way}{right}{fact_value(other)}", way, one.id)
