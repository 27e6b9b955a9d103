"""The report of a run as one JSON document, for another program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from fupan.evals.pairwise import JudgedPair
from fupan.evals.run import Ran
from fupan.evals.summary import ArmTotal, CaseSummary
from fupan.evals.verdict import Verdict


def eval_json(ran: Ran, verdict: Verdict, names: Sequence[str], journal: str, judged: Sequence[JudgedPair] = ()) -> str:
    """Totals by arm and score, every case with its values, comparisons, changes against the baseline.

    ``journal`` is the file that holds the whole records, one a line, under their ``key``.
    """
    told: dict[str, Any] = {
        "version": ran.head.version,
        "journal": journal,
        "repeats": ran.head.repeats,
        "arms": [_arm(total) for total in verdict.totals],
        "cases": [_case(one, names) for one in verdict.summaries],
        "skipped": [asdict(one) for one in ran.head.skipped],
        "comparisons": [asdict(pair) for pair in verdict.pairs],
        "baselines": [
            {
                "arm": one.arm, "file": str(one.file), "found": one.found, "blessed": one.blessed,
                "worse": one.worse, "changes": [asdict(change) for change in one.changes],
            }
            for one in verdict.against
        ],
        "judged": [asdict(one) for one in judged],
        "remarks": list(verdict.remarks),
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _arm(total: ArmTotal) -> dict[str, Any]:
    scores = {
        one.score: {name: value for name, value in asdict(one).items() if name != "score"} for one in total.scores
    }
    return {"arm": total.arm, "states": total.states, "scores": scores, "cost": asdict(total.cost)}


def _case(one: CaseSummary, names: Sequence[str]) -> dict[str, Any]:
    values = {name: {"value": value.value, "state": value.state} for name, value in zip(names, one.values, strict=True)}
    return {
        "key": one.key, "case": one.case, "arm": one.arm, "repeat": one.repeat, "state": one.state,
        "scores": values, "failure": one.failure,
    }  # fmt: skip
