"""One regular expression for many words: alternatives share their prefixes, so a scan does not try them one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable

_END = ""


def alternation(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds the longest of ``words`` at each place; it matches nothing where there are no words."""
    root: dict[str, dict[str, object]] = {}
    for word in words:
        node: dict[str, object] = root  # type: ignore[assignment] - a tree of unknown depth
        for char in word:
            node = node.setdefault(char, {})  # type: ignore[assignment] - as above
        node[_END] = {}
    return re.compile(_pattern(root) if root else r"(?!)")


def _pattern(node: dict[str, dict[str, object]]) -> str:
    """Depth of recursion is the length of the longest word, which the fact sheet bounds."""
    leaves = "".join(re.escape(char) for char in sorted(node) if char != _END and list(node[char]) == [_END])
    branches = [
        re.escape(char) + _pattern(node[char])  # type: ignore[arg-type] - a tree of unknown depth
        for char in sorted(node)
        if char != _END and list(node[char]) != [_END]
    ]
    if leaves:
        branches.append(f"[{leaves}]")
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{joined})?" if _END in node else joined
