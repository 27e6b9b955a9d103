"""A fact sheet as a person would paste it into a chat window: one line a metric, the notes under their headings.

What a spreadsheet reckons by itself (完成率, 同比, 环比, 占比, 缺口) is given too: the ways with free numbers are to be
judged by how they write, not by how they do sums.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from fupan.domain.fact import Fact
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import GENERAL, FactSheet
from fupan.domain.template import Template
from fupan.pipeline.wording import label, show


def pasted_figures(sheet: FactSheet) -> str:
    """Every fact and derived fact: ``销售额：目标310万元，实际342万元，完成率110.3%``, members below their metric."""
    lines: list[str] = []
    facts = FactBase(sheet).facts.values()
    for (metric, dimension, member), group in groupby(
        facts, key=lambda fact: (fact.metric, fact.dimension, fact.member)
    ):
        name = metric if member is None else f"  {dimension}·{member}的{metric}"
        lines.append(f"{name}：{_values(group)}")
    return "\n".join(lines)


def _values(facts: Iterable[Fact]) -> str:
    # a gap below zero is an excess, and the other way round: the sheet of a person has one of them
    shown = (fact for fact in facts if fact.key not in {"gap", "excess"} or fact.amount > 0)
    return "，".join(f"{label(fact).rpartition('·')[2]}{show(fact)}" for fact in shown)


def pasted_notes(sheet: FactSheet, template: Template) -> str:
    """The notes as lists, under the titles of the sections that they were filed under."""
    titles = {section.id: section.title for section in template.sections}
    lines: list[str] = []
    for key, notes in groupby(sheet.notes, key=lambda note: note.key):
        heading = "" if key == GENERAL else f"【{titles.get(key, key)}】"
        lines += [*([heading] if heading else []), *(f"- {note.text}" for note in notes)]
    return "\n".join(lines)
