"""A promptfoo assertion: ``get_assert(output, context)``, as its ``python`` assertion calls it.

In the configuration ``value: file://fupan_assert.py``, and in that file one line::

    from fupan.evals.recipes.promptfoo import get_assert

``vars`` or the assertion's ``config`` name what the text was written from (see ``outside``); ``scores`` in ``config``
names the scores to make. The answer is promptfoo's GradingResult: ``pass`` where every gate holds, ``score`` the share
of gates that hold, each score a component and, by its id, a named score in its own unit.
Source: promptfoo, docs/configuration/expected-outputs/python.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fupan.evals.recipes.outside import score_text, text_of
from fupan.evals.record import ScoreResult


def get_assert(output: object, context: Mapping[str, Any]) -> dict[str, Any]:
    """The GradingResult of one output. Raises InputError (promptfoo shows it) where there is nothing to judge by."""
    config = context.get("config") or {}
    given = {**(context.get("vars") or {}), **config}
    wanted = config.get("scores") or ()
    names = [wanted] if isinstance(wanted, str) else [str(one) for one in wanted]
    results, state = score_text(text_of(output), given, names)
    gates = [one for one in results if one.state in {"passed", "failed"}]
    failed = [one for one in gates if one.state == "failed"]
    return {
        "pass": state != "failed",
        "score": round(1 - len(failed) / len(gates), 4) if gates else 1.0,
        "reason": "；".join(map(_told, failed)) if failed else "每一项都过线" if gates else "没有一项得分有可看的",
        "namedScores": {one.name: one.value for one in results if one.value is not None},
        "componentResults": [_component(one) for one in results if one.value is not None],
    }


def _component(one: ScoreResult) -> dict[str, Any]:
    held = one.state != "failed"
    score = 1.0 if held else round((one.value or 0.0) / 100, 4) if one.unit == "%" else 0.0
    return {"pass": held, "score": score, "reason": _told(one)}


def _told(one: ScoreResult) -> str:
    return f"{one.title} {one.value:g} {one.unit}：{one.seen}"
