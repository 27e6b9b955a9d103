"""How many members there are, and how many of them did so: 5家分院中有3家未完成目标，2家同比下滑.

No fact counts members, but the sheet lists them: the words name the dimension by its noun and say what is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from fupan.domain.fact import Fact, Formula
from fupan.domain.factsheet import Metric, Value
from fupan.domain.role import Role
from fupan.domain.unit import Unit
from fupan.figures.late import late
from fupan.figures.read.groups_by_result import did
from fupan.figures.read.reading import SENTENCE
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_OF_THEM = late(
    "(?P<noun>[一-鿿A-Za-z]{0,6}?)(?:当中|之中|[中里内]面?|合计|总共)?[，,]?(?:共?[有仅只就]+是?)?[ *_]{0,3}"
)
_AND = late("[，,、；; *_]{1,3}(?:另外?|还|而|但|其余|剩下的?)?[有仅只就]{0,2}[ *_]{0,3}")
_DID = late(
    "[ *_]{0,3}(?P<noun>[一-鿿]{0,4}?)(?:均|都|全部|已|仍|还)?(?:"
    "(?P<short>[未没]有?能?(?:达标|达成|完成|够到|做到)|不达标|欠账|欠产|低于目标|有缺口|掉队)"
    "|(?P<over>超额(?:完成)?|达标|完成|达成|超目标|超计划|高于目标)"
    "|(?P<fell>(?:同比)?(?:出现)?(?:下滑|下降|负增长|萎缩|回落|减收|缩水))"
    "|(?P<rose>(?:同比)?(?:实现)?(?:正?增长|上升|上涨|增收))"
    "|(?P<lost>亏损|亏钱|为负)|(?P<won>盈利|赚钱)"
    ")了?(?:年度|全年|本?季度|月度)?(?:目标|任务|计划|预算|指标)?[ *_]{0,3}(?=[，,、；;。！!）)\\n和而但]|$)"
)
_COUNTING = frozenset("家个名位类条款项种区店院")
_TITLES = {
    "short": "未完成目标的个数", "over": "完成目标的个数", "fell": "同比下降的个数", "rose": "同比增长的个数",
    "lost": "为负的个数", "won": "为正的个数",
}  # fmt: skip
_SIGNS = frozenset(("lost", "won"))
_LEAST = 2


class _Members(NamedTuple):
    """The members of one dimension, and the metrics that are given for all of them."""

    dimension: str
    names: tuple[str, ...]
    metrics: tuple[Metric, ...]


def member_counts(binder: Binder, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text, with counts of members carried or refuted by the members of the sheet."""
    found = list(verdicts)
    text, counted = binder.text, None
    for place, (one, other) in enumerate(pairwise(verdicts)):
        joint = text[one.mention.end : other.mention.start]
        alike = one.mention.text[-1] == other.mention.text[-1] and one.reading.sentence == other.reading.sentence
        if not alike or not _is_count(one) or not _is_count(other):
            counted = None
            continue
        if counted is None:
            words = _OF_THEM.fullmatch(joint)
            counted = _members(binder, one, words["noun"]) if words is not None else None
        elif _AND.fullmatch(text, _end(text, one.mention.end), other.mention.start) is None:
            counted = None
            if "其中" in joint and _is_open(other):
                found[place + 1] = Verdict(other.reading, unchecked=True)  # of those just counted
        result = _DID.match(text, other.mention.end)
        if counted is None or result is None:
            counted = None
            continue
        if _is_open(found[place]):
            found[place] = Verdict(one.reading, fact=_fact(binder, one, counted))
        if _is_open(other):
            found[place + 1] = _held(binder, other, counted, result.lastgroup or "")
    return found


def _end(text: str, at: int) -> int:
    """Where the words end that say what those counted did."""
    result = _DID.match(text, at)
    return result.end() if result is not None else at


def _is_count(one: Verdict) -> bool:
    value = one.mention.value
    return value is not None and one.mention.approx is None and one.mention.text[-1] in _COUNTING and value < 100


def _is_open(one: Verdict) -> bool:
    """True for a count that nothing carries."""
    return one.unchecked or one.fault in {"unsupported-figure", "contradicted-figure"}


def _members(binder: Binder, one: Verdict, noun: str) -> _Members | None:
    """The members that are as many as ``one`` counts, of the dimension that ``noun`` names or that they end in."""
    for dimension, members in binder.catalogue.sheet.dimensions().items():
        tail = noun or one.mention.text[-1]
        named = (noun and dimension.endswith(noun)) or all(name.endswith(tail) for name in members)
        if named and len(members) == one.mention.value and len(members) > _LEAST:
            names = frozenset(members)
            given = (each for each in binder.catalogue.given if names == each.breakdown.get(dimension, {}).keys())
            return _Members(dimension, tuple(members), tuple(given))
    return None


def _held(binder: Binder, one: Verdict, counted: _Members, result: str) -> Verdict:
    """The verdict on how many of them did so; as it was where the sheet does not tell."""
    signed = binder.catalogue.below_zero if result in _SIGNS else None
    metrics = [each for each in _metrics(one, counted) if signed is None or each.name in signed]
    known = [fact for metric in metrics for fact in _counts(binder, one, counted, metric, result)]
    told = next((fact for fact in known if fact.amount == one.mention.value), None)
    if told is not None:
        return Verdict(one.reading, fact=told)
    return Verdict(one.reading, "wrong-derivation", expected=known[0]) if known else one


def _metrics(one: Verdict, counted: _Members) -> tuple[Metric, ...]:
    """The metric that the sentence names, else all that the members have."""
    named = one.reading.metrics if one.reading.metric_sure >= SENTENCE else ()
    return tuple(metric for metric in counted.metrics if metric.name in named) or counted.metrics


def _counts(binder: Binder, one: Verdict, counted: _Members, metric: Metric, result: str) -> Iterator[Fact]:
    """How many members did so; with those that only just met their target, and without them."""
    of = metric.breakdown[counted.dimension]
    if not all(_known(roles, result) for roles in of.values()):
        return
    names = [name for name in counted.names if _does(metric, of[name], result)]
    yield _fact(binder, one, counted._replace(names=tuple(names)), metric.name, result)
    beyond = [name for name in names if result != "over" or not _just_met(of[name])]
    if len(beyond) < len(names):
        yield _fact(binder, one, counted._replace(names=tuple(beyond)), metric.name, result)


def _known(roles: Mapping[Role, Value], result: str) -> bool:
    base = {"short": Role.TARGET, "over": Role.TARGET, "fell": Role.PRIOR, "rose": Role.PRIOR}.get(result, Role.ACTUAL)
    return Role.ACTUAL in roles and base in roles


def _just_met(roles: Mapping[Role, Value]) -> bool:
    return roles[Role.ACTUAL].amount == roles[Role.TARGET].amount


def _does(metric: Metric, roles: Mapping[Role, Value], result: str) -> bool:
    if result in _SIGNS:
        return (roles[Role.ACTUAL].amount < 0) == (result == "lost")
    return did(metric, roles, result)


def _fact(binder: Binder, one: Verdict, counted: _Members, metric: str = "", result: str = "") -> Fact:
    """The count of the members, of all of them where no ``result`` is told."""
    amount = Decimal(len(counted.names))
    title = _TITLES.get(result, "的个数")
    arithmetic = f"{len(counted.names)}（{'、'.join(counted.names)}）"
    name = metric or counted.dimension
    formula = Formula("members", title, (), arithmetic)
    identity = f"{metric}[{counted.dimension}].{result or 'members'}"
    unit = Unit.parse(one.mention.unit)
    return Fact(identity, name, result or "members", amount, unit, binder.lexicon.sheet.period, formula=formula)
