"""unsupported-claim: a cause, effect, action or judgement that no note or fact carries (待核实)."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.checks.claims import sources_of, unsupported_sentences
from fupan.checks.rule import Rule, RuleDocs
from fupan.checks.subject import Subject
from fupan.domain.finding import Finding

ID = "unsupported-claim"


def find(subject: Subject) -> Iterator[Finding]:
    """Sentences that tell what no source tells; only where there are notes or facts to hold them against."""
    if subject.sheet is None:
        return
    for start, end in unsupported_sentences(subject.text, sources_of(subject.sheet, subject.template)):
        message = "待核实：数据表和要点里没有这句话的依据，请确认属实，或改用要点里的说法"
        yield subject.finding(ID, "warning", (start, end), message)


RULE = Rule(
    ID,
    "warning",
    RuleDocs(
        finds="讲原因、影响、做法或评价的句子，内容在要点和数据里都找不到。",
        why="编造的原因和编造的数字一样要命，而且没有数字可以核对。",
        wrong="上海未完成目标，主要由于人力不足。（要点说的是客户项目推迟）",
        right="上海未完成目标，主要是临港两个配套项目推到 2026 年。",
        mend="确认属实就在要点里补一条；不属实就删掉或改写。",
    ),
    find,
)
