"""Labels that say which step stands behind them: 影响：…, 风险一：…, 关键动作是…; they decide before weights.

The words stand in ``data/step_labels.json``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from fupan.logic.clauses import Clause
from fupan.resources import data

COLON, VERB = 300, 200
"""What a label is worth to the step that it names, in hundredths like weights: before a colon, and before 是."""
_LONGEST = 12
_SHELL = re.compile(
    r"^[【\[（(“]?(?:第?[一二三四五六0-9]{1,2}[是、.．]?)?(?:主要|核心|具体|最大|潜在|其他|其中|一个|另一个)?的?"
)
_TAIL = re.compile(r"(?:方面|层面)?[一二三四五六0-9]{0,2}[】\]）)”]?$")
_OPENS = re.compile(
    r"^(?:从|其|而|但|主要|核心|更|一个|另一个?|还有一个?|再一个|第[一二三四]个?|最大)?的?(?P<label>[\u4e00-\u9fff]{2,6}?)"
    r"(?:(?:方面|层面|上)?(?:就是|则是|还是|是|在于|为|来看|看)|(?P<topic>方面|层面|上)$)"
)


def labelled(text: str, pieces: Sequence[Clause], pattern: str) -> list[tuple[str, int]]:
    """For each clause of ``text`` the step that its label names, and what that is worth; ("", 0) where none does.

    A label before a colon speaks for itself and for the clause behind it, and so does one that is a clause of its own
    (考核上，…; 从影响看，…). One with nothing behind it (预警。, or 预警： before the next label) tells no step: it
    comes as ("", 1).
    """
    words = _words(pattern)
    found = [("", 0)] * len(pieces)
    for number, piece in enumerate(pieces):
        if found[number][1]:
            continue
        own = text[piece.start : piece.end]
        step = words.get(_bare(own), "") if len(own) <= _LONGEST else ""
        behind = _content(text, pieces, number, words) if step else False
        if step and piece.after == ":" and behind:
            found[number] = found[number + 1] = (step, COLON)
        elif step and piece.after in ":.;n" and piece.before not in ",:":
            found[number] = ("", 1)
        else:
            opening = _OPENS.match(own)
            named = words.get(opening["label"], "") if opening else ""
            if opening and named and opening["label"] not in _plain():
                found[number] = (named, VERB)
                if opening.end() == len(own) and piece.after == "," and number + 1 < len(pieces):
                    found[number + 1] = (named, VERB)
    return found


def _content(text: str, pieces: Sequence[Clause], number: int, words: Mapping[str, str]) -> bool:
    """Whether something stands behind the label, on its line, that is no label itself."""
    if number + 1 == len(pieces) or pieces[number].after != ":":
        return False
    behind = pieces[number + 1]
    return not (behind.after == ":" and _bare(text[behind.start : behind.end]) in words)


def _bare(label: str) -> str:
    """A label without brackets, ordinals and words of emphasis: 【主要风险一】 is 风险."""
    return _TAIL.sub("", _SHELL.sub("", label.strip()))


@cache
def _words(pattern: str) -> dict[str, str]:
    """Label → step of a pattern."""
    return {word: step for step, listed in data("step_labels").get(pattern, {}).items() for word in listed}


@cache
def _plain() -> frozenset[str]:
    return frozenset(data("step_labels")["plain"])
