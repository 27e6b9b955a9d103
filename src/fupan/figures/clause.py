"""What the words around one figure say: the verb that governs it, what it is compared with, its formula and role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from fupan.domain.mention import Mention
from fupan.domain.role import Role
from fupan.figures.compared_with import is_base, unknown_move
from fupan.figures.cue import Cue, CueKind, Meaning, cue_at
from fupan.figures.late import late

_FILLER = late(
    r"(?:[了着到至为达出过于约近超逾仅只有是在成回共各就即花做收签卖赚用投招丢拿还也却压来那:：\s*_“”\"'（(~的]"
    r"|将近|接近|大约|高达|达到|分别|依次|控制|突破|不足|不到|大致|差不多|那么|每[^，。；、]{1,3}?"
    r"|合计|整整|净|保持|维持|稳定|去)*"
)
_TO = late(r"[到至为成回在]")
_NOUN_OF_CHANGE = ("幅", "速", "量", "额", "率", "度")
_BOUNDS = frozenset(("超", "超过", "高于", "低于", "多于", "少于", "不及", "突破"))
_EXCEEDING = frozenset(("超", "超过"))
_MORE = late(
    "(?<![很许诸众不太较更最至大减增])([多少])[^家个名次年元种项万亿位台条款门成倍数半于是为的达样重边方点量部层角头轮批期日天月套"
    "了，。；、：\\s0-9][^，。；、：的\\s0-9]?[到出]?[了出来掉]{0,2}$"
)
"""多跑了, 少发, 多接了: by how much more or less was done, whatever the verb."""
_ADDED = late("(?<![增参附更外累添施])(加)了?(?:不足|不到|将?近|约|超过?)?$")
"""在10月基础上加136万."""
_CHANGES = frozenset(("up", "down", "below", "above", "gap", "neutral"))
_FORMULAS = frozenset(("attainment", "gap", "share", "yoy", "pop", "growth"))
_ROLES = frozenset(("role", "time", "scheme", "rival", "opening"))
_TAIL_REACH = 8
_LINKS = frozenset("的之 *_年度全")
_PASSING = frozenset(("超额完成", "超出", "超了", "超", "高出", "多出", "低出", "beat"))
PLANNED = frozenset(("计划", "规划", "预期"))
_FULFIL = frozenset(("完成", "达成", "实现"))
_APART = frozenset((
    "比", "较", "距", "距离", "离", "没到", "未到", "没达到", "未达到", "没压到", "没有达到", "未能达到", "没够到",
    "没降到", "没够着", "没够上", "没做到", "没完成",
))  # fmt: skip


@dataclass(slots=True)
class Clause:
    """The words of one figure: ``compared`` are the cues of what it is compared with, ``whole`` of its whole.

    ``lead`` are its words from the start of the clause up to the figure, which ends at ``end``; ``kinds`` are the
    kinds of its own cues.
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
    end: int = 0
    kinds: frozenset[CueKind] = frozenset()

    @property
    def in_turn(self) -> bool:
        """分别, 依次, in what is compared with too: 较今年同季依次增长."""
        return self.has("zip") or any(cue.kind == "zip" for cue in self.compared)

    @property
    def of_another(self) -> bool:
        """是去年的1.2倍: measured by another value; 由上月的4.9倍升到… names one end of a change."""
        return self.part_of and not (self.from_level or self.to_level)

    def has(self, kind: CueKind) -> bool:
        """True where a word of this kind stands in the clause, before the figure or right behind it."""
        return kind in self.kinds

    @property
    def time(self) -> Role | None:
        """The role of the time that the clause names last."""
        return next((cue.meaning.role for cue in reversed(self.roles) if cue.kind == "time"), None)

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
    clause = Clause(lead=lead, end=mention.end)
    cues = _without_bound(text, mention, own, lead)
    cues = _governor(text, mention, cues, clause)
    if clause.governor is None and "+" in text[max(0, mention.start - 2) : mention.start + 1]:
        at = text.rindex("+", 0, mention.start + 1)
        if not text[at + 1 : mention.start].strip():  # 较三季度+208万: a signed figure is a change
            clause.governor = cue_at(at, at + 1, "+", Meaning("up"))
    _regions(text, mention, cues, clause)
    clause.tail = _near(text, mention.end, tail)
    held = next((cue.kind for cue in clause.tail if cue.kind != "each"), "")
    if held in {"above", "below"}:
        clause.tail = []  # 费用率14.8%超了目标, 95.2%、47.3%均好于目标: the target is what the figure is held against
    behind = clause.tail[0] if clause.tail else None
    if clause.governor is None and behind is not None and behind.kind in {"up", "down"}:
        clause.governor = None if _goes_on(text, behind) else behind
    _of_now(text, clause)
    _compare(text, mention, clause)
    for cue in [*clause.subject, *clause.whole, *clause.tail]:
        if cue.kind in _FORMULAS and (cue.kind not in {"gap", "growth"} or clause.formula is None):
            clause.formula = cue
    clause.kinds = frozenset([cue.kind for cue in (*clause.subject, *clause.tail)])
    clause.roles = [cue for cue in clause.subject if cue.kind in _ROLES]
    clause.did = "did" in clause.kinds
    clause.fulfils = clause.did and any(cue.kind == "did" and cue.word in _FULFIL for cue in clause.subject)
    clause.part_of = "的" in lead[-2:]
    return clause


def _of_now(text: str, clause: Clause) -> None:
    """与今年实际的增量11.2亿元相当: the change that this period made, not one from its value."""
    noun, last = clause.governor, clause.compared[-1:]
    own = noun is not None and noun.word.endswith(_NOUN_OF_CHANGE) and last and text[last[0].end : noun.start] == "的"
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


def _without_bound(text: str, mention: Mention, own: Sequence[Cue], lead: str) -> list[Cue]:
    """The cues without the bound word of the figure itself (超 in 增长超四成), unless it compares (比目标超…).

    A clause of nothing else (258万元，超18万元) tells by how much more often than it bounds.
    """
    cues = list(own)
    alone = len(cues) == 1 and lead.strip(" *_").removesuffix("了") == cues[0].word
    if alone and cues[0].word in _EXCEEDING and text[mention.end : mention.end + 1] != "的":
        return cues
    while cues and cues[-1].word in _BOUNDS and adjacent(text, cues[-1].end, mention.start):
        if text.startswith("着", cues[-1].end):
            break  # 超着1260万
        compares = any(cue.kind == "than" for cue in cues[:-1])
        if compares and not any(cue.kind in {"up", "down"} for cue in cues[:-1]):
            break
        cues.pop()
    return cues


def _governor(text: str, mention: Mention, cues: list[Cue], clause: Clause) -> list[Cue]:
    """Take the governing change word off the end of ``cues``: 增长 13%, 高于目标 2 个百分点, 升至 43%."""
    cues = _with_verb(text, mention, cues)
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


def _with_verb(text: str, mention: Mention, cues: list[Cue]) -> list[Cue]:
    """``cues`` with 多跑了 as one word before the figure, where no change word stands there already."""
    if cues and cues[-1].kind in _CHANGES and adjacent(text, cues[-1].end, mention.start):
        return cues
    words = text[max(0, mention.start - 7) : mention.start]
    found = _MORE.search(words) or _ADDED.search(words)
    if found is None:
        return cues
    start = mention.start - (found.end() - found.start())
    kept = [cue for cue in cues if cue.end <= start]
    if len(kept) < len(cues) and cues[len(kept)].start < start:
        return cues  # the character belongs to another word
    kinds: dict[str, CueKind] = {"多": "above", "加": "up"}
    meaning = Meaning(kinds.get(found[1], "below"))
    return [*kept, cue_at(start, mention.start, found[0], meaning)]


def _regions(text: str, mention: Mention, cues: list[Cue], clause: Clause) -> None:
    """Part the cues into subject, what is compared with (比…), and the whole that the figure is part of (占…的)."""
    region, upon = clause.subject, False
    for index, cue in enumerate(cues):
        if cue.kind == "upon":
            upon = True
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
        elif cue.kind in {"pop", "yoy"} and _is_member(cues[index + 1 : index + 2], cue.end):
            clause.subject.append(cue)  # 环比上半年多150台
            region = clause.compared
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
    if clause.governor is None and (clause.compared or (clause.than and text[mention.start - 1] == "的")):
        clause.is_compared = True


def _is_member(following: list[Cue], at: int) -> bool:
    """True where a member is named right there."""
    return bool(following) and following[0].kind == "member" and following[0].start == at


def _stands_for(text: str, cue: Cue, mention: Mention) -> bool:
    """离93%, 离咱们私底下喊过的10.5亿元: the figure is what is compared with."""
    return adjacent(text, cue.end, mention.start) or text[mention.start - 1] == "的"


def _compares(rest: list[Cue], clause: Clause) -> bool:
    """与 and 同 also join names: they compare only where a role or time follows."""
    return clause.governor is not None or any(
        cue.kind in _ROLES or cue.kind == "gap" or cue.meaning.role is not None for cue in rest
    )


def _near(text: str, end: int, tail: Sequence[Cue]) -> list[Cue]:
    """The cues right behind a figure: 46%的目标, 820万元缺口, 18%的同比增长."""
    found: list[Cue] = []
    at = end
    for cue in tail:
        gap = text[at : cue.start]
        follows = not found and not gap and cue.kind in {"up", "down"}
        if cue.start - end > _TAIL_REACH or set(gap) - _LINKS or follows or cue.kind == "loose":
            break
        found.append(cue)
        at = cue.end
    return found


def _goes_on(text: str, cue: Cue) -> bool:
    """True where a change word behind a figure goes on to another figure (的增长到…)."""
    return text[cue.end : cue.end + 1] in {"到", "至"}
