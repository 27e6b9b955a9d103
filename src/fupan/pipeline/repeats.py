"""Sentences that stand twice in a document: the second one goes, where nothing is lost by it.

Nothing is lost where the section does not have to state a figure of that sentence, and where it is no slide's headline.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from fupan.domain.draft import SectionDraft, StepText
from fupan.pipeline.step_spans import without

_SENTENCE = re.compile(r"[^。！？]*[。！？]")
_WORDS = re.compile(r"[\W_]+")
_SHORT = 10
"""A sentence of fewer characters may well stand twice."""


def without_repeats(
    sections: list[SectionDraft], needed: Mapping[str, Collection[str]] | None = None
) -> list[SectionDraft]:
    """The sections with each sentence (spacing and punctuation apart) only where it stands first.

    ``needed``: section id → ids of the facts that the section must state; their sentences stay.
    """
    seen: set[str] = set()
    return [_cleaned(section, seen, (needed or {}).get(section.id, ())) for section in sections]


def _cleaned(section: SectionDraft, seen: set[str], needed: Collection[str]) -> SectionDraft:
    steps: list[StepText] = []
    text, moved, changed = section.text, 0, False
    for step in section.steps:
        kept = step
        for match in list(_SENTENCE.finditer(step.text)):
            mark = _WORDS.sub("", match[0])
            if len(mark) < _SHORT or mark not in seen:
                seen.add(mark)
                continue
            # a step keeps at least one sentence of its own
            if len(kept.text) > len(match[0]) and kept is step and not _stays(step, match, needed):
                kept = without(step, match.start(), match.end())
                at = step.start + moved
                text = text[: at + match.start()] + text[at + match.end() :]
                changed = True
        steps.append(replace(kept, start=step.start + moved))
        moved -= len(step.text) - len(kept.text)
    return replace(section, text=text, steps=tuple(steps)) if changed else section


def _stays(step: StepText, sentence: re.Match[str], needed: Collection[str]) -> bool:
    """Whether the sentence states a figure the section must state, or is a slide's headline (points follow)."""
    start, end = sentence.span()
    own = any(use.source in needed for use in step.slots if start <= use.start < end)
    return own or step.text.startswith("\n", end)
