"""Words that lost or got a character or had one changed: 师傅大促 told as 傅大促, 货主要 as 货物主要, 形势 as 形状."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from fupan.pipeline.formal_words import colloquial

_FREE = frozenset(
    "的了就也都还又再才只在把被是有个着过呢吧啊嘛呗咱我们他她它您很挺太更最极便方仍均则即将使令未没不曾已可能会要应该须需"
    "从自到至于给为对向让由跟和与及同或并且而但若如因故所以之其这那此该每各些里内外中上下前后时间间来去起出"
    "做作成约近达共总底初末"
)
"""Characters that a rewrite may leave out or replace: particles, prepositions, pronouns, places."""
_COUNTERS = frozenset("年月日个家名位项次条种类元万亿")
"""These too, but not beside a figure: 800万的年框 is not 800万年的年框."""
_PART = 3
"""So many characters are a part of a clause that was meant to stay; more is a clause put differently."""
_LONGEST = 400


def cut_words(reply: str, composed: str) -> Iterator[str]:
    """Each place where characters of a word of ``composed`` were left out, put in or replaced, as ``reply`` has it.

    The edge of a slot's mark beside it is left out.
    """
    if max(len(reply), len(composed)) > _LONGEST:
        return  # whole paragraphs are put differently on purpose
    spans = [match.span() for match, _ in colloquial(composed)]
    for kind, a, b, c, d in SequenceMatcher(None, composed, reply, autojunk=False).get_opcodes():
        lost, put = composed[a:b], reply[c:d]
        if kind == "equal" or max(len(lost), len(put)) > _PART or not all(map(_is_word, lost + put)):
            continue
        if any(map(_counts, lost or put)):
            written = any(start < b and a < end if lost else start <= a <= end for start, end in spans)
            spoilt = not written and (_is_word(composed[a - 1 : a]) or _is_word(composed[b : b + 1]))
        else:
            spoilt = composed[a - 1 : a] == "}" and not _COUNTERS.isdisjoint(lost + put)
        if spoilt:
            yield reply[max(0, c - 2) : d + 2].strip("{}")


def _counts(char: str) -> bool:
    return char not in _FREE and char not in _COUNTERS


def _is_word(char: str) -> bool:
    return "㐀" <= char <= "鿿"
