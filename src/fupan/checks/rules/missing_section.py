"""missing-section: a section of the template that no heading of the document stands for."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from fupan.checks.parts import plain_title
from fupan.checks.rule import Rule, RuleDocs
from fupan.checks.subject import Subject
from fupan.domain.finding import Finding

ID = "missing-section"
_ALIKE = 0.5


def find(subject: Subject) -> Iterator[Finding]:
    """Sections without a heading; one finding for the whole where most of them are absent.

    A text without headings is no document of sections (a step of a draft, a pasted paragraph): nothing is missing.
    """
    template = subject.template
    headings = [block for block in subject.blocks if block.kind == "heading"]
    if template is None or not headings:
        return
    first = (headings[0].start, headings[0].end)
    if not subject.sections:
        told = "、".join(f"「{spec.title}」" for spec in template.sections[:3])
        message = f"文中的标题没有一个是模板「{template.title}」的小节（{told}……）"
        yield subject.finding(ID, "warning", first, message, section="")
        return
    if len(subject.sections) * 2 < len(template.sections):
        absent = [spec.title for spec in template.sections if spec not in [one.spec for one in subject.sections]]
        told = "、".join(f"「{title}」" for title in absent[:5]) + ("等" if len(absent) > 5 else "")
        message = f"模板的 {len(template.sections)} 个小节只有 {len(subject.sections)} 个，缺少{told}"
        yield subject.finding(ID, "warning", first, message, section="")
        return
    present = {section.spec.id for section in subject.sections}
    taken = {section.title for section in subject.sections}
    free = {
        plain_title(subject.text[one.start : one.end]): (one.start, one.end)
        for one in reversed(headings)
        if (one.start, one.end) not in taken
    }
    before = first
    places = {section.spec.id: section.title for section in subject.sections}
    for spec in template.sections:
        before = places.get(spec.id, before)
        if spec.id in present:
            continue
        near = get_close_matches(plain_title(spec.title), [title for title in free if title], n=1, cutoff=_ALIKE)
        span = free[near[0]] if near else before
        hint = f"；最接近的标题是「{subject.text[slice(*span)].strip()}」" if near else ""
        message = f"缺少模板要求的小节「{spec.title}」{hint}"
        yield subject.finding(ID, "warning", span, message, expected=spec.title, section=spec.id)


RULE = Rule(
    ID,
    "warning",
    RuleDocs(
        finds="模板里的小节，文中没有对应的标题。文中没有标题时不查。",
        why="缺一节，就缺一段该交代的事。",
        wrong="全文没有「风险预判与应对」。（模板有这一节）",
        right="### （三）风险预判与应对",
        mend="补上这一节；如果只是标题换了说法，改回模板的标题。",
    ),
    find,
)
