"""unsupported-figure: no fact, note or named formula gives the figure."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.checks.rule import Rule, RuleDocs
from fupan.checks.subject import Subject
from fupan.domain.finding import Finding

ID = "unsupported-figure"


def find(subject: Subject) -> Iterator[Finding]:
    """Figures that nothing in the fact sheet carries."""
    for verdict in subject.faulty(ID):
        mention = verdict.mention
        message = f"「{mention.text}」没有出处：数据表、要点和它们的推导里都没有这个数"
        yield subject.finding(ID, "error", (mention.start, mention.end), message)


RULE = Rule(
    ID,
    "error",
    RuleDocs(
        finds="数据表、要点和有名字的推导（完成率、同比、缺口、占比……）都给不出的数字。",
        why="编造的数字最伤信任，哪怕只有一个。",
        wrong="全年走访客户 380 家。（数据表和要点都没有提到走访家数）",
        right="全年新增客户 74 家。（新增客户数.actual）",
        mend="删掉它，或者把它的来源写进数据表或要点。",
    ),
    find,
)
