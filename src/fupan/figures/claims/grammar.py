"""The grammar of claims: a clause is one only where its words, told by one letter each, make up a whole pattern.

Letters: M member, K metric, T own time, W the whole, D noun of a dimension, A all its members, h the rest of them;
c 两区, as many as are named; i 在, P 中, I 以内, s 、, e 除, w 外, o 仅, q 均;
Y 同比, B 去年同期, U 增长, b 比, u 高, x 快 (behind 比); a 完成率, g 增速, f 降幅, z 占比, l 规模;
V 完成, v 实现, X 超额完成, Z 未完成, H 控制在, N 未能控制在, Q 超支, O 未超支, G 目标, J 销售目标; d 距, p 有差距;
S 最高, F 增长最快, R 居首, n 次之; C 高于, L 快于.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from fupan.domain.role import Role
from fupan.domain.told import Where
from fupan.figures.claims.claim import Attained, Moved, Predicate, Span, Way
from fupan.figures.claims.tokens import Token
from fupan.figures.claims.vocabulary import Base
from fupan.figures.late import late

_GOAL = "[TK]*[GJ]"
_REACHING = f"[VvXZ]T*{_GOAL}|[XZ]|[HN]{_GOAL}I|[QO]|C{_GOAL}|{_GOAL}(?:qV|q?[XZ])|b{_GOAL}u|d{_GOAL}p"
_MOVING = "Y?v?Y?U|Yu|CB"
_STATED = late(f"(?P<who>[iTWKYMsDAPIhcz]*?)(?P<all>q?)(?P<claim>(?P<goal>{_REACHING})|{_MOVING})")
_ALONE = late(f"(?P<who>[iTWKDAPI]*)o(?P<only>M(?:sM)*)[TKY]*(?P<claim>(?P<goal>{_REACHING})|{_MOVING})")
_BUT = late("e(?P<but>M(?:sM)*)D?w")
_ORDERED = late("[iTWKYMDAPIagfzl]*[SRF](?:M?D?|DM)")
_NEXT = late("M[Kagzl]*n")
_MEMBERS = late("[iTKYDagfzl]*(?:M[TKYDagfzl]*)?(?:[CL]M[KDagfzl]*|bM[KDagfzl]*[ux])")
_METRICS = late("[TWMi]*K[Ygf]*[CL]K[Ygf]*|[TWMi]*KU?[Ygf]*bK[Ygf]*[ux]")
_TOPIC = late("[iTWKYMsDAPIagzl]+")
_ATTAINED: dict[str, Way] = {
    "V": "reached",
    "v": "reached",
    "X": "reached",
    "Z": "missed",
    "H": "within",
    "N": "spent",
    "Q": "spent",
}
_COMPARED: dict[str, Way] = {
    ">": "above", "<": "below", "ahead": "above", "behind": "below", "better": "reached", "worse": "missed",
    "up": "above", "down": "below",
}  # fmt: skip
_THAN_BEFORE = {">": "up", "ahead": "up", "<": "down", "behind": "down", "better": "better", "worse": "worse"}


class Parsed(NamedTuple):
    """A clause understood; ``kind`` is ``topic`` where it names a subject and claims nothing.

    ``only`` and ``but`` are the members of 仅X and 除X外, ``also``: the latter may come on top; ``every`` is the
    dimension of which all members are spoken of.
    """

    kind: str
    tokens: tuple[Token, ...]
    metrics: tuple[str, ...] = ()
    members: tuple[Where, ...] = ()
    every: str = ""
    total: bool = False
    only: tuple[Where, ...] = ()
    but: tuple[Where, ...] = ()
    rest: bool = False
    also: bool = False
    whole: bool = False
    sales: bool = False
    base: Base | None = None
    predicate: Predicate | None = None
    span: Span = (0, 0)


def parsed(tokens: Sequence[Token]) -> Parsed | None:
    """The claim or topic that the words make up; None where they make up neither."""
    but: tuple[Where, ...] = ()
    letters = "".join(token.letter for token in tokens)
    away = _BUT.match(letters)
    if away is not None:
        but = _places(tokens[away.start("but") : away.end("but")])
        tokens, letters = tokens[away.end() :], letters[away.end() :]
        if not tokens:
            return Parsed("but", (), but=but)
    found = _stated(tokens, letters) or (_other(tokens, letters) if not but else None)
    return found._replace(but=but) if found is not None else None


def _stated(tokens: Sequence[Token], letters: str) -> Parsed | None:
    match = _ALONE.fullmatch(letters)
    only: tuple[Where, ...] = ()
    if match is not None:
        only = _places(tokens[match.start("only") : match.end("only")])
        outside = (*tokens[: match.start("only") - 1], *tokens[match.end("only") :])
        begin = match.start("only") - 1
    else:
        match = _STATED.fullmatch(letters)
        if match is None:
            return None
        outside, begin = tuple(tokens), match.start("all")
    claim = tokens[match.start("claim") :]
    about = _about(outside)
    if about is None:
        return None
    share = "z" in letters
    predicate = _attained(claim) if match["goal"] else _moved(claim, about.base, share=share)
    if predicate is None or (isinstance(predicate, Attained) and (share or about.base is not None)):
        return None
    words = [one for one in tokens[begin:] if one.letter not in "TKGJz" or match["claim"][0] in "HNCbd"]
    if match["claim"][0] in "TKGJ":
        words = [one for one in claim if one.letter in "qVXZ"]
    return about._replace(
        kind="claim", only=only, whole=bool("q" in letters), predicate=predicate, span=(words[0].start, words[-1].end)
    )


def _attained(claim: Sequence[Token]) -> Predicate | None:
    letters = "".join(token.letter for token in claim)
    role = next((Role(token.name) for token in claim if token.letter in "GJ"), Role.TARGET)
    if "d" in letters:
        return Attained("missed", role)
    if letters[0] in "Cb":
        return Attained(_COMPARED[claim[0 if letters[0] == "C" else -1].name], role)
    verb = next(letter for letter in letters if letter in "VvXZHNQO")
    return Attained("within" if verb == "O" else _ATTAINED[verb], role)


def _moved(claim: Sequence[Token], base: Base | None, *, share: bool) -> Predicate | None:
    if claim[0].letter == "C":
        return Moved(_THAN_BEFORE[claim[0].name], claim[1].base, share) if base is None else None
    return Moved(claim[-1].name, base, share)


def _about(tokens: Sequence[Token]) -> Parsed | None:
    """Whom the words speak of; None where two things are named that are not joined, or two bases."""
    bases = {token.base for token in tokens if token.letter == "Y"}
    if len(bases) > 1:
        return None
    for letter in "MK":
        places = [place for place, token in enumerate(tokens) if token.letter == letter]
        if any([token.letter for token in tokens[one + 1 : other]] != ["s"] for one, other in pairwise(places)):
            return None
    joints = [place for place, token in enumerate(tokens) if token.letter == "s"]
    for place in joints:
        around = {token.letter for token in (*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 2])}
        if around not in ({"M"}, {"K"}) or place + 1 == len(tokens):
            return None
    counts = [token.value for token in tokens if token.letter == "c"]
    members = _places(tokens)
    if any(one != (where[0], len(members)) for one in counts for where in members or (("", ""),)):
        return None
    every = {token.name for token in tokens if token.letter == "A"}
    if len(every) > 1:
        return None
    base = next(iter(bases), None)
    return Parsed(
        "topic", tuple(tokens),
        tuple(dict.fromkeys(token.name for token in tokens if token.letter == "K")),
        members, next(iter(every), ""),
        total=any(token.letter == "W" for token in tokens), rest=any(token.letter == "h" for token in tokens),
        sales=any(token.letter == "J" for token in tokens), base=base,
    )  # fmt: skip


def _places(tokens: Sequence[Token]) -> tuple[Where, ...]:
    return tuple(token.where for token in tokens if token.letter == "M")


def _other(tokens: Sequence[Token], letters: str) -> Parsed | None:
    """An order, a comparison of two, or a topic."""
    joined = "s" in letters
    for kind, pattern in (
        ("order", _ORDERED), ("next", _NEXT), ("members", _MEMBERS), ("metrics", _METRICS), ("topic", _TOPIC),
    ):  # fmt: skip
        if pattern.fullmatch(letters) and not (joined and kind != "topic"):
            break
    else:
        return None
    bases = {token.base for token in tokens if token.letter == "Y"}
    if kind == "topic":
        return _about(tokens)
    if len(bases) > 1:
        return None
    marks = [token for token in tokens if token.letter in "SRFnCLbux"]
    base = next(iter(bases), None)
    return Parsed(
        kind, tuple(tokens), tuple(token.name for token in tokens if token.letter == "K"), _places(tokens),
        next((token.name for token in tokens if token.letter == "A"), ""), base=base,
        span=(marks[0].start, marks[-1].end),
    )  # fmt: skip
