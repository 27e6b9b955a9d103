"""The check report as JSON: the form of docs/file-formats.md, which other people's scripts rely on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from fupan.domain.finding import CheckedFigure, CheckReport, Finding
from fupan.domain.page import Page
from fupan.export.review_types import PageJson


def report_dict(document: str, report: CheckReport, pages: Sequence[Page] = ()) -> dict[str, Any]:
    """The report as plain data; ``document`` is the path as the user gave it, ``pages`` those of a presentation."""
    shown: dict[str, Any] = {
        "document": document,
        "summary": report.summary(),
        "figures": [figure_dict(figure) for figure in report.figures],
        "findings": [finding_dict(finding) for finding in report.findings],
    }
    return shown | ({"pages": pages_list(pages)} if pages else {})


def pages_list(pages: Sequence[Page]) -> list[PageJson]:
    """Which slide each offset stands on."""
    return [{"start": page.start, "label": page.label} for page in pages]


def report_json(document: str, report: CheckReport, pages: Sequence[Page] = ()) -> str:
    """The report as a JSON document."""
    return json.dumps(report_dict(document, report, pages), ensure_ascii=False, indent=2) + "\n"


def figure_dict(figure: CheckedFigure) -> dict[str, Any]:
    """One figure; ``low``, ``high`` and ``approx`` are there only for a range or an approximation."""
    shown: dict[str, Any] = {
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "value": figure.value,
        "unit": figure.unit,
        "status": figure.status,
        "source": figure.source,
    }
    extra = {"low": figure.low, "high": figure.high, "approx": figure.approx}
    return shown | {key: text for key, text in extra.items() if text}


def finding_dict(finding: Finding) -> dict[str, Any]:
    """One finding; ``fix`` (the exact replacement of ``text``) is there only where one safe repair exists."""
    shown: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "section": finding.section,
        "message": finding.message,
        "expected": finding.expected,
        "source": finding.source,
    }
    return shown if finding.fix is None else shown | {"fix": finding.fix}
