"""Changes between two levels that the text has just told, with a word that goes the other way.

由34%压到28%，升6个百分点; 全年640台，去年才410台，跌了五成六; 9月1570万元，比8月少160万元 after 8月1410万元: the size
of the change is right and needs no fact, its direction is given by the two levels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fupan.domain.decimals import divide
from fupan.domain.role import EARLIER, Role
from fupan.figures.agreement import closely, significant
from fupan.figures.late import late
from fupan.figures.read.reading import OWN
from fupan.figures.reckon.operands import unit_of
from fupan.figures.reckon.stated import HUNDRED, NO_LEVEL, operand
from fupan.figures.reckon.turned_moves import change_told
from fupan.figures.verdict import Verdict

_BETWEEN, _NEAR, _BACK = 16, 8, 6
"""How far a change may stand behind the levels, and how many figures back the other level may have been told."""
_ARROW = late(r"\s{0,2}(?:→|->|⇒)\s{0,2}")
_TURNED_ROUND = late("亏|赤字|[降跌减]幅|缺口|差距|排名|名次|第[0-9一二三]")
"""Less of these is more of something, or the sheet gives them below nothing."""
_OF_ANOTHER = late("目标|任务|计划|预算|指标|行业|平均|大盘|同行|竞品|对手")
_OF_TIME = tuple("多少增减长短缩延压")
_PLAIN = (*_OF_TIME, *"升降涨跌高低提上下回掉净")
_THAN = late("(?:比|较|相比)[^，。；：、]{1,10}$")
_CHANGES = frozenset(("difference", "growth"))


def turned_changes(text: str, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts on the figures of ``text`` (folded), with those on such changes."""
    found = [*verdicts]
    for place, one in enumerate(verdicts):
        if place and _is_reckoned(text, one):
            pair = _turned(text, verdicts, place)
            if pair is not None:
                found[place] = Verdict(one.reading, "wrong-direction", expected=change_told(*pair))
    return found


def _is_reckoned(text: str, one: Verdict) -> bool:
    """True for a change that no fact carries by name, told with a plain word of direction."""
    reading, mention = one.reading, one.mention
    if one.fault or reading.direction is None or reading.level or reading.cue is None or reading.row:
        return False
    if not mention.value or mention.value < 0 or (one.fact is not None and one.fact.formula is not None):
        return False
    if not any(aspect.form in _CHANGES for aspect in reading.aspects[:1]) and mention.unit != "个百分点":
        return False
    words = _OF_TIME if mention.kind == "duration" else _PLAIN
    return text[slice(*reading.cue)].startswith(words) and _TURNED_ROUND.search(text, *_span(one)) is None


def _span(one: Verdict) -> tuple[int, int]:
    return max(one.reading.sentence[0], one.mention.start - 60), one.mention.start


def _turned(text: str, verdicts: Sequence[Verdict], place: int) -> tuple[Verdict, Verdict] | None:
    """The old and the new level of the change at ``place``, where they move against its word."""
    one = verdicts[place]
    pairs = [*_told_together(text, verdicts, place)] or [*_told_apart(text, verdicts, place)]
    fitting = [(old, new) for old, new in pairs if _tells(one, old, new)]
    turned = [pair for pair in fitting if _rises(*pair) != (one.reading.direction == "up")]
    return turned[0] if turned and len(turned) == len(fitting) else None


def _told_together(text: str, verdicts: Sequence[Verdict], place: int) -> Iterator[tuple[Verdict, Verdict]]:
    """由 A 到 B，升 C; 现在 A，去年 B，多 C: both levels stand right before the change."""
    one = verdicts[place]
    if place < 2 or _OF_ANOTHER.search(one.reading.lead):
        return
    first, second = verdicts[place - 2 : place]
    here = first.mention.start >= one.reading.sentence[0] and first.mention.unit == second.mention.unit
    if not here or one.mention.start - second.mention.end > _BETWEEN or second.fault or first.fault:
        return
    if first.reading.origin or _ARROW.fullmatch(text, first.mention.end, second.mention.start):
        yield first, second
    elif _is_then(second) and _is_now(first):
        yield second, first
    elif _is_then(second) and second.reading.compared:  # 2.08亿元，预算…，较去年的1.846亿元增加2360.8万元
        yield from ((second, now) for now in _same_now(verdicts[max(0, place - _BACK) : place - 1], second))


def _same_now(before: Sequence[Verdict], then: Verdict) -> list[Verdict]:
    """What the metric and member of ``then`` have done, told last before it in its sentence."""
    fact = then.fact
    here = [one for one in before if one.reading.sentence == then.reading.sentence and not one.fault]
    same = [
        one
        for one in here
        if fact is not None and one.fact is not None and one.fact.key == Role.ACTUAL
        and (one.fact.metric, one.fact.where) == (fact.metric, fact.where)
    ]  # fmt: skip
    return same[-1:]


def _is_then(one: Verdict) -> bool:
    level = one.reading.aspects[0] if one.reading.aspects else None
    told = level is not None and level.form == "value" and level.a in EARLIER
    return told and (one.reading.compared or one.reading.aspect_sure >= OWN)


def _is_now(one: Verdict) -> bool:
    level = one.reading.aspects[0] if one.reading.aspects else None
    return level is not None and level.form == "value" and level.a is Role.ACTUAL and not one.reading.compared


def _told_apart(text: str, verdicts: Sequence[Verdict], place: int) -> Iterator[tuple[Verdict, Verdict]]:
    """9月1570万元，比8月少160万元: the other level was told before; only figures of some precision are looked for."""
    one, new = verdicts[place], verdicts[place - 1]
    if significant(one.mention) < 2 or not one.mention.text[:1].isdigit() or one.mention.approx is not None:
        return
    cue = one.reading.cue
    if cue is None or _THAN.search(text, one.mention.start - len(one.reading.lead), cue[0]) is None:
        return
    same = new.mention.start >= one.reading.sentence[0] and _is_now(new) and not new.reading.origin and not new.fault
    if not same or _OF_ANOTHER.search(one.reading.lead) or one.mention.start - new.mention.end > _BETWEEN:
        return
    for old in verdicts[max(0, place - 1 - _NEAR) : place - 1]:
        if old.mention.unit == new.mention.unit and not old.fault:
            yield old, new


def _tells(one: Verdict, old: Verdict, new: Verdict) -> bool:
    """True where the figure states how the levels differ: as an amount, or in % of the old one."""
    a, b = operand(old), operand(new)
    if not a.value or not b.value or a.unit != b.unit or a.value == b.value:
        return False
    apart, unit = abs(a.value - b.value), unit_of(one.mention)
    if unit == "%" and a.unit not in NO_LEVEL:
        return closely(one.mention, divide(apart * HUNDRED, a.value))
    if unit == "个百分点":
        return a.unit == "%" and closely(one.mention, apart)
    return unit == a.unit and unit not in NO_LEVEL and closely(one.mention, apart)


def _rises(old: Verdict, new: Verdict) -> bool:
    return operand(new).value > operand(old).value
