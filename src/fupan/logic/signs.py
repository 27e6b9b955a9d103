"""Signs: what in a clause may speak for one step of a chain or another, each with the place that shows it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from fupan.domain.mention import Mention
from fupan.figures.fold import fold
from fupan.figures.scan.extract import extract
from fupan.logic.clauses import Clause, clauses
from fupan.logic.word_groups import grouped_words
from fupan.logic.word_list import WordList
from fupan.resources import data

FIGURE = {
    "amount": "￥", "rate": "％", "points": "﹪", "count": "＃", "multiple": "×", "duration": "⌛", "ratio": "∶",
    "ordinal": "№", "number": "＃",
}  # fmt: skip
"""What stands for a figure of each kind in the pieces of text that are looked at."""
DATE = (
    r"(?:20)?[0-9]{2}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}[日号])?|[0-9一二三四五六七八九十]{1,3}月(?:份|[0-9一二三四五六七八九十]{1,3}[日号]|初|中旬|底|末)?"
    r"|[0-9一二三四五六七八九十]{1,3}[日号](?!店|线|楼)|Q[1-4]|[一二三四1-4]季度|[上下]半年|年[底末]|月[底末]|季末|周[一二三四五六日]|星期[一二三四五六日]"
)
"""A date in the words of a summary, as a regular expression."""
_DATE = re.compile(DATE)
_LONGEST_LABEL = 8
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚"
)
_PERSON = re.compile(
    f"[老小阿大][{SURNAMES}文强芳明军红丽伟刚]|[{SURNAMES}](?:总|工|姐|哥|师傅|经理|主管|主任|部长|总监)"
)


class Sign(NamedTuple):
    """``name`` is what the weights know it by; ``text[start:end]`` shows it."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signs:
    """A clause with its signs."""

    clause: Clause
    signs: tuple[Sign, ...]


@lru_cache(maxsize=8)
def figures_of(text: str) -> tuple[Mention, ...]:
    """The figures of ``text``, kept for those who ask for them next: the signs, and what is told of a step."""
    return tuple(extract(text))


def signs_of(text: str) -> list[Signs]:
    """The clauses of ``text`` with their signs."""
    pieces = clauses(text)
    mentions = figures_of(text)
    plain = _plain(text, mentions)
    own = [_own(plain, text, clause, _within(mentions, clause)) for clause in pieces]
    found = []
    for number, clause in enumerate(pieces):
        signs = list(own[number])
        signs += _label(own, pieces, number)
        signs += _place(pieces, number)
        found.append(Signs(clause, tuple(signs)))
    return found


def _plain(text: str, mentions: Sequence[Mention]) -> str:
    """One script, figures replaced by a sign for their kind (filled up with blanks so that offsets hold)."""
    chars = list(fold(text))
    for date in _DATE.finditer(text):
        chars[date.start() : date.end()] = "年" + "\0" * (date.end() - date.start() - 1)
    for mention in mentions:
        sign = FIGURE[mention.kind]
        chars[mention.start : mention.end] = sign + "\0" * (mention.end - mention.start - 1)
    return "".join("0" if char in "0123456789" else char for char in chars)


def _within(mentions: Sequence[Mention], clause: Clause) -> list[Mention]:
    first = bisect_left(mentions, clause.start, key=lambda mention: mention.start)
    found = []
    for mention in mentions[first:]:
        if mention.end > clause.end:
            break
        found.append(mention)
    return found


def _own(plain: str, text: str, clause: Clause, mentions: Sequence[Mention]) -> list[Sign]:
    found: dict[str, Sign] = {}
    for signs in (
        _words(plain, clause), _pieces(plain, clause), _grouped(plain, clause), _figures(mentions), _times(text, clause)
    ):  # fmt: skip
        for sign in signs:
            found.setdefault(sign.name, sign)
    return list(found.values())


def _pieces(plain: str, clause: Clause) -> Iterator[Sign]:
    places = [place for place in range(clause.start, clause.end) if plain[place] != "\0" and not plain[place].isspace()]
    chars = f"^{''.join([plain[place] for place in places])}$"
    spots = [clause.start, *places, clause.end - 1]
    for size in (1, 2, 3):
        for at in range(len(chars) - size + 1):
            piece = chars[at : at + size]
            if size > 1 or piece not in "^$":
                yield Sign(piece, spots[at], spots[at + size - 1] + 1)


def _grouped(plain: str, clause: Clause) -> Iterator[Sign]:
    for groups, start, end in grouped_words(plain, clause.start, clause.end):
        yield from (Sign(f"%{group}", start, end) for group in groups)


def _words(plain: str, clause: Clause) -> Iterator[Sign]:
    words, gapped, owners = _vocabulary()
    for at, word in words.all_in(plain, clause.start, clause.end):
        for name in owners[word]:
            yield Sign(f"@{name}", at, at + len(word))
    for pattern, name in gapped:
        match = pattern.search(plain, clause.start, clause.end)
        if match is not None:
            yield Sign(f"@{name}", match.start(), match.end())
            yield Sign(f"@@{pattern.pattern}", match.start(), match.end())


@cache
def _vocabulary() -> tuple[WordList, tuple[tuple[re.Pattern[str], str], ...], dict[str, list[str]]]:
    owners: dict[str, list[str]] = {}
    gapped = []
    for name, entry in data("logic_words").items():
        for word in entry["words"]:
            if "…" in word:
                gap = r"[^\s，。；：]{0,12}?"
                gapped.append((re.compile(gap.join(map(re.escape, word.split("…")))), name))
            else:
                owners.setdefault(fold(word), []).append(name)
    return WordList(owners), tuple(gapped), owners


def _figures(mentions: Sequence[Mention]) -> Iterator[Sign]:
    for mention in mentions:
        yield Sign(f"#{mention.kind}", mention.start, mention.end)
        yield Sign("#figure", mention.start, mention.end)
        if mention.direction:
            yield Sign(f"#{mention.direction}", mention.start, mention.end)
            yield Sign(f"#{mention.kind}.{mention.direction}.{mention.change}", mention.start, mention.end)
        if mention.change:
            yield Sign(f"#{mention.change}", mention.start, mention.end)
    if len(mentions) >= 2:
        yield Sign("#two", mentions[0].start, mentions[-1].end)


def _times(text: str, clause: Clause) -> Iterator[Sign]:
    for date in _DATE.finditer(text, clause.start, clause.end):
        yield Sign("#date", date.start(), date.end())
    for person in _PERSON.finditer(text, clause.start, clause.end):
        yield Sign("#person", person.start(), person.end())


def _label(own: Sequence[Sequence[Sign]], pieces: Sequence[Clause], number: int) -> Iterator[Sign]:
    """What a short label in front says (风险一：)."""
    clause = pieces[number]
    if number and clause.before == ":" and pieces[number - 1].end - pieces[number - 1].start <= _LONGEST_LABEL:
        yield from (Sign(f":{sign.name}", clause.start, clause.end) for sign in own[number - 1])


def _place(pieces: Sequence[Clause], number: int) -> Iterator[Sign]:
    clause = pieces[number]
    here = (clause.start, clause.end)
    if clause.before == "^":
        yield Sign("=first", *here)
    if number == len(pieces) - 1:
        yield Sign("=last", *here)
    if clause.before in "^n.":
        yield Sign("=opens", *here)
    if clause.bullet:
        yield Sign("=bullet", *here)
    if clause.before in "^n" and clause.after == "n":
        yield Sign("=item" if clause.bullet else "=line", *here)
    if clause.after == ":" and clause.end - clause.start <= _LONGEST_LABEL:
        yield Sign("=label", *here)
    yield Sign(f"={clause.before}", *here)
    yield Sign("=short" if clause.end - clause.start <= 8 else "=long", *here)
