"""A finding in the words of a comment beside the text: what is wrong, what is right, and where that is from."""

from __future__ import annotations

from fupan.domain.factbase import FactBase
from fupan.domain.finding import Finding
from fupan.export.report_text import SEVERITIES
from fupan.export.trail import trail


def finding_note(finding: Finding, base: FactBase | None) -> str:
    """Up to three lines in Chinese; ``base`` is None where a document was checked against itself."""
    source = trail(finding.source, base).line
    parts = [f"{SEVERITIES[finding.severity]}：{finding.message}"]
    if finding.expected:
        parts.append(f"应为 {finding.expected}")
    if source:
        parts.append(source)
    return "\n".join(parts)
