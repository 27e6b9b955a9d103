"""One regular expression for many words: alternatives share their prefixes, so a scan does not try them one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Node:
    """What may follow a prefix; ``ends`` where the prefix is a word itself."""

    after: dict[str, _Node] = field(default_factory=dict)
    ends: bool = False


def alternation(words: Iterable[str]) -> re.Pattern[str]:
    """The compiled ``expression`` of ``words``."""
    return re.compile(expression(words))


def expression(words: Iterable[str]) -> str:
    """An expression that finds the longest of ``words`` at each place; it matches nothing where there are no words."""
    root = _Node()
    for word in words:
        node = root
        for char in word:
            node = node.after.setdefault(char, _Node())
        node.ends = True
    return _pattern(root) if root.after else r"(?!)"


def _pattern(node: _Node) -> str:
    """Depth of recursion is the length of the longest word, which the fact sheet bounds."""
    leaves = "".join(re.escape(char) for char, child in sorted(node.after.items(), key=_char) if not child.after)
    branches = [
        re.escape(char) + _pattern(child) for char, child in sorted(node.after.items(), key=_char) if child.after
    ]
    if leaves:
        branches.append(f"[{leaves}]")
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{joined})?" if node.ends else joined


def _char(item: tuple[str, _Node]) -> str:
    return item[0]
