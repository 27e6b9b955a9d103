"""The role a value plays for its metric (口径)."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a given value of a metric stands for."""

    TARGET = "target"
    STRETCH = "stretch"
    ACTUAL = "actual"
    PRIOR = "prior"
    PREVIOUS = "previous"
    PLAN = "plan"
    BENCHMARK = "benchmark"


ROLE_NAMES: dict[Role, str] = {
    Role.TARGET: "目标",
    Role.STRETCH: "争取目标",
    Role.ACTUAL: "实际",
    Role.PRIOR: "去年同期",
    Role.PREVIOUS: "上期",
    Role.PLAN: "下期计划",
    Role.BENCHMARK: "行业或竞品基准",
}

TARGETS = frozenset((Role.TARGET, Role.STRETCH))
EARLIER = frozenset((Role.PRIOR, Role.PREVIOUS))
AHEAD = TARGETS | {Role.PLAN}
"""Roles of what is aimed at, of what was before, and of what is not yet."""
