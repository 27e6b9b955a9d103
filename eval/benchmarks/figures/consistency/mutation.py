"""A text with one fault, how it is made, and the proof that it is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from marks import Case, Mark
from sheet import DERIVED, ROLES, FactId
from surface import Surface, base_value, states

Span = tuple[int, int]
Edit = tuple[int, int, str]


@dataclass(frozen=True)
class Mutation:
    """A text with one fault: `spans` are the words changed and the figures they make wrong."""

    case: str
    fault: str
    text: str
    spans: tuple[Span, ...]
    exact: Span
    before: str
    after: str
    fact: str = ""


def apply_edits(text: str, edits: list[Edit], watch: list[Span]) -> tuple[str, tuple[Span, ...], tuple[Span, ...]]:
    """Apply edits; give the new text, the spans of the edits and the moved spans of `watch`."""
    ordered = sorted(edits)
    result, at, spans = "", 0, []
    for start, end, new in ordered:
        result += text[at:start]
        spans.append((len(result), len(result) + len(new)))
        result += new
        at = end

    def moved(span: Span) -> Span:
        for (start, end, _), new_span in zip(ordered, spans, strict=True):
            if (start, end) == span:
                return new_span
        shift = sum(len(new) - (end - start) for start, end, new in ordered if end <= span[0])
        return span[0] + shift, span[1] + shift

    return result + text[at:], tuple(spans), tuple(moved(span) for span in watch)


def mutation_of(case: Case, fault: str, edits: list[Edit], governed: list[Mark]) -> Mutation:
    """The mutation that some edits make; `governed` are the figures they leave wrong."""
    text, spans, moved = apply_edits(case.plain, edits, [(mark.start, mark.end) for mark in governed])
    every = tuple(dict.fromkeys((*spans, *moved)))
    before = "…".join(case.plain[start:end] for start, end, _ in edits)
    after = "…".join(new for _, _, new in edits)
    fact = governed[0].source if governed else ""
    return Mutation(case.name, fault, text, every, moved[0] if moved else spans[0], before, after, fact)


def replaced(case: Case, fault: str, mark: Mark, surface: Surface) -> Mutation:
    """The mutation that puts another figure in place of a mark."""
    return mutation_of(case, fault, [(mark.start, mark.end, surface.text)], [mark])


def known_values(case: Case, mark: Mark) -> list[Decimal]:
    """Every value of the same metric (all members, all formulas), of the notes and of the text, base units."""
    sheet = case.sheet
    values = [
        base_value(other.surface, case.unit(other)) for other in case.marks if case.base(other) == case.base(mark)
    ]
    values += list(sheet.note_values()) + list(sheet.labels.values())
    if mark.kind == "fact":
        metric = FactId.read(mark.source).metric
        ids = {str(FactId.read(fact).with_role("")) for fact in sheet.facts if FactId.read(fact).metric == metric}
        for stem in ids:
            values += computable(case, [stem + role for role in ROLES + DERIVED])
    return values


def computable(case: Case, sources: list[str]) -> list[Decimal]:
    """The values of the sources that can be computed."""
    values = []
    for source in sources:
        try:
            values.append(case.sheet.value(source))
        except (KeyError, IndexError, ValueError, ArithmeticError):
            continue
    return values


def is_wrong(case: Case, mark: Mark, surface: Surface) -> bool:
    """True where a figure in place of a mark states neither its truth nor any other right value near it."""
    unit = surface.unit or case.unit(mark)
    if base_value(surface, unit) == base_value(mark.surface, case.unit(mark)):
        return False
    plain = replace(surface, prefix="", odd="", suffix="") if surface.side else surface
    return not any(states(plain, value, unit) for value in known_values(case, mark))


def checked_marks(case: Case) -> list[Mark]:
    """The marks that a fault may be put into: all but the given figures of audit texts."""
    return [mark for mark in case.marks if mark.kind != "given"]


def differs(case: Case, mark: Mark, source: str) -> bool:
    """True where a figure would not state the value of another source, and that value is known."""
    try:
        value = case.sheet.value(source)
    except (KeyError, ArithmeticError):
        return False
    return not states(mark.surface, value, case.unit(mark))
