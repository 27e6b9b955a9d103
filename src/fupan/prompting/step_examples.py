"""Worked examples for step calls: turns of another trade that show what rewriting material means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fupan.prompting.fields import Fields, stop_at
from fupan.resources import prompts_dir
from fupan.yamlfile import read_yaml

EXAMPLES_FILE = "step-examples.yaml"


@dataclass(frozen=True, slots=True)
class StepExample:
    """One worked turn: lines of material with slots, and the text made of them."""

    material: tuple[str, ...]
    text: str


@lru_cache(maxsize=16)
def step_examples(root: str) -> tuple[StepExample, ...]:
    """The examples of the template folder ``root``, or the shared ones. Raises TemplateError."""
    own = Path(root) / EXAMPLES_FILE
    path = own if own.is_file() else prompts_dir() / "shared" / EXAMPLES_FILE
    fields = Fields(str(path), read_yaml(path))
    fields.only("examples")
    found: list[StepExample] = []
    for child in fields.children("examples"):
        child.only("material", "text")
        found.append(StepExample(child.texts("material"), child.text("text")))
    if not found:
        fields.fault("没有示例", at="examples")
    stop_at(fields.faults)
    return tuple(found)
