"""A baseline: what an arm scored on every case when somebody found it good. No timings, stable order, made for git."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pydantic import TypeAdapter

from fupan.checks.rules import RULES
from fupan.errors import InputError
from fupan.evals.record import Arm, CaseRecord, CaseState
from fupan.evals.scores import SCORES

FOLDER = "baselines"
_FORM = 1
_UNSAFE = re.compile(r"[^\w.-]+")
_WITH_PARTS = ("logic-coverage", "written-steps", "checker")
"""Scores of which the parts are kept: a step or a rule that goes missing must be named."""
_KEPT = tuple(score.id for score in SCORES if score.compared)
_WORST: tuple[CaseState, ...] = ("errored", "failed", "passed", "not-applicable")


@dataclass(frozen=True, slots=True)
class Kept:
    """One score of one case: the mean over the repeats that had a value, the least and the greatest of them.

    ``parts`` are means by name: steps told, faults found by rule; parts of 0 are left out.
    """

    mean: float
    low: float
    high: float
    parts: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptCase:
    """One case. ``case``, ``prompts`` and ``template`` are digests; ``state`` is the worst of the repeats."""

    case: str
    prompts: str
    template: str
    state: CaseState
    repeats: int
    scores: dict[str, Kept]


@dataclass(frozen=True, slots=True)
class Baseline:
    """One arm's results by case. ``rules`` are the rules of the check at that time, ``scores`` those that were made."""

    form: int
    arm: str
    deterministic: bool
    rules: tuple[str, ...]
    scores: tuple[str, ...]
    cases: dict[str, KeptCase]


_FILE = TypeAdapter(Baseline)


def baseline_of(arm: Arm, records: Iterable[CaseRecord], scores: Iterable[str]) -> Baseline:
    """The baseline of the arm's records, which are read one by one; other arms' records are passed over.

    ``scores`` are those of the run; what is merely told (cost) is not kept.
    """
    gathered: dict[str, _Gathered] = {}
    for record in records:
        if record.arm == arm.label:
            gathered.setdefault(record.case, _Gathered()).add(record)
    cases = {case: one.kept() for case, one in sorted(gathered.items())}
    rules = tuple(sorted(rule.id for rule in RULES))
    made = set(scores)
    return Baseline(_FORM, arm.label, arm.deterministic, rules, tuple(name for name in _KEPT if name in made), cases)


def baseline_file(place: Path, arm: str) -> Path:
    """The file of an arm: ``place`` itself where it is a JSON file, else one named after the arm in that folder."""
    return place if place.suffix == ".json" else place / f"{_UNSAFE.sub('-', arm).strip('-')}.json"


def read_baseline(path: Path) -> Baseline | None:
    """The baseline in a file, None where there is no such file. Raises InputError for one that cannot be read."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(f"基线 {path} 读不了：{error.strerror}", hint="检查文件的权限") from error
    try:
        found = _FILE.validate_json(content)
    except ValueError as error:
        raise InputError(f"基线 {path} 的内容不对", hint="用 fupan eval --bless 重新生成") from error
    if found.form != _FORM:
        raise InputError(f"基线 {path} 是另一版 fupan 写的", hint="用 fupan eval --bless 重新生成")
    return found


def baseline_json(baseline: Baseline) -> str:
    """The file's text: a stable order, a line for each score, so that git shows what changed."""
    head = ("form", "arm", "deterministic", "rules", "scores")
    lines = ["{", *(f' "{name}": {_json(getattr(baseline, name))},' for name in head)]
    cases = [_case_lines(case, kept) for case, kept in baseline.cases.items()]
    lines += [' "cases": {', ",\n".join(cases), " }"] if cases else [' "cases": {}']
    return "\n".join([*lines, "}"]) + "\n"


def merged(old: Baseline | None, new: Baseline) -> Baseline:
    """The new results in the place of the old ones; cases that were not run now keep theirs."""
    if old is None or old.arm != new.arm:
        return new
    cases = dict(sorted({**old.cases, **new.cases}.items()))
    return Baseline(new.form, new.arm, new.deterministic, new.rules, new.scores, cases)


def _case_lines(case: str, kept: KeptCase) -> str:
    head = [
        f'   "{name}": {_json(getattr(kept, name))},' for name in ("case", "prompts", "template", "state", "repeats")
    ]
    scores = ",\n".join(f'    "{name}": {_json(asdict(score))}' for name, score in kept.scores.items())
    return "\n".join([f"  {_json(case)}: {{", *head, '   "scores": {', scores, "   }", "  }"])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


class _Gathered:
    """The repeats of one case."""

    def __init__(self) -> None:
        self._first: CaseRecord | None = None
        self._states: list[CaseState] = []
        self._values: dict[str, list[float]] = {}
        self._parts: dict[str, dict[str, float]] = {}

    def add(self, record: CaseRecord) -> None:
        self._first = self._first or record
        self._states.append(record.state)
        for score in record.scores:
            if score.value is None or score.name not in _KEPT:
                continue
            self._values.setdefault(score.name, []).append(score.value)
            if score.name in _WITH_PARTS:
                sums = self._parts.setdefault(score.name, {})
                for name, part in score.parts.items():
                    sums[name] = sums.get(name, 0) + part

    def kept(self) -> KeptCase:
        first = self._first
        assert first is not None
        state = next(one for one in _WORST if one in self._states)
        scores = {name: self._score(name) for name in _KEPT if name in self._values}
        return KeptCase(first.case_digest, first.prompts, first.template_digest, state, len(self._states), scores)

    def _score(self, name: str) -> Kept:
        values = self._values[name]
        parts = {
            part: round(total / len(values), 2) for part, total in sorted(self._parts.get(name, {}).items()) if total
        }
        return Kept(round(sum(values) / len(values), 2), round(min(values), 2), round(max(values), 2), parts)
