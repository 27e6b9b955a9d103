"""The word that governs a figure: 增长 13%, 高于目标 2 个百分点, 升至 43%, 环比降幅更达到 15.1%."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from fupan.domain.mention import Mention
from fupan.figures.late import late
from fupan.figures.read.clause import NOUN_OF_CHANGE, Clause
from fupan.figures.read.cue import Cue, CueKind, Meaning, cue_at

_FILLER = late(
    r"(?:[了着到至为达出过于约近小超逾仅只有是在成回共各就即花做收签卖赚用投招丢拿还也却压来那:：\s*_“”\"'（(~的]"
    r"|将近|接近|大约|高达|达到|分别|依次|控制|突破|不足|不到|大致|差不多|那么|每[^，。；、]{1,3}?"
    r"|合计|整整|净|保持|维持|稳定|去)*"
)
_TO = late(r"[到至为成回在]")
_LEADS, _PAIR = 6, 2
_PARTED = late("[，。；、,;（(：:的比较]")
_LEVEL = late("[更则仍也还]?是?高?达到?[了约近]?")
_BOUNDS = frozenset(("超", "超过", "高于", "低于", "多于", "少于", "不及", "突破"))
_EXCEEDING = frozenset(("超", "超过"))
_MORE = late(
    "(?<![很许诸众不太较更最至大减增])([多少])[^家个名次年元种项万亿位台条款门成倍数半于是为的达样重边方点量部层角头轮批期日天月套"
    "了，。；、：\\s0-9][^，。；、：的\\s0-9]?[到出]?[了出来掉]{0,2}$"
)
"""多跑了, 少发, 多接了: by how much more or less was done, whatever the verb."""
_GOVERNED = late("(?:的|[多少高低][一-鿿]?[出了掉])[ *_]{0,3}$")
"""What goes before a bound that says neither 超 nor 低于 itself by how much."""
_ADDED = late("(?<![增参附更外累添施])(加)了?(?:不足|不到|将?近|约|超过?)?$")
"""在10月基础上加136万."""
_NET = late("净[增减新](?:[加少长])?(?P<noun>[一-鿿]{2,6})[ *_约]{0,3}$")
"""净减少影城3家: the verb governs over its noun."""
_NET_REACH = 14
_OF_PERIOD = late("(?:半年|年|季|月)度?的?")
"""超出半年目标: what a goal is for parts it from the word that compares with it."""
_CHANGES = frozenset(("up", "down", "below", "above", "gap", "neutral", "better", "worse"))
_NOUNS = ("幅度", "幅", "部分", "金额", "额", "量")
_MOVES = frozenset(("up", "down", "neutral", "better", "worse"))
_GOAL_WORDS = frozenset(("role", "scheme"))
ROLES = frozenset(("role", "time", "scheme", "rival", "opening"))


def adjacent(text: str, end: int, start: int) -> bool:
    """True where only filler stands between ``end`` and ``start``."""
    return start - end <= 12 and _FILLER.fullmatch(text, end, start) is not None


def without_bound(text: str, mention: Mention, own: Sequence[Cue], lead: str) -> list[Cue]:
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
        if _GOVERNED.search(text, 0, cues[-1].start):
            cues.pop()  # 比今年多出超950万元; 比上年的超250万元高
            break
        compares = any(cue.kind == "than" for cue in cues[:-1])
        if compares and not any(cue.kind in {"up", "down"} for cue in cues[:-1]):
            break
        cues.pop()
    return cues


def take_governor(text: str, mention: Mention, cues: list[Cue], clause: Clause) -> list[Cue]:
    """Take the governing change word off the end of ``cues``: 增长 13%, 高于目标 2 个百分点, 升至 43%."""
    cues = _with_verb(text, mention, cues)
    noun = _measured(text, mention, cues)
    if noun is not None:
        clause.governor = cues[noun]
        return [*cues[:noun], *(cue for cue in cues[noun + 1 :] if cue.kind == "zip")]
    net = _net(text, mention, cues)
    if net is not None:
        clause.governor = net
        return [cue for cue in cues if cue.start < net.start or cue.start >= net.end]
    if not cues or not adjacent(text, cues[-1].end, mention.start):
        return cues
    if len(cues) > 1 and cues[-1].kind == "did" and len(cues[-1].word) == 1 and cues[-2].kind in {"below", "above"}:
        cues = cues[:-1]  # 多签的1.68亿元
    last = cues[-1]
    told = cues[-2] if last.kind == "zip" and len(cues) > 1 else last
    if told is not last and told.kind in _CHANGES and told.word.endswith(_NOUNS):
        clause.governor = told
        return [*cues[:-2], last]  # 超额幅度分别为150万元、190万元
    if last.kind in _CHANGES:
        clause.governor = last
        between = text[last.end : mention.start]
        leads = last.word[-1] in "到至" or last.kind == "neutral" or bool(_TO.search(between))
        clause.to_level = leads and not last.word.endswith(NOUN_OF_CHANGE) and last.kind in _MOVES
        return cues[:-1]
    past = _past_goal(text, cues)
    if past is not None:
        clause.governor, clause.beside = cues[past], True
        clause.compared = [cue for cue in cues[past + 1 :] if cue.kind in _GOAL_WORDS]
        return [*cues[:past], *(cue for cue in cues[past + 1 :] if cue.kind == "metric")]
    if len(cues) < _PAIR or cues[-2].kind not in {"below", "above"}:
        return cues
    if last.start - cues[-2].end > 1 and not _OF_PERIOD.fullmatch(text, cues[-2].end, last.start):
        return cues
    if last.kind in ROLES or last.meaning.role:
        if "的" in text[last.end : mention.start]:  # 低于去年的74%: the figure is last year's
            clause.comparing, clause.is_compared = cues[-2], True
        else:
            clause.governor, clause.beside = cues[-2], True
        clause.compared = [last]
        return cues[:-2]
    return cues


def _past_goal(text: str, cues: Sequence[Cue]) -> int | None:
    """The place of the word in 超出年度利润目标112万元, 低于计划销量1500吨: past the goal of a metric, by how much."""
    for place in range(len(cues) - 3, max(-1, len(cues) - 5), -1):
        if cues[place].kind not in {"below", "above"}:
            continue
        kinds = ["goal" if cue.kind in _GOAL_WORDS else cue.kind for cue in cues[place + 1 :]]
        named = "goal" in kinds and len(set(kinds)) == len(kinds) and {"goal", "metric", "total"}.issuperset(kinds)
        close = all(after.start - cue.end <= 2 for cue, after in itertools.pairwise(cues[place:]))
        return place if named and close and text[cues[-1].end : cues[-1].end + 1] != "的" else None
    return None


def _measured(text: str, mention: Mention, cues: Sequence[Cue]) -> int | None:
    """The place of the noun in 环比降幅更达到15.1%, 降幅依次为19.2%和14.5%, where the rest but leads to the figure."""
    for place in range(len(cues) - 1, -1, -1):
        cue = cues[place]
        if cue.kind in {"up", "down"} and cue.word.endswith("幅"):
            between = text[cue.end : mention.start]
            plain = len(between) <= _LEADS and not _PARTED.search(between) and not between.endswith(("到", "至"))
            return place if plain or _LEVEL.fullmatch(between) else None
        if cue.kind not in {"did", "noise", "zip"} and cue.word[-1] not in "高达":
            return None
    return None


def _net(text: str, mention: Mention, cues: Sequence[Cue]) -> Cue | None:
    """The verb of 净减少影城3家, where nothing but a metric stands before the figure."""
    found = _NET.search(text, max(0, mention.start - _NET_REACH), mention.start) if mention.kind == "count" else None
    if found is None or not cues or cues[-1].kind != "metric":
        return None
    end = found.start("noun")
    verbs = [cue for cue in cues if found.start() <= cue.start < end and cue.kind in {"up", "down"}]
    if not verbs or any(cue.kind != "metric" for cue in cues if cue.start >= end):
        return None
    return cue_at(found.start(), end, text[found.start() : end], Meaning(verbs[0].kind))


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
