"""Facts with the very value of a figure whose metric or member the words near it name in part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fupan.domain.fact import Fact
from fupan.domain.role import Role
from fupan.figures.read.reading import CONTEXT, Reading
from fupan.figures.words import content_words

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_TELLING_UNITS = frozenset("人名位吨台")


def by_partial_name(binder: Binder, reading: Reading, *, named: bool) -> Fact | None:
    """A fact with this very value whose metric is named in part, or whose member is named, close by."""
    if reading.metric_sure > CONTEXT and named:
        return None
    if reading.mention.unit == "%" and reading.aspects and reading.aspects[0].form in {"growth", "ratio"}:
        return None
    roles = {aspect.a for aspect in reading.aspects if aspect.form == "value"}
    if reading.mention.unit == "%" and not roles:  # 老客户的单子占到58%: a metric told in %, no part of the total
        roles = {aspect.a for aspect in reading.aspects}
    if reading.origin and len(roles) > 1 and reading.aspects[0].a is not Role.ACTUAL:
        roles.discard(Role.ACTUAL)
    if not roles:
        return None
    stated = [fact for fact in binder.stated_facts(reading.mention) if fact.key in roles]
    words = binder.context(reading) if stated else frozenset()
    return next((fact for fact in stated if _is_hinted(binder, reading, fact, words)), None)


def _is_hinted(binder: Binder, reading: Reading, fact: Fact, words: frozenset[str]) -> bool:
    if fact.metric in reading.metrics:
        return bool(fact.member and reading.place_sure <= CONTEXT and content_words(fact.member) & words)
    if binder.catalogue.words[fact.metric] & words:
        return True
    if fact.member and fact.member in binder.text[slice(*reading.sentence)]:
        return True
    unit = fact.unit.base
    only = unit in _TELLING_UNITS and len(binder.catalogue.by_unit[unit]) == 1  # 人 says what it counts, 个 does not
    return only and fact.dimension is None and reading.mention.unit == unit
