"""A rehearsal: every section's prompt rendered once with made-up material, so that no llm call is paid for in vain."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateError as JinjaError
from jinja2 import UndefinedError

from fupan.domain.brief import SectionBrief, Slot, StepBrief
from fupan.domain.template import SectionSpec, Template
from fupan.errors import InputProblem
from fupan.prompting.environment import prompt_environment
from fupan.prompting.inputs import section_inputs

_ATTRIBUTE = re.compile(r"has no attribute '([^']{1,60})'")
_KEYS = "step 有 field、name、asks、item、material、slots；slot 有 mark、label、shown；section 有 title、text"


def rehearse(template: Template) -> Iterator[InputProblem]:
    """What goes wrong when the prompts are rendered: an attribute that a variable does not have, with file and line."""
    for section in template.sections:
        try:
            prompt_environment(template.root).get_template(section.prompt).render(
                section_inputs(_brief(section), "改短")
            )
        except (JinjaError, TypeError, ValueError) as error:
            yield _fault(error, template, section)


def _brief(section: SectionSpec) -> SectionBrief:
    slot = Slot("f1", "note:n1", "素材里的数", "1")
    steps = tuple(StepBrief(step, (f"素材{slot.mark}",), (slot,)) for step in section.steps)
    before = ((section.title, "前文。"),)
    return SectionBrief(section, steps, "总结", "本期", "作者", "平实", before, ("缺少的内容",))


def _fault(error: Exception, template: Template, section: SectionSpec) -> InputProblem:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    file = frames[-1].filename if frames else str(Path(template.root) / section.prompt)
    line = frames[-1].lineno or 0 if frames else 0
    missing = _ATTRIBUTE.search(str(error))
    if isinstance(error, UndefinedError) and missing is not None:
        return InputProblem(file, line, "", f"变量里没有「{missing[1]}」", _KEYS)
    return InputProblem(file, line, "", f"这一行的提示词不能用：{error}", "对照自带模板的提示词改")
