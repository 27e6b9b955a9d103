"""What a section needs of the fact sheet: the facts it must state, and what the sheet lacks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from fupan.domain.decimals import divide
from fupan.domain.derive import CHANGE_PP, DERIVATIONS, SHARED_KEYS
from fupan.domain.fact import Fact, fact_id
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet, Metric
from fupan.domain.known_metrics import known_metric
from fupan.domain.role import ROLE_NAMES, Role
from fupan.domain.template import RequiredFigures, SectionSpec

_T = TypeVar("_T")

REST = ("其余", "其他", "其它", "合计", "总计", "小计")
"""Members that stand for a remainder or a total: they complete a breakdown, nobody has to write about them."""
BELOW_TARGET = "*below-target"
"""Stands for every metric whose actual misses its target; with a dimension, for the members that miss theirs."""

_INPUTS: dict[str, tuple[Role, Role]] = {row.name: (row.a, row.b) for row in DERIVATIONS}
_TITLES: dict[str, str] = {row.name: row.title for row in DERIVATIONS} | {key: title for _, key, title in SHARED_KEYS}
_OF_RATES = CHANGE_PP | {"yoy": "change_pp", "pop": "pop_pp", "plan_growth": "plan_pp"}
"""What takes a derivation's place for rates: their changes are told in 个百分点, never in %."""


def required_facts(
    section: SectionSpec, base: FactBase, *, notes: Sequence[str] = (), must_only: bool = False
) -> tuple[list[Fact], list[str]]:
    """The facts the section requires that the sheet has, and in Chinese what the sheet lacks.

    ``notes`` are the texts of the section's notes: where a requirement limits how many metrics or members it means
    (``most``), it means those that they name, in their order; where they name none, the first of the sheet (of members
    that miss their target, the worst). Metrics that miss their target are filled up in the order of the sheet, which
    has the headline figures first. Facts come in the order of the requirements, each once. A derived figure that cannot
    be had is told by the given value it lacks (同比 → 去年同期). Requirements with ``must=False`` add their facts
    (unless ``must_only``) but are never reported as lacking.
    """
    present: dict[str, Fact] = {}
    lacking: dict[str, None] = {}
    for wanted in section.requires:
        if must_only and not wanted.must:
            continue
        found, missing = _of_requirement(wanted, base, "\n".join(notes))
        present.update({fact.id: fact for fact in found})
        if wanted.must:
            lacking.update(dict.fromkeys(missing))
    return list(present.values()), list(lacking)


def matching_metrics(wanted: str, sheet: FactSheet) -> list[Metric]:
    """The metrics meant by a template's name: that name or alias, else its kind's names, else names ending in one.

    销售额 finds 营收 where no metric is called 销售额, and 线上销售额 only where neither is there. A name with ``*`` is
    a pattern on names and aliases (``*项目*额``).
    """
    if "*" in wanted:
        pattern = re.compile(".*".join(map(re.escape, wanted.split("*"))), re.DOTALL)
        return [metric for metric in sheet.metrics if any(map(pattern.fullmatch, metric.names))]
    named = sheet.metric(wanted)
    if named is not None:
        return [named]
    kind = known_metric(wanted)
    if kind is None:
        return []
    same = [metric for metric in sheet.metrics if set(metric.names) & set(kind.names)]
    return same or [metric for metric in sheet.metrics if known_metric(metric.name) is kind]


def misses_target(actual: Fact, target: Fact, metric: Metric) -> bool:
    """Whether ``actual`` is on the wrong side of ``target`` (above it for 费用率 and the like)."""
    return actual.amount > target.amount if metric.better == "lower" else actual.amount < target.amount


def _of_requirement(wanted: RequiredFigures, base: FactBase, notes: str) -> tuple[list[Fact], list[str]]:
    if wanted.metric == BELOW_TARGET:
        return _below_target(wanted, base, notes)
    left_out = _apart(wanted, base.sheet)
    metrics = [metric for metric in matching_metrics(wanted.metric, base.sheet) if metric.name not in left_out]
    if not metrics:
        if "*" in wanted.metric:
            return [], [f"没有名称含「{wanted.metric.strip('*').replace('*', '…')}」的指标"]
        return [], [f"{wanted.metric}：数据表里没有这个指标"]
    if wanted.dimension is None:
        metrics = _chosen(metrics, wanted.most, notes, [metric.names for metric in metrics])
    found: list[Fact] = []
    missing: list[str] = []
    for metric in metrics:
        members = list(_members(metric, wanted.dimension))
        if wanted.dimension is not None:
            members = _chosen(members, wanted.most, notes, [(str(member),) for member in members])
        if not members:
            missing.append(f"{metric.name}：没有按{wanted.dimension}的分解")
        absent: dict[str, None] = {}
        for member in members:
            facts, lacks = _of_member(wanted, base, metric, wanted.dimension, member)
            found += facts
            absent.update(dict.fromkeys(lacks))
        if absent:
            where = f"（按{wanted.dimension}）" if wanted.dimension else ""
            missing.append(f"{metric.name}{where}：缺{'、'.join(absent)}")
    return found, missing


def _below_target(wanted: RequiredFigures, base: FactBase, notes: str) -> tuple[list[Fact], list[str]]:
    missed: list[tuple[Decimal, Metric, str | None]] = []
    judged = False
    left_out = _apart(wanted, base.sheet)
    for metric in base.sheet.metrics:
        for member in _members(metric, wanted.dimension):
            actual, target = (base.get(metric.name, role, wanted.dimension, member) for role in ("actual", "target"))
            if actual is None or target is None:
                continue
            judged = True
            if metric.name not in left_out and misses_target(actual, target, metric):
                size = abs(divide(actual.amount - target.amount, target.amount)) if target.amount else Decimal(0)
                missed.append((size, metric, member))
    if wanted.most and wanted.dimension is not None:
        missed.sort(key=lambda row: row[0], reverse=True)  # stable: of equal ones the first in the file
    names = [(member,) if member is not None else metric.names for _, metric, member in missed]
    chosen = _chosen(missed, wanted.most, notes, names, fill=wanted.dimension is None)
    found = [fact for _, metric, at in chosen for fact in _of_member(wanted, base, metric, wanted.dimension, at)[0]]
    where = f"按{wanted.dimension}" if wanted.dimension else ""
    return found, [] if judged else [f"没有一个指标{where}同时有目标和实际，看不出缺口"]


def _apart(wanted: RequiredFigures, sheet: FactSheet) -> set[str]:
    """Names of the metrics that the requirement does not mean."""
    return {metric.name for name in wanted.apart for metric in matching_metrics(name, sheet)}


def _chosen(
    candidates: list[_T], most: int, notes: str, names: Sequence[tuple[str, ...]], *, fill: bool = False
) -> list[_T]:
    """At most ``most`` of the candidates (0: all): those the notes name, in the order of the notes, else the first.

    ``fill``: where the notes name fewer than ``most``, the first of the others follow.
    """
    if not most:
        return candidates
    named: list[tuple[int, _T]] = []
    for candidate, own in zip(candidates, names, strict=True):
        positions = [position for name in own if (position := notes.find(name)) >= 0]
        if positions:
            named.append((min(positions), candidate))
    named.sort(key=lambda row: row[0])
    chosen = [candidate for _, candidate in named]
    if fill or not chosen:
        chosen += [candidate for candidate in candidates if candidate not in chosen]
    return chosen[:most]


def _members(metric: Metric, dimension: str | None) -> Iterator[str | None]:
    if dimension is None:
        yield None
    else:
        yield from (member for member in metric.breakdown.get(dimension, {}) if not member.startswith(REST))


def _of_member(
    wanted: RequiredFigures, base: FactBase, metric: Metric, dimension: str | None, member: str | None
) -> tuple[list[Fact], list[str]]:
    found: list[Fact] = []
    lacks: list[str] = []
    for key in wanted.keys:
        own = _key_of(key, metric)
        fact = base.facts.get(fact_id(metric.name, own, dimension, member))
        if fact is not None:
            found.append(fact)
            continue
        inputs = [role for role in _INPUTS.get(key, ()) if _given(base, metric, role, dimension, member) is None]
        if inputs:
            lacks += [ROLE_NAMES[role] for role in inputs]
        else:
            lacks.append(ROLE_NAMES[Role(key)] if key in set(Role) else _TITLES.get(key, key))
    return found, lacks


def _given(base: FactBase, metric: Metric, role: Role, dimension: str | None, member: str | None) -> Fact | None:
    return base.facts.get(fact_id(metric.name, role.value, dimension, member))


def _key_of(key: str, metric: Metric) -> str:
    """The fact key that tells ``key`` for this metric: 同比 of a rate is a change in 个百分点; a cost has an excess."""
    if metric.unit.dimension in {"rate", "points"}:
        key = _OF_RATES.get(key, key)
    return "excess" if key == "gap" and metric.better == "lower" else key
