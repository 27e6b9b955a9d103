"""A level just told as a multiple of this period's value: 剩下的6.58亿元都在下半年，是上半年的1.5倍."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.derive import combine
from fupan.domain.role import ROLE_NAMES, Role
from fupan.figures.judge.candidates import Candidate
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.reckon.stated import NO_LEVEL, operand
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_BY = "(?:为|是|达到?|相当于|约为|约是|等于)"
_OF_ANOTHER = late(f"{_BY}(?P<then>[去上]年)?(?:同期|当期)?的?[^，。；的]{{2,12}}的[ *_约近超]{{0,3}}")
_MEASURED = late(f"{_BY}[^，。；的]{{2,14}}的[ *_约近超不足到]{{0,4}}")
_PASSED = late(
    "(?:[高低快慢大小多少]于|超过|跑赢|不及|不如)[^，。；的]{2,12}(?:的?(?:[增降涨跌][速幅])?的?)?[ *_约近]{0,3}"
)
_SHARES = frozenset(("倍", "%"))


def level_multiples(binder: Binder, reading: Reading, before: Sequence[Verdict]) -> list[Candidate] | None:
    """The ratio of the level that the sentence told last to the value that the words name; None for another figure.

    Asked where the words measure a value by itself (上半年的1.5倍 in a sheet for that half): something else is meant;
    and where they measure it by another metric (为同期销售额的1.29倍).
    """
    named = reading.aspects[0] if reading.aspects else Aspect()
    if reading.mention.unit != "倍" or named.form != "ratio":
        return None
    role = named.a if named.a is named.b else _of_another(reading, before)
    if role is None:
        return None
    here = (one for one in reversed(before) if one.mention.start >= reading.sentence[0] and not one.fault)
    last = next((one for one in here if one.mention.unit not in NO_LEVEL and one.mention.value), None)
    found = []
    for metric in reading.metrics if last is not None else ():
        for where in reading.places:
            base = binder.told.value(metric, role, where)
            if base is None or last is None or base.unit.base != operand(last).unit:
                continue
            top = last.fact or base._replace(id=last.mention.text, amount=operand(last).value)
            ratio = combine("ratio", f"told÷{role.value}", f"与{metric}{ROLE_NAMES[role]}之比", top, base)
            if ratio is not None and top.id != base.id:
                found.append(Candidate(ratio, named))
    return found


def _of_another(reading: Reading, before: Sequence[Verdict]) -> Role | None:
    """为同期销售额的1.29倍, right behind a value of another metric: in which role the named one measures it."""
    last = before[-1].fact if before and before[-1].mention.start >= reading.sentence[0] else None
    found = _OF_ANOTHER.fullmatch(reading.lead)
    if last is None or last.key != Role.ACTUAL or last.metric in reading.metrics or found is None:
        return None
    return Role.PRIOR if found["then"] else Role.ACTUAL


def is_measured(reading: Reading) -> bool:
    """True for 新签5.63亿元，为同期销售额的1.29倍: what is said goes on about 新签, not about its measure.

    So it does behind 余额增长5.8%，低于销售额15.2%的增幅.
    """
    if reading.mention.unit == "%" and _PASSED.fullmatch(reading.lead) is not None:
        return True
    return reading.mention.unit in _SHARES and _MEASURED.fullmatch(reading.lead) is not None
