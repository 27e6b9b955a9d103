"""How the score of a section is made. The only place with the weights; docs/review.md explains it to the writer.

A section starts with 100 points in four parts. Every weakness takes points off its part, down to nought; the reasons
name the points, so that what is shown adds up. A chain has equal shares for its steps.
"""

from __future__ import annotations

from fupan.domain.review import ReviewPart

MOST: dict[ReviewPart, int] = {"logic": 50, "figures": 20, "sources": 10, "wording": 20}
"""What each part is worth. Logic is what a template is for; figures next, for a claim without them is an opinion."""

HALF_STEP = frozenset(("nobody", "no-expectation"))
"""Faults of a step that is told: it costs half of what the missing step would."""
ITEM_MISSING = 8
"""An item of a repeated chain (one of 市场、产品、团队; the second risk) that is not there."""
EMPTY_SECTION = 100

POINTS: dict[str, tuple[ReviewPart, int]] = {
    "one-sided": ("logic", 3),
    "blames-others-only": ("logic", 4),
    "no-figure": ("figures", 5),
    "no-from-to": ("figures", 5),
    "no-figure-at-all": ("figures", 12),
    "few-figures": ("figures", 3),
    "wrong-figure": ("figures", 5),
    "missing-figure": ("figures", 3),
    "note-without-figure": ("figures", 2),
    "measure-without-figure": ("figures", 2),
    "figure-left-out": ("figures", 2),
    "adjective-for-number": ("figures", 3),
    "loose-figure": ("figures", 1),
    "unsupported-claim": ("sources", 3),
    "unknown-name": ("sources", 2),
    "claim-without-source": ("sources", 3),
    "empty-phrase": ("wording", 3),
    "slogan": ("wording", 3),
    "praise-for-anybody": ("wording", 3),
    "activity-without-result": ("wording", 4),
    "said-twice": ("wording", 3),
    "same-opening": ("wording", 1),
    "to-fill-in": ("wording", 4),
    "section-twice": ("wording", 2),
    "too-short": ("wording", 1),
    "too-long": ("wording", 1),
}
"""What one finding of each kind costs, and which part pays."""
TOO_SHORT, TOO_LONG = 10, 5
"""The most that a section outside the template's length costs; it grows with the distance."""


def share(count: int, of: float = 1.0) -> int:
    """The points of ``of`` steps of a chain of ``count`` steps, rounded up, at least 1."""
    return max(1, -int(-MOST["logic"] * of // count))


def too_short(length: int, least: int) -> int:
    """The points off for a section of ``length`` characters that should have ``least``."""
    return -(-TOO_SHORT * (least - length) // least) if length < least else 0


def too_long(length: int, most: int) -> int:
    """The points off for one of ``length`` characters that should have at most ``most``; a fifth more is let pass."""
    over = length - most * 6 // 5
    return min(TOO_LONG, -(-TOO_LONG * over // most)) if over > 0 else 0


def missing_figure(required: int) -> int:
    """The points off for one of ``required`` figures that the section does not state: 2 to 5."""
    return min(5, max(2, MOST["figures"] // max(1, required)))
