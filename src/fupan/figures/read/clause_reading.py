"""Reads what the words around one figure say: what it is compared with, the whole it is part of, its formula."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.figures.late import late
from fupan.figures.read.clause import NOUN_OF_CHANGE, Clause
from fupan.figures.read.compared_with import behind_of, is_base, moved_from, unknown_move
from fupan.figures.read.cue import Cue, Meaning, cue_at
from fupan.figures.read.governor import ROLES, adjacent, take_governor, without_bound

_FORMULAS = frozenset(("attainment", "gap", "share", "yoy", "pop", "growth"))
_AMOUNTS = ("增量", "减量", "增加额", "增长额", "减少额")
_TAIL_REACH = 8
_SOURCE = late("[ *_]{0,3}(?:多|以上)?(?:都|均|主要)?(?:是)?(?:来自于?|出在|源于|源自|集中在)[ *_]{0,3}")
_LINKS = frozenset("的之 *_年度全")
_PASSING = frozenset(("超额完成", "超出", "超了", "超", "高出", "多出", "低出", "beat"))
PLANNED = frozenset(("计划", "规划", "预期"))
_JOINTS = frozenset(("与", "同", "跟"))
_COMPARED = ("相比", "相较", "比", "的差", "之差", "相差", "差", "一样", "持平")
_LINKED = frozenset("的（(")
_NAMING = frozenset(("metric", "member", "dimension", "each"))
"""What the words behind a figure may still say of it where no mark ends its clause before the next figure.

11000万元较去年11800万元下降6.8%, 占比37.1%完成率85%: the rest is said of the next one.
"""
_FULFIL = frozenset(("完成", "达成", "实现"))
_APART = frozenset((
    "比", "较", "距", "距离", "离", "没到", "未到", "没达到", "未达到", "没压到", "没有达到", "未能达到", "没够到",
    "没降到", "没够着", "没够上", "没做到", "没完成",
))  # fmt: skip


def read_clause(text: str, mention: Mention, own: Sequence[Cue], tail: Sequence[Cue], lead: str) -> Clause:
    """The clause of ``mention`` from the cues before it in its clause (``own``) and right behind it (``tail``).

    ``lead`` are its words from the start of the clause up to the figure.
    """
    clause = Clause(lead=lead, end=mention.end)
    cues = without_bound(text, mention, own, lead)
    cues = take_governor(text, mention, cues, clause)
    if clause.governor is None and "+" in text[max(0, mention.start - 2) : mention.start + 1]:
        at = text.rindex("+", 0, mention.start + 1)
        if not text[at + 1 : mention.start].strip():  # 较三季度+208万: a signed figure is a change
            clause.governor = cue_at(at, at + 1, "+", Meaning("up"))
    _regions(text, mention, cues, clause)
    clause.tail = _near(text, mention.end, tail)
    if not clause.tail and tail and tail[0].kind == "member" and _SOURCE.fullmatch(text, mention.end, tail[0].start):
        clause.tail = [tail[0]]  # 缺口六成来自家装
    held = next((cue.kind for cue in clause.tail if cue.kind != "each"), "")
    if held in {"above", "below"}:
        clause.tail = []  # 费用率14.8%超了目标, 95.2%、47.3%均好于目标: the target is what the figure is held against
    behind = next((cue for cue in clause.tail if cue.kind not in {"yoy", "pop"}), None)  # 34%的同比增量
    if clause.governor is None and behind is not None and behind.kind in {"up", "down"}:
        clause.governor = None if _goes_on(text, behind) else behind
    _of_now(text, clause)
    _compare(text, mention, clause)
    for cue in [*clause.subject, *clause.whole, *clause.tail]:
        if cue.kind in _FORMULAS and (cue.kind not in {"gap", "growth"} or clause.formula is None):
            clause.formula = cue
    clause.kinds = frozenset([cue.kind for cue in (*clause.subject, *clause.tail)])
    clause.roles = [cue for cue in clause.subject if cue.kind in ROLES]
    clause.did = "did" in clause.kinds
    clause.fulfils = clause.did and any(cue.kind == "did" and cue.word in _FULFIL for cue in clause.subject)
    clause.part_of = "的" in lead[-2:]
    return clause


def _of_now(text: str, clause: Clause) -> None:
    """与今年实际的增量11.2亿元相当: the change that this period made, not one from its value."""
    noun, last = clause.governor, clause.compared[-1:]
    own = noun is not None and noun.word.endswith(NOUN_OF_CHANGE) and last and text[last[0].end : noun.start] == "的"
    if own and clause.base is Role.ACTUAL:
        clause.subject, clause.compared = [*clause.subject, *clause.compared], []


def _compare(text: str, mention: Mention, clause: Clause) -> None:
    """优于55天的控制目标: the figure is the target, and the word compares with it."""
    word = clause.governor
    passed = word is not None and (word.word[0] in "未没" or word.word in _PASSING)  # 未达7000万元的目标
    if word is None or not (passed or word.word[-1] in "于过") or text[mention.end : mention.end + 1] != "的":
        return
    named = [cue for cue in clause.tail if cue.kind in {"role", "rival"} or cue.word in PLANNED]
    if named:
        clause.comparing, clause.governor = word, None
        clause.is_compared, clause.compared = True, named


def _regions(text: str, mention: Mention, cues: list[Cue], clause: Clause) -> None:
    """Part the cues into subject, what is compared with (比…), and the whole that the figure is part of (占…的)."""
    region, upon = clause.subject, False
    for index, cue in enumerate(cues):
        if cue.kind == "upon":
            upon = True
            clause.compared += [one for one in clause.subject if one.kind in ROLES]
            clause.subject[:] = [one for one in clause.subject if one.kind not in ROLES]
        elif cue.kind == "than" and not joins(text, cues, index) and _compares(cues[index + 1 :], clause):
            region = clause.compared
            clause.than = cue
        elif cue.kind == "than" and cue.word in _APART and _stands_for(text, cue, mention):
            clause.is_compared = clause.governor is None
            clause.than = cue
        elif cue.kind == "share" and cue.word.startswith("占") and cue.word not in {"占比"}:
            clause.formula = cue
            region = clause.whole
        elif cue.kind == "from":
            clause.from_level = True
        elif cue.kind in {"pop", "yoy"} and _names_base(text, cues[index : index + 2], mention, clause):
            region = clause.compared
            clause.than = cue if _is_level_then(text, cues[index + 1 :], mention) else clause.than
            clause.subject += [cue] if clause.than is not cue else []
        elif cue.kind == "yoy" and cue.word[0] in "比较" and cue is cues[-1] and is_base(text, cue, mention):
            clause.compared.append(cue_at(cue.start, cue.end, cue.word, Meaning("time", Role.PRIOR)))  # 较上年同期的…
        else:
            region.append(cue)
            if cue.kind in {"yoy", "pop"} and region is not clause.subject:
                clause.subject.append(cue)
    if not upon:  # 在10月基础上加136万: what is added
        _hold_against(text, mention, clause)


def _hold_against(text: str, mention: Mention, clause: Clause) -> None:
    """Whether the figure is what another is compared with, where no change word governs it."""
    last = clause.compared[-1] if clause.compared else None
    if clause.governor is None and last is not None and not adjacent(text, last.end, mention.start):
        clause.governor = unknown_move(text, last, mention)
    if clause.governor is None and (clause.compared or (clause.than and behind_of(text, mention))):
        clause.is_compared = True


def _names_base(text: str, cues: list[Cue], mention: Mention, clause: Clause) -> bool:
    """True for 环比上半年多150台, where a member is named right there, and for 环比二季度的9250万元下降."""
    if len(cues) == 1 or cues[1].start != cues[0].end:
        return False
    is_level = clause.governor is None and (behind_of(text, mention) or moved_from(text, mention))
    return cues[1].kind == "member" or (is_level and cues[1].kind == "time")


def _is_level_then(text: str, behind: list[Cue], mention: Mention) -> bool:
    """True where the figure is the level of the time it names: 环比二季度的9250万元, 环比8月1168万元涨6.8%."""
    return behind_of(text, mention) or (len(behind) == 1 and behind[0].kind == "time" and moved_from(text, mention))


def _stands_for(text: str, cue: Cue, mention: Mention) -> bool:
    """离93%, 离咱们私底下喊过的10.5亿元: the figure is what is compared with."""
    return adjacent(text, cue.end, mention.start) or behind_of(text, mention)


def _compares(rest: list[Cue], clause: Clause) -> bool:
    """与 and 同 also join names: they compare only where a role or time follows."""
    return clause.governor is not None or any(
        cue.kind in ROLES or cue.kind == "gap" or cue.meaning.role is not None for cue in rest
    )


def joins(text: str, cues: Sequence[Cue], index: int) -> bool:
    """True for the 与 of 钢铁与水泥合计占比: a member stands on either side of it, and nothing compares them."""
    one, cue, other = cues[index - 1] if index else None, cues[index], cues[index + 1 : index + 2]
    if one is None or not other or one.kind != "member" or other[0].kind != "member" or cue.word not in _JOINTS:
        return False
    beside = one.end == cue.start and cue.end == other[0].start
    return beside and not text.startswith(_COMPARED, other[0].end)


def said_of(text: str, mention: Mention, following: Mention | None, tail: Sequence[Cue], limit: int) -> Sequence[Cue]:
    """Of the words behind a figure up to ``limit`` those that may be said of it; ``following`` is the next figure."""
    runs_on = following is not None and limit == following.start and text[mention.end] not in _LINKED
    owned = tail and tail[0].start == mention.end and text.startswith("的", tail[0].end)  # 24000万元目标的82.3%
    held = tail and tail[0].start == mention.end and tail[0].kind == "role" and mention.approx is not None
    if not runs_on or owned or held:  # 高于600万元控制线145万元
        return tail
    return [*takewhile(lambda cue: cue.kind in _NAMING and cue.end < limit, tail)]  # 占46.2%冰箱2784万元


def _near(text: str, end: int, tail: Sequence[Cue]) -> list[Cue]:
    """The cues right behind a figure: 46%的目标, 820万元缺口, 18%的同比增长.

    2040万元同比增长13.3%: without 的 what changed is told behind it, and how it changed is another figure or none.
    """
    found: list[Cue] = []
    at = end
    for cue in tail:
        gap = text[at : cue.start]
        follows = not found and not gap and cue.kind in {"up", "down"} and not cue.word.endswith(_AMOUNTS)
        if cue.start - end > _TAIL_REACH or set(gap) - _LINKS or follows or cue.kind in {"loose", "than"}:
            break  # 6750万元的计划比今年多了一半
        found.append(cue)
        at = cue.end
    since = found[0].start == end and found[0].kind in {"yoy", "pop"} if found else False
    amount = any(cue.word.endswith(_AMOUNTS) for cue in found)
    return [] if since and not amount else found


def _goes_on(text: str, cue: Cue) -> bool:
    """True where a change word behind a figure goes on to another figure (的增长到…)."""
    return text[cue.end : cue.end + 1] in {"到", "至"}
