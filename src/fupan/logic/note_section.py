"""Which section a note belongs to: what the user filed it under, else what its words say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from fupan.domain.factsheet import GENERAL
from fupan.domain.template import SectionSpec, Template
from fupan.logic.cues import NO_NAMES, Names
from fupan.logic.score import Score, cue_score, label_of, names_step

_MARKS = re.compile(r"[\s·•、，,。：:（）()《》「」【】\[\]—–-]+")
_STEP_SHARE = 0.5
_LABELLED = 1.5


@dataclass(frozen=True, slots=True)
class Filed:
    """What the user's key means: the sections it allows (all where it says nothing) and how sure that is."""

    sections: tuple[SectionSpec, ...]
    step: str = ""
    certainty: float = 0.0
    known: bool = True


def filed_under(key: str, template: Template) -> Filed:
    """Read the key a note stands under: section id, title or a part of it, title of a part, or a keyword.

    ``section/step`` (``gap/internal``, ``业绩缺口/内部原因``) names the step too. A key that says nothing allows all
    sections.
    """
    head, _, tail = key.partition("/")
    plain = _plain(head)
    if plain in {"", GENERAL}:
        return Filed(template.sections)
    for section in template.sections:
        if plain in {_plain(section.id), _plain(section.title)}:
            return Filed((section,), _step_named(tail, section), 1.0)
    for part in template.parts:
        inside = tuple(section for section in template.sections if section.part == part)
        if plain == _plain(part):
            return Filed(inside, certainty=0.9)
    graded = [(_likeness(plain, section), section) for section in template.sections]
    best = max(grade for grade, _ in graded)
    if best < 0.5:
        inside = tuple(section for section in template.sections if _overlap(plain, _plain(section.part)) >= 0.5)
        return Filed(inside, certainty=0.8) if inside else Filed(template.sections, known=False)
    chosen = tuple(section for grade, section in graded if grade == best)
    return Filed(chosen, _step_named(tail, chosen[0]) if len(chosen) == 1 else "", 0.9)


def section_scores(text: str, sections: Sequence[SectionSpec], names: Names = NO_NAMES) -> dict[str, Score]:
    """How strongly a note's words speak for each section, by section id."""
    owners = Counter(word for section in sections for word in set(section.keywords))
    step_owners = Counter(cue for section in sections for cue in {cue for step in section.steps for cue in step.cues})
    label = label_of(text)
    scores: dict[str, Score] = {}
    for section in sections:
        value, words = cue_score(text, section.keywords, owners, names)
        told, told_by = max(cue_score(text, step.cues, step_owners, names) for step in section.steps)
        value, words = value + _STEP_SHARE * told, words or told_by
        if label and any(names_step(label, step) for step in section.steps):
            value += _LABELLED / max(1, _labelled(label, sections))
            words = (label, *(word for word in words if word != label))
        scores[section.id] = Score(value, words)
    return scores


def _labelled(label: str, sections: Sequence[SectionSpec]) -> int:
    return sum(any(names_step(label, step) for step in section.steps) for section in sections)


def _plain(text: str) -> str:
    return _MARKS.sub("", text).lower()


def _step_named(text: str, section: SectionSpec) -> str:
    plain = _plain(text)
    found = (step for step in section.steps if plain and (plain == step.id or plain in _plain(step.name)))
    return next((step.id for step in found), "")


def _likeness(key: str, section: SectionSpec) -> float:
    title = _overlap(key, _plain(section.title))
    word = 0.6 if key in section.keywords else 0.0
    return max(title, word)


def _overlap(key: str, title: str) -> float:
    """The share of ``key`` that stands in one piece in ``title``; pieces of one character do not count."""
    size = SequenceMatcher(None, key, title, autojunk=False).find_longest_match().size
    return size / len(key) if size >= 2 else 0.0
