"""The logic patterns 逻辑链: shared ones, and those a template brings along."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from fupan.domain.template import FactKind, Pattern, Step
from fupan.prompting.fields import Fields
from fupan.resources import prompts_dir
from fupan.yamlfile import Node, read_yaml

PATTERN_FILE = "patterns.yaml"
FACT_KINDS: tuple[FactKind, ...] = get_args(FactKind)


def load_patterns(folder: Path | None = None) -> dict[str, Pattern]:
    """The shared patterns by id, in file order; those of ``folder/patterns.yaml`` are added or take their place.

    Raises TemplateError with file, line and field.
    """
    found = _read(prompts_dir() / "shared" / PATTERN_FILE)
    own = folder / PATTERN_FILE if folder else None
    return found | (_read(own) if own is not None and own.is_file() else {})


def _read(path: Path) -> dict[str, Pattern]:
    root = read_yaml(path)
    # A list of patterns is read as if it stood under a key, so that faults have a path.
    wrapped = Fields(str(path), Node("mapping", root.line, entries=((Node("text", root.line, raw="patterns"), root),)))
    found: dict[str, Pattern] = {}
    for fields in wrapped.children("patterns"):
        fields.only("id", "name", "steps")
        pattern = Pattern(fields.text("id"), fields.text("name"), _steps(fields))
        if pattern.id in found:
            fields.fail(f"逻辑链「{pattern.id}」写了两次", field="id")
        found[pattern.id] = pattern
    return found


def _steps(fields: Fields) -> tuple[Step, ...]:
    steps: dict[str, Step] = {}
    for child in fields.children("steps"):
        step = read_step(child)
        if step.id in steps:
            child.fail(f"步骤「{step.id}」写了两次", field="id")
        steps[step.id] = step
    if not steps:
        fields.fail("逻辑链没有步骤", field="steps")
    return tuple(steps.values())


def read_step(fields: Fields, base: Step | None = None) -> Step:
    """One step; with ``base`` what is given refines it: cues are added, all else takes the place of the base's.

    Openings are replaced because they fit what a step ``asks``; ``leads: []`` leaves the step without any.
    """
    fields.only("id", "name", "asks", "facts", "leads", "cues")
    kinds: list[FactKind] = []
    for given in fields.texts("facts"):
        kind = next((known for known in FACT_KINDS if known == given), None)
        if kind is None:
            fields.fail(f"不认识的事实种类「{given}」", field="facts", hint=f"可用：{'、'.join(FACT_KINDS)}")
        kinds.append(kind)
    step = Step(
        id=fields.text("id"),
        name=fields.text("name", base.name if base else None),
        asks=fields.text("asks", base.asks if base else None),
        facts=tuple(kinds) or (base.facts if base else ()),
        leads=fields.texts("leads") if base is None or fields.node.get("leads") is not None else base.leads,
        cues=(base.cues if base else ()) + fields.texts("cues"),
    )
    if not step.id.isidentifier():
        fields.fail(f"步骤 id「{step.id}」只能用字母、数字和下划线", field="id")
    return step
