"""Reviews a whole text: finds its sections, scores each, says what is missing and which are the weakest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from fupan.checks.run import Reading, check_reading, read_text
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet
from fupan.domain.review import MissingSection, Reason, Review, UnknownSection
from fupan.domain.template import SectionSpec, Template
from fupan.figures.scan.outline import Block, blocks
from fupan.logic.placing import Layout, placed_sections
from fupan.logic.weak.repeats import said_twice, same_openings
from fupan.logic.weak.stretch import Stretch
from fupan.pipeline.review.choosing import choose_template
from fupan.pipeline.review.ground import Ground
from fupan.pipeline.review.sections import review_section
from fupan.prompting.loader import load_template
from fupan.prompting.sources import template_of

_NOT_ASKED = ("missing-section", "section-length", "missing-figure", "empty-phrase")
"""Rules of the check that the review answers by itself, for sections found by other titles too."""
_HAN = re.compile(r"[㐀-鿿]")
_LETTER = re.compile(r"[A-Za-z]")


def review_text(text: str, template: Template | None = None, sheet: FactSheet | None = None) -> Review:
    """The review of ``text`` against ``template`` (else that of the fact sheet, else the one that suits it best).

    With a fact sheet the figures and claims are held against it, without one against the text itself. Deterministic.
    """
    return review_reading(read_text(text, sheet), template)


def review_reading(reading: Reading, template: Template | None = None) -> Review:
    """The review of a text that is read already, as ``review_text`` gives it."""
    text, sheet = reading.seen, reading.sheet
    lines = tuple(blocks(text))
    chosen, why = _template(text, lines, template, sheet)
    layout = placed_sections(text, chosen, lines)
    report = check_reading(reading, template=None, ignore=_NOT_ASKED)
    ground = Ground(text, lines, report, FactBase(sheet) if sheet is not None else None, chosen)
    shared = _compared(ground, layout)
    sections = tuple(review_section(ground, placed, shared) for placed in layout.placed)
    present = {section.section for section in sections}
    missing = tuple(_missing(section) for section in chosen.sections if section.id not in present)
    return Review(
        chosen.id, chosen.title, why, sections, missing, layout.unknown, tuple(_remarks(text, layout, chosen))
    )


def _template(
    text: str, lines: Sequence[Block], template: Template | None, sheet: FactSheet | None
) -> tuple[Template, str]:
    if template is not None:
        return template, f"按指定的模板「{template.title}」（{template.id}）"
    if sheet is not None and sheet.template:
        found = load_template(template_of(sheet), prompts=False)
        return found, f"按数据表里写的模板「{found.title}」（{found.id}）"
    return choose_template(text, lines)


def _compared(ground: Ground, layout: Layout) -> list[Reason]:
    """What is seen only by looking at all sections together."""
    ordered: list[Stretch] = sorted(
        (stretch for placed in layout.placed for stretch in ground.stretches(placed.spans)),
        key=lambda stretch: stretch.start,
    )
    openings = [stretches[0] for placed in layout.placed if (stretches := ground.stretches(placed.spans))]
    signals = [*said_twice(ordered), *same_openings(openings)]
    return [ground.signalled(signal) for signal in signals]


def _missing(section: SectionSpec) -> MissingSection:
    steps = "；".join(f"{step.name}：{step.asks}" for step in section.steps)
    return MissingSection(section.id, section.title, section.part, steps)


def _remarks(text: str, layout: Layout, template: Template) -> list[str]:
    """What a writer should know before reading the scores."""
    told: list[str] = []
    letters, han = len(_LETTER.findall(text)), len(_HAN.findall(text))
    if not text.strip():
        return ["文稿是空的"]
    if han < letters:
        told.append("文中大半不是中文：步骤和数字都按中文的说法识别，得分只供参考")
    by_content = [placed.section.title for placed in layout.placed if placed.found == "content"]
    if not layout.headings:
        told.append("文中没有标题：各小节按内容认出，请核对认得对不对")
    elif by_content:
        named = "、".join(f"「{title}」" for title in by_content[:5]) + ("等" if len(by_content) > 5 else "")
        told.append(f"{named}没有对得上的标题，按内容认出")
    order = [section.id for section in template.sections]
    places = [order.index(placed.section.id) for placed in layout.placed]
    moved = next(((a, b) for a, b in pairwise(places) if b < a), None)
    if moved:
        first, second = (template.sections[place].title for place in moved)
        told.append(f"小节的先后与模板不同：「{second}」排在「{first}」之后；不扣分，但后文引用前文时要留意")
    told += [f"模板没有「{one.heading}」这一节，没有评分" for one in layout.unknown if one.heading]
    if not layout.placed and not layout.unknown:
        told.append("没有可以评分的正文")
    bodies = [one for one in layout.unknown if not one.heading]
    if bodies:
        told.append(f"有 {len(bodies)} 段看不出属于哪一节，没有评分：「{_quote(text, bodies[0])}」")
    return told


def _quote(text: str, unknown: UnknownSection) -> str:
    line = " ".join(text[unknown.start : unknown.end].split())
    return line if len(line) <= 24 else line[:23] + "…"
