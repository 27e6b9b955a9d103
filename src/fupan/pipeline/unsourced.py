"""Sentences of a draft that neither a note nor a fact carries: kept, and marked 待核实."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fupan.checks.claims import unsupported_sentences
from fupan.pipeline.accept import added_clauses

_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_CAUSAL = re.compile(r"导致|使得|造成|致使|因为|由于|源于|得益于|从而|进而|因此|影响|意味着|归功于")


def unsourced_spans(text: str, sources: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Spans of whole sentences that no source carries, or that hold a cause or effect which none carries."""
    places = [start for start, _ in unsupported_sentences(text, sources)]
    known = "".join(sources)
    found: list[tuple[int, int]] = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        invented = any(_CAUSAL.search(clause) for clause in added_clauses(match[0], known))
        if invented or any(start <= place < end for place in places):
            found.append((start, end))
    return tuple(found)
