"""A whole run: what is to be done, what the journal has already, and the records of the rest as they come."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from fupan import __version__
from fupan.errors import FupanError, InputError
from fupan.evals.case import Case
from fupan.evals.journal import Journal, JournalWriteError
from fupan.evals.pool import Settings, run_all
from fupan.evals.record import Arm, CaseState, RunRecord, Skipped, read_run, record_line, run_json
from fupan.evals.scores import SCORES
from fupan.evals.summary import CaseSummary, summary_of
from fupan.evals.work import Task

JOURNAL, HEAD = "journal.jsonl", "run.json"
Again = Literal["errored", "failed"]
Watcher = Callable[[CaseSummary, int, int], None]
"""Called with a case that has ended, how many have by now, and how many there are."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to run: every case with every arm, ``repeats`` times. ``scores`` are ids.

    ``documents`` are texts made elsewhere, by arm label and case id; an arm that has any drafts nothing. ``again``
    limits the run to what ended so in the last one, and runs it anew. ``fresh`` takes nothing from the journal or the
    store. ``skipped`` are the cases that cannot be used, for the report.
    """

    cases: Sequence[Case]
    arms: Sequence[Arm]
    code: str
    repeats: int = 1
    scores: tuple[str, ...] = tuple(score.id for score in SCORES)
    workers: int = 1
    fresh: bool = False
    again: Again | None = None
    skipped: tuple[Skipped, ...] = ()
    documents: Mapping[tuple[str, str], Path] = field(default_factory=dict)

    def tasks(self) -> list[Task]:
        """Everything to be done, in the order of the report."""
        with_texts = {label for label, _ in self.documents}
        return [
            Task(case, arm, repeat, self.documents.get((arm.label, case.id)))
            for case in self.cases
            for arm in self.arms
            for repeat in range(1, self.repeats + 1)
            if arm.label not in with_texts or (arm.label, case.id) in self.documents
        ]


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of it: the head, and a summary of every case in the order of the report.

    ``taken`` of them were in the journal already. ``remarks`` are Chinese sentences on what else went wrong. ``lost``:
    the journal did not take every record, so that texts and findings of some are gone.
    """

    head: RunRecord
    summaries: tuple[CaseSummary, ...]
    taken: int = 0
    remarks: tuple[str, ...] = ()
    lost: bool = False


def run_cases(wanted: Wanted, journal: Journal, watch: Watcher, line: Callable[[str], None] | None = None) -> Ran:
    """Run what the journal does not have yet. Raises InputError where there is nothing to run at all.

    ``line`` is given every record as a line of JSON: those that the journal has first, the others as they end.
    """
    tasks = wanted.tasks()
    if wanted.again:
        ended = last_states(journal)
        tasks = [task for task in tasks if ended.get(_place(task)) == wanted.again]
        if not tasks:
            state = {"errored": "出错", "failed": "不通过"}[wanted.again]
            raise InputError(f"上一次评测里没有{state}的用例", hint="去掉 --only-errored / --only-failed 全部运行")
    if not tasks:
        raise InputError("没有一个用例可以运行", hint="看上面说的问题，或检查 --filter 的写法")
    settings = Settings(wanted.code, wanted.scores, wanted.fresh)
    found = {} if wanted.fresh or wanted.again else _known(tasks, settings, journal)
    order = {_place(task): number for number, task in enumerate(tasks)}
    ended_ones = list(found.values())
    for number, summary in enumerate(ended_ones, start=1):
        watch(summary, number, len(tasks))
        if line:
            line(record_line(journal.record(summary.key)))
    remarks, lost = [journal.remark] if journal.remark else [], False
    open_ones = [task for task in tasks if _place(task) not in found]
    for outcome in run_all(open_ones, settings, wanted.workers):
        try:
            journal.append(outcome.line)
        except JournalWriteError as error:
            lost = True
            if str(error) not in remarks:
                remarks.append(str(error))
        if line:
            line(outcome.line)
        ended_ones.append(outcome.summary)
        watch(outcome.summary, len(ended_ones), len(tasks))
    ended_ones.sort(key=lambda one: order[one.case, one.arm, one.repeat])
    head = RunRecord(
        __version__, tuple(wanted.arms), tuple(dict.fromkeys(task.case.id for task in tasks)), wanted.repeats,
        tuple(one.key for one in ended_ones), wanted.skipped,
    )  # fmt: skip
    try:
        _keep_head(journal.path.with_name(HEAD), head)
    except OSError as error:
        remarks.append(f"写不了 {journal.path.with_name(HEAD)}：{error.strerror}")
    return Ran(head, tuple(ended_ones), len(found), tuple(remarks), lost)


def last_states(journal: Journal) -> dict[tuple[str, str, int], CaseState]:
    """How every case of the last run ended, by case, arm and repeat; empty where there was none."""
    try:
        head = read_run(journal.path.with_name(HEAD).read_bytes())
    except (OSError, ValueError):
        return {}
    return {(one.case, one.arm, one.repeat): one.state for one in journal.records(head.keys)}


def _known(tasks: Sequence[Task], settings: Settings, journal: Journal) -> dict[tuple[str, str, int], CaseSummary]:
    """The cases that the journal has a result of. An errored one has none: it is run again."""
    found: dict[tuple[str, str, int], CaseSummary] = {}
    if not len(journal):
        return found
    bench = settings.bench()
    for task in tasks:
        with suppress(FupanError, OSError, KeyError, ValueError):  # whatever is wrong is told when it is run
            record = journal.record(bench.key(task))
            if record.state != "errored":
                found[_place(task)] = summary_of(record, settings.scores)
    return found


def _place(task: Task) -> tuple[str, str, int]:
    return task.case.id, task.arm.label, task.repeat


def _keep_head(path: Path, head: RunRecord) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_text(run_json(head), encoding="utf-8")
    part.replace(path)
