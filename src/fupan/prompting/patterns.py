"""The logic patterns 逻辑链: shared ones, and those a template brings along."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import get_args

from fupan.domain.template import FactKind, Pattern, Step
from fupan.errors import InputProblem
from fupan.prompting.fields import Fields, stop_at
from fupan.resources import prompts_dir
from fupan.yamlfile import Node, read_yaml

PATTERN_FILE = "patterns.yaml"
FACT_KINDS: tuple[FactKind, ...] = get_args(FactKind)


def load_patterns(folder: Path | None = None, faults: list[InputProblem] | None = None) -> dict[str, Pattern]:
    """The shared patterns by id, in file order; those of ``folder/patterns.yaml`` are added or take their place.

    Faults of the files are added to ``faults``; without that list they are raised as TemplateError. Raises
    FileFormatError for a file that is no YAML.
    """
    noted: list[InputProblem] = [] if faults is None else faults
    found = _read(prompts_dir() / "shared" / PATTERN_FILE, noted)
    own = folder / PATTERN_FILE if folder else None
    if own is not None and own.is_file():
        found |= _read(own, noted)
    if faults is None:
        stop_at(noted)
    return found


def _read(path: Path, faults: list[InputProblem]) -> dict[str, Pattern]:
    """The patterns of a file; one that has not changed is read once, whatever the number of templates that share it."""
    try:
        stamp = path.stat()
    except OSError:
        return _parsed(path, faults)
    found, noted = _kept(path, stamp.st_mtime_ns, stamp.st_size)
    faults += noted
    return dict(found)


@lru_cache(maxsize=16)
def _kept(path: Path, _changed: int, _size: int) -> tuple[dict[str, Pattern], tuple[InputProblem, ...]]:
    noted: list[InputProblem] = []
    return _parsed(path, noted), tuple(noted)


def _parsed(path: Path, faults: list[InputProblem]) -> dict[str, Pattern]:
    root = read_yaml(path)
    # A list of patterns is read as if it stood under a key, so that faults have a path.
    wrapped = Fields(
        str(path), Node("mapping", root.line, entries=((Node("text", root.line, raw="patterns"), root),)), "", faults
    )
    found: dict[str, Pattern] = {}
    for fields in wrapped.children("patterns"):
        fields.only("id", "name", "steps")
        pattern = Pattern(fields.text("id"), fields.text("name"), _steps(fields))
        if pattern.id in found:
            fields.fault(f"逻辑链「{pattern.id}」写了两次", at="id")
        found[pattern.id] = pattern
    return found


def _steps(fields: Fields) -> tuple[Step, ...]:
    steps: dict[str, Step] = {}
    for child in fields.children("steps"):
        step = read_step(child)
        if step.id in steps:
            child.fault(f"步骤「{step.id}」写了两次", at="id")
        steps[step.id] = step
    if not steps:
        fields.fault("逻辑链没有步骤", at="steps")
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
            fields.fault(f"不认识的事实种类「{given}」", at="facts", hint=f"可用：{'、'.join(FACT_KINDS)}")
        else:
            kinds.append(kind)
    step = Step(
        id=fields.text("id"),
        name=fields.text("name", base.name if base else None),
        asks=fields.text("asks", base.asks if base else None),
        facts=tuple(kinds) or (base.facts if base else ()),
        leads=fields.texts("leads") if base is None or fields.node.get("leads") is not None else base.leads,
        cues=(base.cues if base else ()) + fields.texts("cues"),
    )
    if step.id and not step.id.isidentifier():
        fields.fault(f"步骤 id「{step.id}」只能用字母、数字和下划线", at="id")
    return step
