"""groundguard-ai: every fact, derived fact and note figure in its ledger; the claims it cannot confirm are findings.

An ambiguous claim (several facts of that value) is taken as confirmed, and facts of one value and unit are recorded
once, so that a rich ledger does not count against the tool. Runs in the tool's own environment; JSON in and out.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from typing import Any

from groundguard import FactGate, Policy

Finding = dict[str, Any]
POLICY = Policy(allow_candidate_matches=True)
REPORTED = ("unverified", "contradicted")


def gate_of(case: dict[str, Any]) -> tuple[FactGate, dict[str, str]]:
    """The gate with the facts of a case, and the key under which the value of each fact is recorded."""
    gate = FactGate(session_id=case["name"])
    keys: dict[tuple[str, str], str] = {}
    recorded: dict[str, str] = {}
    for fact in case["facts"]:
        for unit in units_of(fact["base"]):
            amount = fact["amount"].lstrip("-")
            key = keys.get((amount, unit))
            if key is None:
                key = keys[amount, unit] = f"f{len(keys)}"
                gate.record_fact(key=key, value=amount, unit=unit or None)
            recorded.setdefault(fact["id"], key)
    for figure in case["note_figures"]:
        for unit in units_of(figure["unit"]):
            amount = figure["value"].lstrip("-")
            if (amount, unit) not in keys:
                keys[amount, unit] = f"f{len(keys)}"
                gate.record_fact(key=keys[amount, unit], value=amount, unit=unit or None)
    return gate, recorded


def units_of(base: str) -> tuple[str, ...]:
    """The unit of a fact as the tool names it; it reads 1.2万家 as a bare number, so counts stand bare as well."""
    unit = base.partition("/")[0]
    return (unit,) if unit in {"元", "%", "个百分点"} else (unit, "")


def findings(gate: FactGate, text: str, required: dict[str, str]) -> list[Finding]:
    """Claims not confirmed, and required facts that no claim covers."""
    report = gate.check(text, required=list(required), policy=POLICY)
    found = [
        {"start": claim.start, "end": claim.end, "kind": claim.status}
        for claim in report.output_claims
        if claim.status in REPORTED
    ]
    return found + [
        {"start": 0, "end": 0, "kind": "omitted", "fact": required[missing.key]}
        for missing in report.omitted_required_facts
    ]


def main() -> None:
    """Answer one payload."""
    reports = {}
    for case in json.load(sys.stdin)["cases"]:
        gate, recorded = gate_of(case)
        required = {recorded[fact]: fact for fact in case["required"] if fact in recorded}
        reports[case["name"]] = {name: findings(gate, text, required) for name, text in case["texts"].items()}
    json.dump({"version": version("groundguard-ai"), "reports": reports}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
