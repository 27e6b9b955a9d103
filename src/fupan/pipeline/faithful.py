"""What a small llm's rewrite must keep: the material's words, the order of its figures, and what is still to come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fupan.domain.brief import StepBrief
from fupan.figures.words import content_words
from fupan.pipeline.accept import CLAUSE, added_clauses
from fupan.pipeline.cut_words import cut_words
from fupan.pipeline.formal_words import colloquial, written_forms
from fupan.pipeline.slots import MARK, marks_in, without_marks
from fupan.resources import data

_KEPT_WORDS = 0.72
"""Share of the material's content words that must be in the reply; below it something was left out."""
_KEPT_BESIDE = 0.5
_NOVEL_FREE, _NOVEL_SHARE = 1, 0.04
"""So many characters that the material does not have may be new, or this share of its length."""
_WINDOW = 6
_DONE = re.compile(r"了|已经|过了")
_REACHED = re.compile(r"(?:达到|实现|完成)(?=\{\{)")
_RESULTS = "好完妥齐"
"""备好 is done, 准备 is not: the complement that says so stays."""
_FROM_REACHING = re.compile(r"从[^，。；：]{1,24}(?:达到|实现|完成)\{\{")
_DENIED = re.compile("没有([㐀-鿿]{2})")
_DENIALS = ("没有", "没", "无", "并无", "尚无", "缺", "缺少", "缺乏", "未", "未有", "未能", "尚未")
TO_COME = frozenset(
    ("smart", "strategy", "risk-response", "task-breakdown", "resource-request", "shortfall-training", "pain-incentive")
)
"""Patterns that speak of what is still to be done."""


def unfaithful(reply: str, brief: StepBrief, composed: str, pattern: str) -> Iterator[str]:
    """What the reply changed of the material's meaning, each as a Chinese remark; nothing where it is faithful."""
    for clause in added_clauses(without_marks(reply), composed):
        yield f"素材里没有“{clause}”"
    words = content_words(without_marks(composed, "，"))
    kept = words & content_words(without_marks(reply, "，"))
    if len(kept) < _KEPT_WORDS * len(words):
        yield "漏了素材里的内容，请保留原句的词，只理顺语句"
    for place in cut_words(reply, composed):
        yield f"“{place}”缺了字或错了字，请照原词写"
    planned = pattern in TO_COME
    forms = written_forms(composed, planned=planned)
    novel = _novel(without_marks(reply), composed, forms)
    if len(novel) > max(_NOVEL_FREE, _NOVEL_SHARE * len(composed)):
        yield f"换了素材的说法（{novel}），请保留原来的词"
    yield from _shifted(reply, composed, "".join(forms))
    if marks_in(reply) != marks_in(composed):
        yield "数字的先后次序变了"
    for denied in _DENIED.findall(composed):
        if denied in reply and not any(f"{denial}{denied}" in reply for denial in _DENIALS):
            yield f"素材说“没有{denied}”，不要改成别的意思"  # 没有标准合同 is not 未达到标准合同
    if planned and any(len(told.findall(reply)) > len(told.findall(composed)) for told in (_DONE, _REACHED)):
        yield "这是还没做的事，不要写成已经做了"
    if not planned and reply.count("将") > composed.count("将"):
        yield "这是已经有的事，不要写成将来"
    beside = _beside(composed)
    clauses = {name: clause for clause in CLAUSE.split(reply) for name in marks_in(clause)}
    for slot in brief.slots:
        wanted = beside.get(slot.name, set())
        have = content_words(without_marks(clauses.get(slot.name, ""), "，"))
        if len(wanted & have) < _KEPT_BESIDE * len(wanted):
            yield f"{slot.mark}前后的话走样了，请照原句写"


def _shifted(reply: str, composed: str, forms: str) -> Iterator[str]:
    """Words and stops that carry meaning, put in or left out; ``forms`` are those that may stand for others."""
    words = data("wording")
    for word in words["loaded"]:
        if word in reply and word not in composed and word not in forms:
            yield f"素材没有说“{word}”"
    for word in words["hedges"]:
        if word in composed and word not in reply and not _rewritten(word, composed, reply):
            yield f"漏了“{word}”，意思变了"
    for char in _RESULTS:
        if composed.count(char) > reply.count(char) and not _rewritten(char, composed, reply):
            yield f"漏了“{char}”，意思变了"
    if reply.count("的") < composed.count("的"):
        yield "不要去掉“的”"
    if reply.count("；") > composed.rstrip("。").count("；") + composed.rstrip("。").count("。"):
        yield "不要把逗号改成分号"
    if _FROM_REACHING.search(reply):
        yield "“从……”后面写“到”"


def _rewritten(part: str, composed: str, reply: str) -> bool:
    """Whether a word that holds ``part`` has one of its written forms in the reply."""
    return any(part in match[0] and any(form in reply for form in forms) for match, forms in colloquial(composed))


def _novel(text: str, known: str, forms: Iterable[str]) -> str:
    """The characters of ``text`` that neither the material, nor ``forms``, nor the neutral words hold."""
    neutral = sorted({*data("wording")["neutral"], *forms}, key=len, reverse=True)
    rest = re.sub("|".join(map(re.escape, neutral)), "", text)
    return "".join(char for char in rest if "㐀" <= char <= "鿿" and char not in known)


def _beside(text: str) -> dict[str, set[str]]:
    """Slot name → the content words right in front of it, within its clause."""
    found: dict[str, set[str]] = {}
    for clause in CLAUSE.split(text):
        for match in MARK.finditer(clause):
            before = MARK.split(clause[: match.start()])[-1]
            found[match[1]] = content_words(before[-_WINDOW:])
    return found
