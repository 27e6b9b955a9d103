"""What one header or row name says: a metric, a role, a unit, a time, a computed rate, a dimension, a total."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from fupan.domain.known_metrics import known_metric
from fupan.domain.period import Period
from fupan.domain.role import Role
from fupan.domain.unit import Unit
from fupan.intake.workbook.timing import Time, find_span, find_time
from fupan.intake.workbook.words import (
    exact_metrics,
    longest,
    meanings,
    normal,
    role_of,
    unit_symbol,
    usual_unit,
    words,
)

_BRACKET = re.compile(r"[(\[【]([^()\[\]【】]{1,20})[)\]】]")
_UNIT_MARK = re.compile(r"^(?:金额|数据|计量)?单位[:：]?")
_TAIL_UNIT = re.compile(r"[/,，、:：_\-]([^/,，、:：_\-()]{1,6}(?:/[^/,，、:：_\-()]{1,3})?)$")
_NUMBERED = re.compile(
    r"^(?:[0-9]{1,2}[、.)]|[(（][一二三四五六七八九十0-9]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳])(?![0-9])"
)
_PART = re.compile(r"^(?:其中|含|内)[:：、]?|^[-–—·•]+")
_ADJECTIVES = frozenset(("年度", "月度", "季度", "全年"))
_SCALES = {"万": "万", "w": "万", "亿": "亿", "千": "千"}
_GROWTH = {"excess": "yoy", "yoy_amount": "yoy", "pop_amount": "pop"}
_JOINS = "的之-–—_/:：·、"
_MAX_PEELS = 6


@dataclass(frozen=True, slots=True)
class Label:
    """One label. ``relative``: earlier-year, earlier or later, as in 去年同期, 上月, 明年; ``current``: 本月, 年度.

    ``metric`` is what is left when all else is taken away, as written; ``column`` what kind of column such a header
    names; ``formula`` the derivation a computed value is; ``apart``: a figure that is no fact (排名, 权重).
    """

    text: str = ""
    metric: str = ""
    unit: str = ""
    role: Role | None = None
    formula: str = ""
    column: str = ""
    dimension: str = ""
    when: Time | None = None
    relative: str = ""
    current: bool = False
    running: bool = False
    total: bool = False
    subtotal: bool = False
    apart: bool = False
    part: bool = False
    scale: str = ""

    @property
    def says_role(self) -> bool:
        """Whether it tells which value of a metric is meant, and no metric."""
        timed = self.relative or self.current or self.when
        return not self.metric and bool(self.role or self.formula or (timed and not self.total))

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self.text


@lru_cache(maxsize=20_000)
def read_label(text: str) -> Label:
    """The meaning of one header or row name."""
    shown = " ".join(text.split())[:100]
    core = normal(shown)
    numbered = _NUMBERED.match(core)
    core = core[numbered.end() :] if numbered else core
    part = _PART.match(core)
    core = core[part.end() :] if part else core
    core, label = _brackets(core, Label(shown, part=bool(part)))
    if not core:
        return label
    return _settled(_exact(core, label) or _composite(core, label))


def _settled(label: Label) -> Label:
    """增减 in % is a growth; （万） behind the name of money is 万元, behind that of a count 万 of its usual unit."""
    if label.unit == "%" and label.formula in _GROWTH:
        return replace(label, formula=_GROWTH[label.formula])
    if not label.scale or label.unit:
        return label
    return replace(label, unit=scaled_unit(label.scale, label.metric))


def scaled_unit(scale: str, metric: str) -> str:
    """The unit that a scale alone stands for with this metric; empty where that cannot be told."""
    known = known_metric(metric)
    usual = "元" if known is not None and known.kind == "money" else usual_unit(metric)
    return unit_symbol(f"{scale}{usual}") if scale and usual and usual != "%" else ""


def strip_number(text: str) -> str:
    """A name without the number in front: 一、华东 is 华东."""
    numbered = _NUMBERED.match(text.strip())
    return text.strip()[numbered.end() :].strip() if numbered else text


def _brackets(core: str, label: Label) -> tuple[str, Label]:
    """Units, roles and times in brackets or behind a stroke are read; other remarks stay with the name."""
    for match in _BRACKET.finditer(core):
        inside = _UNIT_MARK.sub("", match[1])
        unit, role, relative = unit_symbol(inside), role_of(inside), _relative(inside)
        if unit or inside in _SCALES:
            label = replace(label, unit=unit, scale=_SCALES.get(inside, ""))
        elif role or relative:
            label = replace(label, role=role or label.role, relative=relative)
        elif inside not in words("qualifiers"):
            continue
        core = core.replace(match[0], "", 1)
    core, percent = (core.rstrip("%±"), True) if core.rstrip("%±") and core[-1:] in "%±" else (core, False)
    label = replace(label, unit=label.unit or "%") if percent else label
    tail = _TAIL_UNIT.search(core)
    if tail and not label.unit and unit_symbol(tail[1]) and len(core) > len(tail[0]):
        return core[: tail.start()], replace(label, unit=unit_symbol(tail[1]))
    return core, label


def _exact(core: str, label: Label) -> Label | None:
    """A label that is one known word; None where it is not."""
    role = role_of(core)
    formula = meanings("formulas").get(core, "")
    column = meanings("columns").get(core, "")
    found = replace(
        label, role=role or label.role, formula=formula, column=column,
        dimension=core if core in words("dimensions") else "",
        total=core in words("totals"), subtotal=core in words("subtotals"), apart=core in words("unchecked"),
        current=core in words("qualifiers"), running=core in words("running"), relative=_relative(core),
    )  # fmt: skip
    known = (role, formula, column, found.dimension, found.total, found.subtotal, found.apart, found.current)
    if any(known) or found.running or found.relative:
        return found
    return replace(label, unit=unit_symbol(core)) if is_bare_unit(core) else None


def is_bare_unit(core: str) -> bool:
    """Whether a label is a unit alone: 万元, %, 家; names that count too (订单, 线索) are names."""
    symbol = unit_symbol(core)
    return bool(symbol) and (len(core) == 1 or Unit.parse(symbol).dimension in {"money", "rate", "points", "per"})


def _relative(core: str) -> str:
    for key in ("earlier_year", "earlier", "later"):
        if core in words(key):
            return key
    return ""


def _composite(core: str, label: Label) -> Label:
    """Times, roles and computed words are taken off the ends until a name, or nothing, is left."""
    for _ in range(_MAX_PEELS):
        if core in exact_metrics():
            break
        rest, told = _peel_time(core, label)
        if rest == core:
            rest, told = _peel_words(core, label)
        if rest == core:
            break
        core, label = rest.strip(_JOINS), told
        if not core:
            return label
        exact = _exact(core, label) if core not in exact_metrics() and f"{core}额" not in exact_metrics() else None
        if exact is not None:
            return _joined(exact, label)
    return replace(label, metric=_name(core, label))


def _joined(exact: Label, label: Label) -> Label:
    """What the last word says, beside what the words before it said."""
    return replace(
        exact, relative=exact.relative or label.relative, current=exact.current or label.current,
        running=exact.running or label.running, when=label.when, column="", dimension="",
    )  # fmt: skip


def _peel_time(core: str, label: Label) -> tuple[str, Label]:
    span = find_span(core)
    if span is not None and label.when is None:
        start, end, time = span
        return core[:start] + core[end:], replace(label, when=time, running=label.running or time is None)
    time = find_time(core)
    if time is not None and label.when is None and (time.start == 0 or time.end == len(core)):
        return core[: time.start] + core[time.end :], replace(label, when=time)
    for key in ("earlier_year", "earlier", "later", "running", "qualifiers"):
        for word in longest(key):
            if core.startswith(word) or core.endswith(word):
                rest = core.removeprefix(word) if core.startswith(word) else core.removesuffix(word)
                if key == "running":
                    return rest, replace(label, running=True)
                if key == "qualifiers":
                    if word in _ADJECTIVES and not _says_more(rest):
                        continue
                    return rest, replace(label, current=True)
                return rest, replace(label, relative=label.relative or key)
    return core, label


def _says_more(rest: str) -> bool:
    """Whether 年度 before it only says when: 年度目标, 年度销售额; 年度合同续约率 is a name."""
    known = rest in exact_metrics() or rest in meanings("roles") or rest in meanings("formulas") or not rest
    return known or any(rest.endswith(word) for key in ("affixes", "formulas") for word in longest(key))


def _peel_words(core: str, label: Label) -> tuple[str, Label]:
    if not label.formula:
        for word in longest("formulas"):
            rest = core.removesuffix(word)
            if rest != core and _is_named(rest):
                return rest, replace(label, formula=meanings("formulas")[word])
    if label.role is None:
        for word in longest("affixes"):
            role = Role(meanings("affixes")[word])
            rest = core.removesuffix(word)
            if rest != core and len(rest) > 1:
                return rest, replace(label, role=role)
            rest = core.removeprefix(word)
            if rest != core and (known_metric(rest.upper()) or _is_named(rest)):
                return rest, replace(label, role=role)
    return core, label


def _is_named(rest: str) -> bool:
    """Whether what stands before 完成率 or 同比 is a metric, or a role: then the whole is computed from it."""
    if rest in meanings("roles") or rest in exact_metrics() or rest in meanings("affixes"):
        return True
    return any(f"{rest}{end}" in exact_metrics() for end in ("额", "数", "量")) or known_metric(rest) is not None


def _name(core: str, label: Label) -> str:
    """The metric's name as written; 销售 before 目标（万元） is 销售额."""
    from_text = _as_written(core, label.text)
    if core not in exact_metrics() and (label.role or label.formula or label.relative or label.when):
        for end in ("额", "数", "量"):
            if f"{core}{end}" in exact_metrics():
                return f"{from_text}{end}"
    return from_text


def _as_written(core: str, text: str) -> str:
    """``core`` with the letters of ``text``: GMV, not gmv."""
    bare = "".join(text.split())
    at = bare.lower().find(core)
    return bare[at : at + len(core)] if at >= 0 else core


def period_of(label: Label, period: Period) -> Period | None:
    """The period a label names, None where it names none."""
    return label.when.period(period.year) if label.when is not None else None
