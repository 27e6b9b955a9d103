"""What is kept of a batch evaluation, and its JSON form: one line a case that was run.

A ``CaseRecord`` is whole: what a person needs to understand one score without running anything again. A run of
thousands of cases never holds them all: they go to the journal line by line and are read back one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pydantic import TypeAdapter

from fupan.domain.finding import CheckedFigure, Finding

CaseState = Literal["passed", "failed", "errored", "not-applicable"]
"""passed: every gate held; failed: a gate did not (a matter of quality); errored: there is no draft to judge, the llm,
the network or the input failed; not-applicable: the case ran, and no gate had anything to look at."""
ScoreState = Literal["passed", "failed", "informative", "not-applicable", "errored"]
"""informative: the score is no gate; not-applicable: it had nothing to look at (``value`` is None); errored: the score
itself broke down (``value`` is None, ``why`` says how), which is no fault of the draft."""
Better = Literal["higher", "lower", "neither"]


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """One measure of one draft.

    ``name`` is the id of the score (kebab-case), ``title`` its Chinese name. ``value`` is in ``unit`` (%, 处/百个数字,
    句, 秒 …), ``better`` tells in which direction it is good. ``seen`` says what was found (counts, then the
    places), ``why`` what the verdict rests on (the threshold, or why there is none). ``count`` of ``of`` are what the
    value was made from, where it is a share or rate (0 of 0 otherwise), so that a run can be summed up rightly.
    ``parts`` are values by name where the score has them: coverage by logic step, tokens by kind.
    """

    name: str
    title: str
    value: float | None
    unit: str
    better: Better
    state: ScoreState
    seen: str = ""
    why: str = ""
    count: float = 0
    of: float = 0
    parts: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One question to the llm: ``messages`` are (role, text) pairs. ``error`` is told where no usable reply came."""

    messages: tuple[tuple[str, str], ...]
    reply: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    cached: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one draft cost; ``cached`` of the ``calls`` were answered from the store. ``seconds`` is wall time."""

    calls: int = 0
    cached: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a case is errored. ``kind`` is "llm", "input", "template" or "bug"; the texts are Chinese."""

    kind: Literal["llm", "input", "template", "bug"]
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Arm:
    """One thing under test: an llm with a set of prompts.

    ``label`` is unique in a run and shown everywhere. ``llm`` is what ``--llm`` was given ("none": the composer;
    "drafts": texts made elsewhere). ``prompts`` is the folder given by ``--prompts`` ("" for those in use),
    ``template`` what ``--template`` gave. ``deterministic``: the same input gives the same draft, so every change is a
    change.
    """

    label: str
    llm: str
    prompts: str = ""
    template: str = ""
    deterministic: bool = False


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """One case, run once by one arm.

    ``key`` tells it from every other: case, llm, prompts, template, repeat and code. ``prompts``, ``template_digest``
    and ``case_digest`` are SHA-256 (``prompts`` over the prompt files of the template and the shared ones).
    ``repeat`` counts from 1. ``markdown`` is the draft, ``figures`` and ``findings`` are those of its check (offsets
    are code points of ``markdown``); ``origins`` count the steps by who wrote them. ``failure`` is set where ``state``
    is errored; then there are no scores.
    """

    key: str
    case: str
    template: str
    arm: str
    llm: str
    repeat: int
    state: CaseState
    prompts: str
    template_digest: str
    case_digest: str
    scores: tuple[ScoreResult, ...] = ()
    markdown: str = ""
    figures: tuple[CheckedFigure, ...] = ()
    findings: tuple[Finding, ...] = ()
    origins: dict[str, int] = field(default_factory=dict)
    history: tuple[str, ...] = ()
    calls: tuple[CallRecord, ...] = ()
    cost: Cost = Cost()
    failure: Failure | None = None

    def score(self, name: str) -> ScoreResult | None:
        """The score of this name, None where it was not made."""
        return next((one for one in self.scores if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A case that was not run because its files cannot be used. ``case`` is its id, or the folder as given."""

    case: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """The head of a run: what was asked for. Its ``CaseRecord``s are in the journal, one for each key.

    ``keys`` are those of the run in report order: by case, then arm, then repeat. ``version`` is that of fupan.
    """

    version: str
    arms: tuple[Arm, ...]
    cases: tuple[str, ...]
    repeats: int
    keys: tuple[str, ...]
    skipped: tuple[Skipped, ...] = ()


_RECORD = TypeAdapter(CaseRecord)
_RUN = TypeAdapter(RunRecord)


def record_line(record: CaseRecord) -> str:
    """The record as one line of JSON, with its line end."""
    return _RECORD.dump_json(record).decode() + "\n"


def read_record(line: str | bytes) -> CaseRecord:
    """The record of one JSON line. Raises ValueError for anything else."""
    return _RECORD.validate_json(line)


def run_json(run: RunRecord) -> str:
    """The head of a run as one line of JSON, with its line end."""
    return _RUN.dump_json(run).decode() + "\n"


def read_run(text: str | bytes) -> RunRecord:
    """The head of a run from its JSON. Raises ValueError for anything else."""
    return _RUN.validate_json(text)
