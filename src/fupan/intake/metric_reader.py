"""The metrics of a fact sheet file: names, units, values and breakdowns, with every problem collected."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import cast

from fupan.domain.factsheet import Metric, Place, Value, default_better
from fupan.domain.known_metrics import Better
from fupan.domain.role import TARGETS, Role
from fupan.domain.unit import SYNONYMS, Unit
from fupan.errors import InputProblem
from fupan.intake.amounts import AmountError, read_amount
from fupan.intake.factsheet_model import MetricFile
from fupan.intake.nearest import nearest_unit
from fupan.yamlfile import Node

MAX_NAME = 40
MAX_UNIT = 12
_TEN_THOUSAND, _LARGE = Unit.parse("万元"), 100_000
ENOUGH = 500
"""Problems after which reading stops: hints cost time, and nobody reads more."""
_BRACKETED = re.compile(r"\s*[（(]\s*(?:单位[:：]\s*)?([^（()）]{1,12})\s*[)）]$")
_ID_MARKS = re.compile(r"[\[\]={}\n]")
"""What fact ids and slots are written with; a name that held them could pass for another fact."""


@dataclass
class Reports:
    """What was found wrong (``problems``) and odd (``warnings``) so far.

    ``written`` is each value as the user wrote it, by field path. Of a workbook ``cells`` has the cell that each line
    of the tree stands for; places and problems name it instead of the line.
    """

    file: str
    cells: tuple[str, ...] = ()
    problems: list[InputProblem] = field(default_factory=list)
    warnings: list[InputProblem] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)

    def problem(self, node: Node, path: str, message: str, hint: str = "") -> None:
        """Add a fault at ``node``."""
        self.problem_at(node.line, path, message, hint)

    def problem_at(self, line: int, path: str, message: str, hint: str = "") -> None:
        """Add a fault at ``line``."""
        self.problems.append(self._told(line, path, message, hint))

    def warning(self, line: int, path: str, message: str, hint: str = "") -> None:
        """Add something odd at ``line``."""
        self.warnings.append(self._told(line, path, message, hint))

    def place(self, line: int) -> Place:
        """Where the user finds what stands on ``line``."""
        return Place(self.file, 0, self.cells[line]) if self.cells else Place(self.file, line)

    def _told(self, line: int, path: str, message: str, hint: str) -> InputProblem:
        if not self.cells:
            return InputProblem(self.file, line, path, message, hint)
        return InputProblem(str(self.place(line)) if line else self.file, 0, "", message, hint)


_BY_KEY = {role.value: role for role in Role}
_ORDER = {key: number for number, key in enumerate(_BY_KEY)}
_ROLES = frozenset(_BY_KEY)
_METRIC_KEYS = frozenset(MetricFile.model_fields)
UNKNOWN = "?"
Breakdown = dict[str, dict[str, dict[Role, Value]]]


class MetricReader:
    """Reads the list of metrics. What the structure already told (wrong kinds, unknown keys) is passed over."""

    def __init__(self, reports: Reports) -> None:
        self._reports = reports
        self._names: dict[str, int] = {}

    def read(self, node: Node | None) -> tuple[Metric, ...]:
        """Every metric that could be read; ``reports`` holds what could not."""
        metrics: list[Metric] = []
        for index, item in enumerate(node.elements if node is not None else ()):
            if len(self._reports.problems) > ENOUGH:
                self._reports.problem(item, f"metrics[{index}]", "前面的问题太多，从这里起没有再看", "先改前面的")
                break
            metric = self._metric(item, f"metrics[{index}]") if item.kind == "mapping" else None
            if metric is not None:
                metrics.append(metric)
        return tuple(metrics)

    def _metric(self, node: Node, path: str) -> Metric | None:
        name, unit = self._name_and_unit(node, path)
        aliases = self._aliases(node.get("aliases"), name, path)
        values = self._values(node, unit, path)
        breakdown = self._breakdown(node.get("breakdown"), unit, path)
        self._completeness(node, name, path, by_members=bool(breakdown))
        if not name or unit is None:
            return None
        given = node.get("better")
        better = cast("Better", given.raw) if given is not None and given.raw in {"higher", "lower"} else None
        place = self._reports.place(node.line)
        shown = _TEN_THOUSAND if unit.symbol == "元" and _is_large(values, breakdown) else unit
        return Metric(name, shown, values, breakdown, aliases, better or default_better(name), place)

    def _name_and_unit(self, node: Node, path: str) -> tuple[str, Unit | None]:
        named, given = node.get("name"), node.get("unit")
        name = self._name(named, f"{path}.name") if named is not None else ""
        bracket = _BRACKETED.search(name)
        bracketed = _unit_or_none(bracket[1]) if bracket else None
        if bracket and bracketed is not None:
            name = name[: bracket.start()]
        if named is not None and name:
            self._register(name, named, f"{path}.name")
        if given is None or given.kind not in {"text", "number"} or not given.raw.strip():
            if bracketed is None and (given is None or given.kind in {"text", "null"}):
                what = f"指标「{name}」" if name else "这个指标"
                self._reports.problem(
                    node, f"{path}.unit", f"{what}没有单位", '加上 unit，如 unit: 万元、unit: "%"、unit: 家'
                )
            return name, bracketed
        unit = _unit_or_none(given.raw)
        if unit is None:
            message = f"不认识的单位「{given.raw[:20]}」"
            self._reports.problem(given, f"{path}.unit", message, nearest_unit(given.raw[:20]))
        elif bracketed is not None and (bracketed.base, bracketed.factor) != (unit.base, unit.factor):
            message = f"名称里的单位是 {bracketed.symbol}，unit 写的是 {unit.symbol}"
            self._reports.problem(given, f"{path}.unit", message, "两处留一处")
        return name, unit

    def _name(self, node: Node, path: str) -> str:
        if node.kind not in {"text", "number"}:
            return ""
        name = " ".join(node.raw.split())
        if not name:
            self._reports.problem(node, path, "名称是空的", "例如 name: 销售额")
        elif len(name) > MAX_NAME:
            self._reports.problem(node, path, f"名称超过 {MAX_NAME} 字", "名称要短，说明放到要点里")
        elif _ID_MARKS.search(node.raw):
            self._reports.problem(node, path, f"名称「{name}」里有 [ ] = {{ }}", "去掉这些符号")
        return name[:MAX_NAME]

    def _register(self, name: str, node: Node, path: str) -> None:
        if name not in self._names:
            self._names[name] = node.line
        else:
            hint = f"第一次在第 {self._names[name]} 行；合并成一个指标，或改成不同的名字"
            self._reports.problem(node, path, f"指标名「{name}」重复", hint)

    def _aliases(self, node: Node | None, name: str, path: str) -> tuple[str, ...]:
        aliases: dict[str, None] = {}
        for index, item in enumerate(node.elements if node is not None else ()):
            alias = " ".join(item.raw.split())[:MAX_NAME]
            if not alias or alias == name or alias in aliases:
                continue
            self._register(alias, item, f"{path}.aliases[{index}]")
            aliases[alias] = None
        return tuple(aliases)

    def _values(self, node: Node, unit: Unit | None, path: str) -> dict[Role, Value]:
        values: dict[Role, Value] = {}
        written = [(key, given) for key, given in node.items() if key in _BY_KEY]
        for key, given in sorted(written, key=lambda one: _ORDER[one[0]]):
            if given.kind not in {"text", "number"} or unit is None:
                continue
            role = _BY_KEY[key]
            where = f"{path}.{key}"
            try:
                amount = read_amount(given, unit)
            except AmountError as error:
                self._reports.problem(given, where, error.message, error.hint)
                continue
            if amount.remark:
                self._reports.warning(given.line, where, amount.remark)
            self._reports.written[where] = given.raw
            values[role] = Value(amount.value, self._reports.place(given.line))
        return values

    def _breakdown(self, node: Node | None, unit: Unit | None, path: str) -> Breakdown:
        found: Breakdown = {}
        for dimension, members in node.items() if node is not None else ():
            where = f"{path}.breakdown.{dimension[:MAX_NAME]}"
            self._label(dimension, members, where)
            for member, roles in members.items():
                at = f"{where}.{member[:MAX_NAME]}"
                self._label(member, roles, at)
                values = self._values(roles, unit, at)
                if values:
                    found.setdefault(dimension, {})[member] = values
                elif roles.kind == "mapping" and not _given_roles(roles, _ROLES):
                    self._reports.problem(roles, at, f"「{member[:MAX_NAME]}」没有数值", "例如 {actual: 4080}")
        return found

    def _label(self, label: str, node: Node, path: str) -> None:
        if not label.strip() or len(label) > MAX_NAME or _ID_MARKS.search(label):
            hint = f"不能为空，不超过 {MAX_NAME} 字，不含 [ ] = {{ }}"
            self._reports.problem(node, path, f"维度或成员的名称「{label[:MAX_NAME]}」不能用", hint)

    def _completeness(self, node: Node, name: str, path: str, *, by_members: bool) -> None:
        """A metric has an actual, unless it is only a target or plan (a year's, in June) or given by its members."""
        written = _given_roles(node, _METRIC_KEYS)
        where, what = f"{path}.actual", f"指标「{name}」" if name else "这个指标"
        if {"actual", "plan", UNKNOWN} & written:
            return
        if by_members:
            what_to_add = "一行合计" if self._reports.cells else " actual"
            hint = f"补上{what_to_add}，才能算占比和完成率"
            self._reports.warning(node.line, where, f"{what}只有分解，没有合计的实际值", hint)
        elif not written:
            self._reports.problem(node, where, f"{what}没有数值", "至少写 actual（实际）")
        elif written & {role.value for role in TARGETS}:
            hint = "有了实际值再补上 actual，才能算完成率"
            self._reports.warning(node.line, where, f"{what}只有目标，没有实际值", hint)
        else:
            hint = "写上 actual: 数值；还没有实际值的指标请先删去"
            self._reports.problem(node, where, f"{what}缺少 actual（实际）", hint)


def _given_roles(node: Node, known: frozenset[str]) -> set[str]:
    """The roles with a value; with UNKNOWN where there is an unknown key, told already, that may be a role misspelt."""
    given = {key for key, value in node.items() if key in _ROLES and value.kind != "null"}
    return given if all(key.raw in known for key, _ in node.entries) else given | {UNKNOWN}


def _is_large(values: dict[Role, Value], breakdown: Breakdown) -> bool:
    """Whether amounts given in 元 are so large that nobody would tell them in 元."""
    members = (roles for group in breakdown.values() for roles in group.values())
    return any(abs(value.amount) >= _LARGE for roles in (values, *members) for value in roles.values())


def _unit_or_none(text: str) -> Unit | None:
    """The unit of a symbol, full width and synonyms allowed; a scale alone (万) is no unit."""
    symbol = unicodedata.normalize("NFKC", text[: MAX_UNIT + 1]).strip()
    if len(symbol) > MAX_UNIT:
        return None
    try:
        unit = Unit.parse(SYNONYMS.get(symbol, symbol))
    except ValueError:
        return None
    return None if unit.dimension == "none" else unit
