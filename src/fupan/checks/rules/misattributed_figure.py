"""misattributed-figure: a right value given to the wrong metric, member or period."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.checks.rule import Rule, RuleDocs
from fupan.checks.subject import Subject
from fupan.checks.telling import fact_name, fact_told, fact_value, repaired
from fupan.domain.finding import Finding

ID = "misattributed-figure"


def find(subject: Subject) -> Iterator[Finding]:
    """Figures that belong to another metric, member or period than their words say."""
    for verdict in subject.faulty(ID):
        mention, fact, other = verdict.mention, verdict.expected, verdict.found
        assert other is not None  # this fault is only told of the value of another fact
        span = mention.start, mention.end
        if fact is not None:
            message = f"「{mention.text}」张冠李戴：这个数是{fact_name(other)}，而{fact_told(fact)}"
            yield subject.finding(
                ID, "error", span, message, expected=fact_value(fact), source=fact.id,
                fix=repaired(verdict, fact),
            )  # fmt: skip
        else:
            message = f"「{mention.text}」张冠李戴：这个数是{fact_name(other)}，和这里说的对不上"
            yield subject.finding(ID, "error", span, message, source=other.id)


RULE = Rule(
    ID,
    "error",
    RuleDocs(
        finds="数值在数据表或要点里有，但属于另一个指标、另一个对象或另一个时段。",
        why="华东的业绩写成华南的，比写错一位数更伤人。",
        wrong="华南完成销售额 4080 万元。（4080 是华东的，华南是 2040）",
        right="华南完成销售额 2040 万元。",
        mend="换成这个对象的数，或者把对象的名字改对。",
    ),
    find,
)
