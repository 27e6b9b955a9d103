"""What changed against a baseline, and whether it is worse beyond noise.

An arm that says the same again (the composer, a scripted llm) has no noise: every change is told, every change for the
worse is a regression. Of any other arm single cases move by chance, so only whole scores are judged: by the paired
interval over the cases (see ``paired``), and with too few cases for one by the spread over the repeats.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from fupan.evals.baseline import Baseline, Kept, KeptCase
from fupan.evals.paired import Paired, compared
from fupan.evals.scores import SCORES
from fupan.evals.scores.score import Score

Kind = Literal["worse", "better", "moved", "said"]
_STATES = {"passed": "通过", "failed": "不通过", "errored": "出错", "not-applicable": "不适用"}
_NOTHING = 0.005


@dataclass(frozen=True, slots=True)
class Change:
    """One change. worse: a regression; better: an improvement; moved: within noise; said: what makes them differ.

    ``case`` and ``score`` are ids, empty where the whole arm is meant.
    """

    kind: Kind
    says: str
    case: str = ""
    score: str = ""


def changes(before: Baseline, now: Baseline, *, whole: bool = True) -> list[Change]:
    """What is different now. ``whole``: the run was not limited to some cases, so that absent ones are told."""
    found = [*_ground(before, now, whole=whole)]
    scores = [score for score in SCORES if score.id in before.scores and score.id in now.scores]
    same = {case for case in before.cases.keys() & now.cases.keys() if before.cases[case].case == now.cases[case].case}
    if now.deterministic and before.deterministic:
        for case in sorted(same):
            found += _of_case(case, before.cases[case], now.cases[case], scores)
    else:
        found += _noisy(before, now, same, scores)
    return found


def _ground(before: Baseline, now: Baseline, *, whole: bool) -> Iterator[Change]:
    """What the two rest on: cases, prompts, rules."""
    gone_rules = [rule for rule in before.rules if rule not in now.rules]
    if gone_rules:
        yield Change("worse", f"检查规则没有了：{'、'.join(gone_rules)}（分数好看也可能是没查）")
    new_rules = [rule for rule in now.rules if rule not in before.rules]
    if new_rules:
        yield Change("said", f"检查规则新增：{'、'.join(new_rules)}")
    both = sorted(before.cases.keys() & now.cases.keys())
    edited = [case for case in both if before.cases[case].case != now.cases[case].case]
    if edited:
        yield Change("said", f"用例改过，不再与基线比：{_listed(edited)}（--bless 更新基线）")
    other = [case for case in both if case not in edited]
    for what, differ in (
        ("提示词", [case for case in other if before.cases[case].prompts != now.cases[case].prompts]),
        ("模板", [case for case in other if before.cases[case].template != now.cases[case].template]),
    ):
        if differ:
            yield Change("said", f"基线用的是另一版{what}（{len(differ)} 个用例）：{_listed(differ)}")
    added = sorted(now.cases.keys() - before.cases.keys())
    if added:
        yield Change("said", f"基线里还没有的用例：{_listed(added)}（--bless 加进去）")
    absent = sorted(before.cases.keys() - now.cases.keys()) if whole else []
    if absent:
        yield Change("worse", f"基线里有、这次没有运行的用例：{_listed(absent)}")


def _of_case(case: str, before: KeptCase, now: KeptCase, scores: Sequence[Score]) -> Iterator[Change]:
    """A case of an arm without noise."""
    if now.state != before.state:
        kind: Kind = "worse" if before.state == "passed" else "better" if now.state == "passed" else "moved"
        yield Change(kind, f"{_STATES[before.state]} → {_STATES[now.state]}", case)
    if now.state == "errored":
        return
    for score in scores:
        was, has = before.scores.get(score.id), now.scores.get(score.id)
        if was is None and has is None:
            continue
        if was is None or has is None:
            told = f"{score.title}：{_value(was, score)} → {_value(has, score)}"
            yield Change("worse" if has is None else "moved", told, case, score.id)
            continue
        step = has.mean - was.mean
        lost = _lost(was.parts, has.parts)
        if abs(step) > _NOTHING or lost:
            worse = _worsens(step, score) or bool(lost)
            told = f"{score.title}：{_value(was, score)} → {_value(has, score)}"
            told += f"；少了 {_listed(lost)}" if lost else ""
            yield Change("worse" if worse else "better" if score.better != "neither" else "moved", told, case, score.id)


def _lost(was: Mapping[str, float], has: Mapping[str, float]) -> list[str]:
    """The names of the parts there are fewer of; where some are left, with how many there were and are.

    What only goes by another name now (a fault found by another rule) is not lost, but for a name that is gone.
    """
    fewer = {name: has.get(name, 0) for name, part in was.items() if has.get(name, 0) < part - _NOTHING}
    if sum(has.values()) > sum(was.values()) - _NOTHING:
        fewer = {name: left for name, left in fewer.items() if left < _NOTHING}
    return [f"{name}（{was[name]:g} → {left:g}）" if left > _NOTHING else name for name, left in fewer.items()]


def _noisy(before: Baseline, now: Baseline, same: set[str], scores: Sequence[Score]) -> Iterator[Change]:
    """Whole scores of an arm that says something else each time."""
    errored = [case for case in sorted(same) if now.cases[case].state == "errored"]
    if errored:
        yield Change("said", f"出错的用例没有比：{_listed(errored)}")
    for score in scores:
        first, second = (
            {case: base.cases[case].scores[score.id].mean for case in same if score.id in base.cases[case].scores}
            for base in (before, now)
        )
        result = compared(first, second, score.better)
        if result is None or result.verdict == "same":
            continue
        yield Change(_judged(result, score, before, now, same), told_paired(score, result), score=score.id)


def _judged(result: Paired, score: Score, before: Baseline, now: Baseline, same: set[str]) -> Kind:
    if not result.few:
        return "worse" if result.verdict == "worse" else "better" if result.verdict == "better" else "moved"
    kept = [base.cases[case].scores.get(score.id) for base in (before, now) for case in same]
    spread = max((one.high - one.low for one in kept if one is not None), default=0.0)
    repeated = all(base.cases[case].repeats > 1 for base in (before, now) for case in same)
    if not repeated or abs(result.difference) <= spread + _NOTHING:
        return "moved"
    return "worse" if _worsens(result.difference, score) else "better"


def told_paired(score: Score, result: Paired) -> str:
    """A comparison in words."""
    told = (
        f"{score.title}：平均 {result.difference:+g} {score.unit}，95% 区间 [{result.low:+g}, {result.high:+g}]，"
        f"{result.pairs} 对：{result.up} 升 {result.down} 降 {result.even} 平"
    )
    return told + ("（不到 6 对，区间说明不了什么）" if result.few else "")


def _worsens(step: float, score: Score) -> bool:
    return step < -_NOTHING if score.better == "higher" else step > _NOTHING if score.better == "lower" else False


def _value(kept: Kept | None, score: Score) -> str:
    return "不适用" if kept is None else f"{kept.mean:g} {score.unit}"


def _listed(names: list[str], most: int = 5) -> str:
    return "、".join(names[:most]) + (f"等 {len(names)} 个" if len(names) > most else "")
