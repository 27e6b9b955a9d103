"""From a text to its scores and the verdict on the case. A score that breaks down is recorded, never counted."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from fupan.errors import FupanError, InputError
from fupan.evals.record import CaseState, ScoreResult, ScoreState
from fupan.evals.scores import SCORES
from fupan.evals.scores.score import Candidate, Measured, Score
from fupan.resources import data

_GATES = "eval_gates"


def scored(candidate: Candidate, scores: Sequence[Score] = SCORES) -> tuple[tuple[ScoreResult, ...], CaseState]:
    """The results of the scores on a text, and what they make of the case.

    failed: a gate did not hold; not-applicable: no gate had anything to look at; else passed. A score that raised is
    ``errored`` and no gate.
    """
    results = tuple(_result(score, candidate) for score in scores)
    return results, state_of(results)


def state_of(results: Sequence[ScoreResult]) -> CaseState:
    """The verdict that the gates give."""
    states = {one.state for one in results}
    return "failed" if "failed" in states else "passed" if "passed" in states else "not-applicable"


def chosen_scores(names: Sequence[str]) -> tuple[tuple[Score, ...], list[InputError]]:
    """The scores of these names (none: all) in report order, and an error for each name that is unknown."""
    known = {score.id: score for score in SCORES} | {score.title: score for score in SCORES}
    faults = []
    wanted = set()
    for name in names:
        if name in known:
            wanted.add(known[name].id)
            continue
        near = get_close_matches(name, known, 1, 0.4)
        hint = f"是不是 {near[0]}？" if near else "可用的得分：" + "、".join(f"{s.id}（{s.title}）" for s in SCORES)
        faults.append(InputError(f"没有名为「{name[:60]}」的得分", hint=hint))
    return tuple(score for score in SCORES if not names or score.id in wanted), faults


def _result(score: Score, candidate: Candidate) -> ScoreResult:
    try:
        measured = score.measure(candidate)
    except Exception as error:  # noqa: BLE001 - a broken score must not take the others with it
        return ScoreResult(score.id, score.title, None, score.unit, score.better, "errored", why=_told(error))
    state, why = _verdict(score, measured)
    return ScoreResult(
        score.id, score.title, measured.value, score.unit, score.better, state, measured.seen, why,
        measured.count, measured.of, measured.parts,
    )  # fmt: skip


def _verdict(score: Score, measured: Measured) -> tuple[ScoreState, str]:
    if measured.value is None:
        return "not-applicable", measured.seen
    gate = data(_GATES).get(score.id)
    if gate is None:
        return "informative", score.about
    most, least = gate.get("most"), gate.get("least")
    if least is not None and measured.limit is not None:
        least = measured.limit
    held = (most is None or measured.value <= most) and (least is None or measured.value >= least)
    limit = f"不超过 {most:g}" if most is not None else f"不低于 {least:g}"
    return "passed" if held else "failed", f"要求{limit} {score.unit}：{gate['why']}"


def _told(error: Exception) -> str:
    if isinstance(error, FupanError):
        return f"没有算成：{error.message}" + (f"（{error.hint}）" if error.hint else "")
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"得分的程序出错：{type(error).__name__}，位置 {Path(frame.filename).name}:{frame.lineno}"
