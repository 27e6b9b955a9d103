"""The shipped cases against the shipped baselines: the composer, and an llm that obeys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fupan.cli.main import main
from fupan.evals.baseline import baseline_file, read_baseline
from fupan.evals.reading import find_cases
from fupan.evals.scores import SCORES

FACTS = (Path(__file__).with_name("small_facts.yaml")).read_text(encoding="utf-8")
ROOT = Path(__file__).parents[2] / "eval"
CASES, BASELINES = ROOT / "cases", ROOT / "baselines"
FEW = ("personal-review/freight-sparse-2025", "sales-supervisor-deck/linen-sparse-2025-h2")
"""The shortest ones: drafting and scoring all takes minutes; ``make eval`` does that."""
ARMS = ("none", "fupan.evals.doubles:echo")


@pytest.mark.parametrize("arm", ARMS)
def test_every_case_has_its_baseline(arm):
    kept = read_baseline(baseline_file(BASELINES, arm))
    assert kept is not None
    assert set(kept.cases) == {case.id for case in find_cases([CASES])[0]}
    assert set(kept.scores) == {score.id for score in SCORES if score.compared}
    assert {case.scores["figure-errors"].mean for case in kept.cases.values()} == {0}


def test_nothing_is_worse_than_the_baseline(tmp_path, capsys):
    places = [str(CASES / case) for case in FEW]
    llms = [option for arm in ARMS for option in ("--llm", arm)]
    code = main(["eval", *places, *llms, "-o", str(tmp_path), "--parallel", "1", "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    worse = [change for one in told["baselines"] for change in one["changes"] if change["kind"] == "worse"]
    assert worse == []
    assert code == 0


@pytest.mark.embedded
@pytest.mark.usefixtures("embedded_weights")
def test_the_embedded_llm_writes_no_wrong_figure(cases, capsys):
    cases.add("one")
    cases.add("two", facts=FACTS.replace("1360", "1250").replace("14家", "9家"))
    code = cases.eval("--llm", "embedded:0.5b", "--no-baseline", "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert {case["state"] for case in told["cases"]} <= {"passed", "failed"}
    assert [case["scores"]["figure-errors"]["value"] for case in told["cases"]] == [0, 0]
    assert [case["scores"]["required-recall"]["value"] for case in told["cases"]] == [100, 100]
    assert told["arms"][0]["cost"]["calls"] > 0
    assert code in {0, 1}
