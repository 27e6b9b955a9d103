"""One rate of change against the next: 毛利额同比增长29.6%，快于销售额25.9%的增速.

Both figures are right; which of the two is said to be faster is a claim of its own, held against what they state.
"""

from __future__ import annotations

from collections.abc import Sequence

from fupan.figures.agreement import bounded
from fupan.figures.late import late
from fupan.figures.verdict import Verdict

NOUN = "(?:增速|增幅|涨幅|增长率|降幅|跌幅|减幅)"
FASTER = (
    "(?:明显|略微?|稍|远远?|也|仍|均|大幅|大大|要|还|却|又|但|且){0,3}"
    "(?P<word>(?P<less>[低慢小]于|不及|慢过)|[高快大]于|快过|超过)"
)
"""Which of two rates is said to be the faster, with what may stand before the word."""
_AGAINST = late(f"[，,；;（(][ *_]{{0,4}}{FASTER}[^，。；：、0-9]{{0,14}}?(?P<noun>{NOUN})?的?[ *_]{{0,4}}")
_OF_RATE = late(f"[ *_]{{0,4}}的?(?:同比|环比)?{NOUN}")
_CHANGES = ("yoy", "pop", "growth")


def rates_compared(folded: str, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts of a text; the second of such rates has a wrong direction where the word turns the two round."""
    found = list(verdicts)
    for place in range(1, len(found)):
        before, one = found[place - 1], found[place]
        if before.fact is None or one.fact is None or not (_is_change(before) and _is_change(one)):
            continue
        match = _AGAINST.fullmatch(folded, before.mention.end, one.mention.start)
        if match is None or not (match["noun"] or _OF_RATE.match(folded, one.mention.end)):
            continue
        first, second = before.fact.amount, one.fact.amount
        if (first < 0) != (second < 0) or before.mention.value == one.mention.value:
            continue  # a fall beside a rise: lower or smaller may be meant
        less = match["less"] is not None
        if (abs(first) < abs(second)) != less:
            turned = one.reading._replace(cue=match.span("word"), direction="down" if less else "up")
            found[place] = Verdict(turned, "wrong-direction", expected=one.fact)
    return found


def _is_change(one: Verdict) -> bool:
    """True for a rate of change in per cent that is right."""
    fact, mention = one.fact, one.mention
    if one.fault or fact is None or mention.unit != "%" or mention.value is None or bounded(mention):
        return False
    return fact.key.endswith(_CHANGES) and fact.unit.base == "%"
