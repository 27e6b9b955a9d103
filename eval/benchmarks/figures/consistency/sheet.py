"""The facts of a case, and the formulas over them, evaluated by name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from surface import parse, split_unit

_NOTE_FIGURE = re.compile(r"(\d[\d,]*(?:\.\d+)?)([^\d\s，。；、（）：和与由到从]*)")
_NOTE_TENTHS = re.compile(r"[一二两三四五六七八九]成")
_NOTE_COUNT = re.compile(r"[一二两三四五六七八九十]+(?=[家个名轮次场])")
ROLES = ("target", "stretch", "actual", "prior", "previous", "plan", "benchmark")
DERIVED = ("attainment", "yoy", "pop", "gap", "excess", "share", "change_pp")
_ID = re.compile(r"^(?P<metric>[^\[\].]+)(?:\[(?P<dimension>[^=]+)=(?P<member>[^\]]+)\])?\.(?P<role>[a-z_]+)$")
_TOKEN = re.compile(
    r"\s*(?:(?P<id>[^\s+*/()\[\]-]+(?:\[[^\]]+\])?\.[a-z_]+)|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<label>[A-Za-z]\w*)|(?P<op>[-+*/()]))"
)


@dataclass(frozen=True)
class FactId:
    """A metric, optionally one member of one dimension, and a role."""

    metric: str
    dimension: str
    member: str
    role: str

    @classmethod
    def read(cls, text: str) -> FactId:
        """Read 销售额[区域=华东].actual. Raises ValueError where the text is no id."""
        match = _ID.match(text)
        if not match:
            raise ValueError(f"not a fact id: {text}")
        return cls(match["metric"], match["dimension"] or "", match["member"] or "", match["role"])

    def with_role(self, role: str) -> FactId:
        """The same metric and member in another role."""
        return FactId(self.metric, self.dimension, self.member, role)

    def __str__(self) -> str:
        """The id as written in a mark."""
        place = f"[{self.dimension}={self.member}]" if self.member else ""
        return f"{self.metric}{place}.{self.role}"


@dataclass
class Sheet:
    """All facts in base units, the unit of each metric, the dimensions, and the notes."""

    facts: dict[str, Decimal] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    better: dict[str, str] = field(default_factory=dict)
    members: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    labels: dict[str, Decimal] = field(default_factory=dict)

    def value(self, text: str) -> Decimal:
        """The signed value of a fact id, a derived id or `expr:…`, in the base unit.

        Raises KeyError where a fact is missing, ZeroDivisionError and ValueError where it cannot be computed.
        """
        if text.startswith("expr:"):
            return _Expression(self, text[5:]).value()
        return self._derive(FactId.read(text))

    def unit_of(self, text: str) -> str:
        """The unit in which the sheet holds the metric of a fact id; "" for expressions."""
        try:
            return self.units.get(FactId.read(text).metric, "")
        except ValueError:
            return ""

    def note_values(self) -> set[Decimal]:
        """The values of all figures in the notes, with 万 and 亿 multiplied in."""
        values = set()
        for note in self.notes:
            for number, tail in _NOTE_FIGURE.findall(note):
                values.add(Decimal(number.replace(",", "")) * split_unit(tail)[0])
            for numeral in _NOTE_TENTHS.findall(note) + _NOTE_COUNT.findall(note):
                values.add(parse(numeral).value)
        return values

    def _derive(self, fact: FactId) -> Decimal:
        def get(role: str) -> Decimal:
            return self.facts[str(fact.with_role(role))]

        if fact.role in ROLES:
            return get(fact.role)
        if fact.role == "share":
            return get("actual") / self.facts[f"{fact.metric}.actual"] * 100
        left, right, relative = {
            "attainment": ("actual", "target", True),
            "yoy": ("actual", "prior", True),
            "pop": ("actual", "previous", True),
            "gap": ("target", "actual", False),
            "excess": ("actual", "target", False),
            "change_pp": ("actual", "prior", False),
        }[fact.role]
        if not relative:
            return get(left) - get(right)
        return get(left) / get(right) * 100 - (0 if fact.role == "attainment" else 100)


@dataclass
class _Expression:
    """Arithmetic over fact ids, labels of given figures and numbers, by recursive descent."""

    sheet: Sheet
    text: str

    def value(self) -> Decimal:
        """The value of the whole expression."""
        self.tokens = list(_TOKEN.finditer(self.text.strip()))
        if "".join(m.group() for m in self.tokens) != self.text.strip():
            raise ValueError(f"cannot read: {self.text}")
        self.at = 0
        result = self._sum()
        if self.at != len(self.tokens):
            raise ValueError(f"cannot read to the end: {self.text}")
        return result

    def _peek(self) -> str:
        return self.tokens[self.at]["op"] or "" if self.at < len(self.tokens) else ""

    def _sum(self) -> Decimal:
        result = self._product()
        while (op := self._peek()) in ("+", "-") and op:
            self.at += 1
            right = self._product()
            result = result + right if op == "+" else result - right
        return result

    def _product(self) -> Decimal:
        result = self._atom()
        while (op := self._peek()) in ("*", "/") and op:
            self.at += 1
            right = self._atom()
            result = result * right if op == "*" else result / right
        return result

    def _atom(self) -> Decimal:
        token = self.tokens[self.at]
        self.at += 1
        if token["op"] == "(":
            result = self._sum()
            self.at += 1
            return result
        if token["id"]:
            return self.sheet.value(token["id"])
        return self.sheet.labels[token["label"]] if token["label"] else Decimal(token["number"])


def load_sheet(path: Path) -> Sheet:
    """Read a facts.yaml of the benchmark."""
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    sheet = Sheet()
    for metric in data["metrics"]:
        _add_metric(sheet, metric)
    notes = data.get("notes") or {}
    groups = notes.values() if isinstance(notes, dict) else [notes]
    sheet.notes = [line for group in groups for line in group]
    return sheet


def _add_metric(sheet: Sheet, metric: dict[str, Any]) -> None:
    name, unit = metric["name"], metric["unit"]
    sheet.units[name], sheet.better[name] = unit, metric.get("better", "higher")
    sheet.members[name] = {}
    for role in ROLES:
        if role in metric:
            sheet.facts[f"{name}.{role}"] = _to_base(metric[role], unit)
    for dimension, members in (metric.get("breakdown") or {}).items():
        sheet.members[name][dimension] = [str(member) for member in members]
        for member, roles in members.items():
            for role, value in roles.items():
                sheet.facts[f"{name}[{dimension}={member}].{role}"] = _to_base(value, unit)


def _to_base(value: object, unit: str) -> Decimal:
    if isinstance(value, str):
        surface = parse(value)
        return surface.value * split_unit(surface.unit)[0]
    return Decimal(str(value)) * split_unit(unit)[0]
