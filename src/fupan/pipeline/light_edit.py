"""A line that may change only where a colloquial word has a written one: the grammar of a rewrite that cannot go wrong.

Where an llm's own wording changed the meaning, it is asked once more under a grammar (GBNF) in which every content word
and every slot of the line stands where it stood, and only listed words may be put differently.
"""

from __future__ import annotations

import json
import re
from functools import cache

from fupan.pipeline.slots import MARK
from fupan.resources import data

_SLOT_BEHIND = "{"


@cache
def _formal() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """One pattern over all listed words, longest first, and the written forms of each."""
    table: dict[str, list[str]] = data("wording")["formal"]
    keys = sorted(table, key=len, reverse=True)
    parts = [re.escape(key[:-1]) + r"(?=\{\{)" if key.endswith(_SLOT_BEHIND) else re.escape(key) for key in keys]
    return re.compile("|".join(parts)), {key.rstrip(_SLOT_BEHIND): tuple(forms) for key, forms in table.items()}


def light_edit_grammar(line: str) -> str:
    """GBNF for ``line`` (with its slot marks) with the listed alternatives and commas or semicolons between clauses."""
    pattern, forms = _formal()
    pieces: list[str] = []
    position = 0
    for match in re.finditer(f"(?P<slot>{MARK.pattern})|(?P<word>{pattern.pattern})|(?P<stop>，)", line.rstrip("。")):
        pieces.append(_literal(line[position : match.start()]))
        if match["slot"]:
            pieces.append(_literal(match[0]))
        elif match["stop"]:
            pieces.append('("，" | "；")')
        else:
            pieces.append("(" + " | ".join(map(_literal, (*forms[match[0]], match[0]))) + ")")
        position = match.end()
    pieces.append(_literal(line.rstrip("。")[position:]))
    return "root ::= " + " ".join(piece for piece in pieces if piece) + ' "。"\n'


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if text else ""
