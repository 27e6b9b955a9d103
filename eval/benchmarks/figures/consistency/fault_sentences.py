"""Faults of whole sentences: one invented, one left out."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from marks import Case, Mark, line_at, sentence_span
from mutation import Mutation, Span, is_wrong
from sheet import FactId
from surface import parse, split_unit, with_number


def invention(case: Case, rng: random.Random) -> Iterator[Mutation]:
    """A plausible sentence with an invented figure about a metric of the sheet."""
    ends = [m.end() for m in re.finditer("。", case.plain) if line_at(case.plain, m.start())[:1] not in "|#"]
    for metric, unit in case.sheet.units.items():
        facts = [
            fact for fact in case.sheet.facts if FactId.read(fact).metric == metric and not FactId.read(fact).member
        ]
        if not facts or not ends:
            continue
        probe = Mark(0, 0, parse(f"1{unit.split('/')[0]}"), facts[0])
        line, figure = _invented(case, probe, metric, unit, rng)
        at = rng.choice(ends)
        if figure:
            text = case.plain[:at] + line + case.plain[at:]
            start = at + line.index(figure)
            span = (start, start + len(figure))
            yield Mutation(case.name, "invention", text, (span,), span, "", line, metric)


def _invented(case: Case, probe: Mark, metric: str, unit: str, rng: random.Random) -> tuple[str, str]:
    actual = case.sheet.facts.get(f"{metric}.actual", Decimal(0)) / split_unit(unit)[0]
    level = with_number(
        replace(probe.surface, step=Decimal("0.1") if actual < 100 else Decimal(1)),
        actual * Decimal(str(round(rng.uniform(0.2, 0.8), 3))),
    )
    percent = with_number(replace(parse("1.0%"), value=Decimal(0)), Decimal(str(round(rng.uniform(3, 60), 1))))
    options = [
        (f"其中，头部客户的{metric}为{level.text}。", level),
        (f"剔除一次性因素后，{metric}为{level.text}。", level),
    ]
    if unit != "%":
        options += [
            (f"按可比口径，{metric}同比增长{percent.text}。", percent),
            (f"同行{metric}平均增长{percent.text}。", percent),
        ]
    rng.shuffle(options)
    for line, surface in options:
        if surface.value and is_wrong(case, probe, surface):
            return line, surface.text
    return "", ""


def omission(case: Case, _: random.Random) -> Iterator[Mutation]:
    """The only sentence or bullet that states one or more required figures is taken out."""
    lost: dict[Span, list[str]] = {}
    for fact in case.required:
        places = [mark for mark in case.marks if mark.source == fact]
        spans = {sentence_span(case.plain, mark.start) for mark in places}
        if len(spans) == 1 and not line_at(case.plain, places[0].start).startswith(("|", "#")):
            lost.setdefault(spans.pop(), []).append(fact)
    for (start, end), facts in lost.items():
        text = case.plain[:start] + case.plain[end:]
        before = case.plain[start:end]
        yield Mutation(case.name, "omission", text, ((start, start),), (start, start), before, "", "、".join(facts))
