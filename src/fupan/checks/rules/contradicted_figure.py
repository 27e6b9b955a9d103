"""contradicted-figure: metric, member, period and role point at a fact with another value."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.checks.rule import Rule, RuleDocs
from fupan.checks.subject import Subject
from fupan.checks.telling import fact_told, fact_value, repaired
from fupan.domain.finding import Finding

ID = "contradicted-figure"


def find(subject: Subject) -> Iterator[Finding]:
    """Figures whose words name one fact or note with another value, and times of which a note has another."""
    for verdict, fact in subject.at_odds(ID):
        mention = verdict.mention
        message = f"「{mention.text}」与数据表不符：{fact_told(fact)}"
        yield subject.finding(
            ID, "error", (mention.start, mention.end), message,
            expected=fact_value(fact), source=fact.id, fix=repaired(verdict, fact),
        )  # fmt: skip
    for verdict, note in subject.at_odds_with_note(ID):
        mention, said = verdict.mention, note.mention.text
        message = f"「{mention.text}」与要点不符，要点里是「{said}」：{note.text}"
        span = mention.start, mention.end
        yield subject.finding(ID, "error", span, message, expected=said, source=f"note:{note.note}")
    for span, said, retold in subject.mistimed:
        message = f"「{subject.text[slice(*span)]}」与要点不符，要点里是「{said}」：{retold.text}"
        yield subject.finding(ID, "error", span, message, expected=said, source=f"note:{retold.id}")


RULE = Rule(
    ID,
    "error",
    RuleDocs(
        finds="文字已经说清是哪个指标、哪个对象、哪个口径，数值却和数据表或要点不一样；转述一条要点，时间却不是要点里的。",
        why="读者会拿它和报表对，一对就露馅。",
        wrong="华东完成销售额 4180 万元。（数据表：4080 万元）",
        right="华东完成销售额 4080 万元。",
        mend="改成数据表里的数；数据表错了就改数据表。",
    ),
    find,
)
