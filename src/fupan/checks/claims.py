"""Sentences that tell a cause, an effect, an action or a judgement which no source carries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fupan.domain.factsheet import FactSheet
from fupan.figures.fold import fold
from fupan.figures.words import content_words

_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_LEAST = 3
_SHARE = 0.3


def sources_of(sheet: FactSheet) -> list[str]:
    """The texts that a claim may come from: notes, names of metrics, members and entities."""
    found = [note.text for note in sheet.notes]
    found += [name for metric in sheet.metrics for name in metric.names]
    found += [member for members in sheet.dimensions().values() for member in members]
    found += [*sheet.entities.all(), sheet.author.team, sheet.author.company, sheet.author.role, sheet.title]
    return found


def unsupported_sentences(text: str, sources: Sequence[str]) -> list[tuple[int, int]]:
    """Spans of sentences whose content no source carries, in code points of ``text``."""
    known = {word for source in sources for word in content_words(fold(source))}
    folded = fold(text)
    found = []
    for match in _SENTENCE.finditer(folded):
        words = content_words(match[0])
        if len(words) >= _LEAST and len(words & known) < _SHARE * len(words):
            start, end = match.span()
            lead = len(match[0]) - len(match[0].lstrip())
            found.append((start + lead, end))
    return found
