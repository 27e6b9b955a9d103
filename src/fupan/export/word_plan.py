"""Changes of a Word document's text, told line by line: what is replaced in a line, which lines come and which go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

from fupan.export.word_splices import Splice
from fupan.intake.word_lines import WordLines

Diff: TypeAlias = Callable[[str, str], Iterable[tuple[str, str]]]
"""Two texts as pieces (sign, text): = kept, - taken out, + put in."""

_HEADING = re.compile(r"(#{1,6})[ \t]")
_MOST = 40
"""So many lines are matched by likeness; more by their order."""


@dataclass(frozen=True, slots=True)
class Change:
    """``text[start:end]`` becomes ``text``; offsets count code points of the text as it is read.

    ``note`` is put beside it as a comment (what the change is for, what is 待核实). ``before``, where given, is what
    stands there: if it does not, the place is looked for by it.
    """

    start: int
    end: int
    text: str
    note: str = ""
    before: str | None = None


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line that is put in behind line ``after`` (-1: in front of all)."""

    after: int
    text: str
    order: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What one change does. ``taken`` are the lines that go."""

    splices: tuple[Splice, ...] = ()
    new: tuple[NewLine, ...] = ()
    taken: tuple[int, ...] = ()


def planned(change: Change, order: int, lines: WordLines, diff: Diff) -> Plan:
    """What a change does to the lines. Raises ValueError where its offsets are outside the text."""
    if not 0 <= change.start <= change.end <= len(lines.text):
        raise ValueError(f"{change.start}–{change.end} is outside the text")
    text = re.sub(r"\r\n?|[\v\f]", "\n", change.text)
    first, last = _line_at(lines, change.start), _line_at(lines, change.end)
    if last == len(lines.lines):  # behind the last line feed
        last -= 1
    if first == len(lines.lines):
        first -= 1
    low = lines.starts[first]
    high = lines.starts[last] + len(lines.lines[last].text)
    old = [line.text for line in lines.lines[first : last + 1]]
    behind = lines.text[change.end : high] if change.end <= high else ""
    new = (lines.text[low : change.start] + text + behind).split("\n")
    if change.end > high and new and not new[-1]:
        new.pop()
    if len(old) == len(new) == 1 and (old[0] or lines.lines[first].kind == "text"):
        if level_of(old[0]) != level_of(new[0]):
            return Plan((Splice(first, 0, len(old[0]), new[0], order),))
        end = min(change.end, high)
        found = _pieces(change.start - low, lines.text[change.start : end], text.rstrip("\n"), diff)
        return Plan(tuple(Splice(first, *piece, order) for piece in found))
    return _by_lines(range(first, last + 1), new, order, lines, diff)


def _by_lines(span: range, new: Sequence[str], order: int, lines: WordLines, diff: Diff) -> Plan:
    """The plan that makes the lines of ``span`` the ``new`` ones."""
    first, old = span.start, [lines.lines[number].text for number in span]
    splices: list[Splice] = []
    added: list[NewLine] = []
    taken: list[int] = []
    before = first - 1
    for mine, other in _aligned(old, new):
        if mine is None and other is not None:
            if new[other].strip():
                added.append(NewLine(before, new[other].strip(), order))
            continue
        assert mine is not None
        before = first + mine
        if other is None:
            taken += [before] if old[mine] else []
        elif not old[mine] and lines.lines[before].kind == "between":
            added.append(NewLine(before, new[other].strip(), order))
        elif old[mine] != new[other]:
            splices += _within(before, old[mine], new[other], order, diff)
    return Plan(tuple(splices), tuple(added), tuple(taken))


def level_of(line: str) -> int:
    """The level of a heading as it stands in the text, 0 for another line."""
    heading = _HEADING.match(line)
    return len(heading[1]) if heading else 0


def _line_at(lines: WordLines, offset: int) -> int:
    return lines.text.count("\n", 0, offset)


def _within(line: int, old: str, new: str, order: int, diff: Diff) -> Iterator[Splice]:
    """The splices that make one line another; one that would change its level covers its marks."""
    if level_of(old) != level_of(new):
        yield Splice(line, 0, len(old), new, order)
    else:
        yield from (Splice(line, *piece, order) for piece in _pieces(0, old, new, diff))


def _pieces(at: int, old: str, new: str, diff: Diff) -> Iterator[tuple[int, int, str]]:
    """What becomes what (start, end, text) where ``old``, which stands at ``at`` in a line, becomes ``new``."""
    out, put, start = "", "", at
    for sign, text in (*diff(old, new), ("=", "")):
        if sign == "=":
            if out or put:
                yield start, at, put
            at += len(text)
            out, put, start = "", "", at
        elif sign == "-":
            out += text
            at += len(text)
        else:
            put += text


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Which old line is which new one, in order; None: it goes, or comes."""
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(range(a, b), range(c, d), strict=True)
        else:
            yield from _likest(old, new, range(a, b), range(c, d))


def _likest(
    old: Sequence[str], new: Sequence[str], mine: range, other: range
) -> Iterator[tuple[int | None, int | None]]:
    pairs = _pairs(old, new, mine, other)
    there = other.start
    for one in mine:
        if one not in pairs:
            yield one, None
            continue
        while there < pairs[one]:
            yield None, there
            there += 1
        yield one, there
        there += 1
    yield from ((None, one) for one in range(there, other.stop))


def _pairs(old: Sequence[str], new: Sequence[str], mine: range, other: range) -> dict[int, int]:
    """The pairs in order that are the most alike together; of as many lines as before, each with its own."""
    if len(mine) == len(other) or max(len(mine), len(other)) > _MOST:
        return dict(zip(mine, other, strict=False))
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {}

    def grade(a: int, c: int) -> float:
        if not old[a].strip() or not new[c].strip() or level_of(old[a]) != level_of(new[c]):
            return 0.0
        return 0.05 + _likeness(old[a], new[c])

    for a in range(mine.stop, mine.start - 1, -1):
        for c in range(other.stop, other.start - 1, -1):
            if a == mine.stop or c == other.stop:
                best[a, c] = (0.0, ())
                continue
            options = [best[a + 1, c], best[a, c + 1]]
            worth = grade(a, c)
            if worth:
                rest = best[a + 1, c + 1]
                options.append((worth + rest[0], ((a, c), *rest[1])))
            best[a, c] = max(options, key=lambda one: one[0])
    return dict(best[mine.start, other.start][1])


def _likeness(one: str, two: str) -> float:
    """The share of pairs of characters that both have (Dice); quick, as lines can be long."""
    ours, theirs = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (one[:2000], two[:2000]))
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours or theirs else 0.0
