"""What a check reports: findings, and the status of each figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
FigureStatus = Literal["supported", "derived", "unchecked", "error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault found. ``text[start:end]`` is the place; ``expected`` and ``source`` may be empty.

    ``fix`` is the exact replacement of ``text`` where there is one and only one safe repair, else None.
    """

    rule: str
    severity: Severity
    start: int
    end: int
    text: str
    message: str
    expected: str = ""
    source: str = ""
    section: str = ""
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class CheckedFigure:
    """One figure of the text with what became of it.

    ``value`` is a decimal string in ``unit`` (a base unit), empty for a range, which has ``low`` and ``high``.
    ``source`` is a fact id, ``note:n3``, or empty; ``arithmetic`` shows the formula of a derived figure.
    """

    start: int
    end: int
    text: str
    value: str
    unit: str
    status: FigureStatus
    source: str = ""
    arithmetic: str = ""
    low: str = ""
    high: str = ""
    approx: str = ""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The result of checking one text; offsets are Unicode code points of that text.

    ``required`` and ``covered`` count the figures that the template requires and those the text states. ``remarks``
    tell in Chinese which comments were meant to switch a rule off and do not.
    """

    figures: tuple[CheckedFigure, ...] = ()
    findings: tuple[Finding, ...] = ()
    required: int = 0
    covered: int = 0
    remarks: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Findings at error level."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Findings at warning level."""
        return tuple(finding for finding in self.findings if finding.severity == "warning")

    def count(self, status: FigureStatus) -> int:
        """How many figures have this status."""
        return sum(figure.status == status for figure in self.figures)

    def summary(self) -> dict[str, int]:
        """The counts of the JSON report (docs/file-formats.md)."""
        return {
            "figures": len(self.figures),
            "supported": self.count("supported"),
            "derived": self.count("derived"),
            "unchecked": self.count("unchecked"),
            "errors": len(self.errors),
            "warnings": len(self.warnings),
            "required": self.required,
            "covered": self.covered,
        }
