"""loose-rounding: rounded past what its precision allows, without 约."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.checks.rule import Rule, RuleDocs
from fupan.checks.slipped import slipped
from fupan.checks.subject import Subject
from fupan.checks.telling import fact_told, fact_value, rewritten
from fupan.domain.finding import Finding

ID = "loose-rounding"


def find(subject: Subject) -> Iterator[Finding]:
    """Figures rounded to tens or hundreds that are told as if exact."""
    for verdict, fact in subject.at_odds(ID):
        mention = verdict.mention
        message = f"「{mention.text}」取整过粗：{fact_told(fact)}，取整要加「约」"
        yield subject.finding(
            ID, "warning", (mention.start, mention.end), message,
            expected=fact_value(fact), source=fact.id, fix=rewritten(mention, fact.amount, fact.unit),
        )  # fmt: skip
    yield from slipped(subject, ID, "warning", "取整过粗，取整要加「约」")


RULE = Rule(
    ID,
    "warning",
    RuleDocs(
        finds="把数四舍五入到十位、百位甚至更粗，却没有「约」。",
        why="13640 写成 14000，读者会当成准数去算。",
        wrong="全年销售额 14000 万元。（13640 万元）",
        right="全年销售额约 14000 万元。",
        mend="写准确的数，或者加「约」。",
    ),
    find,
)
