"""Loads writing templates: ``template.yaml`` with its patterns, and the prompts it names."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import get_args

from fupan.domain.derive import CHANGE_PP, DERIVATIONS, SHARED_KEYS
from fupan.domain.role import Role
from fupan.domain.template import Form, Pattern, RequiredFigures, SectionSpec, Step, Template
from fupan.errors import TemplateError
from fupan.prompting.fields import Fields
from fupan.prompting.graph import check_order
from fupan.prompting.patterns import load_patterns, read_step
from fupan.resources import prompts_dir
from fupan.yamlfile import read_yaml

TEMPLATE_FILE = "template.yaml"
FIGURE_KEYS: tuple[str, ...] = (
    *(role.value for role in Role),
    *(row.name for row in DERIVATIONS),
    *CHANGE_PP.values(),
    *(key for _, key, _ in SHARED_KEYS),
)
"""What a requirement may ask of a metric."""
FORMS: tuple[Form, ...] = get_args(Form)


def template_ids() -> tuple[str, ...]:
    """Ids of the shipped templates."""
    return tuple(sorted(path.parent.name for path in prompts_dir().glob(f"*/{TEMPLATE_FILE}")))


def load_template(id_or_dir: str | Path, *, prompts: bool = True) -> Template:
    """The shipped template of this id, or the one in this folder.

    With ``prompts`` every prompt is read too: that its inputs are declared, known and used. Raises TemplateError with
    file, line and field: no such template, unknown key or pattern, duplicate section, a cycle in ``after``, a missing
    prompt, an undeclared variable.
    """
    folder = _folder(id_or_dir)
    file = folder / TEMPLATE_FILE
    root = Fields(str(file), read_yaml(file))
    root.only("id", "title", "period", "tone", "form", "parts")
    patterns = load_patterns(folder)
    usual = _form(root, "prose")
    places: dict[str, Fields] = {}
    sections: list[SectionSpec] = []
    parts: list[str] = []
    for part in root.children("parts"):
        part.only("title", "sections")
        parts.append(part.text("title"))
        for fields in part.children("sections"):
            section = _section(fields, parts[-1], patterns, usual)
            if section.id in places:
                line = places[section.id].node.line
                fields.fail(f"小节「{section.id}」写了两次", field="id", hint=f"第一次在第 {line} 行")
            places[section.id] = fields
            sections.append(section)
    if not sections:
        root.fail("模板里没有小节", field="parts")
    check_order(sections, places)
    _check_prompt_files(folder, sections, places)
    template = Template(
        id=root.text("id"),
        title=root.text("title"),
        sections=tuple(sections),
        parts=tuple(parts),
        tone=root.text("tone", ""),
        period=root.text("period", "year"),
        root=str(folder),
    )
    if prompts:
        from fupan.prompting.declared import check_prompts  # noqa: PLC0415 - Jinja only where prompts are read

        check_prompts(template)
    return template


def _folder(id_or_dir: str | Path) -> Path:
    shipped = template_ids()
    if str(id_or_dir) in shipped:
        return prompts_dir() / str(id_or_dir)
    path = Path(id_or_dir)
    path = path.parent if path.name == TEMPLATE_FILE else path
    if (path / TEMPLATE_FILE).is_file():
        return path
    near = get_close_matches(str(id_or_dir), shipped, 1, 0.4)
    hint = f"是不是「{near[0]}」？" if near else f"自带的模板：{'、'.join(shipped)}"
    raise TemplateError(f"没有模板「{id_or_dir}」", hint=f"{hint} 也可以给出含有 {TEMPLATE_FILE} 的文件夹")


def _section(fields: Fields, part: str, patterns: dict[str, Pattern], usual: Form) -> SectionSpec:
    fields.only(
        "id", "title", "patterns", "steps", "prompt", "requires", "length", "after", "repeat", "items", "weak_when",
        "keywords", "form",
    )  # fmt: skip
    section_id = fields.text("id")
    used = tuple(_pattern(fields, name, position, patterns) for position, name in enumerate(fields.texts("patterns")))
    steps = _steps(fields, used)
    if not steps:
        fields.fail("小节没有逻辑链，也没有步骤", field="patterns", hint="写上 patterns: [逻辑链的 id]")
    items = _items(fields)
    return SectionSpec(
        id=section_id,
        title=fields.text("title"),
        part=part,
        patterns=used,
        steps=steps,
        prompt=fields.text("prompt", f"{section_id}.md.j2"),
        requires=tuple(_required(child) for child in fields.children("requires")),
        length=fields.span("length", (150, 600)),
        after=fields.texts("after"),
        repeat=fields.span("repeat", (1, 1)),
        items=tuple(items),
        item_cues=tuple(items.values()),
        weak_when=fields.text("weak_when", ""),
        keywords=fields.texts("keywords"),
        form=_form(fields, usual),
    )


def _form(fields: Fields, usual: Form) -> Form:
    """How the section (or, on top, every section that does not say) stands on the page."""
    given = fields.text("form", usual)
    form = next((known for known in FORMS if known == given), None)
    if form is None:
        fields.fail(f"不认识的版式「{given}」", field="form", hint=f"可用：{'、'.join(FORMS)}")
    return form


def _pattern(fields: Fields, name: str, position: int, patterns: dict[str, Pattern]) -> Pattern:
    if name not in patterns:
        near = get_close_matches(name, patterns, 1, 0.4)
        hint = f"是不是「{near[0]}」？" if near else f"可用的逻辑链：{'、'.join(patterns)}"
        fields.fail(f"没有逻辑链「{name}」", field=f"patterns[{position}]", hint=hint)
    return patterns[name]


def _steps(fields: Fields, patterns: tuple[Pattern, ...]) -> tuple[Step, ...]:
    steps: dict[str, Step] = {}
    for pattern in patterns:
        for step in pattern.steps:
            if step.id in steps:
                hint = "两条链有同名的步骤，不能放在同一小节"
                fields.fail(f"步骤「{step.id}」在这一小节里出现两次", field="patterns", hint=hint)
            steps[step.id] = step
    for child in fields.children("steps"):
        base = steps.get(child.text("id"))
        steps[child.text("id")] = read_step(child, base)
    return tuple(steps.values())


def _items(fields: Fields) -> dict[str, tuple[str, ...]]:
    """Names of the repeats with their cues; an item may be given by its name alone."""
    found: dict[str, tuple[str, ...]] = {}
    for child in fields.children("items"):
        if child.node.kind == "text":
            found[child.node.raw] = (child.node.raw,)
        else:
            child.only("name", "cues")
            found[child.text("name")] = child.texts("cues")
    return found


def _required(fields: Fields) -> RequiredFigures:
    fields.only("metric", "keys", "dimension", "must", "most")
    keys = fields.texts("keys")
    for position, key in enumerate(keys):
        if key not in FIGURE_KEYS:
            near = get_close_matches(key, FIGURE_KEYS, 1, 0.5)
            hint = f"是不是「{near[0]}」？" if near else f"可用：{'、'.join(FIGURE_KEYS)}"
            fields.fail(f"不认识的数字「{key}」", field=f"keys[{position}]", hint=hint)
    if not keys:
        fields.fail("没有说要哪些数字", field="keys", hint="例如 keys: [actual, target]")
    return RequiredFigures(
        metric=fields.text("metric"),
        keys=keys,
        dimension=fields.text("dimension", "") or None,
        must=fields.truth("must", default=True),
        most=fields.number("most", 0),
    )


def _check_prompt_files(folder: Path, sections: list[SectionSpec], places: dict[str, Fields]) -> None:
    shared = prompts_dir() / "shared"
    for section in sections:
        name = Path(section.prompt)
        if name.is_absolute() or ".." in name.parts:
            places[section.id].fail(f"提示词「{section.prompt}」要放在模板的文件夹里", field="prompt")
        if not any((place / name).is_file() for place in (folder, shared)):
            hint = f"应当在 {folder / name}"
            places[section.id].fail(f"找不到提示词文件「{section.prompt}」", field="prompt", hint=hint)
