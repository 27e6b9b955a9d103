"""Typed reading of template files: every fault is noted with file, line and field, and reading goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from fupan.errors import InputProblem, TemplateError
from fupan.yamlfile import Node

MOST_FAULTS = 200
_KINDS = {"mapping": "一组「键: 值」", "sequence": "一个列表", "text": "文字", "number": "数字", "boolean": "是或否"}


@dataclass(frozen=True, slots=True)
class Fields:
    """One mapping of a template file, read key by key; ``path`` leads to it (``parts[0].sections[2]``).

    ``faults`` is one list for all files of a template: a value that cannot be used is noted there, and its default is
    given instead, so that all faults of a template are told at once.
    """

    file: str
    node: Node
    path: str = ""
    faults: list[InputProblem] = field(default_factory=list)

    def fault(self, message: str, *, at: str = "", line: int = 0, hint: str = "") -> None:
        """Note a fault at the key ``at`` of this mapping; raises TemplateError with all of them once there are 200."""
        path = ".".join(part for part in (self.path, at) if part)
        place = self.node.get(at.split("[", maxsplit=1)[0]) if at else None
        if len(self.faults) >= MOST_FAULTS:
            stop_at(self.faults)
        self.faults.append(InputProblem(self.file, line or (place or self.node).line, path, message, hint))

    def only(self, *known: str) -> None:
        """Refuse keys that are not ``known``, naming the nearest one."""
        for key, value in self.node.items():
            if key not in known:
                near = get_close_matches(key, known, 1, 0.5)
                hint = f"是不是「{near[0]}」？" if near else f"可用的键：{'、'.join(known)}"
                self.fault(f"不认识的键「{key}」", at=key, line=value.line, hint=hint)

    def text(self, key: str, default: str | None = None) -> str:
        """The text under ``key``; without ``default`` it has to be there and not be empty."""
        node = self.node.get(key)
        if node is None or node.kind == "null" or not node.raw.strip():
            if default is None:
                self.fault(f"缺少「{key}」", at=key, hint=f"补上一行「{key}: …」")
            return default or ""
        if node.kind not in {"text", "number"}:
            self.fault(f"「{key}」应当是文字", at=key)
            return default or ""
        return node.raw.strip()

    def truth(self, key: str, *, default: bool) -> bool:
        """The yes or no under ``key``."""
        node = self.node.get(key)
        if node is None:
            return default
        if not isinstance(node.value, bool):
            self.fault(f"「{key}」应当是 true 或 false", at=key)
            return default
        return node.value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under ``key``; a single text counts as a list of one."""
        node = self.node.get(key)
        if node is None or node.kind == "null":
            return ()
        if node.kind in {"text", "number"}:
            return (node.raw.strip(),)
        found: list[str] = []
        for position, element in enumerate(self._elements(key)):
            if element.kind in {"text", "number"} and element.raw.strip():
                found.append(element.raw.strip())
            else:
                self.fault(f"「{key}」的各项应当是文字", at=f"{key}[{position}]", line=element.line)
        return tuple(found)

    def number(self, key: str, default: int) -> int:
        """The whole number from 0 under ``key``."""
        node = self.node.get(key)
        if node is None:
            return default
        if isinstance(node.value, bool) or not isinstance(node.value, int) or node.value < 0:
            self.fault(f"「{key}」应当是 0 以上的整数", at=key)
            return default
        return node.value

    def span(self, key: str, default: tuple[int, int]) -> tuple[int, int]:
        """The pair (least, most) under ``key``."""
        node = self.node.get(key)
        if node is None:
            return default
        values = [element.value for element in self._elements(key)]
        least, most = values if len(values) == 2 else (None, None)
        if not isinstance(least, int) or not isinstance(most, int) or not 0 < least <= most:
            self.fault(f"「{key}」应当是两个整数，先小后大", at=key, hint="例如 [150, 450]")
            return default
        return least, most

    def is_mapping(self) -> bool:
        """Whether there are keys to read; a fault is noted where there are none."""
        if self.node.kind != "mapping":
            self.fault(f"这里应当是一组「键: 值」，实际是{_KINDS.get(self.node.kind, '空的')}")
        return self.node.kind == "mapping"

    def children(self, key: str, *, texts: bool = False) -> Iterator[Fields]:
        """The elements of the list under ``key`` that are mappings (with ``texts``: or texts).

        Nothing where the key is absent.
        """
        if self.node.get(key) is None:
            return
        for position, element in enumerate(self._elements(key)):
            path = f"{self.path}.{key}" if self.path else key
            child = Fields(self.file, element, f"{path}[{position}]", self.faults)
            if (texts and element.kind == "text") or child.is_mapping():
                yield child

    def _elements(self, key: str) -> tuple[Node, ...]:
        node = self.node.get(key)
        if node is None or node.kind != "sequence":
            self.fault(f"「{key}」应当是一个列表", at=key)
            return ()
        return node.elements


def in_order(faults: list[InputProblem]) -> tuple[InputProblem, ...]:
    """The faults, each once, by file (in order of first fault) and line."""
    files = list(dict.fromkeys(fault.file for fault in faults))
    return tuple(sorted(dict.fromkeys(faults), key=lambda one: (files.index(one.file), one.line)))


def stop_at(faults: list[InputProblem]) -> None:
    """Raise TemplateError with all the faults; nothing where there is none."""
    if faults:
        raise TemplateError(problems=in_order(faults))
