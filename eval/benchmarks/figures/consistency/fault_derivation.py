"""Derived figures recomputed by a plausible mistake: wrong base, ratio turned round, another total."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from decimal import Decimal

from marks import Case, Mark
from mutation import Mutation, computable, replaced
from sheet import DERIVED, FactId
from surface import split_unit, states, with_number


def derivation(case: Case, rng: random.Random) -> Iterator[Mutation]:
    """A derived figure is recomputed by a plausible mistake."""
    for mark in case.marks:
        if mark.surface.side or not mark.surface.is_arabic:
            continue
        values = _mistakes(case, mark)
        rng.shuffle(values)
        for value in values:
            scaled = abs(value) / split_unit(case.unit(mark))[0]
            surface = with_number(mark.surface, scaled)
            truth = case.truth(mark) or Decimal(0)
            if surface.value and not states(surface, truth, case.unit(mark)) and scaled < 10 * mark.surface.value:
                yield replaced(case, "derivation", mark, surface)
                break


def _mistakes(case: Case, mark: Mark) -> list[Decimal]:
    if mark.kind == "expr":
        return _expression_mistakes(case, mark)
    if mark.role not in DERIVED:
        return []
    fact = FactId.read(mark.source)
    stem, total = str(fact.with_role("")), fact.metric + "."
    growth = [f"expr:({stem}actual - {stem}{base}) / {stem}actual * 100" for base in ("prior", "previous")]
    wrong = {
        "yoy": [growth[0], stem + "pop", f"expr:{stem}actual / {stem}prior * 100"],
        "pop": [growth[1], stem + "yoy", f"expr:{stem}actual / {stem}previous * 100"],
        "attainment": [
            f"expr:{stem}target / {stem}actual * 100",
            f"expr:{stem}actual / {stem}stretch * 100",
            f"expr:{stem}actual / {stem}prior * 100",
        ],
        "share": [
            f"expr:{stem}actual / ({total}actual - {stem}actual) * 100",
            f"expr:{stem}actual / {total}target * 100",
            f"expr:{stem}prior / {total}prior * 100",
        ],
        "gap": [f"expr:{stem}prior - {stem}actual", f"expr:{stem}stretch - {stem}actual"],
        "excess": [f"expr:{stem}actual - {stem}prior"],
        "change_pp": [
            f"expr:({stem}actual - {stem}prior) / {stem}prior * 100",
            f"expr:{stem}actual - {stem}target",
            f"expr:{stem}actual - {stem}previous",
        ],
    }
    return computable(case, wrong[mark.role])


def _expression_mistakes(case: Case, mark: Mark) -> list[Decimal]:
    source = mark.source
    wrong = []
    if match := re.match(r"^expr:\((.+) - (.+)\) / (.+) \* 100$", source):
        other = match[1] if match[3] == match[2] else match[2]
        wrong += [f"expr:({match[1]} - {match[2]}) / {other} * 100", f"expr:{match[1]} / {match[2]} * 100"]
    elif match := re.match(r"^expr:\((.+) / (.+) - 1\) \* 100$", source):
        wrong += [f"expr:(1 - {match[2]} / {match[1]}) * 100", f"expr:{match[1]} / {match[2]} * 100"]
    elif match := re.match(r"^expr:([^ ()]+) / ([^ ()]+) \* 100$", source):
        wrong += [f"expr:{match[2]} / {match[1]} * 100", f"expr:{match[1]} / ({match[1]} + {match[2]}) * 100"]
    elif match := re.match(r"^expr:([^ ()]+) / ([^ ()]+)$", source):
        wrong += [source.replace(".actual", ".target", 1), source.replace(".actual", ".prior", 1)]
    elif " - " in source and "* 100" not in source:
        wrong += [
            source.replace(".actual", ".target"),
            source.replace(".previous", ".target"),
            source.replace(".prior", ".target"),
            source.replace(".plan", ".target"),
        ]
    return computable(case, wrong)
