"""Extraction: the figures of a text with what the text around them tells, without any fact sheet."""

from __future__ import annotations

from decimal import Decimal, localcontext

from fupan.domain.decimals import CONTEXT
from fupan.domain.mention import Mention
from fupan.figures.late import late
from fupan.figures.quantities import interval
from fupan.figures.scan import approximations, change_words
from fupan.figures.scan.approximations import AFTER_FIRST
from fupan.figures.scan.atom import UNCHANGED, Atom, Change, mention
from fupan.figures.scan.cell_units import with_cell_units
from fupan.figures.scan.change_words import change, multiple_level
from fupan.figures.scan.characters import normal
from fupan.figures.scan.governing_noun import money_governs
from fupan.figures.scan.label_units import with_label_units
from fupan.figures.scan.scan import atoms
from fupan.figures.scan.shared_units import with_shared_units

_HUNDRED = Decimal(100)
_GROWN = Change("up", "by", "")
_GAP = 16
"""At most so many characters stand between the two ends of a change: 从4.9倍|大幅提升到今年的|6.9倍."""
_REACHING = late(f"[{''.join(sorted(approximations.REACHING_CHARS | change_words.OBJECT_FIRSTS))}]")
_REACH = 8
"""Words before a figure that tell of it end right there, or hold one of these so near; most figures have none."""
_STOPS = frozenset("，。；：、！？,;:!?|\n")


def extract(text: str) -> list[Mention]:
    """The figures of ``text`` in order, with what the text around each tells.

    Beyond ``scan``: the unit of a bare 1.36亿 from its noun and of a table cell from its header; approximation words
    before and after (outside the span), with the interval they allow in ``low`` and ``high``; the change word that
    governs the figure. 增长两倍 and 增长到两倍 become 200 % and 100 %; 从4.9倍升到6.9倍 stays a change of levels. Never
    raises; linear in the length of the text.
    """
    seen = normal(text)
    with localcontext(CONTEXT):
        found = atoms(seen.text)
        if "|" in seen.text:
            found = with_cell_units(seen.text, found)
        found = with_shared_units(seen.text, with_label_units(seen.text, found))
        mentions = []
        before: Atom | None = None
        for atom, span in zip(found, seen.original_spans(atom[:2] for atom in found), strict=True):
            read, governing = _read(seen.text, atom, before)
            before = atom
            found_mention = mention(read, span, text[span[0] : span[1]], governing)
            if read.approx is not None and found_mention.value is not None:
                low, high = interval(found_mention)
                found_mention = found_mention._replace(low=low, high=high)
            mentions.append(found_mention)
    return mentions


def _read(text: str, atom: Atom, before: Atom | None) -> tuple[Atom, Change]:
    """The atom with its approximation and unit, and the change word that governs it; ``before`` is the one in front."""
    start, end, _, _, _, base, kind, approx, scale, _ = atom
    floor = before.end if before is not None else 0
    at = start
    while at > floor and text[at - 1] in "* _":
        at -= 1
    last = text[at - 1] if at > floor else "\n"
    reached = _REACHING.search(text, at - _REACH if at - floor > _REACH else floor, at) is not None
    word = None
    if reached or last in approximations.LASTS:
        word, at = approximations.before(text, at, floor, duration=kind == "duration")
    if approx is None:
        if word is None and text[end : end + 1] in AFTER_FIRST:
            word = approximations.after(text, end, duration=kind == "duration")
        if word is not None:
            atom = atom._replace(approx=word)
    if scale and base[:1] in {"", "/"} and kind != "ratio" and money_governs(text, start, end):
        base = f"元{base}"
        atom = atom._replace(base=base, kind="amount")
    governing = change(text, at, floor, base) if reached or word or last in change_words.LASTS else UNCHANGED
    if kind == "multiple":
        gap = text[floor:at] if before is not None and before.kind == "multiple" else ""
        return _multiple(text, atom, at, governing, measured=0 < len(gap) <= _GAP and _STOPS.isdisjoint(gap))
    return atom, governing


def _multiple(text: str, atom: Atom, at: int, governing: Change, *, measured: bool) -> tuple[Atom, Change]:
    """Growth told in multiples, as a rate: 增长两倍 is 200 %, 增长到两倍 100 %; 是两倍 stays a multiple.

    ``measured``: the clause gives where it came from in multiples too (从4.9倍升到6.9倍): what is measured in them, as
    a return on spend, has gone from one level to another.
    """
    if atom.base == "%":
        return atom, _GROWN._replace(word=text[atom.start])
    if atom.low is None or atom.high is None:
        return atom, governing
    if multiple_level(text, at, 0):
        if measured:
            return atom, governing
        grown = atom._replace(low=(atom.low - 1) * _HUNDRED, high=(atom.high - 1) * _HUNDRED)
        return _as_rate(grown), _GROWN._replace(word=governing.word)
    if governing.form == "by" and governing.direction == "up":
        return _as_rate(atom._replace(low=atom.low * _HUNDRED, high=atom.high * _HUNDRED)), governing
    return atom, governing


def _as_rate(atom: Atom) -> Atom:
    return atom._replace(base="%", kind="rate", exponent=atom.exponent + 2)
