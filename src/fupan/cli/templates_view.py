"""What ``fupan templates`` shows: the list, one template, the logic patterns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fupan.domain.derive import CHANGE_PP, DERIVATIONS, SHARED_KEYS
from fupan.domain.role import ROLE_NAMES
from fupan.domain.template import Pattern, RequiredFigures, SectionSpec, Template
from fupan.errors import FupanError
from fupan.export.terminal import padded, width
from fupan.logic.coverage import BELOW_TARGET
from fupan.prompting.edits import edited_files, original_of
from fupan.prompting.loader import load_template
from fupan.prompting.sources import ORIGINS, TemplateSource, template_sources, user_templates_dir

_FORMS = {"prose": "段落", "points": "要点页", "table": "表格"}
_KEYS: dict[str, str] = (
    {role.value: title for role, title in ROLE_NAMES.items()}
    | {row.name: row.title for row in DERIVATIONS}
    | {CHANGE_PP[row.name]: f"{row.title}（个百分点）" for row in DERIVATIONS if row.name in CHANGE_PP}
    | {key: title for _, key, title in SHARED_KEYS}
)


def listed() -> list[dict[str, Any]]:
    """Every template by name: title, sections, where it comes from, which files are edited, whether it is in use."""
    seen: set[str] = set()
    rows: list[dict[str, Any]] = []
    for source in template_sources():
        title, sections, fault = "", 0, ""
        try:
            template = load_template(source, prompts=False)
            title, sections = template.title, len(template.sections)
        except FupanError as error:
            fault = error.message.splitlines()[0]
        own = source.origin == "user" and original_of(source.name) is not None
        rows.append(
            {
                "id": source.name,
                "title": title,
                "sections": sections,
                "origin": source.origin,
                "package": source.package,
                "folder": str(source.folder),
                "copy": own,
                "edited": list(edited_files(source)) if own else [],
                "used": source.name not in seen,
                "fault": fault,
            }
        )
        seen.add(source.name)
    return rows


def listed_text(rows: Iterable[dict[str, Any]]) -> str:
    """The list as a table, and where the user's own templates belong."""
    table = [("模板", "标题", "小节", "来自")]
    table += [(row["id"], row["title"], str(row["sections"] or "—"), _origin(row)) for row in rows]
    columns = [max(width(row[column]) for row in table) for column in range(3)]
    lines = ["  ".join([*map(padded, row[:3], columns), row[3]]).rstrip() for row in table]
    return "\n".join([*lines, "", f"你的模板目录：{user_templates_dir()}", ""])


def _origin(row: dict[str, Any]) -> str:
    told = ORIGINS[row["origin"]] + (f" {row['package']}" if row["package"] else "")
    if row["copy"]:
        told += f"（改过：{'、'.join(row['edited'])}）" if row["edited"] else "（副本，还没有改动）"
    if not row["used"]:
        told += "（没有用：同名的已在上面）"
    return f"{told}　不能用：{row['fault']}" if row["fault"] else told


def shown(template: Template, source: TemplateSource) -> dict[str, Any]:
    """One template as plain data for JSON."""
    return {
        "id": template.id,
        "title": template.title,
        "period": template.period,
        "tone": template.tone,
        "origin": source.origin,
        "folder": str(source.folder),
        "sections": [_section(section) for section in template.sections],
    }


def _section(section: SectionSpec) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "part": section.part,
        "form": section.form,
        "patterns": [{"id": pattern.id, "name": pattern.name} for pattern in section.patterns],
        "steps": [{"id": step.id, "name": step.name, "asks": step.asks} for step in section.steps],
        "requires": [required_dict(wanted) for wanted in section.requires],
        "length": list(section.length),
        "repeat": list(section.repeat),
        "items": list(section.items),
        "after": list(section.after),
        "headline": section.headline,
        "weak_when": section.weak_when,
        "prompt": section.prompt,
    }


def required_dict(wanted: RequiredFigures) -> dict[str, Any]:
    """One requirement as plain data."""
    return {
        "metric": wanted.metric,
        "keys": list(wanted.keys),
        "dimension": wanted.dimension or "",
        "must": wanted.must,
        "most": wanted.most,
        "step": wanted.step,
        "apart": list(wanted.apart),
    }


def shown_text(view: dict[str, Any]) -> str:
    """One template for a person to read."""
    lines = [f"{view['title']}（{view['id']}）", f"来自：{ORIGINS[view['origin']]} {view['folder']}"]
    if view["tone"]:
        lines.append(f"语气：{view['tone']}")
    part = ""
    for section in view["sections"]:
        if section["part"] != part:
            part = section["part"]
            lines += ["", f"【{part}】"]
        lines += _section_lines(section)
    return "\n".join(lines) + "\n"


def _section_lines(section: dict[str, Any]) -> list[str]:
    least, most = section["length"]
    times = f"，{section['repeat'][0]} 到 {section['repeat'][1]} 项" if section["repeat"][1] > 1 else ""
    items = f"（{'、'.join(section['items'])}）" if section["items"] else ""
    lines = [f"  {section['title']}（{section['id']}）　{_FORMS[section['form']]}，{least} 到 {most} 字{times}{items}"]
    chains = "、".join(f"{pattern['name']} {pattern['id']}" for pattern in section["patterns"])
    lines.append(f"    逻辑链：{chains or '自己的步骤'}")
    lines += [f"      {step['name']}（{step['id']}）：{step['asks']}" for step in section["steps"]]
    for must, word in ((True, "必备数字"), (False, "有就写的数字")):
        figures = [figures_text(wanted) for wanted in section["requires"] if wanted["must"] is must]
        if figures:
            lines.append(f"    {word}：{'；'.join(figures)}")
    if section["headline"]:
        lines.append(f"    标题取自：{section['headline']}")
    if section["after"]:
        lines.append(f"    承接：{'、'.join(section['after'])}")
    if section["weak_when"]:
        lines.append(f"    没写好：{section['weak_when']}")
    return lines


def figures_text(wanted: dict[str, Any]) -> str:
    """One requirement in Chinese: 销售额：实际、目标."""
    metric = "没达到目标的指标" if wanted["metric"] == BELOW_TARGET else wanted["metric"]
    keys = "、".join(_KEYS.get(key, key) for key in wanted["keys"])
    where = f"按{wanted['dimension']}的" if wanted["dimension"] else ""
    most = f"（最多 {wanted['most']} 个）" if wanted["most"] else ""
    apart = f"（{'、'.join(wanted['apart'])}除外）" if wanted["apart"] else ""
    return f"{metric}{apart}：{where}{keys}{most}"


def pattern_dict(pattern: Pattern) -> dict[str, Any]:
    """A logic pattern as plain data."""
    steps = [{"id": step.id, "name": step.name, "asks": step.asks} for step in pattern.steps]
    return {"id": pattern.id, "name": pattern.name, "steps": steps}


def patterns_text(found: Iterable[Pattern]) -> str:
    """The logic patterns for a person to choose from."""
    lines: list[str] = []
    for pattern in found:
        lines.append(f"{pattern.id}　{pattern.name}")
        lines += [f"    {step.name}（{step.id}）：{step.asks}" for step in pattern.steps]
    return "\n".join(lines) + "\n"
