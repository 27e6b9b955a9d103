"""Loads writing templates: ``template.yaml`` with its patterns, and the prompts it names."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import get_args

from fupan.domain.derive import CHANGE_PP, DERIVATIONS, SHARED_KEYS
from fupan.domain.role import ROLE_NAMES, Role
from fupan.domain.template import Form, Pattern, RequiredFigures, SectionSpec, Step, Template
from fupan.errors import FileFormatError, InputProblem, TemplateError
from fupan.prompting.fields import Fields, stop_at
from fupan.prompting.graph import check_order
from fupan.prompting.patterns import load_patterns, read_step
from fupan.prompting.sources import TEMPLATE_FILE, TemplateSource, find_template, template_ids
from fupan.resources import prompts_dir
from fupan.yamlfile import read_yaml

__all__ = ["load_template", "read_template", "template_ids"]

FIGURE_KEYS: tuple[str, ...] = (
    *(role.value for role in Role),
    *(row.name for row in DERIVATIONS),
    *CHANGE_PP.values(),
    *(key for _, key, _ in SHARED_KEYS),
)
"""What a requirement may ask of a metric."""
FORMS: tuple[Form, ...] = get_args(Form)
PERIODS = {"year": "年", "half": "半年", "quarter": "季度", "month": "月", "week": "周"}
MOST_SECTIONS = 100
_ROLES = {title: role.value for role, title in ROLE_NAMES.items()} | {row.title: row.name for row in DERIVATIONS}
_ID = re.compile(r"[\w-]{1,60}")


def load_template(id_or_dir: str | Path | TemplateSource, *, prompts: bool = True) -> Template:
    """The template of this name, or the one in this folder (see ``sources`` for where names are looked up).

    With ``prompts`` every prompt is read too: that its inputs are declared, known and used. Raises TemplateError: no
    such template, or every fault with file, line and field (unknown key or pattern, duplicate section, a cycle in
    ``after``, a missing prompt, an undeclared variable).
    """
    source = id_or_dir if isinstance(id_or_dir, TemplateSource) else find_template(id_or_dir)
    faults: list[InputProblem] = []
    template = read_template(source.folder, faults, prompts=prompts)
    stop_at(faults)
    return template


def read_template(folder: Path, faults: list[InputProblem], *, prompts: bool = True) -> Template:
    """The template in ``folder``; what is wrong with it is added to ``faults``, and with any it must not be used.

    Raises TemplateError where a file is no YAML or holds no template at all.
    """
    root, patterns = _opened(folder, faults)
    root.only("id", "title", "period", "tone", "form", "parts")
    _not_too_many(root)
    usual = _form(root, "prose")
    places: dict[str, Fields] = {}
    sections: list[SectionSpec] = []
    parts: list[str] = []
    for part in root.children("parts"):
        part.only("title", "sections")
        parts.append(part.text("title"))
        for fields in part.children("sections"):
            section = _section(fields, parts[-1], patterns, usual)
            first = places.setdefault(section.id, fields)
            if section.id and first is not fields:
                hint = f"第一次在第 {first.node.line} 行；换一个 id"
                fields.fault(f"小节「{section.id}」写了两次", at="id", hint=hint)
            else:
                sections.append(section)
    if not sections:
        root.fault("模板里没有小节", at="parts", hint="在 parts 下写 title 和 sections")
    check_order(sections, places)
    _check_prompt_files(folder, sections, places)
    template = Template(
        id=root.text("id"),
        title=root.text("title"),
        sections=tuple(sections),
        parts=tuple(parts),
        tone=root.text("tone", ""),
        period=_period(root),
        root=str(folder),
    )
    if prompts:
        # Jinja only where prompts are read
        from fupan.prompting.declared import check_prompts  # noqa: PLC0415
        from fupan.prompting.rehearsal import rehearse  # noqa: PLC0415

        check_prompts(template, faults)
        if not faults:
            faults += rehearse(template)
    return template


def _opened(folder: Path, faults: list[InputProblem]) -> tuple[Fields, dict[str, Pattern]]:
    """The mapping of ``template.yaml`` and the patterns; what is no YAML or no mapping ends the reading."""
    file = str(folder / TEMPLATE_FILE)
    try:
        root = Fields(file, read_yaml(file), "", faults)
        patterns = load_patterns(folder, faults)
    except FileFormatError as error:
        raise TemplateError(problems=(error.problem,)) from error
    if not root.is_mapping():
        stop_at(faults)
    return root, patterns


def _not_too_many(root: Fields) -> None:
    """Raise TemplateError for more sections than a summary can have: a file made to cost time."""
    parts = root.node.get("parts")
    listed = [part.get("sections") for part in parts.elements] if parts is not None else []
    if sum(len(sections.elements) for sections in listed if sections is not None) > MOST_SECTIONS:
        root.fault(f"小节超过 {MOST_SECTIONS} 个", at="parts", hint="拆成几个模板")
        stop_at(root.faults)


def _period(root: Fields) -> str:
    given = root.text("period", "year")
    if given not in PERIODS:
        known = "、".join(f"{key}（{title}）" for key, title in PERIODS.items())
        root.fault(f"不认识的周期「{given}」", at="period", hint=f"可用：{known}")
    return given


def _section(fields: Fields, part: str, patterns: dict[str, Pattern], usual: Form) -> SectionSpec:
    fields.only(
        "id", "title", "patterns", "steps", "prompt", "requires", "length", "after", "repeat", "items", "weak_when",
        "keywords", "form", "headline",
    )  # fmt: skip
    section_id = fields.text("id")
    if section_id and not _ID.fullmatch(section_id):
        fields.fault(f"小节 id「{section_id[:40]}」里有空格或符号", at="id", hint="只用字母、汉字、数字和 - _")
    used = _patterns(fields, patterns)
    steps = _steps(fields, used)
    if not steps and not fields.texts("patterns"):
        fields.fault("小节没有逻辑链，也没有步骤", at="patterns", hint="写上 patterns: [逻辑链的 id]")
    items, repeat = _items(fields), fields.span("repeat", (1, 1))
    if len(items) > repeat[1]:
        hint = f"写 repeat: [1, {len(items)}]"
        fields.fault(f"给了 {len(items)} 个 items，repeat 却最多 {repeat[1]} 遍", at="items", hint=hint)
    form = _form(fields, usual)
    if form != "points" and fields.node.get("headline") is not None:
        fields.fault("headline 只用于要点页", at="headline", hint="加上 form: points，或去掉这一行")
    return SectionSpec(
        id=section_id,
        title=fields.text("title"),
        part=part,
        patterns=used,
        steps=steps,
        prompt=fields.text("prompt", f"{section_id}.md.j2"),
        requires=tuple(_required(child, steps) for child in fields.children("requires")),
        length=fields.span("length", (150, 600)),
        after=fields.texts("after"),
        repeat=repeat,
        items=tuple(items),
        item_cues=tuple(items.values()),
        weak_when=fields.text("weak_when", ""),
        keywords=fields.texts("keywords"),
        form=form,
        headline=_step_named(fields, "headline", steps),
    )


def _form(fields: Fields, usual: Form) -> Form:
    """How the section (or, on top, every section that does not say) stands on the page."""
    given = fields.text("form", usual)
    form = next((known for known in FORMS if known == given), None)
    if form is None:
        fields.fault(f"不认识的版式「{given}」", at="form", hint=f"可用：{'、'.join(FORMS)}")
    return form or usual


def _patterns(fields: Fields, patterns: dict[str, Pattern]) -> tuple[Pattern, ...]:
    titles = {pattern.name: name for name, pattern in patterns.items()}
    for position, name in enumerate(fields.texts("patterns")):
        if name not in patterns:
            near = [titles[name]] if name in titles else get_close_matches(name, patterns, 1, 0.4)
            hint = f"是不是「{near[0]}」？" if near else f"可用的逻辑链：{'、'.join(patterns)}"
            fields.fault(f"没有逻辑链「{name}」", at=f"patterns[{position}]", hint=hint)
    return tuple(patterns[name] for name in fields.texts("patterns") if name in patterns)


def _steps(fields: Fields, patterns: tuple[Pattern, ...]) -> tuple[Step, ...]:
    steps: dict[str, Step] = {}
    for pattern in patterns:
        for step in pattern.steps:
            if step.id in steps:
                hint = "两条链有同名的步骤，不能放在同一小节"
                fields.fault(f"步骤「{step.id}」在这一小节里出现两次", at="patterns", hint=hint)
            steps[step.id] = step
    for child in fields.children("steps"):
        base = steps.get(child.text("id"))
        steps[child.text("id")] = read_step(child, base)
    return tuple(steps.values())


def _step_named(fields: Fields, key: str, steps: tuple[Step, ...]) -> str:
    """The step id under ``key``; empty where none is given."""
    given = fields.text(key, "")
    ids = [step.id for step in steps]
    if given and given not in ids:
        near = [step.id for step in steps if step.name == given] or get_close_matches(given, ids, 1, 0.5)
        hint = f"是不是「{near[0]}」？" if near else f"这一节的步骤：{'、'.join(ids)}"
        fields.fault(f"没有步骤「{given}」", at=key, hint=hint)
        return ""
    return given


def _items(fields: Fields) -> dict[str, tuple[str, ...]]:
    """Names of the repeats with their cues; an item may be given by its name alone."""
    found: dict[str, tuple[str, ...]] = {}
    for child in fields.children("items", texts=True):
        if child.node.kind == "text":
            found[child.node.raw] = (child.node.raw,)
        else:
            child.only("name", "cues")
            found[child.text("name")] = child.texts("cues")
    return found


def _required(fields: Fields, steps: tuple[Step, ...]) -> RequiredFigures:
    fields.only("metric", "keys", "dimension", "must", "most", "step", "apart")
    keys = fields.texts("keys")
    for position, key in enumerate(keys):
        if key not in FIGURE_KEYS:
            near = [_ROLES[key]] if key in _ROLES else get_close_matches(key, FIGURE_KEYS, 1, 0.5)
            hint = f"是不是「{near[0]}」？" if near else f"可用：{'、'.join(FIGURE_KEYS)}"
            fields.fault(f"不认识的口径「{key}」", at=f"keys[{position}]", hint=hint)
    if not keys and not fields.node.get("keys"):
        fields.fault("没有说要哪些数字", at="keys", hint="例如 keys: [actual, target]")
    return RequiredFigures(
        metric=fields.text("metric"),
        keys=keys,
        dimension=fields.text("dimension", "") or None,
        must=fields.truth("must", default=True),
        most=fields.number("most", 0),
        step=_step_named(fields, "step", steps),
        apart=fields.texts("apart"),
    )


def _check_prompt_files(folder: Path, sections: list[SectionSpec], places: dict[str, Fields]) -> None:
    shared = prompts_dir() / "shared"
    for section in sections:
        name = Path(section.prompt)
        if not section.id:
            continue
        if name.is_absolute() or ".." in name.parts:
            hint = f"写文件名，例如 {section.id}.md.j2"
            places[section.id].fault(f"提示词「{section.prompt}」要放在模板的文件夹里", at="prompt", hint=hint)
        elif not any((place / name).is_file() for place in (folder, shared)):
            hint = f"应当在 {folder / name}；可以复制别的小节的提示词来改"
            places[section.id].fault(f"找不到提示词文件「{section.prompt}」", at="prompt", hint=hint)
