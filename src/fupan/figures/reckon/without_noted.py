"""A value without what a note tells of it: 剔除E5车型后，启岳收入6774万元; 扣除柬埔寨二线贡献，海外收入为11.21亿元."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from fupan.domain.aspect import Aspect
from fupan.domain.derive import shown
from fupan.domain.fact import Formula
from fupan.domain.role import Role
from fupan.figures.judge.candidates import Candidate
from fupan.figures.late import late
from fupan.figures.read.reading import OWN, Reading
from fupan.figures.reckon.operands import unit_of
from fupan.figures.verdict import NoteFigure, Verdict
from fupan.figures.words import content_words

if TYPE_CHECKING:
    from fupan.figures.judge.bind import Binder

_WITHOUT = late(
    "(?:剔除|扣除|扣掉|刨[去掉除]|除去|去掉|撇开|抛开|不含|不计|不算|不考虑)(?P<what>[^，。；：]{2,20}?)"
    "(?:(?:的?(?:贡献|影响|因素|收入|销售额?|部分|这一?块|新增))*(?:[之以]?[后外]|的话)?)[，,]"
)
_LOST = late("减少|影响|损失|流失|少[卖收发做签]|砍单|取消|延期|推迟|拖累|拉低")
_BACK, _LEAST = 40, 1
_VALUE = Aspect("value", Role.ACTUAL)


def without_noted(binder: Binder, reading: Reading, _before: Sequence[Verdict]) -> list[Candidate] | None:
    """What the period gives less (for a loss: more) what a note gives of the thing that is left out.

    None for other words, where no note tells of that thing, and where it is one of the members of the sheet.
    """
    named = reading.aspects[0] if reading.aspects else _VALUE
    if named != _VALUE or reading.row or reading.groups or reading.mean or not reading.metrics:
        return None
    start, at = max(reading.sentence[0], reading.mention.start - _BACK), reading.mention.start
    left_out = _WITHOUT.search(binder.text, start, at)
    if left_out is None or any(char.isdigit() for char in binder.text[left_out.end() : at]):
        return None
    found = []
    for figure in _noted(binder, reading, left_out["what"]):
        for metric in reading.metrics:
            places = binder.named_facts.places(reading, metric)
            for where in places if reading.place_sure >= OWN else dict.fromkeys((*places, None)):
                whole = binder.told.value(metric, Role.ACTUAL, where)
                if whole is None or whole.unit.base != unit_of(figure.mention):
                    continue
                less = abs(figure.mention.value or Decimal(0))
                lost = _LOST.search(figure.text) is not None
                left, sign = (whole.amount + less, "+") if lost else (whole.amount - less, "−")
                top, bottom, result = (shown(one, whole.unit) for one in (whole.amount, less, left))
                arithmetic = f"{top} {sign} {bottom} = {result}{whole.unit.symbol}"
                formula = Formula("without", f"不含{left_out['what']}", (whole.id,), arithmetic)
                found.append(Candidate(whole._replace(amount=left, formula=formula), _VALUE))
    return found or None


def _noted(binder: Binder, reading: Reading, what: str) -> list[NoteFigure]:
    """The figures in the unit of ``reading`` whose note tells of the thing.

    By words that neither its metrics nor the members named there have: without a member is told of the others.
    """
    words = content_words(what)
    for cue in binder.lexicon.cues(what):
        for where in cue.meaning.places if cue.kind == "member" else ():
            words -= content_words(where[1]) if where is not None else set()
    for metric in reading.metrics:
        words -= binder.catalogue.words[metric]
    unit = unit_of(reading.mention)
    alike = [one for one in binder.notes.figures if one.mention.value and unit_of(one.mention) == unit]
    shared = [(len(one.words & words), one) for one in alike]
    most = max((count for count, _ in shared), default=0)
    return [one for count, one in shared if count == most >= _LEAST]
