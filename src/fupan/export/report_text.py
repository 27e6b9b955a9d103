"""The check report for a terminal: each finding with its line, carets under the spot, what is right and why."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fupan.checks.comments import without_comments
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet
from fupan.domain.finding import CheckReport, Finding
from fupan.domain.page import Page
from fupan.export.places import Lines
from fupan.export.terminal import printable, width
from fupan.export.trail import trail

SEVERITIES = {"error": "错误", "warning": "提醒"}
_EXCERPT = 72
_BEFORE = 30
_HAN = re.compile(r"[㐀-鿿]")


def report_text(
    document: str, text: str, report: CheckReport, sheet: FactSheet | None = None, pages: Sequence[Page] = ()
) -> str:
    """All findings in the order of the text, then the summary; control characters are written out.

    ``pages`` are those of a presentation: its findings name the slide in the place of line and column.
    """
    base = FactBase(sheet) if sheet is not None else None
    lines = Lines(text, pages)
    ordered = sorted(report.findings, key=lambda finding: (finding.start, finding.end))
    blocks = [_finding(document, text, lines, finding, base) for finding in ordered]
    return "\n".join([*blocks, summary_line(report, text)]) + "\n"


def summary_line(report: CheckReport, text: str | None = None) -> str:
    """The counts in one Chinese sentence; of a ``text`` without words, or without Chinese ones, that it is so."""
    counts = report.summary()
    figures = f"共 {counts['figures']} 个数字"
    parts = [
        f"{counts[key]} 个{name}"
        for key, name in (("supported", "有出处"), ("derived", "由公式推得"), ("unchecked", "未能核对"))
        if counts[key]
    ]
    told = f"{figures}：{'、'.join(parts)}" if parts else figures
    faults = [f"{counts[key]} 处{name}" for key, name in (("errors", "错误"), ("warnings", "提醒")) if counts[key]]
    why = "" if text is None else unread(report, text)
    told += "；" + "；".join(filter(None, ("、".join(faults) or ("" if why else "没有发现问题"), why)))
    if counts["required"]:
        told += f"；模板要求的 {counts['required']} 项数字写到 {counts['covered']} 项"
    return told + "。"


def unread(report: CheckReport, text: str) -> str:
    """Why finding nothing in a text says nothing; empty where it was read."""
    seen = without_comments(text)
    if not seen.strip():
        return "没有文字可核对"
    if _HAN.search(seen):
        return ""
    checked = report.count("supported") + report.count("derived")
    return "全文没有中文，核对结果只供参考" if checked else "全文没有中文，数字未核对"


def _finding(document: str, text: str, lines: Lines, finding: Finding, base: FactBase | None) -> str:
    spot = lines.spot(finding.start)
    place = lines.page(finding.start) or f"{spot.line}:{spot.column}"
    head = f"{printable(document)}:{place} {SEVERITIES[finding.severity]} {finding.rule}"
    told = [head, *_excerpt(text, lines, finding), f"  {printable(finding.message)}"]
    if finding.expected:
        told.append(f"  应为：{printable(finding.expected)}")
    source = trail(finding.source, base).line
    if source:
        told.append(f"  出处：{printable(source)}")
    return "\n".join(told) + "\n"


def _excerpt(text: str, lines: Lines, finding: Finding) -> list[str]:
    """The line of the finding, cut around the spot, and carets that count wide characters as two columns."""
    if finding.end <= finding.start:
        return []
    number = lines.spot(finding.start).line
    start, end = lines.bounds(number)
    last = min(finding.end, end)
    left = start
    if width(text[start:last]) > _EXCERPT:
        left = max(start, finding.start - _BEFORE)
    before, inside = printable(text[left : finding.start]), printable(text[finding.start : last])
    after = _fitting(printable(text[last:end]), _EXCERPT - width(before + inside))
    before = ("…" if left > start else "") + before.replace("\t", " ")
    gutter = f"{'' if lines.page(finding.start) else number:>5} │ "
    return [
        f"{gutter}{before}{inside}{after}",
        f"{' ' * 5} │ {' ' * width(before)}{'^' * max(1, width(inside))}",
    ]


def _fitting(text: str, columns: int) -> str:
    taken = 0
    for index, char in enumerate(text):
        taken += width(char)
        if taken > columns:
            return text[:index] + "…"
    return text
