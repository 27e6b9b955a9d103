"""missing-figure: a figure that the section requires, and the fact sheet has, is absent."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.checks.required import Requirement, requirements
from fupan.checks.rule import Rule, RuleDocs
from fupan.checks.subject import Subject
from fupan.checks.telling import fact_name, fact_value
from fupan.domain.finding import Finding

ID = "missing-figure"


def find(subject: Subject) -> Iterator[Finding]:
    """Required facts that no figure of their section (or of the text) states."""
    for requirement in requirements(subject):
        if not requirement.stated:
            yield _finding(subject, requirement)


def _finding(subject: Subject, requirement: Requirement) -> Finding:
    fact = requirement.fact
    where = f"「{requirement.section.spec.title}」一节" if requirement.section else "文中"
    message = f"{where}缺少{fact_name(fact)}（{fact_value(fact)}）"
    span = requirement.section.title if requirement.section else (0, 0)
    section = requirement.section.spec.id if requirement.section else ""
    return subject.finding(ID, "warning", span, message, expected=fact_value(fact), source=fact.id, section=section)


RULE = Rule(
    ID,
    "warning",
    RuleDocs(
        finds="模板要求这一节必须写到、数据表里也有的数字，文中没有写。",
        why="少了关键数字，结论就没有依据。",
        wrong="「核心业绩指标」一节没有写回款率。（数据表里有）",
        right="……回款率 96.2%，高于目标 1.2 个百分点。",
        mend="把这个数写进这一节。",
    ),
    find,
)
