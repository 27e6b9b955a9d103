"""A stretch of a text that tells a step of a logic pattern."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ToldStep:
    """``text[start:end]`` tells ``step``; ``words`` are the spans that say so most strongly, strongest first."""

    step: str
    start: int
    end: int
    words: tuple[tuple[int, int], ...] = ()
