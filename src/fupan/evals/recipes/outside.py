"""A text that another tool holds, scored: what it was written from is named in that tool's own test case.

``case`` is a folder with ``facts.yaml``, ``golden.md`` and ``case.yaml``; or ``facts`` is a fact sheet: a path, its
text (YAML or JSON), or the mapping itself, beside which ``template``, ``required`` (fact ids) and ``golden`` may be
given.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from fupan.domain.factsheet import FactSheet
from fupan.errors import InputError
from fupan.evals.case import FACTS, Case
from fupan.evals.reading import find_cases
from fupan.evals.record import CaseState, ScoreResult
from fupan.evals.scores.score import Candidate
from fupan.evals.scoring import chosen_scores, scored
from fupan.intake.factsheet import load_facts
from fupan.prompting.loader import load_template
from fupan.prompting.sources import template_of

_TEXT_KEYS = ("text", "markdown", "output", "answer", "content", "draft")
_LONGEST_PATH = 400


@dataclass(frozen=True)
class Source:
    """What a text was written from. ``golden`` is empty where there is no hand-written text."""

    case: Case
    sheet: FactSheet
    golden: str = ""


def score_text(
    text: str, given: Mapping[str, Any], scores: Sequence[str] = ()
) -> tuple[tuple[ScoreResult, ...], CaseState]:
    """The scores of ``text`` (all, or those of these ids) and the verdict of their gates.

    Raises InputError and its kind for a case, a fact sheet, a template or a score that cannot be used.
    """
    chosen, faults = chosen_scores(list(scores))
    if faults:
        raise faults[0]
    source = source_of(given)
    template = load_template(template_of(source.sheet, str(given.get("template") or "")), prompts=False)
    return scored(Candidate(source.case, source.sheet, template, text, source.golden), chosen)


def text_of(output: object) -> str:
    """The text in what a tool calls the output: itself, or what a mapping holds under its usual name.

    Raises InputError where none can be told.
    """
    if isinstance(output, str):
        return output
    if isinstance(output, Mapping):
        named: list[str] = [output[key] for key in _TEXT_KEYS if isinstance(output.get(key), str)]
        texts = named or [value for value in output.values() if isinstance(value, str)]
        if named or len(texts) == 1:
            return texts[0]
    raise InputError("输出里找不到要打分的文稿", hint=f"应是一段文字，或带有 {'、'.join(_TEXT_KEYS)} 之一的对象")


def source_of(given: Mapping[str, Any]) -> Source:
    """The case or the fact sheet that ``given`` names. Raises InputError."""
    if given.get("case"):
        return _of_case(Path(str(given["case"])).expanduser())
    if given.get("facts"):
        return _of_facts(given)
    raise InputError("没有说明文稿是根据什么写的", hint="给出 case（用例文件夹）或 facts（数据表的路径或内容）")


def _of_case(folder: Path) -> Source:
    found, skipped = find_cases([folder])
    if len(found) != 1:
        told = skipped[0] if skipped else None
        raise InputError(
            told.message if told else f"{folder} 里不止一个用例", hint=told.hint if told else "指到一个用例的文件夹"
        )
    return Source(found[0], load_facts(found[0].facts), found[0].golden())


def _of_facts(given: Mapping[str, Any]) -> Source:
    required = given.get("required") or ()
    if isinstance(required, str):
        required = [one.strip() for one in required.split(",") if one.strip()]
    facts = given["facts"]
    told = facts if isinstance(facts, str) else json.dumps(facts, ensure_ascii=False, sort_keys=True)
    sheet = _sheet(told)
    digest = sha256(told.encode("utf-8", "replace")).hexdigest()
    case = Case("outside", sheet.template, Path(), "", digest, required=tuple(map(str, required)))
    return Source(case, sheet, str(given.get("golden") or ""))


def _sheet(told: str) -> FactSheet:
    """The fact sheet at a path, or in a text: that has line breaks or is JSON. Raises InputError."""
    if "\n" not in told.strip() and not told.lstrip().startswith("{") and len(told) < _LONGEST_PATH:
        return load_facts(Path(told.strip()).expanduser())
    return _read(told)


@lru_cache(maxsize=32)
def _read(told: str) -> FactSheet:
    """The fact sheet that a text is. Evaluators are called once a score, with the same sheet each time."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / (FACTS if not told.lstrip().startswith("{") else "facts.json")
        place.write_text(told, encoding="utf-8", errors="replace")
        return load_facts(place)
