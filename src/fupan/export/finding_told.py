"""A finding in the words that stand beside a text: in a comment, in speaker notes."""

from __future__ import annotations

from fupan.domain.factbase import FactBase
from fupan.domain.finding import Finding
from fupan.export.report_text import SEVERITIES
from fupan.export.trail import trail


def finding_told(finding: Finding, base: FactBase | None) -> str:
    """Level and message, what would be right, where the right value comes from: a line each.

    ``base`` is None where a text was checked against itself.
    """
    source = trail(finding.source, base).line
    parts = [f"{SEVERITIES[finding.severity]}：{finding.message}"]
    if finding.expected:
        parts.append(f"应为 {finding.expected}")
    if source:
        parts.append(source)
    return "\n".join(parts)
