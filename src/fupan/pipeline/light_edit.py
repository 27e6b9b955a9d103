"""A line that may change only where a colloquial word has a written one: the grammar of a rewrite that cannot go wrong.

Where an llm's own wording changed the meaning, it is asked once more under a grammar (GBNF) in which every content
word, every slot and every stop of the line stands where it stood, and only listed words may be put differently.
"""

from __future__ import annotations

import json

from fupan.pipeline.formal_words import colloquial


def light_edit_grammar(line: str, *, planned: bool = False) -> str:
    """GBNF for ``line`` (with its slot marks) with the listed alternatives; ``planned`` as in ``colloquial``."""
    body = line.rstrip("。")
    pieces: list[str] = []
    position = 0
    for match, forms in colloquial(body, planned=planned):
        pieces.append(_literal(body[position : match.start()]))
        pieces.append("(" + " | ".join(map(_literal, (*forms, match[0]))) + ")")
        position = match.end()
    pieces.append(_literal(body[position:]))
    return "root ::= " + " ".join(piece for piece in pieces if piece) + ' "。"\n'


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if text else ""
