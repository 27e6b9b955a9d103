"""How strongly a text speaks for each step of a chain: deterministic, with the words that decided."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fupan.domain.template import Step
from fupan.logic.cues import NO_NAMES, Names, hits, is_bare_name, weight

LABEL = re.compile(r"^[（(【\[]?(?P<label>[^，。；：:、\s0-9]{1,8}?)[一二三四五六七八九十0-9]{0,2}[】\])）]?[：:]")
"""A label in front of a note: 外部：…, 风险一：…"""
CLEAR = 0.9
"""A step's score from which on a note is also said to cover that step."""
_LABELLED = 4.0
_OPENING = 0.6
_FIGURES = 0.4
_FIGURE = re.compile(r"[0-9０-９]|[一二两三四五六七八九]成|翻番")


@dataclass(frozen=True, slots=True)
class Score:
    """The strength of one reading, and the words that speak for it (strongest first)."""

    value: float = 0.0
    words: tuple[str, ...] = ()


def label_of(text: str) -> str:
    """The label in front of a note (风险一：… → 风险), else empty."""
    match = LABEL.match(text.strip())
    return match["label"] if match else ""


def step_scores(text: str, steps: Sequence[Step], names: Names = NO_NAMES) -> dict[str, Score]:
    """The score of each step for ``text``, by step id.

    A label that names the step decides most; then each cue by its weight, shared by the steps that have it; a cue that
    opens the text counts more; a figure speaks a little for steps that state facts.
    """
    label = label_of(text)
    owners = Counter(cue for step in steps for cue in set(step.cues))
    has_figure = bool(_FIGURE.search(text))
    scores: dict[str, Score] = {}
    for step in steps:
        value, words = cue_score(text, step.cues, owners, names)
        if label and names_step(label, step):
            value, words = value + _LABELLED, (label, *(word for word in words if word != label))
        if has_figure and step.facts:
            value += _FIGURES
        scores[step.id] = Score(value, words)
    return scores


def cue_score(
    text: str, cues: Iterable[str], owners: Mapping[str, int], names: Names = NO_NAMES
) -> tuple[float, tuple[str, ...]]:
    """The sum of the weights of the cues found, each divided by how many readings own it; the words found."""
    value = 0.0
    words: dict[str, float] = {}
    for hit in hits(text, cues, names):
        strength = weight(hit.cue) / max(1, owners.get(hit.cue, 1))
        strength += _OPENING if hit.start <= 1 and not is_bare_name(hit.cue) else 0.0
        value += strength
        word = text[hit.start : hit.end]
        words[word] = max(strength, words.get(word, 0.0))
    return value, tuple(sorted(words, key=lambda word: -words[word]))


def names_step(label: str, step: Step) -> bool:
    """Whether a label means this step: it is one of its cues, or stands in its name."""
    return label in step.cues or label in step.name or (len(label) >= 2 and label in step.asks)
