"""The check report as SARIF 2.1.0 (OASIS, 2020), which code hosts and editors show beside the text."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from fupan import __version__
from fupan.checks.rules import RULES
from fupan.domain.finding import CheckReport, Finding
from fupan.export.baseline import fingerprint
from fupan.export.places import Lines

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def report_sarif(document: str, text: str, report: CheckReport) -> str:
    """One run with one result a finding; columns count Unicode code points from 1, the end is exclusive."""
    lines = Lines(text)
    rules = list(dict.fromkeys(finding.rule for finding in report.findings))
    levels = {finding.rule: finding.severity for finding in report.findings}
    location = {"uri": quote(document.replace("\\", "/")) if document != "-" else "stdin"}
    run = {
        "tool": {
            "driver": {
                "name": "fupan",
                "version": __version__,
                "rules": [_rule(rule, levels[rule]) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": location, "encoding": "utf-8"}],
        "results": [_result(finding, rules, location, lines, text) for finding in report.findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule_id: str, level: str) -> dict[str, Any]:
    shown: dict[str, Any] = {"id": rule_id, "defaultConfiguration": {"level": level}}
    docs = next((rule.docs for rule in RULES if rule.id == rule_id), None)
    if docs is not None:
        shown["shortDescription"] = {"text": docs.finds}
        shown["help"] = {"text": f"{docs.why}\n错例：{docs.wrong}\n正例：{docs.right}\n怎么改：{docs.mend}"}
    return shown


def _result(finding: Finding, rules: list[str], location: dict[str, str], lines: Lines, text: str) -> dict[str, Any]:
    region = _region(finding, lines)
    message = finding.message + (f"（应为：{finding.expected}）" if finding.expected else "")
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": finding.severity,
        "message": {"text": message},
        "locations": [{"physicalLocation": {"artifactLocation": location | {"index": 0}, "region": region}}],
        "partialFingerprints": {"fupan/v1": fingerprint(finding, text).key},
    }
    if finding.fix is not None:
        replacement = {"deletedRegion": region, "insertedContent": {"text": finding.fix}}
        change = {"artifactLocation": location, "replacements": [replacement]}
        result["fixes"] = [{"description": {"text": f"改为「{finding.fix}」"}, "artifactChanges": [change]}]
    return result


def _region(finding: Finding, lines: Lines) -> dict[str, int]:
    first, last = lines.spot(finding.start), lines.spot(max(finding.start, finding.end))
    return {"startLine": first.line, "startColumn": first.column, "endLine": last.line, "endColumn": last.column}
