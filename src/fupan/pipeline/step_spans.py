"""Steps whose text moves: put together with what stands between them, something inserted or cut; spans move along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from fupan.domain.draft import StepText


def joined(steps: Iterable[tuple[str, StepText]]) -> tuple[str, tuple[StepText, ...]]:
    """One text of the steps, each with what stands in front of it; and the steps with their offsets in that text."""
    parts: list[str] = []
    placed: list[StepText] = []
    length = 0
    for mark, step in steps:
        placed.append(replace(step, start=length + len(mark)))
        parts += (mark, step.text)
        length += len(mark) + len(step.text)
    return "".join(parts), tuple(placed)


def inserted(step: StepText, at: int, text: str) -> StepText:
    """The step with ``text`` put in at ``at``; slots and unsourced spans from there on move along."""
    more = len(text)
    slots = tuple(
        replace(use, start=use.start + more, end=use.end + more) if use.start >= at else use for use in step.slots
    )
    spans = tuple((low + more, high + more) if low >= at else (low, high) for low, high in step.unsourced)
    return replace(step, text=step.text[:at] + text + step.text[at:], slots=slots, unsourced=spans)


def without(step: StepText, start: int, end: int) -> StepText:
    """The step with ``start``-``end`` cut out, and what lay there; spans behind move along."""
    gone = end - start
    slots = tuple(
        replace(use, start=use.start - gone, end=use.end - gone) if use.start >= end else use
        for use in step.slots
        if not start <= use.start < end
    )
    spans = tuple(
        (low - gone, high - gone) if low >= end else (low, high)
        for low, high in step.unsourced
        if not start <= low < end
    )
    return replace(step, text=step.text[:start] + step.text[end:], slots=slots, unsourced=spans)
