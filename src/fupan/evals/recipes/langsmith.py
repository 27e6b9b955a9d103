"""Evaluators for LangSmith's ``evaluate`` and for anything that calls ``(inputs, outputs, reference_outputs)``.

::

    from fupan.evals.recipes.langsmith import evaluator, all_scores

    client.evaluate(app, data="销售总结", evaluators=[evaluator("figure-errors"), evaluator("required-recall")])

``inputs`` of an example name what the text was written from (see ``outside``: ``case``, or ``facts`` with
``template``); ``outputs`` hold the text (``text``, ``markdown``, ``output`` …); ``reference_outputs`` may hold
``required`` and the hand-written text (``golden``). The answer is ``{"key", "score", "comment"}``: the score in its own
unit, None where it had nothing to look at. Nothing of langsmith is imported here.
Source: LangSmith, "How to define a code evaluator (SDK)".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fupan.evals.recipes.outside import score_text, text_of
from fupan.evals.record import ScoreResult
from fupan.evals.scoring import chosen_scores

Given = Mapping[str, Any]
Evaluator = Callable[[dict[str, Any], dict[str, Any], dict[str, Any]], dict[str, Any]]


def evaluator(score: str) -> Evaluator:
    """The evaluator of one score, by its id or Chinese name. Raises InputError for an unknown one."""
    chosen, faults = chosen_scores([score])
    if faults:
        raise faults[0]
    name = chosen[0].id

    def evaluate(inputs: dict[str, Any], outputs: dict[str, Any], reference_outputs: dict[str, Any]) -> dict[str, Any]:
        return _feedback(_results(inputs, outputs, reference_outputs, [name])[0])

    evaluate.__name__ = evaluate.__qualname__ = name.replace("-", "_")
    evaluate.__doc__ = f"{chosen[0].title}：{chosen[0].about}"
    return evaluate


def all_scores(
    inputs: dict[str, Any], outputs: dict[str, Any], reference_outputs: dict[str, Any]
) -> dict[str, list[dict[str, Any]]]:
    """Every score that had something to look at, and ``passed``: whether all gates hold. The text is read once."""
    found = _results(inputs, outputs, reference_outputs, [])
    failed = [one for one in found if one.state == "failed"]
    told = "；".join(f"{one.title} {one.seen}" for one in failed) or "每一项都过线"
    verdict = {"key": "passed", "score": float(not failed), "comment": told}
    return {"results": [*(_feedback(one) for one in found if one.value is not None), verdict]}


def _results(inputs: Given, outputs: Given, reference: Given | None, names: list[str]) -> tuple[ScoreResult, ...]:
    return score_text(text_of(outputs), {**(reference or {}), **inputs}, names)[0]


def _feedback(one: ScoreResult) -> dict[str, Any]:
    comment = "：".join(part for part in (one.seen, one.why) if part)
    if one.value is not None and one.unit:
        comment = f"{one.value:g} {one.unit}。{comment}"
    return {"key": one.name, "score": one.value, "comment": comment}
