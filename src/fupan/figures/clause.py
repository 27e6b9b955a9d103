"""What the words around one figure say: the verb that governs it, what it is compared with, its formula and role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.figures.cue import Cue, CueKind

_FILLER = re.compile(
    r"(?:[了到至为达出过于约近超逾仅只有是在成回共各就即花做收签卖赚用投招丢拿还也却压来那:：\s*_“”\"'（(~的]"
    r"|将近|接近|大约|高达|达到|分别|依次|控制|突破|不足|不到|大致|差不多|那么|每[^，。；、]{1,3}?"
    r"|合计|整整|净|保持|维持|稳定|去)*"
)
_TO = re.compile(r"[到至为成回在]")
_NOUN_OF_CHANGE = ("幅", "速", "量", "额", "率", "度")
_BOUNDS = frozenset(("超", "超过", "高于", "低于", "多于", "少于", "不及", "突破"))
_CHANGES = frozenset(("up", "down", "below", "above", "gap", "neutral"))
_FORMULAS = frozenset(("attainment", "gap", "share", "yoy", "pop", "growth"))
_ROLES = frozenset(("role", "time", "scheme", "rival", "opening"))
_TAIL_REACH = 8
_LINKS = frozenset("的之 *_年度全")
_FULFIL = frozenset(("完成", "达成", "实现"))
_APART = frozenset((
    "比", "较", "距", "距离", "离", "没到", "未到", "没达到", "未达到", "没压到", "没有达到", "未能达到", "没够到",
    "没降到",
))  # fmt: skip


@dataclass(slots=True)
class Clause:
    """The words of one figure: ``compared`` are the cues of what it is compared with, ``whole`` of its whole.

    ``lead`` are its words from the start of the clause up to the figure, ``kinds`` the kinds of its own cues.
    """

    governor: Cue | None = None
    to_level: bool = False
    from_level: bool = False
    compared: list[Cue] = field(default_factory=list)
    whole: list[Cue] = field(default_factory=list)
    subject: list[Cue] = field(default_factory=list)
    is_compared: bool = False
    formula: Cue | None = None
    roles: list[Cue] = field(default_factory=list)
    tail: list[Cue] = field(default_factory=list)
    did: bool = False
    fulfils: bool = False
    part_of: bool = False
    than: Cue | None = None
    comparing: Cue | None = None
    lead: str = ""
    kinds: frozenset[CueKind] = frozenset()

    def has(self, kind: CueKind) -> bool:
        """True where a word of this kind stands in the clause, before the figure or right behind it."""
        return kind in self.kinds

    @property
    def base(self) -> Role | None:
        """The role that the figure is compared with, where its clause says so."""
        for cue in reversed(self.compared):
            if cue.kind in {"role", "time", "rival", "opening"} or (cue.kind == "member" and cue.meaning.role):
                return cue.meaning.role
            if cue.kind == "scheme":
                return Role.TARGET
        return None


def adjacent(text: str, end: int, start: int) -> bool:
    """True where only filler stands between ``end`` and ``start``."""
    return start - end <= 12 and _FILLER.fullmatch(text, end, start) is not None


def read_clause(text: str, mention: Mention, own: Sequence[Cue], tail: Sequence[Cue], lead: str) -> Clause:
    """The clause of ``mention`` from the cues before it in its clause (``own``) and right behind it (``tail``).

    ``lead`` are its words from the start of the clause up to the figure.
    """
    clause = Clause(lead=lead)
    cues = _without_bound(text, mention, own)
    cues = _governor(text, mention, cues, clause)
    _regions(text, mention, cues, clause)
    clause.tail = _near(text, mention.end, tail)
    behind = clause.tail[0] if clause.tail else None
    if clause.governor is None and behind is not None and behind.kind in {"up", "down"}:
        clause.governor = None if _goes_on(text, behind) else behind
    for cue in [*clause.subject, *clause.whole, *clause.tail]:
        if cue.kind in _FORMULAS and (cue.kind not in {"gap", "growth"} or clause.formula is None):
            clause.formula = cue
    clause.kinds = frozenset(cue.kind for cue in (*clause.subject, *clause.tail))
    clause.roles = [cue for cue in clause.subject if cue.kind in _ROLES]
    clause.fulfils = any(cue.kind == "did" and cue.word in _FULFIL for cue in clause.subject)
    clause.did = "did" in clause.kinds
    clause.part_of = "的" in lead[-2:]
    return clause


def _without_bound(text: str, mention: Mention, own: Sequence[Cue]) -> list[Cue]:
    """The cues without the bound word of the figure itself (超 in 增长超四成), unless it compares (比目标超…)."""
    cues = list(own)
    while cues and cues[-1].word in _BOUNDS and adjacent(text, cues[-1].end, mention.start):
        compares = any(cue.kind == "than" for cue in cues[:-1])
        if compares and not any(cue.kind in {"up", "down"} for cue in cues[:-1]):
            break
        cues.pop()
    return cues


def _governor(text: str, mention: Mention, cues: list[Cue], clause: Clause) -> list[Cue]:
    """Take the governing change word off the end of ``cues``: 增长 13%, 高于目标 2 个百分点, 升至 43%."""
    if not cues or not adjacent(text, cues[-1].end, mention.start):
        return cues
    if len(cues) > 1 and cues[-1].kind == "did" and len(cues[-1].word) == 1 and cues[-2].kind in {"below", "above"}:
        cues = cues[:-1]  # 多签的1.68亿元
    last = cues[-1]
    if last.kind in _CHANGES:
        clause.governor = last
        between = text[last.end : mention.start]
        leads = last.word[-1] in "到至" or last.kind == "neutral" or bool(_TO.search(between))
        clause.to_level = leads and not last.word.endswith(_NOUN_OF_CHANGE) and last.kind in {"up", "down", "neutral"}
        return cues[:-1]
    if len(cues) < 2 or cues[-2].kind not in {"below", "above"} or last.start - cues[-2].end > 1:
        return cues
    if last.kind in _ROLES or last.meaning.role:
        if "的" in text[last.end : mention.start]:  # 低于去年的74%: the figure is last year's
            clause.comparing, clause.is_compared = cues[-2], True
        else:
            clause.governor = cues[-2]
        clause.compared = [last]
        return cues[:-2]
    return cues


def _regions(text: str, mention: Mention, cues: list[Cue], clause: Clause) -> None:
    """Part the cues into subject, what is compared with (比…), and the whole that the figure is part of (占…的)."""
    region = clause.subject
    for index, cue in enumerate(cues):
        if cue.kind == "upon":
            clause.compared += [one for one in clause.subject if one.kind in _ROLES]
            clause.subject[:] = [one for one in clause.subject if one.kind not in _ROLES]
        elif cue.kind == "than" and _compares(cues[index + 1 :], clause):
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
        else:
            region.append(cue)
            if cue.kind in {"yoy", "pop"} and region is not clause.subject:
                clause.subject.append(cue)
    if clause.governor is None and (clause.compared or (clause.than and text[mention.start - 1] == "的")):
        clause.is_compared = True


def _stands_for(text: str, cue: Cue, mention: Mention) -> bool:
    """离93%, 离咱们私底下喊过的10.5亿元: the figure is what is compared with."""
    return adjacent(text, cue.end, mention.start) or text[mention.start - 1] == "的"


def _compares(rest: list[Cue], clause: Clause) -> bool:
    """与 and 同 also join names: they compare only where a role or time follows."""
    return clause.governor is not None or any(cue.kind in _ROLES or cue.meaning.role is not None for cue in rest)


def _near(text: str, end: int, tail: Sequence[Cue]) -> list[Cue]:
    """The cues right behind a figure: 46%的目标, 820万元缺口, 18%的同比增长."""
    found: list[Cue] = []
    at = end
    for cue in tail:
        gap = text[at : cue.start]
        follows = not found and not gap and cue.kind in {"up", "down"}
        if cue.start - end > _TAIL_REACH or set(gap) - _LINKS or follows:
            break
        found.append(cue)
        at = cue.end
    return found


def _goes_on(text: str, cue: Cue) -> bool:
    """True where a change word behind a figure goes on to another figure (的增长到…)."""
    return text[cue.end : cue.end + 1] in {"到", "至"}
