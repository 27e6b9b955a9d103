"""SMART: is a goal specific, measurable, achievable, relevant and timebound? Five verdicts, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

from fupan.logic.reading import read_steps
from fupan.resources import data

PATTERN = "smart"
LETTERS = {
    "specific": "具体（Specific）",
    "measurable": "可衡量（Measurable）",
    "achievable": "可实现（Achievable）",
    "relevant": "相关（Relevant）",
    "timebound": "有时限（Time-bound）",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One letter of SMART: ``spans`` are where the text meets it, ``why`` what meets it or is missing."""

    step: str
    name: str
    met: bool
    spans: tuple[tuple[int, int], ...]
    why: str


def smart_verdicts(text: str) -> tuple[Verdict, ...]:
    """The five verdicts on the goal that ``text`` sets, in the order S, M, A, R, T."""
    reading = read_steps(text, PATTERN)
    missing = data("weak_writing")[PATTERN]["missing"]
    found = []
    for step, name in LETTERS.items():
        told = reading[step]
        why = told[0].why if told else missing[step]
        found.append(Verdict(step, name, bool(told), tuple((one.start, one.end) for one in told), why))
    return tuple(found)
