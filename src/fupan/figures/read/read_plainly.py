"""Figures read in a text as it is heard, and told at their places in the text as it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fupan.domain.mention import Mention
from fupan.figures.read.line import Line
from fupan.figures.scan.left_out import LeftOut, without
from fupan.figures.scan.unheard import roughly, unheard
from fupan.figures.verdict import Verdict


def read_plainly(
    text: str, mentions: Sequence[Mention], read: Callable[[str, Sequence[Mention]], Sequence[Verdict]]
) -> list[Verdict]:
    """What ``read`` makes of the figures of ``text`` as it is heard, at their places in ``text``."""
    spans = sorted(unheard(text) + roughly(text, mentions))
    if not spans:
        return list(read(text, mentions))
    plain = without(text, spans)
    moved = [one._replace(start=plain.inside(one.start), end=plain.inside(one.end)) for one in mentions]
    return [_back(plain, verdict) for verdict in read(plain.text, moved)]


def _back(plain: LeftOut, verdict: Verdict) -> Verdict:
    reading, line = verdict.reading, verdict.reading.line
    start, end = plain.original_span(reading.mention.start, reading.mention.end)
    return verdict._replace(
        reading=reading._replace(
            mention=reading.mention._replace(start=start, end=end),
            sentence=plain.original_span(*reading.sentence),
            clause=plain.original_span(*reading.clause),
            cue=plain.original_span(*reading.cue) if reading.cue else None,
            line=Line(*plain.original_span(line.start, line.end), line.metrics, line.places),
        )
    )
