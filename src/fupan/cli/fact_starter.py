"""The text of a starter fact sheet for a template: the template's own example, else the general one fitted to it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from fupan.cli.templates_view import figures_text, required_dict
from fupan.domain.template import SectionSpec, Template
from fupan.errors import InputError
from fupan.prompting.loader import load_template
from fupan.prompting.sources import DEFAULT_TEMPLATE, TemplateSource
from fupan.prompting.starter import EXAMPLE_FILE, schema_place, yaml_text
from fupan.resources import text

_PERIODS = {"year": '"2025"', "half": "2025-H1", "quarter": "2025-Q3", "month": "2025-11", "week": "2025-W32"}
_NOTES = re.compile(r"^notes:\n(?: .*\n)*", re.MULTILINE)
_QUARTERS = re.compile(r"^ {6}季度:\n(?: {8}.*\n)*", re.MULTILINE)
_SCHEMA_LINE = re.compile(r"\A# yaml-language-server:.*\n")
_TEMPLATE_LINE = re.compile(r"^template:.*\n", re.MULTILINE)
_LARGEST = 200_000


def fact_starter(source: TemplateSource, folder: Path) -> str:
    """The starter for a fact sheet in ``folder``: its first line points editors at the schema, seen from there.

    Raises TemplateError for a template that cannot be used, InputError for an example that is no text.
    """
    template = load_template(source, prompts=False)
    named = yaml_text(_named(source, folder))
    example = source.folder / EXAMPLE_FILE
    if example.is_file():
        return _fitted(_read(example), named, folder)
    general = text("starter.yaml").replace("@SCHEMA@", schema_place("factsheet", folder)).replace("@TEMPLATE@", named)
    if template.id == DEFAULT_TEMPLATE:
        return general
    general = general.replace("小节 id（kpi、gap……）", "小节 id")
    general = general.replace('period: "2025"', f"period: {_PERIODS.get(template.period, _PERIODS['year'])}", 1)
    if template.period != "year":
        general = _QUARTERS.sub("", general)
    general = general.replace("\nmetrics:\n", f"\n{_wanted(template)}metrics:\n", 1)
    return _NOTES.sub(lambda _: _notes(template), general.replace("title: 华东大区2025年度销售工作总结\n", ""), count=1)


def _named(source: TemplateSource, folder: Path) -> str:
    """How the sheet names its template: by name, or by the way to its folder."""
    if source.origin != "folder":
        return source.name
    try:
        way = Path(os.path.relpath(source.folder.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive on Windows has no relative path
        return source.folder.resolve().as_posix()
    return way if way.startswith(".") else f"./{way}"


def _read(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return stream.read(_LARGEST).decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"读不了模板的示例数据表 {path}", hint="另存为 UTF-8，或删去它，改用通用的样例") from error


def _fitted(example: str, named: str, folder: Path) -> str:
    """The template's own example with the schema and the template as they are called from ``folder``."""
    rest = _TEMPLATE_LINE.sub("", _SCHEMA_LINE.sub("", example))
    return f"# yaml-language-server: $schema={schema_place('factsheet', folder)}\ntemplate: {named}\n{rest}"


def _wanted(template: Template) -> str:
    """Comments that name the figures the template's sections must state."""
    needed = [wanted for section in template.sections for wanted in section.requires if wanted.must]
    told = dict.fromkeys(figures_text(required_dict(wanted)) for wanted in needed)
    return "".join([f"# 「{template.title}」要写到这些数：\n", *(f"#   {line}\n" for line in told)]) if told else ""


def _notes(template: Template) -> str:
    """The notes: one key a section, with what each of its steps asks for as comments."""
    lines = [
        "notes:",
        "  # 下面是这个模板的各小节；把 # 后面的提示换成你的要点，一条一件事。没有的可以空着。",
        "  # 拿不准写在哪一节的，放在 general 下，由程序归类。",
        "  general:",
        "    - 江苏是增量主力，三家老客户扩产",
        "    - 浙江差100万元没完成，竞品降价，丢了2家客户",
        "    - 内部原因是浙江走了1名老销售，空档两个月",
    ]
    for section in template.sections:
        lines += _section_notes(section)
    return "\n".join(lines) + "\n"


def _section_notes(section: SectionSpec) -> list[str]:
    hints = [f"    # - {step.name}：{step.asks}" for step in section.steps]
    return [f"  {yaml_text(section.id)}:  # {section.part} · {section.title}", *hints]
