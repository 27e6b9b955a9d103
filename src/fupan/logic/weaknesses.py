"""Weak writing: what a section's chain lacks, each with a Chinese sentence that says what to add.

The sentences and the combinations stand in ``data/weak_writing.json``; they follow ``weak when`` of the templates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from fupan.logic.reading import StepTold, read_steps
from fupan.resources import data

Kind = Literal["missing", "no-figure", "one-sided", "no-from-to", "no-expectation", "nobody"]
_EVERYBODY = ("大家", "全员", "全体", "各部门", "所有人", "人人", "一起", "共同")
_EXPECTED = (
    "预期",
    "目标",
    "计划",
    "原定",
    "设定",
    "预想",
    "指望",
    "想象",
    "想的",
    "原先",
    "本来",
    "预计",
    "预设",
    "打算",
    "初衷",
)


@dataclass(frozen=True, slots=True)
class Weakness:
    """One weakness: ``step`` it belongs to, where the text shows it, and what to add.

    ``start`` and ``end`` are the stretch that is weak; the whole text where something is missing altogether.
    """

    kind: Kind
    step: str
    start: int
    end: int
    says: str


def weaknesses(text: str, pattern: str) -> list[Weakness]:
    """What the chain of ``pattern`` lacks in ``text``, in the order of its steps; then what is one-sided.

    Raises KeyError for a pattern that is not shipped. A text that tells no step at all lacks every step.
    """
    return judged(text, pattern, read_steps(text, pattern))


def judged(text: str, pattern: str, told: Mapping[str, Sequence[StepTold]]) -> list[Weakness]:
    """The same for steps already read."""
    table = data("weak_writing")[pattern]
    whole = (0, len(text))
    found: list[Weakness] = []
    for step, stretches in told.items():
        if not stretches:
            found.append(Weakness("missing", step, *whole, table["missing"][step]))
            continue
        place = (stretches[0].start, stretches[-1].end)
        if step in table["figures"] and not any(stretch.figures for stretch in stretches):
            found.append(Weakness("no-figure", step, *place, table["figures"][step]))
        found += _of_step(text, pattern, step, stretches, told)
    for rule in table.get("together", ()):
        if all(told[step] for step in rule["has"]) and not any(told[step] for step in rule["lacks"]):
            shown = [stretch for step in rule["has"] for stretch in told[step]]
            place = (min(s.start for s in shown), max(s.end for s in shown)) if shown else whole
            found.append(Weakness("one-sided", rule["lacks"][0], *place, rule["says"]))
    return found


def _of_step(
    text: str, pattern: str, step: str, stretches: Sequence[StepTold], told: Mapping[str, Sequence[StepTold]]
) -> list[Weakness]:
    """What a step must hold beyond being there."""
    place = (stretches[0].start, stretches[-1].end)
    words = "".join(text[stretch.start : stretch.end] for stretch in stretches)
    if (pattern, step) == ("decline-cause-redirect", "decline") and sum(len(s.figures) for s in stretches) < 2:
        says = "只有一个数看不出恶化：写出投入产出从多少变到多少"
        return [Weakness("no-from-to", step, *place, says)]
    if (pattern, step) == ("trial", "result") and told["goal"] and not _has_expectation(words, told["goal"]):
        return [Weakness("no-expectation", step, *place, "结果没有与预期对比：写出原来预期多少，实际差多少")]
    if step == "owner" and len(words) <= 12 and any(word in words for word in _EVERYBODY):
        return [Weakness("nobody", step, *place, "责任人是“大家”：写明具体由谁负责")]
    return []


def _has_expectation(result: str, goal: Sequence[StepTold]) -> bool:
    """Whether the result names what was expected, or the goal has a figure to hold it against."""
    return any(word in result for word in _EXPECTED) or any(stretch.figures for stretch in goal)
