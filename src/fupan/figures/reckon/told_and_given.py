"""Steps from values that the sentence tells and the sheet gives, of plans and results that the sheet has no value for.

10月销售额1800万元，投放不超过310万元，即费用率压到17.2%; 清收逾期900万元，余额降至1960万元; 再招2人，团队扩至20人.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.decimals import divide
from fupan.domain.role import Role
from fupan.figures.agreement import bounded
from fupan.figures.fold import fold
from fupan.figures.late import late
from fupan.figures.read.reading import Reading
from fupan.figures.reckon.named_pairs import tells_change
from fupan.figures.reckon.operands import unit_of
from fupan.figures.reckon.stated import HUNDRED, NO_LEVEL, Operand
from fupan.figures.verdict import Verdict

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_TAKEN_OFF = late(
    "(?:清收|催收|收回|回收|清欠|追回|清理|处置|消化|去化|核销|盘活|出清|削减|压减|压降)[^，。；0-9]{0,12}$"
)
_LEFT = late(
    "(?:(?:降|压|减|回落|缩|下降|压降|压减|压缩|降低|减少)[到至为]|(?:还|仅|只|尚|仍)?[剩余](?:余|下)?|余额[为是约]{0,2})"
    "[ *_约近]{0,3}$"
)
_FLOWS = ("新", "净", "流失", "离职", "关")
"""新增客户 tells what came, not how many there are."""
Step = tuple[Decimal, Verdict]


def rate_of_told(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[Step]:
    """即费用率压到17.2%: the rate that the sheet implies, of the two levels that the sentence tells of its metrics."""
    metric = binder.catalogue.metrics.get(reading.metrics[0]) if reading.metrics else None
    made_of = metric.made_of if metric is not None else None
    if made_of is None or made_of.sign != "÷":
        return
    top, bottom = (_level_of(name, here) for name in (made_of.first, made_of.second))
    if top is not None and bottom is not None and top.unit == bottom.unit and bottom.value:
        yield divide(_size(top) * HUNDRED, _size(bottom)), top.verdict


def _size(one: Operand) -> Decimal:
    """The value as it is written: 不超过310万元 is 310万元, though this period's 289万元 meets it too."""
    return abs(one.verdict.mention.value or one.value) if bounded(one.verdict.mention) else one.value


def _level_of(metric: str, here: Sequence[Operand]) -> Operand | None:
    """The last level of the total that the sentence tells of the metric."""
    told = [one for one in here if one.verdict.reading.metrics[:1] == (metric,) and one.unit not in NO_LEVEL]
    told = [one for one in told if not tells_change(one.verdict) and one.verdict.reading.places == (None,)]
    return told[-1] if told else None


def left_after(binder: Binder, reading: Reading, here: Sequence[Operand]) -> Iterator[Step]:
    """清收逾期900万元，余额降至1960万元: what a metric leaves when so much of it is taken off."""
    if not here or here[-1].unit != unit_of(reading.mention) or _LEFT.search(reading.lead) is None:
        return
    part = here[-1]
    start, at = reading.sentence[0], part.verdict.mention.start
    if _TAKEN_OFF.search(binder.text, start, at) is None:
        return
    note = fold(part.verdict.note.text) if part.verdict.note is not None else ""
    noted = (name for cue in binder.lexicon.cues(note) if cue.kind == "metric" for name in cue.meaning.metrics)
    for metric in dict.fromkeys((*reading.metrics[:1], *binder.metrics_in(start, at), *noted)):
        whole = binder.told.value(metric, Role.ACTUAL, None)
        if whole is not None and whole.unit.base == part.unit and whole.amount > part.value:
            yield whole.amount - part.value, part.verdict


def with_newcomers(binder: Binder, comes: Operand) -> Iterator[Step]:
    """再招2人，团队扩至20人: those that come, and how many the sheet says there are."""
    for metric in binder.catalogue.by_unit.get(comes.unit, ()):
        there = binder.told.value(metric, Role.ACTUAL, None)
        if there is not None and not metric.startswith(_FLOWS):
            yield there.amount + comes.value, comes.verdict
