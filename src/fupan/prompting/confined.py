"""What a prompt may do: insert its inputs, branch, loop, and build on other prompts. Nothing else.

Templates come from other people. The sandbox of the template engine keeps a prompt from running code; this keeps it
from trying, from naming files by a value, and from blowing up a text without bound.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

FILTERS = frozenset(
    ("join", "default", "d", "length", "count", "first", "last", "trim", "list", "reverse", "sort", "unique", "string")
)
_LOOPS = ("提示词里不能写循环次数", "只能逐个列出变量里的内容，例如 {% for step in steps %}")
_HINT = "提示词里只用变量、{% if %}、{% for %}、{% block %}、{% extends %}、{% include %}"


def forbidden(tree: nodes.Template) -> Iterator[tuple[int, str, str]]:
    """(line, message, hint) of everything in a prompt that it may not do."""
    for node in tree.find_all(nodes.Node):
        told = _told(node)
        if told:
            yield (node.lineno, told, _LOOPS[1] if told == _LOOPS[0] else _HINT)


def _told(node: nodes.Node) -> str:
    match node:
        case nodes.Getattr(attr=str(name)) | nodes.Getitem(arg=nodes.Const(value=str(name))) if name.startswith("_"):
            return f"提示词里不能取内部属性「{name}」"
        case nodes.Filter(name=name) if name not in FILTERS:
            return f"提示词里不能用过滤器「{name}」，可用的有：{'、'.join(sorted(FILTERS))}"
        case nodes.Call(node=nodes.Name(name="super")):
            return ""
        case nodes.Call(node=nodes.Name(name="range")):
            return _LOOPS[0]
        case nodes.Call() | nodes.CallBlock() | nodes.Macro():
            return "提示词里不能调用函数"
        case nodes.Mul() | nodes.Pow() | nodes.Mod():
            return "提示词里不能做乘法、乘方和格式化"
        case nodes.Import() | nodes.FromImport():
            return "提示词里不能用 import"
        case nodes.Extends(template=other) | nodes.Include(template=other) if not isinstance(other, nodes.Const):
            return "extends 和 include 后面要写文件名，不能用变量"
        case _:
            return ""
