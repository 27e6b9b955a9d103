"""What one yuan of a metric brings of another: 8月每花1元投放换回5.57元，9月只换回5.27元; 每百元费用带来销售额620元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.decimals import divide, plain, rounded
from fupan.domain.derive import combine, shown
from fupan.domain.fact import Fact, Formula
from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.domain.unit import Unit
from fupan.figures.judge.candidates import Candidate
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_SPEND = "每(?:[花投付掏][入出]?了?|支出|投放|付出|消耗|使用|卖出?|收入|实现|完成|取得|创造)?[ *_]*"
_EACH = late(f"{_SPEND}$")
_STEP = frozenset(map(Decimal, (1, 100, 1000, 10_000)))
_BRINGS = "(?:换[回来得到]|带[来回动]|产[出生]|拉[动来]|撬动|创造|贡献|实现|对应着?|[赚挣收]回?)了?"
_SPENT = late(
    f"{_SPEND}(?P<many>[1一百千万]|100|1000|10000|一[百千万])[ *_]*(?:元钱?|块钱?)的?(?P<what>[^，。；、0-9]{{0,10}}?)"
    f"[，,]?(?:仅|只|就|才|可以?|能|平均|约)*{_BRINGS}"
)
_AGAIN = late(f"(?:仅|只|就|才|能|则|是|为|可)*(?:{_BRINGS})?[^，。；0-9]{{0,8}}$")
_MANY = {"1": 1, "一": 1, "百": 100, "一百": 100, "100": 100, "千": 1000, "一千": 1000, "1000": 1000}
_YUAN = Unit.parse("元")
_NEAR = 3
"""投放费用289万元，每1元换回…: the metric spent may have been told so many figures before."""
_ROLES = frozenset(role.value for role in Role)
_TIMES = frozenset(("time", "role"))
_COSTS = ("费", "费用", "投入", "支出", "成本")
Couple = tuple[str, str]
"""(metric brought in, metric spent)"""


def is_step(text: str, mention: Mention) -> bool:
    """True for the 1元 of 每花1元: it tells nothing, what it brings is told behind it."""
    return mention.unit in {"元", "块"} and mention.value in _STEP and _EACH.search(text, 0, mention.start) is not None


def for_each_yuan(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> list[Candidate] | None:
    """What the figure may tell of the metric brought in for each yuan of the one named; None for other words."""
    last = before[-1].mention if before else None
    if last is None or reading.mention.unit != "元" or last.unit != "元" or last.start < reading.sentence[0]:
        return None
    spent = next(reversed([*_SPENT.finditer(binder.text, reading.begin, reading.mention.start)]), None)
    if spent is None or not _AGAIN.search(binder.text, spent.end(), reading.mention.start):
        return None
    told = [one.fact.metric for one in before[-_NEAR:] if one.fact is not None and one.fact.key in _ROLES]
    costs = [*binder.metrics_in(*spent.span("what")), *reversed(told), *_spending(binder)][:1]
    brought = [*binder.metrics_in(spent.end(), reading.mention.start)[:1], *binder.catalogue.first][:1]
    many = Decimal(_MANY.get(spent["many"], 10_000))
    couples = [(metric, cost) for metric in brought for cost in costs if metric != cost]
    if any(aspect.form == "difference" for aspect in reading.aspects[:1]):
        return [one for couple in couples for one in _changes(binder, reading, couple, many)] or None
    found = [
        Candidate(fact, Aspect("value", role))
        for couple in couples
        for role in _roles(binder, reading)
        if (fact := _each(binder, couple, role, many)) is not None
    ]
    return found or None


def _spending(binder: Binder) -> list[str]:
    """The metric that can only be meant where the words name none: the one that is spent."""
    spent = [name for name in binder.catalogue.names if name.endswith(_COSTS)]
    return spent if len(spent) == 1 else []


def _changes(binder: Binder, reading: Reading, couple: Couple, many: Decimal) -> Iterator[Candidate]:
    """比8月少0.3元: by how much the two differ."""
    for aspect in reading.aspects:
        new = _each(binder, couple, aspect.a, many)
        old = _each(binder, couple, aspect.b, many) if aspect.b is not None else None
        fact = (
            combine("difference", aspect.key, aspect.title, new, old) if new is not None and old is not None else None
        )
        if fact is not None:
            yield Candidate(fact, aspect)


def _roles(binder: Binder, reading: Reading) -> tuple[Role, ...]:
    """The roles that the clause names, else those of a value that it may have."""
    named = [cue.meaning.role for cue in binder.lexicon.cues(reading.lead) if cue.kind in _TIMES]
    told = [role for role in named if role is not None][-1:]
    return tuple(told or dict.fromkeys(one.a for one in reading.aspects if one.form == "value")) or (Role.ACTUAL,)


def _each(binder: Binder, couple: Couple, role: Role, many: Decimal) -> Fact | None:
    top, bottom = (binder.told.value(name, role, None) for name in couple)
    if top is None or bottom is None or {top.unit.base, bottom.unit.base} != {"元"} or bottom.amount <= 0:
        return None
    amount = divide(top.amount * many, bottom.amount)
    told = [f"{shown(one.amount, one.unit)}{one.unit.symbol}" for one in (top, bottom)]
    arithmetic = f"{told[0]} ÷ {told[1]} × {many}元 = {plain(rounded(amount, 2))}元"
    formula = Formula("per", "每元产出", (top.id, bottom.id), arithmetic)
    metric, cost = couple
    return Fact(f"{metric}÷{cost}.{role.value}", metric, role.value, amount, _YUAN, top.period, formula=formula)
