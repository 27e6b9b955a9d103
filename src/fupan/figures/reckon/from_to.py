"""Two levels written as a stretch: 均价6.36万元到6.47万元 goes from what it was to what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.figures.agreement import closely
from fupan.figures.in_units import units_meet
from fupan.figures.read.reading import Reading

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_MOVES = ((Role.PRIOR, Role.ACTUAL), (Role.PREVIOUS, Role.ACTUAL), (Role.ACTUAL, Role.PLAN))


def from_to(binder: Binder, reading: Reading) -> Fact | None:
    """The value of the later time, where the ends of the figure are what a metric was and what it became."""
    mention = reading.mention
    if mention.value is not None or mention.low is None or mention.high is None or mention.approx is not None:
        return None
    ends = [mention._replace(value=end, low=None, high=None) for end in (mention.low, mention.high)]
    for metric in reading.metrics[:2]:
        for where in binder.named_facts.places(reading, metric):
            for earlier, later in _MOVES:
                then, now = (binder.told.value(metric, role, where) for role in (earlier, later))
                if then is None or now is None or not units_meet(ends[0], now):
                    continue
                low, high = sorted((then.amount, now.amount))
                if closely(ends[0], low) and closely(ends[1], high):
                    return now
    return None
