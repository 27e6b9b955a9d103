"""Renders prompts: the messages of one llm call, for a single step or for a whole section."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from fupan.domain.brief import SectionBrief, StepBrief
from fupan.domain.template import Template
from fupan.errors import TemplateError
from fupan.prompting.environment import prompt_environment
from fupan.prompting.inputs import document_inputs, section_inputs, step_inputs
from fupan.prompting.reply_fields import section_schema, step_field, step_fields
from fupan.prompting.step_examples import StepExample, step_examples

__all__ = ["Message", "messages_for_section", "messages_for_step", "section_schema", "step_field", "step_fields"]

Message = tuple[Literal["system", "user", "assistant"], str]

_BLANK_LINES = re.compile(r"\n{3,}")
SECTION_SYSTEM = "section-system.md.j2"
STEP_SYSTEM = "step-system.md.j2"
STEP_USER = "step.md.j2"


def messages_for_step(
    template: Template, brief: SectionBrief, step: StepBrief, *, attempt: int = 0, remark: str = ""
) -> tuple[Message, ...]:
    """The call that writes one step, for small llms: rewrite this material, shown by worked examples.

    All messages but the last are the same for every step of every document, so that they are cached as a prefix.
    ``remark`` says in Chinese what was wrong with the last reply; ``attempt`` counts from 0, and a further attempt
    without remark asks for other words. Raises TemplateError.
    """
    if attempt and not remark:
        remark = "换一种说法"
    turn = _step_turn(template.root, step_inputs(brief.section.title, step, remark))
    return (*_step_prefix(template.root), ("user", turn))


def messages_for_section(
    template: Template, brief: SectionBrief, *, attempt: int = 0, remark: str = ""
) -> tuple[Message, ...]:
    """The call that writes a whole section as JSON of ``section_schema``, for large llms.

    The system message is the same for all sections of a document. ``attempt`` and ``remark`` as for
    ``messages_for_step``. Raises TemplateError.
    """
    if attempt and not remark:
        remark = "上一次的答复不能用，请换一种写法"
    system = _render(template.root, SECTION_SYSTEM, document_inputs(brief))
    return (("system", system), ("user", _render(template.root, brief.section.prompt, section_inputs(brief, remark))))


@lru_cache(maxsize=16)
def _step_prefix(root: str) -> tuple[Message, ...]:
    turns: list[Message] = [("system", _render(root, STEP_SYSTEM, {}))]
    for example in step_examples(root):
        turns += (("user", _example_turn(root, example)), ("assistant", example.text))
    return tuple(turns)


def _example_turn(root: str, example: StepExample) -> str:
    return _step_turn(root, {"title": "", "step": "", "material": example.material, "remark": ""})


def _step_turn(root: str, inputs: Mapping[str, Any]) -> str:
    return _render(root, STEP_USER, inputs)


def _render(root: str, name: str, inputs: Mapping[str, Any]) -> str:
    try:
        text = prompt_environment(root).get_template(name).render(inputs)
        return _BLANK_LINES.sub("\n\n", text).strip()
    except TemplateNotFound as error:
        raise TemplateError(f"找不到提示词文件「{error.name}」", hint=f"应当在 {root} 里") from error
    except TemplateSyntaxError as error:
        raise TemplateError(f"{error.filename or name}:{error.lineno} 提示词语法有误：{error.message}") from error
    except (UndefinedError, SecurityError) as error:
        raise TemplateError(f"提示词「{name}」不能用：{error}", hint="用到的变量要在 {# inputs: … #} 里声明") from error
