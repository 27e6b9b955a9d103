"""The messages that ask an llm to smooth one paragraph of a rewritten section."""

from __future__ import annotations

from collections.abc import Sequence

from fupan.prompting.environment import prompt_environment
from fupan.prompting.neutral import neutral
from fupan.resources import prompts_dir

_FOLDER, _SYSTEM, _PARAGRAPH = "rewrite", "rewrite-system.md.j2", "rewrite-paragraph.md.j2"


def paragraph_messages(
    title: str, text: str, marks: Sequence[str], *, reasons: Sequence[str] = (), remark: str = ""
) -> tuple[tuple[str, str], ...]:
    """The question about one paragraph, its figures as the slots ``marks``; the system message is always the same."""
    environment = prompt_environment(str(prompts_dir() / _FOLDER))
    turn = environment.get_template(_PARAGRAPH).render(
        title=neutral(title), reasons=[neutral(reason) for reason in reasons], remark=neutral(remark),
        text=neutral(text, marks),
    )  # fmt: skip
    return (("system", environment.get_template(_SYSTEM).render().strip()), ("user", turn.strip()))
