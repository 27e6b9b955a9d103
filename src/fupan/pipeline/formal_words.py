"""Written forms of colloquial words (没落地 → 未落地): which may stand for what a line of material says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fupan.resources import data

_SLOT_BEHIND = "{"
_BARE = ("达到", "完成", "仅完成")
"""Forms that do not fit behind 从…: 从2890万元达到3930万元 is no Chinese, 从2890万元做到3930万元 is."""
_FROM = re.compile(r"从[^，。；：]{0,40}$")


@cache
def _formal() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """One pattern over all listed words, longest first, and the written forms of each."""
    table: dict[str, list[str]] = data("wording")["formal"]
    keys = sorted(table, key=len, reverse=True)
    parts = [re.escape(key[:-1]) + r"(?=\{\{)" if key.endswith(_SLOT_BEHIND) else re.escape(key) for key in keys]
    return re.compile("|".join(parts)), {key.rstrip(_SLOT_BEHIND): tuple(forms) for key, forms in table.items()}


def colloquial(line: str, *, planned: bool = False) -> Iterator[tuple[re.Match[str], tuple[str, ...]]]:
    """The listed words of ``line`` (with its slot marks) in their order, each with the forms that fit in its place.

    ``planned``: the line says what is still to be done, so nothing in it is told as reached (安徽达到2400万元).
    """
    pattern, table = _formal()
    for match in pattern.finditer(line):
        forms = table[match[0]]
        if planned or _FROM.search(line, 0, match.start()):
            forms = tuple(form for form in forms if form not in _BARE)
        if forms:
            yield match, forms


def written_forms(line: str, *, planned: bool = False) -> set[str]:
    """All forms that may stand for a word of ``line``."""
    return {form for _, forms in colloquial(line, planned=planned) for form in forms}
