"""What a reply must satisfy before it stands in a draft: the acceptance check of one step.

A reply is measured against the step's material: every slot exactly once, each beside the words it stood beside, the
names, times and directions kept, no number of its own, whole sentences, no echo of instructions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from fupan.domain.brief import StepBrief
from fupan.figures.scan.extract import extract
from fupan.figures.words import content_words
from fupan.pipeline.slots import MARK, marks_in, without_marks

CLAUSE = re.compile(r"[，。；：！？、,;!?\n]")
_DIGITS = re.compile(r"[0-9０-９]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]{1,}")
_UP = re.compile(r"增长|上升|提升|提高|增加|上涨|涨|扩大|升至|增至|延长|回升|提到|拉高|多做|新增|拖到")
_DOWN = re.compile(
    r"下降|降低|减少|下滑|缩短|下跌|回落|收窄|降至|降到|降价|跌|萎缩|拉低|压低|压到|压缩|缩减|压价|掉|缩到|砍|流失"
)
_BELOW = re.compile(r"缺口|低于|未达|未完成|不足|差距|没完成|没达标|差\{\{|少\{\{|只做|只有|才做|仅")
_ABOVE = re.compile(r"超出|超额|高于|超过|超目标|超")
_ECHO = re.compile(
    r"素材|改写|占位符|以下是|根据您|作为一名|作为AI|好的，|\{\{|\}\}|```|</?[a-z]+>|^#|^\s*[-*•]\s", re.MULTILINE
)
_END = "。！？"
_CLAUSE_WORDS, _CLAUSE_SHARE = 3, 0.4
"""A clause of fewer content words is a turn of phrase; below this share of known ones it says something of its own."""
_SHORTEST, _LONGEST = 0.5, 2.4


def faults(reply: str, brief: StepBrief, composed: str) -> list[str]:
    """What is wrong with a reply, each as a Chinese remark that can be given back to the llm; empty: accepted.

    ``composed`` is the composer's text of the same material: the measure for length and words.
    """
    found = [*_slot_faults(reply, brief)]
    if found:
        return found
    plain = without_marks(reply)
    if _ECHO.search(plain):
        found.append("不要复述要求，只写正文")
    if not plain or plain[-1] not in _END:
        found.append("句子没有写完整")
    length, measure = len(reply), len(composed)
    if not _SHORTEST * measure <= length <= max(_LONGEST * measure, measure + 60):
        found.append("篇幅与素材相差太大")
    found += _number_faults(reply, composed)
    found += _word_faults(reply, composed)
    found += _swap_faults(reply, composed, brief)
    return found


def added_clauses(text: str, known: str) -> list[str]:
    """Clauses of ``text`` most of whose content words ``known`` does not hold."""
    words = content_words(known)
    found: list[str] = []
    for clause in CLAUSE.split(text):
        own = content_words(without_marks(clause))
        if len(own) >= _CLAUSE_WORDS and len(own & words) < _CLAUSE_SHARE * len(own):
            found.append(clause.strip())
    return found


def _slot_faults(reply: str, brief: StepBrief) -> Iterator[str]:
    counted = Counter(marks_in(reply))
    for slot in brief.slots:
        if counted[slot.name] == 0:
            yield f"漏了{slot.mark}（{slot.label}）"
        elif counted[slot.name] > 1:
            yield f"{slot.mark}只能出现一次"
    known = {slot.name for slot in brief.slots}
    for name in counted:
        if name not in known:
            yield f"没有{{{{{name}}}}}这个占位符"


def _number_faults(reply: str, composed: str) -> Iterator[str]:
    allowed = Counter(_DIGITS.findall(without_marks(composed, " ")))
    written = Counter(_DIGITS.findall(without_marks(reply, " ")))
    if written - allowed:
        yield "不要自己写数字，数字只用占位符"
    # 1:1 filler keeps a number in Chinese numerals apart from the slot beside it
    known = {mention.text for mention in extract(without_marks(composed, "□"))}
    for mention in extract(without_marks(reply, "□")):
        if mention.text not in known:
            yield f"素材里没有“{mention.text}”"


def _word_faults(reply: str, composed: str) -> Iterator[str]:
    plain = without_marks(reply)
    for word in dict.fromkeys(_LATIN.findall(without_marks(composed))):
        if word not in plain:
            yield f"漏了“{word}”"
    for word in dict.fromkeys(_LATIN.findall(plain)):
        if word not in composed:
            yield f"素材里没有“{word}”"
    for digits in dict.fromkeys(_DIGITS.findall(without_marks(composed, " "))):
        if digits not in plain:
            yield f"漏了“{digits}”"


def _clauses(text: str) -> dict[str, str]:
    """Slot name → the clause it stands in, other slots blanked."""
    found: dict[str, str] = {}
    for clause in CLAUSE.split(text):
        for name in marks_in(clause):
            found[name] = clause
    return found


def _near(text: str, name: str) -> str:
    """The words in front of a slot, up to the slot before it, and the few behind it."""
    match = next(match for match in MARK.finditer(text) if match[1] == name)
    before = MARK.split(text[max(0, match.start() - 24) : match.start()])[-1]
    return before + "□" + MARK.split(text[match.end() : match.end() + 6])[0]


def _swap_faults(reply: str, composed: str, brief: StepBrief) -> Iterator[str]:
    ours, theirs = _clauses(composed), _clauses(reply)
    for slot in brief.slots:
        mine, written = ours[slot.name], theirs[slot.name]
        for up, down, word in ((_UP, _DOWN, "增减方向"), (_ABOVE, _BELOW, "高低方向")):
            if _opposed(mine, written, up, down):
                yield f"{slot.mark}的{word}不对"
    near = {slot.name: _near(composed, slot.name) for slot in brief.slots}
    for slot in brief.slots:
        around = _near(reply, slot.name)
        own = _likeness(around, near[slot.name])
        rival = max(
            (
                _likeness(around, near[other.name])
                for other in brief.slots
                if _alike(slot.shown, other.shown, slot, other)
            ),
            default=0.0,
        )
        if rival > own + 0.15:
            yield f"{slot.mark}（{slot.label}）放错了位置"


def _opposed(mine: str, written: str, up: re.Pattern[str], down: re.Pattern[str]) -> bool:
    """Whether the material's clause goes one way only, and the written one the other way or neither."""
    return (_only(mine, up, down) and not up.search(written)) or (_only(mine, down, up) and not down.search(written))


def _only(text: str, wanted: re.Pattern[str], other: re.Pattern[str]) -> bool:
    return wanted.search(text) is not None and other.search(text) is None


def _alike(mine: str, others: str, slot: object, other: object) -> bool:
    unit = re.compile(r"[0-9.,]+")
    return slot is not other and unit.sub("", mine) == unit.sub("", others)


def _likeness(one: str, two: str) -> float:
    """Share of the character pairs of ``one`` that ``two`` holds as well."""
    pairs = {one[i : i + 2] for i in range(len(one) - 1)}
    return len(pairs & {two[i : i + 2] for i in range(len(two) - 1)}) / len(pairs) if pairs else 0.0
