"""Steps told in another step's clause: 林悦3月入职做到642万元 names the person and the figure at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from fupan.figures.scan.extract import extract
from fupan.logic.goal_words import names_day, names_thing, sets_figure
from fupan.logic.signs import SURNAMES
from fupan.logic.word_groups import is_word
from fupan.resources import data

Test = Callable[[str], bool]

_NAMED = re.compile(
    rf"(?P<post>[\u4e00-\u9fff]{{2,8}}?)?(?P<name>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)"
    r"(?=[，、0-9]|一个?人|[做把每带从用在今自完签拿跑卖贡独入全半名负管])"
)
_POSTS = ("支持", "顾问", "秘书", "总监", "部长", "干事")
"""Ends of posts beside the words for people in ``data/logic_words.json``."""
_CLAUSES = re.compile("[，。；！？\n]+")
_MOVES = re.compile(r"[从由][^，。；\n]{1,24}?[到至为成]")


def names_person(piece: str) -> bool:
    """Whether ``piece`` opens with a person: 陈立群做了…, 商务支持周洁把… (a known post in front); 金额做到 names none.

    A surname and one or two more characters that are no word (方案, 毛利, 江苏), followed by what a person does or has.
    """
    match = _NAMED.match(piece)
    if match is None:
        return False
    name, post = match["name"], match["post"]
    words, posts = _words()
    known = not post or post.endswith(posts)
    return known and not any(is_word(part) or part in words for part in (name, name[:2]))


def has_person(piece: str) -> bool:
    """Whether a clause of ``piece`` opens with a person: 人均611万元。陈立群做了2889万元."""
    return any(names_person(clause) for clause in _CLAUSES.split(piece))


@cache
def _words() -> tuple[frozenset[str], tuple[str, ...]]:
    """All words that signs are made of, and the ends of posts."""
    table = data("logic_words")
    words = frozenset(word for entry in table.values() for word in entry["words"])
    return words, (*_POSTS, *(word for word in table["person"]["words"] if len(word) > 1))


def tells_change(piece: str) -> bool:
    """Whether ``piece`` says from which figure to which: 新客占比从18.2%掉到14.6% is a result and its comparison."""
    kinds = [mention.kind for mention in extract(piece)]
    return len(kinds) > len(set(kinds)) and _MOVES.search(piece) is not None


_SHARED: Mapping[str, Mapping[str, tuple[frozenset[str], Test]]] = {
    "smart": {
        "specific": (frozenset(("measurable", "timebound")), lambda piece: sets_figure(piece) and names_thing(piece)),
        "measurable": (frozenset(("specific", "timebound")), sets_figure),
        "timebound": (frozenset(("specific", "measurable")), names_day),
    },
    "contribution": {"role": (frozenset(("data", "practice")), has_person)},
    "metric-driver-value": {
        "result": (frozenset(("comparison",)), tells_change),
        "comparison": (frozenset(("result",)), tells_change),
    },
}


def shared_steps(text: str, pattern: str, told: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """The steps of ``pattern`` that no stretch of their own tells and another's stretch tells too.

    ``told`` and the answer are (step, start, end). Only what was found as a step can tell a second one, so that a
    sentence that tells nothing stays so.
    """
    found: list[tuple[str, int, int]] = []
    for step, (hosts, says) in _SHARED.get(pattern, {}).items():
        if not any(own == step for own, _, _ in told):
            spans = {(start, end) for host, start, end in [*told, *found] if host in hosts}
            found += [(step, start, end) for start, end in sorted(spans) if says(text[start:end])]
    return found
