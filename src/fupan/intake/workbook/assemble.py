"""Taken cells → the tree that a fact sheet is validated from; a line of it is a cell of the workbook."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from fupan.domain.decimals import CONTEXT
from fupan.domain.role import Role
from fupan.domain.unit import Unit
from fupan.intake.workbook.taken import Taken
from fupan.yamlfile import Node

MOST_NAMED = 6
_AUTHOR = ("name", "role", "team", "company")
_ORDER = {role.value: place for place, role in enumerate(Role)}
_ENTITIES = ("customers", "products", "competitors", "people")
_SEPARATORS = str.maketrans("，,;；/|", "、、、、、、")


class Places:
    """Cells by line: a tree made of them has the lines of no file, so each stands for a cell."""

    def __init__(self, order: Iterable[str]) -> None:
        self.cells = ("", *dict.fromkeys(order))
        self._lines = {cell: line for line, cell in enumerate(self.cells)}

    def line(self, cell: str) -> int:
        """The line that stands for a cell (指标!D7)."""
        return self._lines.get(cell, 0)


def fact_tree(taken: list[Taken], period: tuple[str, str], places: Places) -> Node:
    """The tree of a fact sheet: ``taken`` in the order of the workbook, ``period`` as (text, cell)."""
    entries = [(_text("period", 0), _text(period[0], places.line(period[1])))]
    fields = {one.role: one for one in taken if one.kind == "field"}
    entries += [
        (_text(key, 0), _text(fields[key].raw, places.line(fields[key].at)))
        for key in ("title", "template")
        if key in fields
    ]
    author = [(_text(key, 0), _text(fields[key].raw, places.line(fields[key].at))) for key in _AUTHOR if key in fields]
    if author:
        entries.append((_text("author", 0), _mapping(author)))
    entries.append((_text("metrics", 0), Node("sequence", 0, elements=tuple(_metrics(taken, places)))))
    entries.append((_text("notes", 0), _notes(taken, places)))
    named = [(_text(key, 0), _names(fields[key], places)) for key in _ENTITIES if key in fields]
    if named:
        entries.append((_text("entities", 0), _mapping(named)))
    return _mapping(entries)


def without_repeats(taken: list[Taken]) -> tuple[list[Taken], list[tuple[Taken, Taken]]]:
    """Each fact once, the one outside totals first; and the pairs (kept, other) that give it different values."""
    kept: dict[str, Taken] = {}
    apart: list[tuple[Taken, Taken]] = []
    facts = [one for one in taken if one.kind == "fact"]
    for one in [*(one for one in facts if not one.total), *(one for one in facts if one.total)]:
        first = kept.setdefault(one.id, one)
        if first is one:
            continue
        if same_value(first, one):
            one.why = f"{one.why}；与 {first.at} 相同"
        else:
            apart.append((first, one))
    return list(kept.values()), apart


def leave_contradictions(taken: list[Taken]) -> None:
    """Take none of the cells of one sheet that give one fact different values: nobody can tell which is meant."""
    groups: dict[tuple[str, str], list[Taken]] = {}
    for one in taken:
        if one.kind == "fact" and not one.total:
            groups.setdefault((one.sheet, one.id), []).append(one)
    for (_, identity), cells in groups.items():
        if any(not same_value(cells[0], other) for other in cells[1:]):
            where = "、".join(one.cell.at for one in cells[:MOST_NAMED])
            for one in cells:
                one.kind = "nothing"
                one.why = one.doubt = f"{identity} 在 {where} 有不同的值，不知道用哪个，都没有取"


def same_value(one: Taken, other: Taken) -> bool:
    """Whether two cells give the same value, as far as both are written out."""
    if one.number is None or other.number is None:
        return False
    left, right = Unit.parse(one.unit), Unit.parse(other.unit)
    if left.base != right.base:
        return False
    apart = abs(CONTEXT.multiply(one.number, left.factor) - CONTEXT.multiply(other.number, right.factor))
    return apart <= max(_half(one.number, left), _half(other.number, right))


def _half(number: Decimal, unit: Unit) -> Decimal:
    """Half of the last digit written, in the base unit."""
    return unit.factor.scaleb(min(int(number.as_tuple().exponent), 0)) / 2


def lacking(taken: list[Taken]) -> set[str]:
    """Metrics that have aims or earlier values alone: neither an actual, nor a plan, nor members."""
    roles: dict[str, set[str]] = {}
    for one in taken:
        if one.kind == "fact":
            roles.setdefault(one.metric, set()).add("member" if one.member else one.role)
    return {metric for metric, found in roles.items() if not found & {"actual", "plan", "member"}}


def _metrics(taken: list[Taken], places: Places) -> Iterable[Node]:
    by_metric: dict[str, list[Taken]] = {}
    for one in taken:
        if one.kind == "fact":
            by_metric.setdefault(one.metric, []).append(one)
    for metric, facts in by_metric.items():
        yield _metric(metric, facts, places)


def _metric(name: str, facts: list[Taken], places: Places) -> Node:
    first = facts[0]
    line = places.line(f"{first.sheet}!{first.name.at}" if first.name is not None else first.at) or places.line(
        first.at
    )
    wanted = next((one for one in facts if not one.member), first)
    unit = wanted.metric_unit or wanted.unit
    entries = [(_text("name", line), _text(name, line)), (_text("unit", line), _text(unit, line))]
    better = next((one.better for one in facts if one.better), "")
    if better:
        entries.append((_text("better", line), _text(better, line)))
    aliases = next((one.alias for one in facts if one.alias), "")
    if aliases:
        names = tuple(_text(alias.strip(), line) for alias in aliases.translate(_SEPARATORS).split("、"))
        entries.append((_text("aliases", line), Node("sequence", line, elements=names)))
    entries += [(_text(role, 0), node) for role, node in _roles([one for one in facts if not one.member], unit, places)]
    groups: dict[str, dict[str, list[Taken]]] = {}
    for one in facts:
        if one.member:
            groups.setdefault(one.dimension, {}).setdefault(one.member, []).append(one)
    if groups:
        entries.append((_text("breakdown", line), _breakdown(groups, unit, places)))
    return Node("mapping", line, entries=tuple(entries))


def _breakdown(groups: dict[str, dict[str, list[Taken]]], unit: str, places: Places) -> Node:
    dimensions = []
    for dimension, members in groups.items():
        entries = []
        for member, facts in members.items():
            line = places.line(facts[0].at)
            roles = tuple((_text(role, line), node) for role, node in _roles(facts, unit, places))
            entries.append((_text(member, line), Node("mapping", line, entries=roles)))
        line = entries[0][0].line
        dimensions.append((_text(dimension, line), Node("mapping", line, entries=tuple(entries))))
    return Node("mapping", dimensions[0][0].line, entries=tuple(dimensions))


def _roles(facts: list[Taken], unit: str, places: Places) -> list[tuple[str, Node]]:
    return [(one.role, _value(one, unit, places)) for one in sorted(facts, key=lambda one: _ORDER[one.role])]


def _value(one: Taken, unit: str, places: Places) -> Node:
    line = places.line(one.at)
    if one.number is None or one.unit != unit:
        return _text(f"{one.raw}{one.unit}", line)
    return Node("number", line, one.number, one.raw)


def _notes(taken: list[Taken], places: Places) -> Node:
    groups: dict[str, list[Node]] = {}
    for one in taken:
        if one.kind == "note":
            groups.setdefault(one.role, []).append(_text(one.raw, places.line(one.at)))
    return _mapping([(_text(key, 0), Node("sequence", 0, elements=tuple(items))) for key, items in groups.items()])


def _names(field: Taken, places: Places) -> Node:
    line = places.line(field.at)
    return Node(
        "sequence",
        line,
        elements=tuple(
            _text(name.strip(), line) for name in field.raw.translate(_SEPARATORS).split("、") if name.strip()
        ),
    )


def _mapping(entries: list[tuple[Node, Node]]) -> Node:
    return Node("mapping", 0, entries=tuple(entries))


def _text(raw: str, line: int) -> Node:
    return Node("text", line, raw, raw)
