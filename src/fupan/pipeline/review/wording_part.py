"""What sources and wording of a section cost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fupan.domain.review import Reason, Span
from fupan.domain.template import SectionSpec
from fupan.logic.weak.activity import activity_lists
from fupan.logic.weak.empty_words import empty_phrases, slogans
from fupan.logic.weak.hearsay import hearsay
from fupan.logic.weak.praise import same_praise
from fupan.logic.weak.stretch import Stretch
from fupan.pipeline.review.ground import Ground
from fupan.pipeline.review.points import too_long, too_short

_UNCOUNTED = re.compile(r"[\s*_#>`|]+")
_SOURCES = {"unsupported-claim": "unsupported-claim", "unknown-name": "unknown-name"}


def source_reasons(ground: Ground, spans: Sequence[Span], stretches: Sequence[Stretch]) -> Iterator[Reason]:
    """Claims that no note or fact carries (with a fact sheet), and claims that lean on nobody."""
    for finding in ground.findings(spans):
        if finding.rule in _SOURCES:
            yield ground.reason(_SOURCES[finding.rule], (finding.start, finding.end), finding.message)
    for stretch in stretches:
        yield from map(ground.signalled, hearsay(stretch))


def wording_reasons(
    ground: Ground, section: SectionSpec, spans: Sequence[Span], stretches: Sequence[Stretch], place: Span
) -> Iterator[Reason]:
    """Empty words, praise for anybody, activity without result, what is left to fill in, and the length."""
    for stretch in stretches:
        for signals in (empty_phrases, same_praise, activity_lists):
            yield from map(ground.signalled, signals(stretch))
        yield from (ground.signalled(one) for one in slogans(stretch) if not ground.carried((one.start, one.end)))
    for finding in ground.findings(spans):
        if finding.rule == "leftover-placeholder":
            yield ground.reason("to-fill-in", (finding.start, finding.end), finding.message)
    yield from _length(ground, section, spans, place)


def _length(ground: Ground, section: SectionSpec, spans: Sequence[Span], place: Span) -> Iterator[Reason]:
    lines = ground.blocks(spans)
    if section.form == "table" and any(line.kind == "row" for line in lines):
        return
    count = sum(len(_UNCOUNTED.sub("", ground.text[line.start : line.end])) for line in lines if line.kind != "rule")
    count -= sum(end - start for stretch in ground.stretches(spans) for start, end in ground.hollow(stretch))
    least, most = section.length
    if points := too_short(count, least):
        message = f"太短：{count} 字，模板要求 {least}–{most} 字，多半有一步没说完"
        yield ground.reason("too-short", place, message, points=points)
    elif points := too_long(count, most):
        message = f"太长：{count} 字，模板要求 {least}–{most} 字，删去重复和与结论无关的话"
        yield ground.reason("too-long", place, message, points=points)
