"""Typed reading of template files: every fault names file, line and field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NoReturn

from fupan.errors import InputProblem, TemplateError
from fupan.yamlfile import Node

_KINDS = {"mapping": "一组「键: 值」", "sequence": "一个列表", "text": "文字", "number": "数字", "boolean": "是或否"}


@dataclass(frozen=True, slots=True)
class Fields:
    """One mapping of a template file, read key by key; ``path`` leads to it (``parts[0].sections[2]``)."""

    file: str
    node: Node
    path: str = ""

    def fail(self, message: str, *, field: str = "", line: int = 0, hint: str = "") -> NoReturn:
        """Raise a TemplateError at ``field`` of this mapping."""
        path = ".".join(part for part in (self.path, field) if part)
        place = self.node.get(field.split("[", maxsplit=1)[0]) if field else None
        problem = InputProblem(self.file, line or (place or self.node).line, path, message)
        raise TemplateError(str(problem), hint=hint)

    def only(self, *known: str) -> None:
        """Refuse keys that are not ``known``, naming the nearest one."""
        if self.node.kind != "mapping":
            self.fail(f"这里应当是一组「键: 值」，实际是{_KINDS.get(self.node.kind, '空的')}")
        for key, value in self.node.items():
            if key not in known:
                near = get_close_matches(key, known, 1, 0.5)
                hint = f"是不是「{near[0]}」？" if near else f"可用的键：{'、'.join(known)}"
                self.fail(f"不认识的键「{key}」", field=key, line=value.line, hint=hint)

    def text(self, key: str, default: str | None = None) -> str:
        """The text under ``key``; without ``default`` it has to be there and not be empty."""
        node = self.node.get(key)
        if node is None or node.kind == "null" or not node.raw.strip():
            if default is None:
                self.fail(f"缺少「{key}」", field=key, hint=f"补上一行「{key}: …」")
            return default
        if node.kind not in {"text", "number"}:
            self.fail(f"「{key}」应当是文字", field=key)
        return node.raw.strip()

    def truth(self, key: str, *, default: bool) -> bool:
        """The yes or no under ``key``."""
        node = self.node.get(key)
        if node is None:
            return default
        if not isinstance(node.value, bool):
            self.fail(f"「{key}」应当是 true 或 false", field=key)
        return node.value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under ``key``; a single text counts as a list of one."""
        node = self.node.get(key)
        if node is None or node.kind == "null":
            return ()
        if node.kind in {"text", "number"}:
            return (node.raw.strip(),)
        for position, element in enumerate(self._elements(key)):
            if element.kind not in {"text", "number"} or not element.raw.strip():
                self.fail(f"「{key}」的各项应当是文字", field=f"{key}[{position}]", line=element.line)
        return tuple(element.raw.strip() for element in node.elements)

    def number(self, key: str, default: int) -> int:
        """The whole number from 0 under ``key``."""
        node = self.node.get(key)
        if node is None:
            return default
        if isinstance(node.value, bool) or not isinstance(node.value, int) or node.value < 0:
            self.fail(f"「{key}」应当是 0 以上的整数", field=key)
        return node.value

    def span(self, key: str, default: tuple[int, int]) -> tuple[int, int]:
        """The pair (least, most) under ``key``."""
        node = self.node.get(key)
        if node is None:
            return default
        values = [element.value for element in self._elements(key)]
        least, most = values if len(values) == 2 else (None, None)
        if not isinstance(least, int) or not isinstance(most, int) or not 0 < least <= most:
            self.fail(f"「{key}」应当是两个整数，先小后大", field=key, hint="例如 [150, 450]")
        return least, most

    def children(self, key: str) -> Iterator[Fields]:
        """The elements of the list under ``key``, each to be read as a mapping; nothing where the key is absent."""
        if self.node.get(key) is None:
            return
        for position, element in enumerate(self._elements(key)):
            path = f"{self.path}.{key}" if self.path else key
            yield Fields(self.file, element, f"{path}[{position}]")

    def _elements(self, key: str) -> tuple[Node, ...]:
        node = self.node.get(key)
        if node is None or node.kind != "sequence":
            self.fail(f"「{key}」应当是一个列表", field=key)
        return node.elements
