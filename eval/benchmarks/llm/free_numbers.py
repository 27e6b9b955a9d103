"""The two ways in which the llm types the numbers itself: the whole document at once, or a section a question."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from answers import Heard
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pasted import pasted_figures, pasted_notes

from fupan.domain.brief import SectionBrief, StepBrief
from fupan.domain.draft import SectionDraft
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet
from fupan.domain.template import SectionSpec, Template
from fupan.llm.port import Ask
from fupan.logic.assign import assign_notes
from fupan.pipeline.briefs import build_brief
from fupan.pipeline.document import assemble, title_of
from fupan.pipeline.section_text import section_draft
from fupan.pipeline.slots import fill
from fupan.prompting.environment import prompt_environment
from fupan.prompting.inputs import document_inputs, section_inputs

FORMS = {
    "prose": "连续的段落",
    "points": "第一句是结论，下面每点一行，以“- ”开头",
    "table": "一张 Markdown 表格，列依次为",
}
SEED = 0
"""As the first question of a rewrite; the temperature is the default of every question too."""
_SECTION_TOKENS = 1.6
"""Room for a section: tokens a character of its greatest length, so that a longer one is still whole."""
_FENCE = re.compile(r"\A```[a-z]*\n(.*?)\n?```\s*\Z", re.DOTALL)
_OWN_HEADING = re.compile(r"\A(?:#{1,6} [^\n]{0,80}\n+)+")
_BLANK_LINES = re.compile(r"\n{3,}")


def in_one_prompt(sheet: FactSheet, template: Template, llm: Heard) -> str:
    """(a) Sheet, notes and the wanted sections in one question; the reply as it is, out of its code fence."""
    prompt = _render("chat.md.j2", chat_inputs(sheet, template))
    # prompt and reply share the context; a character of prompt takes four fifths of a token at most
    room = min(llm.profile.context_tokens // 2, (llm.profile.context_tokens - len(prompt) * 4 // 5) * 4 // 5)
    return _unfenced(llm.free_text(Ask((("user", prompt),), max(room, 512), seed=SEED))) + "\n"


def form_of(section: SectionSpec) -> str:
    """How the section is to stand on the page."""
    columns = "、".join(step.name for step in section.steps) if section.form == "table" else ""
    return FORMS[section.form] + columns


def chat_inputs(sheet: FactSheet, template: Template) -> dict[str, Any]:
    """What the one prompt shows."""
    parts = [
        {
            "title": title,
            "sections": [
                {
                    "title": section.title,
                    "steps": "；".join(step.asks for step in section.steps),
                    "form": form_of(section),
                    "least": section.length[0],
                    "most": section.length[1],
                }
                for section in sections
            ],
        }
        for title, sections in groupby(template.sections, key=lambda section: section.part)
    ]
    return {
        "document": title_of(sheet, template),
        "period": sheet.period.label,
        "writer": sheet.author.role,
        "tone": template.tone,
        "title": title_of(sheet, template),
        "figures": pasted_figures(sheet),
        "notes": pasted_notes(sheet, template),
        "parts": parts,
    }


def section_by_section(sheet: FactSheet, template: Template, llm: Heard) -> str:
    """(b) A question a section: the material of our own, numbers for slots; a section without any is left open."""
    base, notes = FactBase(sheet), assign_notes(sheet, template)
    sections = [_section(template, build_brief(section, template, base, notes), llm) for section in template.sections]
    return assemble(sheet, template, sections)[0]


def _section(template: Template, brief: SectionBrief, llm: Heard) -> SectionDraft:
    section = brief.section
    if not brief.steps:
        return section_draft(brief, [], ())
    system = _render("section-system.md.j2", document_inputs(brief))
    user = _render("section.md.j2", _wish(template, section, brief))
    room = int(section.length[1] * _SECTION_TOKENS)
    # the example as turns of the talk: a small llm copies one that stands among its instructions
    turns = (("user", _render("example-material.md.j2", {})), ("assistant", _render("example-text.md.j2", {})))
    ask = Ask((("system", system), *turns, ("user", user)), room, seed=SEED)
    text = _OWN_HEADING.sub("", _unfenced(llm.free_text(ask)))
    return SectionDraft(section.id, section.title, section.part, text, ())


def _wish(template: Template, section: SectionSpec, brief: SectionBrief) -> dict[str, Any]:
    """Our section prompt's wish: its own words on aim, links and faults, and the material with its slots filled."""
    inputs = section_inputs(brief)
    prompt = prompt_environment(template.root).get_template(section.prompt)
    blocks = {
        name: "".join(prompt.blocks[name](prompt.new_context(inputs))).strip() if name in prompt.blocks else ""
        for name in ("aim", "links", "avoid")
    }
    for step in section.steps:  # our prompts name the steps by the fields of the reply; here there are none
        blocks["links"] = blocks["links"].replace(f"- {step.id} ", f"- {step.name}：")
    steps = [shown | {"material": _filled(step)} for shown, step in zip(inputs["steps"], brief.steps, strict=True)]
    return inputs | blocks | {"steps": steps, "form": form_of(section)}


def _filled(step: StepBrief) -> list[str]:
    return [fill(line, step.slots)[0] for line in step.material]


def _unfenced(text: str) -> str:
    fenced = _FENCE.match(text.strip())
    return (fenced[1] if fenced else text).strip()


def _render(name: str, inputs: dict[str, Any]) -> str:
    return _BLANK_LINES.sub("\n\n", _prompts().get_template(name).render(inputs)).strip()


@cache
def _prompts() -> Environment:
    folder = Path(__file__).with_name("prompts")
    return Environment(  # noqa: S701 - prompts are no HTML
        loader=FileSystemLoader(folder), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
