"""By how much of itself a loss moved: 亏损收窄27.4%, 减亏35%, 净流出扩大一成."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.derive import combine
from fupan.figures.judge.candidates import Candidate
from fupan.figures.judge.signs_told import LOSS_GROWTH, LOSS_ITSELF, moves_loss
from fupan.figures.read.reading import Reading
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder


def loss_moves(binder: Binder, reading: Reading, _before: Sequence[Verdict]) -> list[Candidate] | None:
    """The growth of what is below zero in both roles; None where no loss is told to have moved by a rate."""
    if reading.mention.unit != "%" or reading.direction is None or reading.cue is None:
        return None
    if not (moves_loss(reading.lead) or LOSS_ITSELF.search(binder.text[reading.begin : reading.cue[0]])):
        return None
    found = []
    for metric in reading.metrics:
        for where in reading.places:
            for aspect in [one for one in reading.aspects if one.form == "growth"]:
                candidate = _growth(binder, metric, aspect, where)
                if candidate is not None:
                    found.append(candidate)
    return found or None


def _growth(binder: Binder, metric: str, aspect: Aspect, where: tuple[str, str] | None) -> Candidate | None:
    assert aspect.b is not None
    a, b = (binder.told.value(metric, role, where) for role in (aspect.a, aspect.b))
    if a is None or b is None or a.amount >= 0 or b.amount >= 0:
        return None
    losses = (one._replace(amount=-one.amount) for one in (a, b))
    growth = combine("growth", LOSS_GROWTH, f"亏损额{aspect.title}", *losses)
    return Candidate(growth, aspect) if growth is not None else None
