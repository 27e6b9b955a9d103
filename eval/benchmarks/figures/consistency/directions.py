"""Direction words, the figures they govern, and whether word and figure agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from marks import Case, Mark, clause_span
from sheet import FactId

# Each pair stands up ↔ down. The words of MOVES may be followed by 了/到/至/为 before the figure.
MOVES = (
    ("增长", "下降"),
    ("提升", "下降"),
    ("提高", "降低"),
    ("上升", "下降"),
    ("增加", "减少"),
    ("上涨", "下跌"),
    ("扩大", "缩小"),
    ("拉长", "缩短"),
    ("延长", "缩短"),
    ("回升", "回落"),
    ("净增", "净减"),
    ("升", "降"),
    ("涨", "跌"),
    ("增", "减"),
    ("升", "缩"),
    ("升", "跌"),
    ("扩", "缩"),
)
COMPARISONS = (
    ("高于目标", "低于目标"),
    ("超出目标", "低于目标"),
    ("高于", "低于"),
    ("多出", "少了"),
    ("高出", "低了"),
    ("超额", "缺口"),
    ("超出", "短缺"),
    ("领先", "落后"),
    ("超过目标", "低于目标"),
    ("超预算", "低于预算"),
    ("多了", "少了"),
    ("增收", "减收"),
    ("涨幅", "跌幅"),
    ("增幅", "降幅"),
    ("增速", "降幅"),
    ("多", "少"),
    ("高", "低"),
    ("长", "短"),
)
_FILLER = r"(?:了|到|至|为|达|控制目标|计划|了约|到每家|至每家|到每吨|至每吨|了大约|收|花)?"


@dataclass(frozen=True)
class Word:
    """A direction word in the plain text and the mark right after it."""

    start: int
    end: int
    text: str
    flipped: str
    agrees: bool


def _lexicon() -> dict[str, tuple[str, int]]:
    table: dict[str, tuple[str, int]] = {}
    for up, down in MOVES + COMPARISONS:
        table.setdefault(up, (down, 1))
        table.setdefault(down, (up, -1))
    return table


LEXICON = _lexicon()
_WORD = re.compile(f"({'|'.join(sorted(LEXICON, key=len, reverse=True))}){_FILLER}$")
_LEVEL_TAIL = re.compile("(到|至|为)(每家|每吨)?$")


def governed_words(case: Case, mark: Mark) -> Iterator[Word]:
    """The direction word that stands right before a mark, if it governs it and its truth is known."""
    before = case.plain[clause_span(case.plain, mark.start)[0] : mark.start]
    match = _WORD.search(before)
    if not match or mark.kind in ("given",):
        return
    sign = _sign(case, mark, level=bool(_LEVEL_TAIL.search(match.group())))
    if sign == 0 or before[: match.start()].endswith(("最", "以上的", "其")):
        return
    start = mark.start - len(before) + match.start()
    flipped, polarity = LEXICON[match[1]]
    if mark.role == "gap" and match[1] == "缺口":
        polarity = 1
    if mark.role == "gap" and match[1] != "缺口":
        sign = -sign
    yield Word(start, start + len(match[1]), match[1], flipped, sign == polarity or _is_difference(mark))


def _is_difference(mark: Mark) -> bool:
    """Plain differences are written larger minus smaller, so their sign tells nothing about direction."""
    return mark.kind == "expr" and not re.match(r"^expr:\(.*\* 100$", mark.source)


def _sign(case: Case, mark: Mark, *, level: bool) -> int:
    """The sign of the change a mark states; 0 where the facts do not tell."""
    if mark.kind == "note":
        return 0
    if mark.kind == "fact" and mark.role in ("actual", "plan"):
        return _level_sign(case, mark) if level else 0
    signed = mark.role in ("yoy", "pop", "gap", "excess", "change_pp") or (mark.kind == "expr" and " - " in mark.source)
    if not signed or (level and mark.kind == "expr"):
        return 0
    truth = case.truth(mark)
    assert truth is not None
    return (truth > 0) - (truth < 0)


def _level_sign(case: Case, mark: Mark) -> int:
    fact = FactId.read(mark.source)
    facts = case.sheet.facts
    bases = ("actual",) if mark.role == "plan" else ("prior", "previous")
    signs = {
        (facts[mark.source] > facts[base]) - (facts[mark.source] < facts[base])
        for base in (str(fact.with_role(role)) for role in bases)
        if base in facts
    }
    return signs.pop() if len(signs) == 1 else 0
