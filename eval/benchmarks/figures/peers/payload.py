"""What an adapter is given: the facts of each case in plain words and values, and the texts to check or read."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from generate import SEED, all_mutations
from marks import Case
from mutation import Mutation

import fupan
from fupan.domain.derive import shown
from fupan.domain.fact import Fact
from fupan.domain.factbase import FactBase
from fupan.domain.role import ROLE_NAMES
from fupan.domain.unit import Unit

RIGHT = "right"
_ROLES = {role.value: name for role, name in ROLE_NAMES.items()}


@dataclass
class CheckSet:
    """The cases with facts and the mutated texts of each; text ids are ``right`` and the number of the mutation."""

    cases: dict[str, Case] = field(default_factory=dict)
    mutations: dict[str, list[Mutation]] = field(default_factory=dict)

    def payload(self) -> dict[str, Any]:
        """The JSON for an adapter."""
        return {"cases": [_case(self.cases[name], self.mutations[name]) for name in self.cases]}


def check_set(split: str, sample: int) -> CheckSet:
    """The faults with facts of a split, at most ``sample`` of each class (0: all), drawn with the benchmark's seed."""
    by_fault: dict[str, list[tuple[Case, Mutation]]] = {}
    for case, mutation in all_mutations(split):
        if case.facts_path is not None:
            by_fault.setdefault(mutation.fault, []).append((case, mutation))
    chosen = CheckSet()
    for fault, rows in by_fault.items():
        kept = rows
        if sample and len(rows) > sample:
            picked = random.Random(f"{SEED}/{fault}").sample(range(len(rows)), sample)
            kept = [rows[i] for i in sorted(picked)]
        for case, mutation in kept:
            chosen.cases[case.name] = case
            chosen.mutations.setdefault(case.name, []).append(mutation)
    return chosen


def _case(case: Case, mutations: Iterable[Mutation]) -> dict[str, Any]:
    assert case.facts_path is not None
    sheet = fupan.load_facts(case.facts_path)
    aliases = {metric.name: list(metric.names) for metric in sheet.metrics}
    texts = {str(number): mutation.text for number, mutation in enumerate(mutations)}
    return {
        "name": case.name,
        "facts": [_fact(fact, aliases) for fact in FactBase(sheet).facts.values()],
        "notes": [note.text for note in sheet.notes],
        "note_figures": [
            {"value": str(found.value), "unit": found.unit}
            for note in sheet.notes
            for found in fupan.extract(note.text)
            if found.value is not None
        ],
        "required": list(case.required),
        "texts": {RIGHT: case.plain} | texts,
    }


def _fact(fact: Fact, aliases: dict[str, list[str]]) -> dict[str, Any]:
    """``amount`` is in ``base``; ``shown`` is the same in ``symbol``, the unit of the sheet.

    ``also`` are further ways to write a sum of money, since the tools do not turn 13600万元 into 1.36亿元.
    """
    return {
        "id": fact.id,
        "metric": fact.metric,
        "names": aliases[fact.metric],
        "member": fact.member or "",
        "key": fact.key,
        "title": fact.formula.title if fact.formula else _ROLES[fact.key],
        "derived": fact.formula is not None,
        "amount": f"{fact.amount:f}",
        "base": fact.unit.base,
        "shown": shown(fact.amount, fact.unit),
        "symbol": fact.unit.symbol,
        "also": list(_other_units(fact)),
    }


def _other_units(fact: Fact) -> Iterator[dict[str, str]]:
    if fact.unit.base != "元":
        return
    for symbol in ("元", "万元", "亿元"):
        unit = Unit.parse(symbol)
        if symbol != fact.unit.symbol and abs(fact.amount) >= unit.factor:
            yield {"shown": shown(fact.amount, unit), "symbol": symbol}
