"""empty-phrase: a set phrase that sounds grand and tells nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fupan.checks.rule import Rule, RuleDocs
from fupan.checks.subject import Subject
from fupan.domain.finding import Finding
from fupan.figures.late import late
from fupan.figures.trie import alternation
from fupan.resources import data

ID = "empty-phrase"
_QUOTED = late(r"“[^”\n]{0,200}”|「[^」\n]{0,200}」|『[^』\n]{0,200}』|\"[^\"\n]{0,200}\"|《[^》\n]{0,200}》")


def find(subject: Subject) -> Iterator[Finding]:
    """Each phrase of ``data/empty_phrases.json`` where it first stands outside quotation marks."""
    quoted = [match.span() for match in _QUOTED.finditer(subject.folded)]
    seen: set[str] = set()
    for match in _pattern().finditer(subject.folded):
        phrase = match[0]
        if phrase in seen or any(start <= match.start() < end for start, end in quoted):
            continue
        seen.add(phrase)
        yield subject.finding(ID, "warning", match.span(), f"「{phrase}」是套话：{_reasons()[phrase]}")


@cache
def _reasons() -> dict[str, str]:
    return {row["phrase"]: row["why"] for row in data("empty_phrases")}


@cache
def _pattern() -> re.Pattern[str]:
    return alternation(_reasons())


RULE = Rule(
    ID,
    "warning",
    RuleDocs(
        finds="再创佳绩、砥砺前行、成效显著一类的套话；同一个说法全文只提醒一次，引号里的不算。",
        why="换到任何一家公司、任何一年都说得通的话，等于没说。",
        wrong="团队砥砺前行，回款工作成效显著。",
        right="超 30 天的欠款每周过一遍，回款率从 92.5% 提到 96.2%。",
        mend="换成具体的做法和数字，或者删掉。",
    ),
    find,
)
