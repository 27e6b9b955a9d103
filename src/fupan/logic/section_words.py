"""What a passage speaks of: how strongly its words point to each section of a template."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from fupan.domain.known_metrics import known_metric
from fupan.domain.template import SectionSpec, Template
from fupan.figures.fold import fold
from fupan.logic.headings import same_words
from fupan.logic.word_list import WordList

_TOKEN = re.compile(r"<(?:数|人|客户|产品|竞品)>|…")
_STEP, _METRIC, _TITLE, _SAME = 0.5, 0.5, 1.0, 0.6
"""What a word of a step, a required metric, the title, and a synonym in it count beside a keyword of the section."""


@dataclass(frozen=True)
class SectionWords:
    """The words of all sections of one template, made once and asked for every passage."""

    words: WordList
    worth: dict[str, tuple[tuple[int, float], ...]]
    count: int

    @staticmethod
    def of(template: Template) -> SectionWords:
        """The words by which the sections of ``template`` are known; made once for the same sections."""
        return _known_by(template.sections)

    def scores(self, text: str) -> list[float]:
        """How strongly ``text`` speaks for each section, in their order; each word counts once."""
        totals = [0.0] * self.count
        for word in sorted(set(self.words.longest_in(fold(text)))):
            for number, grade in self.worth[word]:
                totals[number] += grade
        return totals


@lru_cache(maxsize=16)
def _known_by(sections: tuple[SectionSpec, ...]) -> SectionWords:
    listed = [_words(section) for section in sections]
    owners = Counter(word for words in listed for word in words)
    worth: dict[str, list[tuple[int, float]]] = {}
    for number, words in enumerate(listed):
        for word, grade in words.items():
            long = 1.4 if len(word) > 2 else 1.0
            worth.setdefault(word, []).append((number, grade * long / owners[word]))
    return SectionWords(WordList(worth), {word: tuple(row) for word, row in worth.items()}, len(listed))


def _words(section: SectionSpec) -> dict[str, float]:
    found: dict[str, float] = {}
    metrics = [wanted.metric for wanted in section.requires if "*" not in wanted.metric]
    kinds = [(metric, known_metric(metric)) for metric in metrics]
    names = [name for metric, kind in kinds for name in (kind.names if kind else (metric,))]
    for words, grade in (
        (section.keywords, 1.0),
        ((section.title, *section.items), _TITLE),
        (names, _METRIC),
        (same_words(f"{section.title} {section.part}"), _SAME),
        ([cue for step in section.steps for cue in step.cues], _STEP),
    ):
        for word in words:
            plain = fold(word)
            if len(plain) > 1 and not _TOKEN.search(plain):
                found.setdefault(plain, grade)
    return found
