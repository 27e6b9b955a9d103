"""The messages and the reply of the judge: an llm that reads one section and quotes what tells each step."""

from __future__ import annotations

from typing import Any

from fupan.domain.template import SectionSpec
from fupan.prompting.environment import prompt_environment
from fupan.prompting.neutral import neutral
from fupan.resources import prompts_dir

COMMENT = "comment"
_FOLDER, _SYSTEM, _SECTION = "judge", "judge-system.md.j2", "judge-section.md.j2"


def judge_messages(section: SectionSpec, text: str) -> tuple[tuple[str, str], ...]:
    """The question about one section; the system message is the same for all, so that a prefix cache serves it."""
    environment = prompt_environment(str(prompts_dir() / _FOLDER))
    lines = [line for line in (neutral(one) for one in text.split("\n")) if line]
    steps = [{"id": step.id, "name": neutral(step.name), "asks": neutral(step.asks)} for step in section.steps]
    turn = environment.get_template(_SECTION).render(
        title=neutral(section.title), weak_when=neutral(section.weak_when), text=lines, steps=steps
    )
    return (("system", environment.get_template(_SYSTEM).render().strip()), ("user", turn.strip()))


def judge_schema(section: SectionSpec) -> dict[str, Any]:
    """The JSON Schema of the reply: a quotation a step ("" where the text does not tell it), and a comment."""
    names = [*(step.id for step in section.steps), COMMENT]
    return {
        "type": "object",
        "properties": {name: {"type": "string"} for name in names},
        "required": names,
        "additionalProperties": False,
    }
