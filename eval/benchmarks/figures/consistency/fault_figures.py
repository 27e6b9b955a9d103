"""Faults in the figure itself: digit, scale, unit, place, bound, rounding."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from marks import Case, Mark, line_at, sentence_span
from mutation import Mutation, checked_marks, is_wrong, mutation_of, replaced
from sheet import ROLES, FactId
from surface import Surface, parse, round_to, states, with_number, write_numeral


def digit(case: Case, rng: random.Random) -> Iterator[Mutation]:
    """One digit changed, or two neighbours transposed."""
    for mark in checked_marks(case):
        if not mark.surface.is_arabic or mark.surface.side:
            continue
        number = mark.surface.number
        places = [i for i, char in enumerate(number) if char.isdigit()]
        for _ in range(6):
            surface = parse(mark.text.replace(number, _slip(number, places, rng), 1))
            if surface.value and is_wrong(case, mark, surface):
                yield replaced(case, "digit", mark, surface)
                break


def _slip(number: str, places: list[int], rng: random.Random) -> str:
    chars = list(number)
    neighbours = [i for i in places if i + 1 in places and chars[i] != chars[i + 1] and (i or chars[1] != "0")]
    if neighbours and rng.random() < 0.4:
        i = rng.choice(neighbours)
        chars[i], chars[i + 1] = chars[i + 1], chars[i]
    else:
        i = rng.choice(places)
        chars[i] = rng.choice([d for d in "123456789" if d != chars[i]])
    return "".join(chars)


def scale(case: Case, rng: random.Random) -> Iterator[Mutation]:
    """万 for 亿, 亿 for 万, 元 for 万元, or a factor of ten."""
    for mark in checked_marks(case):
        surface = mark.surface
        if not surface.is_arabic or surface.side == "about" or "%" in case.base(mark) or "点" in case.base(mark):
            continue
        options = [
            replace(surface, unit=surface.unit.replace(a, b, 1)) for a, b in ("万亿", "亿万") if a in surface.unit
        ]
        tenfold = [surface.value * factor for factor in (Decimal(10), Decimal("0.1"))]
        options += [with_number(surface, value) for value in tenfold if value == round_to(value, surface.step)]
        options = [option for option in options if is_wrong(case, mark, option)]
        if options:
            yield replaced(case, "scale", mark, rng.choice(options))


def percent_pp(case: Case, _: random.Random) -> Iterator[Mutation]:
    """% for 个百分点 and the reverse."""
    for mark in checked_marks(case):
        surface = mark.surface
        if surface.unit == "个百分点" and not _right_as_percent(case, mark):
            yield replaced(case, "percent-pp", mark, replace(surface, unit="%"))
        elif surface.unit == "%" and surface.is_arabic and mark.role in ("yoy", "pop") and surface.number[0] != "-":
            yield replaced(case, "percent-pp", mark, replace(surface, unit="个百分点"))


def _right_as_percent(case: Case, mark: Mark) -> bool:
    """True where a change in points happens to state the relative change in % as well."""
    pairs = {"change_pp": ("actual", "prior"), "gap": ("target", "actual"), "excess": ("actual", "target")}
    if mark.kind == "expr":
        sides = mark.source.removeprefix("expr:").split(" - ")
    else:
        sides = [str(FactId.read(mark.source).with_role(role)) for role in pairs.get(mark.role, ())]
    if len(sides) != 2 or any(side.count("(") != side.count(")") for side in sides):
        return False
    left, right = (case.sheet.value(f"expr:{side}") for side in sides)
    surface = replace(mark.surface, unit="%")
    return any(states(surface, (left - right) / base * 100) for base in (left, right))


def swap(case: Case, rng: random.Random) -> Iterator[Mutation]:
    """Two right figures of one unit, in one sentence or table row, change places."""
    marks = [mark for mark in case.marks if mark.kind == "fact"]
    for i, left in enumerate(marks):
        end = sentence_span(case.plain, left.end)[1]
        rights = [m for m in marks[i + 1 : i + 4] if m.start < end and _swappable(case, left, m)]
        if rights:
            right = rng.choice(rights)
            edits = [(left.start, left.end, right.text), (right.start, right.end, left.text)]
            yield mutation_of(case, "swap", edits, [left, right])


def _swappable(case: Case, left: Mark, right: Mark) -> bool:
    if case.base(left) != case.base(right) or bool(left.surface.unit) != bool(right.surface.unit):
        return False
    truths = (case.truth(left), case.truth(right))
    unlike = left.surface.side == right.surface.side == "" and left.source != right.source
    return unlike and not (
        states(left.surface, truths[1] or Decimal(0), case.unit(left))
        or states(right.surface, truths[0] or Decimal(0), case.unit(right))
    )


NO_BOUND_AFTER = ("少", "多", "约", "于", "有", "高", "低", "长", "差", "目标", "到", "正好")
FLIPS = {"近": "超", "不足": "超过", "接近": "超过", "超过": "不足", "超": "近", "逾": "不足", "突破": "不足"}


def bound(case: Case, rng: random.Random) -> Iterator[Mutation]:
    """近 for 超, or a bound on the wrong side in place of a plain figure: 78.3% → 超八成."""
    for mark in checked_marks(case):
        truth = case.truth(mark)
        if truth is None or line_at(case.plain, mark.start).startswith("|"):
            continue
        if not mark.surface.side and case.plain[: mark.start].endswith(NO_BOUND_AFTER):
            continue
        for surface in _wrong_bounds(mark, rng):
            fresh = surface.number == mark.surface.number or is_wrong(case, mark, surface)
            if fresh and not states(surface, truth, case.unit(mark)):
                yield replaced(case, "bound", mark, surface)
                break


def _wrong_bounds(mark: Mark, rng: random.Random) -> list[Surface]:
    surface = mark.surface
    if surface.prefix in FLIPS:
        return [replace(surface, prefix=FLIPS[surface.prefix])]
    if surface.side or not surface.is_arabic or surface.value < 10 or rng.random() < 0.6:
        return []
    step = Decimal(1).scaleb(surface.value.adjusted() - (0 if surface.unit == "%" else 1))
    low = surface.value // step * step
    if low == surface.value or (surface.unit == "%" and surface.value > 90):
        return []
    if surface.unit == "%":
        tenths = [write_numeral(int(low) // 10 + up).replace("二", "两") for up in (0, 1)]
        texts = [f"不足{tenths[0]}成", f"超{tenths[1]}成"]
    else:
        texts = [f"超{low + step:f}{surface.unit}", f"不足{low:f}{surface.unit}"]
    rng.shuffle(texts)
    return [parse(text) for text in texts]


def rounding(case: Case, _: random.Random) -> Iterator[Mutation]:
    """Rounded past what the precision allows, and no 约 with it."""
    for mark in case.marks:
        truth = case.truth(mark)
        if truth is None or mark.surface.side or not mark.surface.is_arabic or mark.surface.number[0] == "-":
            continue
        if mark.role in ROLES and FactId.read(mark.source).role in ("target", "plan", "stretch"):
            continue
        if mark.surface.step == 1 and mark.surface.value < 100 and "%" not in mark.surface.unit:
            continue
        surface = _loosened(mark.surface)
        off = abs(surface.value - mark.surface.value)
        if off * 100 >= mark.surface.value and is_wrong(case, mark, surface):
            yield replaced(case, "rounding", mark, surface)


def _loosened(surface: Surface) -> Surface:
    """The figure with one or two leading digits only: 86.4% → 90%, 13600万元 → 14000万元."""
    lead = surface.value.adjusted()
    significant = len(surface.value.normalize().as_tuple().digits)
    keep = 1 if "%" in surface.unit or "点" in surface.unit or significant < 3 else 2
    value = round_to(surface.value, Decimal(1).scaleb(lead - keep + 1))
    return parse(replace(surface, number=f"{value:f}").text)
