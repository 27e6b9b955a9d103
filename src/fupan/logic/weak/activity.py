"""Lists of activity without a result: 开展了培训，组织了走访，召开了例会."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.logic.clauses import Clause
from fupan.logic.weak.stretch import Signal, Stretch, words_of

_LEAST = 3
"""So many clauses of activity in a row make a list."""
_NOT_DONE = ("不够", "没", "不足", "未", "不到")
_OPENS = 8
"""The verb stands within so many characters of the clause's beginning: 全年累计组织……"""


def activity_lists(stretch: Stretch) -> Iterator[Signal]:
    """Runs of at least three clauses that say what was done, none of which says what came of it."""
    run: list[Clause] = []
    for clause in stretch.clauses:
        words = stretch.folded(clause)
        verb = words_of("activity").search(words[:_OPENS])
        if words_of("result").search(words):
            run = []
        elif verb is not None and not any(sign in words for sign in _NOT_DONE):
            run.append(clause)
            continue
        elif run and clause.before == ",":
            continue  # what the activity was about
        yield from _told(run)
        run = []
    yield from _told(run)


def _told(run: list[Clause]) -> Iterator[Signal]:
    if len(run) >= _LEAST:
        says = f"连着 {len(run)} 件事只说做了，没说结果：每件事后面写上带来了什么（签约、回款、转化各多少）"
        yield Signal("activity-without-result", run[0].start, run[-1].end, says)
