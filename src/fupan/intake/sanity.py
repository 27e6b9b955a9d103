"""What looks odd in a readable fact sheet: probable slips the user should see before a draft repeats them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fupan.domain.derive import shown
from fupan.domain.factsheet import FactSheet, Metric, Place, Value
from fupan.domain.role import ROLE_NAMES, Role
from fupan.errors import InputProblem

THOUSAND = Decimal(1000)
MOST_CELLS = 12


def sanity_warnings(sheet: FactSheet, written: dict[str, str]) -> list[InputProblem]:
    """Rates given as fractions, values a thousand times apart, parts that do not add up to their total.

    ``written`` is each value as the user wrote it, by field path (``metrics[0].actual``).
    """
    found: list[InputProblem] = []
    for index, metric in enumerate(sheet.metrics):
        path = f"metrics[{index}]"
        found += _fractions(metric, path, written)
        found += _far_apart(metric, path)
        if metric.additive:
            found += _sums(metric, path)
    return found


def _fractions(metric: Metric, path: str, written: dict[str, str]) -> Iterator[InputProblem]:
    """A rate of at most 1% written without a sign: 0.85 where 85 is meant. Small rates of losses are left alone."""
    if metric.unit.symbol != "%" or metric.better == "lower":
        return
    for role, value in metric.values.items():
        raw = written.get(f"{path}.{role.value}", "")
        bare = not any(sign in raw for sign in "%％成百")
        if bare and 0 < value.amount <= 1 and "." in raw:
            percent = shown(value.amount * 100, metric.unit)
            message = f"「{metric.name}」的{ROLE_NAMES[role]}是 {raw}%"
            hint = f'如果想写 {percent}%，请填 {percent}；确实是 {raw}% 请写成 "{raw}%"'
            yield _warning(value.place, f"{path}.{role.value}", message, hint)


def _far_apart(metric: Metric, path: str) -> Iterator[InputProblem]:
    actual = metric.values.get(Role.ACTUAL)
    if actual is None or actual.amount == 0:
        return
    for role in (Role.TARGET, Role.PRIOR, Role.PREVIOUS, Role.PLAN):
        other = metric.values.get(role)
        if other is None or other.amount == 0:
            continue
        top, bottom = sorted((abs(actual.amount), abs(other.amount)))[::-1]
        if top >= bottom * THOUSAND:
            message = (
                f"「{metric.name}」的实际是 {_figure(actual.amount, metric)}，"
                f"{ROLE_NAMES[role]}是 {_figure(other.amount, metric)}，相差千倍以上"
            )
            yield _warning(actual.place, f"{path}.actual", message, "检查单位（元、万元、亿元）是不是写混了")
            return


def _sums(metric: Metric, path: str) -> Iterator[InputProblem]:
    """Parts against their total, for each dimension and role that all its members have."""
    for dimension, members in metric.breakdown.items():
        for role, total in metric.values.items():
            parts = [values[role] for values in members.values() if role in values]
            if len(parts) < len(members) or len(parts) < 2:
                continue
            amount = sum((part.amount for part in parts), Decimal(0))
            if abs(amount - total.amount) <= _tolerance([*parts, total], metric):
                continue
            message = (
                f"「{metric.name}」按{dimension}分解的{ROLE_NAMES[role]}合计 {_figure(amount, metric)}{_cells(parts)}，"
                f"与总数 {_figure(total.amount, metric)}{_cells([total])} 不等"
            )
            less = "检查数字；如果只列了一部分，可加一个「其余」"
            yield _warning(
                parts[0].place, f"{path}.breakdown.{dimension}", message, less if amount < total.amount else "检查数字"
            )


def _tolerance(values: list[Value], metric: Metric) -> Decimal:
    """Half a unit of the last written digit for every value: what rounding alone can bring about."""
    last = max(int(value.amount.as_tuple().exponent) for value in values)
    return Decimal(len(values)) / 2 * metric.unit.factor.scaleb(min(last, 0))


def _figure(amount: Decimal, metric: Metric) -> str:
    return f"{shown(amount, metric.unit)}{metric.unit.symbol}"


def _cells(values: list[Value]) -> str:
    """（分区域!C4、C5）: where values of a workbook stand; of a file the line is told already."""
    named = [value.place.cell for value in values if value.place.cell]
    if not named:
        return ""
    sheet = named[0].rpartition("!")[0]
    return "（" + "、".join([named[0], *(name.removeprefix(f"{sheet}!") for name in named[1:MOST_CELLS])]) + "）"


def _warning(place: Place, path: str, message: str, hint: str) -> InputProblem:
    if place.cell:
        return InputProblem(str(place), 0, "", message, hint)
    return InputProblem(place.file, place.line, path, message, hint)
