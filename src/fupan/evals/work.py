"""One case, run once: read the facts, draft, score. Whatever goes wrong ends in the record, never in the run."""

from __future__ import annotations

import hashlib
import json
import threading
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from fupan.checks.run import Reading
from fupan.domain.draft import Draft
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet
from fupan.domain.template import Template
from fupan.errors import ConfigError, FupanError, InputError, LlmError, TemplateError
from fupan.evals.case import CASE, Case
from fupan.evals.doubles import open_scripted
from fupan.evals.prompt_sets import Digests, Sources, digests, sources
from fupan.evals.record import Arm, CaseRecord, CaseState, Cost, Failure
from fupan.evals.recorder import Recorder
from fupan.evals.scores import SCORES
from fupan.evals.scores.score import Candidate, Score
from fupan.evals.scoring import scored
from fupan.intake.documents import read_document
from fupan.intake.factsheet import load_facts
from fupan.llm.factory import open_llm
from fupan.llm.port import Llm
from fupan.pipeline.draft import DraftOptions, draft_document
from fupan.prompting.loader import load_template
from fupan.prompting.sources import TemplateSource
from fupan.store import Store

COMPOSER, DRAFTS, SCRIPTED = "none", "drafts", "scripted:"
_SEED = 20_250_000
_NO_DIGESTS = Digests("", "")


@dataclass(frozen=True, slots=True)
class Task:
    """One case for one arm, for the ``repeat``-th time. ``document`` is the text to score where none is drafted."""

    case: Case
    arm: Arm
    repeat: int = 1
    document: Path | None = None


@dataclass
class Bench:
    """What a worker keeps between cases: opened llms, loaded templates, digests. ``code`` names the code that runs.

    Several threads may run cases on one bench. ``fresh`` asks the llm again though the store has its reply.
    """

    code: str
    scores: Sequence[Score] = SCORES
    fresh: bool = False
    _llms: dict[str, Llm | None] = field(default_factory=dict)
    _store: Store | None = None
    _templates: dict[tuple[Path, bool], Template] = field(default_factory=dict)
    _digests: dict[Path, Digests] = field(default_factory=dict)
    _found: dict[tuple[str, str, str], Sources] = field(default_factory=dict)
    _opening: threading.Lock = field(default_factory=threading.Lock)

    def key(self, task: Task) -> str:
        """What tells this run of the case from every other: case, llm, prompts, template, repeat, scores and code.

        Raises FupanError where the facts or the template cannot be read.
        """
        return self._key(task, load_facts(task.case.facts))

    def run(self, task: Task) -> CaseRecord:
        """The record of the case; errors are in it. Only an interrupt gets out."""
        trial = _Trial(task)
        try:
            sheet = load_facts(task.case.facts)
            trial.given, trial.key = self._digest(self._sources(task, sheet).writing), self._key(task, sheet)
            _require_known(task.case, sheet)
            judged_by = self._template(self._sources(task, sheet).judging, prompts=False)
            text, draft = self._text(trial, sheet)
            candidate = Candidate(
                task.case, sheet, judged_by, text, task.case.golden(), draft, trial.cost(), trial.reading
            )
            return self._record(trial, candidate)
        except Exception as error:  # noqa: BLE001 - one broken case must not take the others with it
            return trial.errored(trial.key or self._hashed(task), failure_of(error))

    def lost(self, task: Task, failure: Failure) -> CaseRecord:
        """The record of a case whose worker did not come back, or whose result could not be told."""
        return _Trial(task).errored(self._hashed(task), failure)

    def close(self) -> None:
        """Give back connections."""
        for llm in self._llms.values():
            if llm is not None:
                llm.close()
        if self._store is not None:
            self._store.close()

    def _text(self, trial: _Trial, sheet: FactSheet) -> tuple[str, Draft | None]:
        """The text to score: the document given, else a draft. Raises FupanError."""
        task = trial.task
        if task.document is not None:
            text = read_document(task.document).text
            if not text.strip():
                raise InputError(f"{task.document} 是空的", hint="放一份有正文的文稿")
            return text, None
        template = self._template(self._sources(task, sheet).writing)
        llm = self._llm(task.arm.llm)
        if llm is not None:
            trial.recorder = Recorder(llm, task.repeat, _SEED if llm.profile.grammar else None)
        draft = draft_document(sheet, template, trial.recorder, DraftOptions(read=trial.keep))
        return draft.markdown, draft

    def _record(self, trial: _Trial, candidate: Candidate) -> CaseRecord:
        results, state = scored(candidate, self.scores)
        return replace(
            trial.record(trial.key, state),
            template=candidate.template.id,
            scores=results,
            markdown=candidate.text,
            figures=candidate.report.figures,
            findings=candidate.report.findings,
            origins=_origins(candidate.draft),
            history=_history(candidate.draft),
        )

    def _key(self, task: Task, sheet: FactSheet) -> str:
        sources = self._sources(task, sheet)
        document = hashlib.sha256(task.document.read_bytes()).hexdigest() if task.document else ""
        shapes = (self._digest(sources.writing), self._digest(sources.judging))
        parts = [part for shape in shapes for part in (shape.prompts, shape.template)]
        return self._hashed(task, *parts, document)

    def _hashed(self, task: Task, *parts: str) -> str:
        told = (
            self.code, task.case.id, task.case.digest, task.arm.llm, task.arm.prompts, task.arm.template,
            str(task.repeat), *(score.id for score in self.scores), *parts,
        )  # fmt: skip
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()

    def _llm(self, spec: str) -> Llm | None:
        """The llm of an arm, opened once; the composer is None. Raises ConfigError."""
        with self._opening:
            if spec not in self._llms:
                self._llms[spec] = self._opened(spec)
            return self._llms[spec]

    def _opened(self, spec: str) -> Llm | None:
        if spec.startswith(SCRIPTED):
            return open_scripted(spec.removeprefix(SCRIPTED))
        if spec != COMPOSER and self._store is None:
            self._store = Store.open()
        return open_llm(spec, store=self._store, fresh=self.fresh)

    def _sources(self, task: Task, sheet: FactSheet) -> Sources:
        """The templates of the case; looking a name up goes through all installed packages, so it is kept."""
        named = sheet.template or task.case.template
        near = str(Path(sheet.path).parent) if (Path(sheet.path).parent / named).exists() else ""
        place = (named, near, task.arm.label)
        if place not in self._found:
            self._found[place] = sources(task.case, sheet, task.arm)
        return self._found[place]

    def _template(self, source: TemplateSource, *, prompts: bool = True) -> Template:
        place = (source.folder, prompts)
        if place not in self._templates:
            self._templates[place] = load_template(source, prompts=prompts)
        return self._templates[place]

    def _digest(self, source: TemplateSource) -> Digests:
        if source.folder not in self._digests:
            self._digests[source.folder] = digests(source)
        return self._digests[source.folder]


def _require_known(case: Case, sheet: FactSheet) -> None:
    """Raise InputError for a required fact that the sheet has not: it could never be stated."""
    facts = FactBase(sheet).facts
    for identity in case.required:
        if identity not in facts:
            near = get_close_matches(identity, facts, 1, 0.5)
            hint = f"是不是 {near[0]}？" if near else "运行 fupan facts 看有哪些事实"
            raise InputError(f"{case.folder / CASE} required: 数据表里没有事实「{identity}」", hint=hint)


@dataclass
class _Trial:
    """A case while it is run: what is known of it so far."""

    task: Task
    key: str = ""
    given: Digests = _NO_DIGESTS
    recorder: Recorder | None = None
    reading: Reading | None = None
    began: float = field(default_factory=time.perf_counter)

    def keep(self, reading: Reading) -> None:
        """Keep what the draft was read as, so that scoring need not read it again."""
        self.reading = reading

    def cost(self) -> Cost | None:
        """What it cost so far; None for a text that was made elsewhere."""
        if self.task.document is not None:
            return None
        seconds = time.perf_counter() - self.began
        return self.recorder.cost(seconds) if self.recorder else Cost(seconds=round(seconds, 3))

    def record(self, key: str, state: CaseState) -> CaseRecord:
        """The record without scores."""
        task = self.task
        calls = tuple(self.recorder.calls) if self.recorder else ()
        return CaseRecord(
            key, task.case.id, task.case.template, task.arm.label, task.arm.llm, task.repeat, state,
            self.given.prompts, self.given.template, task.case.digest, calls=calls, cost=self.cost() or Cost(),
        )  # fmt: skip

    def errored(self, key: str, failure: Failure) -> CaseRecord:
        """The record of a case that has no draft to judge."""
        return replace(self.record(key, "errored"), failure=failure)


def failure_of(error: Exception) -> Failure:
    """What went wrong, in words for whoever runs the evaluation; nothing of the error's own text where it is a bug."""
    match error:
        case LlmError() | ConfigError():
            return Failure("llm", error.message, error.hint)
        case TemplateError():
            return Failure("template", error.message, error.hint)
        case FupanError():
            return Failure("input", error.message, error.hint)
        case OSError():
            return Failure("input", f"读不了 {error.filename}：{error.strerror}", "检查文件的权限")
    frames = traceback.extract_tb(error.__traceback__)
    place = f"，位置 {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return Failure("bug", f"程序出错了：{type(error).__name__}{place}", "这是 fupan 的缺陷，请报告给维护者")


def _origins(draft: Draft | None) -> dict[str, int]:
    found: dict[str, int] = {}
    for section in draft.sections if draft else ():
        for step in section.steps:
            found[step.origin] = found.get(step.origin, 0) + 1
    return found


def _history(draft: Draft | None) -> tuple[str, ...]:
    return tuple(f"{one.title}：{line}" for one in draft.sections for line in one.history) if draft else ()
