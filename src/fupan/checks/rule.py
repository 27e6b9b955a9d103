"""A rule: one kind of fault, how bad it is, its documentation and the function that finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from fupan.domain.finding import Finding, Severity

if TYPE_CHECKING:
    from fupan.checks.subject import Subject


class RuleDocs(NamedTuple):
    """What a writer is told of a rule: 查什么, 为什么, 例 (``wrong`` and ``right``), 怎么改."""

    finds: str
    why: str
    wrong: str
    right: str
    mend: str


class Rule(NamedTuple):
    """One rule. ``id`` is kebab-case and names the fault; ``find`` yields its findings in one text."""

    id: str
    severity: Severity
    docs: RuleDocs
    find: Callable[[Subject], Iterable[Finding]]
