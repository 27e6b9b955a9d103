"""wrong-derivation: a rate, gap, share, sum or change that does not recompute; an order that is not so."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.checks.rule import Rule, RuleDocs
from fupan.checks.subject import Subject
from fupan.checks.telling import fact_told, fact_value, repaired
from fupan.checks.telling_claims import told_claim
from fupan.domain.finding import Finding

ID = "wrong-derivation"


def find(subject: Subject) -> Iterator[Finding]:
    """Figures whose words name a formula with another result."""
    for verdict, fact in subject.at_odds(ID):
        mention = verdict.mention
        message = f"「{mention.text}」算得不对：{fact_told(fact)}"
        yield subject.finding(
            ID, "error", (mention.start, mention.end), message,
            expected=fact_value(fact), source=fact.id, fix=repaired(verdict, fact),
        )  # fmt: skip
    for claim in subject.claims:
        if claim.predicate is None:
            told = told_claim(claim)
            message = f"「{subject.text[slice(*claim.span)]}」不对：{told.message}"
            yield subject.finding(ID, "error", claim.span, message, expected=told.expected, source=told.source)


RULE = Rule(
    ID,
    "error",
    RuleDocs(
        finds="完成率、同比、环比、缺口、占比、合计、平均等，按数据表重算得到另一个数；不带数字的名次和比较（最高、垫底、"
        "次之、排名第二、华东高于华北、增速快于）与数据表不符。",
        why="算错的比率会让人怀疑所有的数。",
        wrong="华东目标 4800 万元，完成 4080 万元，完成率 86%。",
        right="华东目标 4800 万元，完成 4080 万元，完成率 85%。（4080 ÷ 4800 = 85.0%）",
        mend="按提示里的算式改；如果说的不是这个口径，把口径写清楚。",
    ),
    find,
)
