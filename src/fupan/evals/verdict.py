"""What a run says on the whole: arm against arm, against the baseline, and the exit code."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fupan.errors import FupanError, InputError
from fupan.evals.baseline import Baseline, baseline_file, baseline_json, baseline_of, merged, read_baseline
from fupan.evals.changes import Change, changes
from fupan.evals.journal import Journal
from fupan.evals.paired import Paired, compared
from fupan.evals.record import Arm
from fupan.evals.run import Ran
from fupan.evals.scores import SCORES
from fupan.evals.summary import ArmTotal, CaseSummary, arm_totals, case_means

_FINE, _WORSE, _INPUT, _LLM, _BUG = 0, 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a run. ``place`` is the baseline's file or folder, None where none is wanted.

    ``names`` are the scores of the run. ``whole``: all cases were asked for. ``bless``: this is the new baseline.
    """

    place: Path | None
    names: tuple[str, ...]
    whole: bool = True
    bless: bool = False


@dataclass(frozen=True, slots=True)
class Against:
    """An arm against its baseline. ``found`` is false where there is none yet; ``blessed`` where it was just made."""

    arm: str
    file: Path
    found: bool
    changes: tuple[Change, ...] = ()
    blessed: bool = False

    @property
    def worse(self) -> bool:
        """Whether anything is worse beyond noise."""
        return any(one.kind == "worse" for one in self.changes)


@dataclass(frozen=True, slots=True)
class ArmPair:
    """The second arm against the first, score by score (scores without a pair of values are left out)."""

    first: str
    second: str
    scores: dict[str, Paired]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on a run; ``names`` are its scores, in the order of the values of every summary."""

    names: tuple[str, ...]
    totals: tuple[ArmTotal, ...]
    summaries: tuple[CaseSummary, ...]
    pairs: tuple[ArmPair, ...]
    against: tuple[Against, ...]
    remarks: tuple[str, ...] = ()
    lost: bool = False

    def exit_code(self, *, bad_input: bool) -> int:
        """0 fine · 1 worse than the baseline, or without one a case failed · 2 bad input · 3 the llm failed · 4 a bug.

        What makes a result incomplete comes before what it says.
        """
        kinds = {one.kind for one in self.summaries if one.state == "errored"}
        if "bug" in kinds:
            return _BUG
        if "llm" in kinds:
            return _LLM
        if bad_input or kinds or self.lost:
            return _INPUT
        known = {one.arm: one for one in self.against if one.found or one.blessed}
        worse = any(one.worse and not one.blessed for one in known.values())
        failed = any(one.state == "failed" and one.arm not in known for one in self.summaries)
        return _WORSE if worse or failed else _FINE


def verdict_on(ran: Ran, journal: Journal, question: Question) -> Verdict:
    """The verdict; where it is asked for, the new baselines are written. What cannot be written is a remark."""
    arms, names = ran.head.arms, question.names
    remarks = list(ran.remarks)
    against = []
    if ran.lost and question.place is not None:
        remarks.append("记录没有写全，这次不与基线比，也不存基线")
    for arm in arms if question.place is not None and not ran.lost else ():
        try:
            against.append(_against(arm, ran, journal, question))
        except FupanError as error:
            remarks.append(str(error))
    return Verdict(
        names,
        tuple(arm_totals(arms, ran.summaries, names)),
        ran.summaries,
        tuple(_pair(arms[0], other, ran.summaries, names) for other in arms[1:]),
        tuple(against),
        tuple(remarks),
        ran.lost,
    )


def _against(arm: Arm, ran: Ran, journal: Journal, question: Question) -> Against:
    assert question.place is not None
    path = baseline_file(question.place, arm.label)
    before = read_baseline(path)
    now = baseline_of(arm, journal.records(ran.head.keys), question.names)
    told = tuple(changes(before, now, whole=question.whole)) if before else ()
    if question.bless:
        good = {case: kept for case, kept in now.cases.items() if kept.state != "errored"}
        blessed = Baseline(now.form, now.arm, now.deterministic, now.rules, now.scores, good)
        _write(path, baseline_json(blessed if question.whole else merged(before, blessed)))
    return Against(arm.label, path, before is not None, told, question.bless)


def _pair(first: Arm, second: Arm, summaries: Sequence[CaseSummary], names: Sequence[str]) -> ArmPair:
    own = {arm.label: [one for one in summaries if one.arm == arm.label] for arm in (first, second)}
    better = {score.id: score.better for score in SCORES}
    found = {}
    for place, name in enumerate(names):
        result = compared(case_means(own[first.label], place), case_means(own[second.label], place), better[name])
        if result is not None:
            found[name] = result
    return ArmPair(first.label, second.label, found)


def _write(path: Path, text: str) -> None:
    """Write a baseline in one step. Raises InputError."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        raise InputError(f"写不了基线 {path}：{error.strerror}", hint="用 --baseline 换一个可写的位置") from error
