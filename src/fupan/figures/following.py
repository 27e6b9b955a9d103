"""What a figure tells that goes on from the one before it: 由 A 升至 B, 多的140万元里东城占四成多."""

from __future__ import annotations

from fupan.domain.role import Role
from fupan.figures.catalogue import Catalogue
from fupan.figures.late import late
from fupan.figures.reading import OWN, SENTENCE, Reading
from fupan.figures.scope import Scope
from fupan.figures.verdict import Verdict

OF_FIGURE = late("(?:里面?|当中|之中|中(?![间心国标单])|其中)")
"""Behind a figure: what follows is part of it."""
_SHARES = {"share": "actual", "prior_share": "prior", "previous_share": "previous"}


def following(text: str, reading: Reading, last: Verdict | None, scope: Scope, catalogue: Catalogue) -> Reading:
    """``reading`` as it goes on from ``last``, the verdict on the figure before it in its sentence."""
    return second(_of_change(text, reading, last, scope), last, catalogue)


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


def _of_change(text: str, reading: Reading, last: Verdict | None, scope: Scope) -> Reading:
    """比去年多的140万元里，东城占四成多: shares are of the change told, up to the end of the sentence."""
    told = last.reading.aspects[:1] if last is not None else ()
    if last is not None and told and told[0].form == "difference" and OF_FIGURE.match(text, last.mention.end):
        scope.change = told[0] if last.fact is not None else None
    if scope.change is None or not reading.aspects or reading.aspects[0].form != "share":
        return reading
    return reading._replace(aspects=(scope.change._replace(form="gap_share"),))
