"""What a figure tells that goes on from the one before it: 由 A 升至 B, 多的140万元里东城占四成多."""

from __future__ import annotations

from fupan.domain.role import Role
from fupan.figures.catalogue import Catalogue
from fupan.figures.parts_of_change import of_change
from fupan.figures.reading import OWN, SENTENCE, Reading
from fupan.figures.scope import Scope
from fupan.figures.verdict import Verdict

_SHARES = {"share": "actual", "prior_share": "prior", "previous_share": "previous"}


def following(text: str, reading: Reading, last: Verdict | None, scope: Scope, catalogue: Catalogue) -> Reading:
    """``reading`` as it goes on from ``last``, the verdict on the figure before it in its sentence."""
    return second(of_change(text, reading, last, scope), last, catalogue)


def second(reading: Reading, last: Verdict | None, catalogue: Catalogue) -> Reading:
    """The second figure of 由 A 升至 B speaks of what the first (``last``) did, a period later."""
    if last is None or not last.reading.origin or reading.origin or last.fact is None:
        return reading
    first, earlier = last.reading, last.fact.key.partition("÷")[0]
    earlier = _SHARES.get(earlier, earlier)
    levels = bool(reading.aspects) and reading.aspects[0].form == "value"
    if (levels and reading.level and earlier in {"prior", "previous", "actual"}) or reading.aspect_sure < OWN:
        role = Role.PLAN if earlier == "actual" else Role.ACTUAL
        told = tuple(aspect._replace(a=role) for aspect in first.aspects[:1])
        reading = reading._replace(aspects=told, aspect_sure=OWN)
    metrics = (last.fact.metric,) if last.fact.metric in catalogue.metrics else first.metrics
    return reading._replace(metrics=metrics, metric_sure=max(reading.metric_sure, SENTENCE), per=first.per,
        groups=first.groups, quotient=first.quotient,
    )  # fmt: skip
