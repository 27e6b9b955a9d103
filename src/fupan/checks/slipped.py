"""Findings on slips of the pen that no single fact shows: what the figure should be is a note's, or was worked out."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.checks.subject import Subject
from fupan.domain.finding import Finding, Severity


def slipped(subject: Subject, rule: str, severity: Severity, wrong: str) -> Iterator[Finding]:
    """The findings of ``rule`` on figures with its fault that no fact is expected for; ``wrong`` says what is wrong."""
    for verdict in subject.faulty(rule):
        if verdict.expected is not None:
            continue
        mention, note = verdict.mention, verdict.note
        span, message = (mention.start, mention.end), f"「{mention.text}」{wrong}"
        if note is None:
            message += "：由前文和数据表的数能算出这个数本来是多少"
            yield subject.finding(rule, severity, span, message)
        else:
            message += f"：要点里是「{note.mention.text}」：{note.text}"
            yield subject.finding(rule, severity, span, message, expected=note.mention.text, source=f"note:{note.note}")
