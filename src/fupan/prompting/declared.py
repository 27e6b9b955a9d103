"""Checks prompts before they are used: every variable is declared, known, and used."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError, meta, nodes

from fupan.domain.template import Template
from fupan.errors import TemplateError
from fupan.prompting.environment import prompt_environment
from fupan.prompting.inputs import DOCUMENT_INPUTS, SECTION_INPUTS, STEP_INPUTS
from fupan.prompting.render import SECTION_SYSTEM, STEP_SYSTEM, STEP_USER

_DECLARATION = re.compile(r"\{#-?\s*inputs:(?P<names>[^#]*?)-?#\}")


def check_prompts(template: Template) -> None:
    """Check every prompt of the template with all that it extends or includes.

    Raises TemplateError with file and line: a syntax error, a missing file, a variable that is not declared, not known,
    or declared and not used.
    """
    seen: set[str] = set()
    for name, known in ((SECTION_SYSTEM, DOCUMENT_INPUTS), (STEP_SYSTEM, ()), (STEP_USER, STEP_INPUTS)):
        _check(template.root, name, known, seen)
    for section in template.sections:
        _check(template.root, section.prompt, SECTION_INPUTS, seen)


def declared_inputs(source: str) -> tuple[str, ...] | None:
    """The names in the front comment ``{# inputs: a, b #}``; None where there is none."""
    match = _DECLARATION.search(source)
    return None if match is None else tuple(name.strip() for name in match["names"].split(",") if name.strip())


def _check(root: str, name: str, known: tuple[str, ...], seen: set[str]) -> None:
    if name in seen:
        return
    seen.add(name)
    environment = prompt_environment(root)
    loader = environment.loader
    if loader is None:  # never: the environment is made with one
        raise TemplateError(f"读不到提示词「{name}」")
    try:
        source, filename, _ = loader.get_source(environment, name)
        tree = environment.parse(source, name, filename)
    except TemplateNotFound as error:
        raise TemplateError(f"找不到提示词文件「{name}」", hint=f"应当在 {Path(root) / name}") from error
    except TemplateSyntaxError as error:
        hint = "示例里的 {{f1}} 要放在 {% raw %} 和 {% endraw %} 之间"
        raise TemplateError(
            f"{error.filename or name}:{error.lineno} 提示词语法有误：{error.message}", hint=hint
        ) from error
    except UnicodeDecodeError as error:
        raise TemplateError(f"提示词「{name}」不是 UTF-8 文本", hint="在编辑器里另存为 UTF-8") from error
    _compare(filename or name, source, tree, known)
    for other in meta.find_referenced_templates(tree):
        if other is not None:
            _check(root, other, known, seen)


def _compare(file: str, source: str, tree: nodes.Template, known: tuple[str, ...]) -> None:
    declared = declared_inputs(source)
    if declared is None:
        hint = "在第一行写 {# inputs: 用到的变量 #}，没有变量时写 {# inputs: #}"
        raise TemplateError(f"{file}:1 没有声明用到的变量", hint=hint)
    used = meta.find_undeclared_variables(tree)
    for name in sorted(used - set(declared)):
        hint = f"写进第一行的 inputs；可用的有：{'、'.join(known)}。示例里的 {{{{f1}}}} 要放在 {{% raw %}} 里"
        raise TemplateError(f"{file}:{_line(tree, name)} 用了没有声明的变量「{name}」", hint=hint)
    front = source[: source.find("inputs:")].count("\n") + 1
    for name in declared:
        if name not in known:
            raise TemplateError(f"{file}:{front} 没有变量「{name}」", hint=f"可用的有：{'、'.join(known) or '（无）'}")
        if name not in used:
            raise TemplateError(f"{file}:{front} 声明了变量「{name}」却没有用", hint="从 inputs 里去掉它")


def _line(tree: nodes.Template, name: str) -> int:
    found: list[Any] = [node.lineno for node in tree.find_all(nodes.Name) if node.name == name]
    return min(found, default=1)
