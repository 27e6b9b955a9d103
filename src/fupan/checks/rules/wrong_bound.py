"""wrong-bound: 超, 近, 不足, 逾 on the wrong side of the value."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.checks.rule import Rule, RuleDocs
from fupan.checks.subject import Subject
from fupan.checks.telling import fact_told, fact_value
from fupan.domain.finding import Finding

ID = "wrong-bound"


def find(subject: Subject) -> Iterator[Finding]:
    """Figures whose bound word does not hold for the fact."""
    for verdict, fact in subject.at_odds(ID):
        mention = verdict.mention
        message = f"「{mention.approx}」用错了：{fact_told(fact)}，不能说{mention.approx} {mention.text}"
        yield subject.finding(
            ID, "error", (mention.start, mention.end), message, expected=fact_value(fact), source=fact.id
        )


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
