"""wrong-bound: 超, 近, 不足, 逾 on the wrong side of the value."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.checks.rule import Rule, RuleDocs
from fupan.checks.subject import Subject
from fupan.checks.telling import fact_told, fact_value
from fupan.domain.finding import Finding
from fupan.domain.mention import Mention
from fupan.figures.agreement import is_upper
from fupan.figures.verdict import Verdict

ID = "wrong-bound"
_FIFTHS = 5
_BEHIND = frozenset(("强", "弱", "出头", "有余", "开外"))
"""Bound words that stand behind their figure."""


def find(subject: Subject) -> Iterator[Finding]:
    """Figures whose bound word does not hold for the fact."""
    for verdict, fact in subject.at_odds(ID):
        mention = verdict.mention
        bound = mention.approx or ""
        said = f"{mention.text}{bound}" if bound in _BEHIND else f"{bound} {mention.text}"
        message = f"「{bound}」用错了：{fact_told(fact)}，不能说{said}"
        yield subject.finding(
            ID, "error", (mention.start, mention.end), message, expected=fact_value(fact), source=fact.id
        )
    for verdict in subject.faulty(ID):
        if verdict.expected is None:
            yield _reckoned(subject, verdict)


def _reckoned(subject: Subject, verdict: Verdict) -> Finding:
    """The finding on a figure that a note, or a step from figures before it, puts on the other side of its bound."""
    mention, note = verdict.mention, verdict.note
    span, wrong = (mention.start, mention.end), f"「{mention.approx}」用错了"
    side = "大于" if is_upper(mention) else "小于"
    if note is None:
        return subject.finding(ID, "error", span, f"{wrong}：由前文和数据表的数算出来{side} {mention.text}")
    if _beside(mention, note.mention):
        said = f"{wrong}：和要点里的「{note.mention.approx or ''}{note.mention.text}」合不上"
    else:
        said = f"{wrong}：由要点里的数算出来{side} {mention.text}"
    return subject.finding(ID, "error", span, f"{said}：{note.text}", source=f"note:{note.note}")


def _beside(mention: Mention, noted: Mention) -> bool:
    """True where the note tells the very amount, and not one that it is reckoned from (场均 of 1245万元)."""
    if noted.value is None or mention.value is None or noted.unit != mention.unit:
        return False
    return abs(abs(noted.value) - abs(mention.value)) * _FIFTHS <= abs(mention.value)


RULE = Rule(
    ID,
    "error",
    RuleDocs(
        finds="「超、突破、逾」后面的数比实际大，或者「近、不足、不到」后面的数比实际小。",
        why="差一点没到和已经超过是两回事。",
        wrong="监护设备收入突破 1.1 亿元。（实际 1.026 亿元）",
        right="监护设备收入突破 1 亿元。",
        mend="换一个界限词，或者写准确的数。",
    ),
    find,
)
