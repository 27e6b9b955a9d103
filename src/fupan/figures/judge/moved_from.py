"""Where a share or rate has come from: 食品加工由13.2%升到19.1% tells the same of then as of now.

The second of the two names what both tell, so the first is held against that for another time.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.role import EARLIER
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_FAULTS = frozenset(("wrong-derivation", "misattributed-figure", "contradicted-figure"))


def moved_from(binder: Binder, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text, with such shares carried."""
    found = list(verdicts)
    for place, (one, other) in enumerate(pairwise(verdicts)):
        fact = other.fact
        if one.fault not in _FAULTS or not one.reading.origin or fact is None or fact.key != "share" or other.fault:
            continue
        known = one.expected is not None and one.expected.key.endswith("share")  # 占比由上月的37.8%: it is said when
        if known:
            continue
        then = (binder.told.fact(fact.metric, Aspect("share", role), fact.where) for role in EARLIER)
        carried = next((share for share in then if share is not None and binder.meets(one.mention, share)), None)
        if carried is not None:
            found[place] = Verdict(one.reading, fact=carried)
    return found
