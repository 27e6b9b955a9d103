"""wrong-role: target given as actual, actual as target, this year's as last year's."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.checks.rule import Rule, RuleDocs
from fupan.checks.subject import Subject
from fupan.checks.telling import fact_name, fact_told, fact_value, repaired
from fupan.domain.finding import Finding

ID = "wrong-role"


def find(subject: Subject) -> Iterator[Finding]:
    """Figures that are the value of another role of the same metric and member."""
    for verdict, fact in subject.at_odds(ID):
        mention, other = verdict.mention, verdict.found
        assert other is not None  # this fault is only told of the value of a role
        message = f"「{mention.text}」口径错了：这个数是{fact_name(other)}，而{fact_told(fact)}"
        yield subject.finding(
            ID, "error", (mention.start, mention.end), message,
            expected=fact_value(fact), source=fact.id, fix=repaired(verdict, fact),
        )  # fmt: skip


RULE = Rule(
    ID,
    "error",
    RuleDocs(
        finds="同一指标、同一对象，把目标说成实际、把去年说成今年、把计划说成实际等。",
        why="数字是真的，话是假的，最难被发现。",
        wrong="华东实际完成 4800 万元。（4800 是目标，实际 4080）",
        right="华东实际完成 4080 万元。",
        mend="换成这个口径的数，或者把口径的说法改对。",
    ),
    find,
)
