"""三个渠道一共少卖147万: the sum over as many members as the words count, which they do not name."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.fact import Fact
from fupan.figures.agreement import closely, significant
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.reckon.stated import WHOLE_CHANGES
from fupan.figures.scan.number import DIGITS

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_SOME = late("([两二三四五六])个[^，。；0-9]{0,5}(?:区|省|市|渠道|产品|型号|品种|品类|行业|客群|业务|平台|店|月|季度)")
_MOST = 8
_REACH, _PRECISE = 60, 3


def some_members(binder: Binder, reading: Reading) -> Fact | None:
    """The fact of one of the members whose sum the figure is, None where no such sum is found."""
    mention = reading.mention
    found = _SOME.search(binder.text, max(reading.sentence[0], mention.start - _REACH), mention.start)
    if found is None or significant(mention) < _PRECISE or mention.approx is not None:
        return None
    count = DIGITS[found[1]]
    levels = [aspect for aspect in reading.aspects if aspect.b is None] or [*reading.aspects, *WHOLE_CHANGES]
    for metric in reading.metrics[:1]:
        for dimension, members in binder.catalogue.metrics[metric].breakdown.items():
            if not count < len(members) <= _MOST:
                continue
            for chosen in itertools.combinations(members, count):
                for aspect in dict.fromkeys(levels):
                    facts = [binder.told.fact(metric, aspect, (dimension, member)) for member in chosen]
                    known = [fact.amount for fact in facts if fact is not None]
                    if len(known) == count and closely(mention, sum(known, Decimal(0))):
                        return facts[0]
    return None
