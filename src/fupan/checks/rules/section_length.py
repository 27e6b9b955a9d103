"""section-length: a section far shorter or longer than its template asks."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.checks.parts import Section
from fupan.checks.rule import Rule, RuleDocs
from fupan.checks.subject import Subject
from fupan.domain.finding import Finding
from fupan.figures.late import late

ID = "section-length"
_BELOW, _ABOVE = 60, 160
"""What is let pass, in per cent of the template's least and most."""
_UNCOUNTED = late(r"[\s*_#>`|]+")
_REMARK = late(r"<!--[^>]{0,400}-->")


def find(subject: Subject) -> Iterator[Finding]:
    """Sections whose characters, spaces and marks aside, lie outside the template's length by more than the margin."""
    for section in subject.sections:
        if section.spec.form == "table":  # its matter stands in cells, which are not counted
            continue
        count = _count(subject, section)
        least, most = section.spec.length
        way = "太短" if count * 100 < least * _BELOW else "太长" if count * 100 > most * _ABOVE else ""
        if way:
            message = f"「{section.spec.title}」一节{way}：{count} 字，模板要求 {least}–{most} 字"
            yield subject.finding(ID, "warning", section.title, message, expected=f"{least}–{most} 字")


def _count(subject: Subject, section: Section) -> int:
    """Characters of the paragraphs and items of a section; headings and tables do not count."""
    bodies = (
        _REMARK.sub("", subject.text[block.start : block.end])
        for block in subject.blocks
        if block.kind in {"text", "item"} and section.start <= block.start < section.end
    )
    return sum(len(_UNCOUNTED.sub("", body)) for body in bodies)


RULE = Rule(
    ID,
    "warning",
    RuleDocs(
        finds="小节的字数比模板的下限还少四成以上，或比上限还多六成以上。空格、标题和表格不计。",
        why="太短说不清一条完整的逻辑，太长没有人读完。",
        wrong="「核心业绩指标」一节只有 60 字。（模板要求 200–600 字）",
        right="「核心业绩指标」一节 320 字，结果、对比、驱动、价值都写到。",
        mend="太短就补上缺的逻辑步骤，太长就删掉重复的话。",
    ),
    find,
)
