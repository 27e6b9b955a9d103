"""Checks prompts before they are used: every variable is declared, known, and used; no prompt leaves its bounds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError, meta, nodes

from fupan.domain.template import Template
from fupan.errors import InputProblem
from fupan.prompting.confined import forbidden
from fupan.prompting.environment import prompt_environment
from fupan.prompting.inputs import DOCUMENT_INPUTS, SECTION_INPUTS, STEP_INPUTS
from fupan.prompting.jinja_faults import explained
from fupan.prompting.render import SECTION_SYSTEM, STEP_SYSTEM, STEP_USER

_DECLARATION = re.compile(r"\{#-?\s*inputs:(?P<names>[^#]*?)-?#\}")
_RAW = "示例里的 {{f1}} 要放在 {% raw %} 和 {% endraw %} 之间"


def check_prompts(template: Template, faults: list[InputProblem]) -> None:
    """Check every prompt of the template with all that it extends or includes; what is wrong is added to ``faults``.

    With file and line: a syntax error, a missing file, a variable that is not declared, not known, or declared and not
    used, and what a prompt may not do (see ``confined``).
    """
    check = _Check(template.root, faults)
    for name, known in ((SECTION_SYSTEM, DOCUMENT_INPUTS), (STEP_SYSTEM, ()), (STEP_USER, STEP_INPUTS)):
        check.prompt(name, known)
    for section in template.sections:
        # a section's own prompt that is not there was told with its line in template.yaml
        check.prompt(section.prompt, SECTION_INPUTS, missing_is_told=True)


def declared_inputs(source: str) -> tuple[str, ...] | None:
    """The names in the front comment ``{# inputs: a, b #}``; None where there is none."""
    match = _DECLARATION.search(source)
    return None if match is None else tuple(name.strip() for name in match["names"].split(",") if name.strip())


class _Check:
    """Goes through the prompts of one folder, each once."""

    def __init__(self, root: str, faults: list[InputProblem]) -> None:
        self.root, self.faults = root, faults
        self.environment = prompt_environment(root)
        self.seen: set[str] = set()

    def fault(self, file: str, line: int, message: str, hint: str) -> None:
        self.faults.append(InputProblem(file, line, "", message, hint))

    def prompt(self, name: str, known: tuple[str, ...], *, missing_is_told: bool = False, used_in: str = "") -> None:
        """One prompt, and what it names; ``used_in`` is the file that names this one."""
        loader = self.environment.loader
        if name in self.seen or loader is None:  # the environment is never made without a loader
            return
        self.seen.add(name)
        file = name
        try:
            source, found, _ = loader.get_source(self.environment, name)
            file = found or name
            tree = self.environment.parse(source, name, file)
            used = meta.find_undeclared_variables(tree)
        except TemplateNotFound:
            if not missing_is_told:
                hint = f"应当在 {Path(self.root) / name}" if ".." not in name else "只能用模板文件夹里和自带的提示词"
                self.fault(used_in or self.root, 0, f"找不到提示词文件「{name}」", hint)
        except TemplateSyntaxError as error:
            self.fault(file, error.lineno, f"提示词语法有误：{explained(error.message or '')}", _RAW)
        except UnicodeDecodeError:
            self.fault(str(Path(self.root) / name), 0, "提示词不是 UTF-8 文本", "在编辑器里另存为 UTF-8")
        else:
            self._tree(file, source, tree, used, known)

    def _tree(self, file: str, source: str, tree: nodes.Template, used: set[str], known: tuple[str, ...]) -> None:
        self._variables(file, source, tree, used, known)
        for line, message, hint in forbidden(tree):
            self.fault(file, line, message, hint)
        for other in meta.find_referenced_templates(tree):
            if other is not None:
                self.prompt(other, known, used_in=file)

    def _variables(self, file: str, source: str, tree: nodes.Template, used: set[str], known: tuple[str, ...]) -> None:
        declared = declared_inputs(source)
        if declared is None:
            listed = "、".join(sorted(used))
            self.fault(file, 1, "没有声明用到的变量", f"在第一行写 {{# inputs: {listed.replace('、', ', ')} #}}")
            return
        for name in sorted(used - set(declared)):
            hint = f"写进第一行的 inputs；可用的有：{'、'.join(known)}。示例里的 {{{{f1}}}} 要放在 {{% raw %}} 里"
            self.fault(file, _line(tree, name), f"用了没有声明的变量「{name}」", hint)
        front = source[: source.find("inputs:")].count("\n") + 1
        for name in declared:
            if name not in known:
                self.fault(file, front, f"没有变量「{name}」", f"可用的有：{'、'.join(known) or '（无）'}")
            elif name not in used:
                self.fault(file, front, f"声明了变量「{name}」却没有用", "从 inputs 里去掉它")


def _line(tree: nodes.Template, name: str) -> int:
    found: list[Any] = [node.lineno for node in tree.find_all(nodes.Name) if node.name == name]
    return min(found, default=1)
