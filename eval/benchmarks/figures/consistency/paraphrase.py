"""Harmless rewritings of right texts: other writings of the same value. None may yield an error."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from marks import Case, Mark, line_at
from mutation import Span, apply_edits
from surface import ABOVE, BELOW, Surface, round_to, split_unit, write_numeral

PER_KIND = 6
_FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
_COUNTERS = ("家", "人", "个", "台", "天", "次", "件", "单", "场", "分", "轮", "名", "位")
_TRADITIONAL = Path(__file__).parent / "traditional.txt"


@dataclass(frozen=True)
class Paraphrase:
    """A right text with one kind of writing changed: `figures` of its marks were rewritten; all stand at `spans`."""

    case: str
    kind: str
    text: str
    note: str
    figures: int
    spans: tuple[Span, ...]


def _spans(case: Case) -> list[Span]:
    return [(mark.start, mark.end) for mark in case.marks]


def _rewrite(
    case: Case, kind: str, rng: random.Random, change: Callable[[Case, Mark], str | None]
) -> Iterator[Paraphrase]:
    """One text per changed mark (a sample), and one text with all of them changed."""
    changes = [(mark, new) for mark in case.marks if (new := change(case, mark)) and new != mark.text]
    if not changes:
        return
    chosen = changes if len(changes) <= PER_KIND else rng.sample(changes, PER_KIND)
    for group in [[one] for one in chosen] + ([changes] if len(changes) > 1 else []):
        edits = [(mark.start, mark.end, new) for mark, new in group]
        text, _, spans = apply_edits(case.plain, edits, _spans(case))
        note = "；".join(f"{mark.text} → {new}" for mark, new in group[:8])
        yield Paraphrase(case.name, kind, text, note, len(group), spans)


def other_unit(_: Case, mark: Mark) -> str | None:
    """13600万元 ↔ 1.36亿元, exactly the same value, in prose only."""
    surface = mark.surface
    scale, base = split_unit(surface.unit)
    if not surface.is_arabic or not surface.unit or "元" not in base or "/" in base:
        return None
    total = surface.value * scale
    if scale == 10**8:
        value, unit = total / 10**4, "万" + base
    elif scale == 10**4 and total >= 10**8:
        value, unit = total / 10**8, "亿" + base
    elif scale == 10**4 and total < 10**6:
        value, unit = total, base
    else:
        return None
    return replace(surface, number=f"{value.normalize():f}", unit=unit).text


def decimals(case: Case, mark: Mark) -> str | None:
    """85% → 85.0%: one more decimal, computed anew from the facts."""
    truth = case.truth(mark)
    surface = mark.surface
    if truth is None or surface.unit not in ("%", "个百分点") or surface.side or not surface.is_arabic:
        return None
    value = round_to(abs(truth), surface.step / 10)
    sign = "-" if surface.number.startswith("-") else ""
    return replace(surface, number=f"{sign}{value:f}").text


def tenths(_: Case, mark: Mark) -> str | None:
    """85% → 八成五, 80% → 八成: whole percents below 100 only."""
    surface = mark.surface
    exact = surface.value == int(surface.value) and surface.unit == "%" and surface.is_arabic and surface.step == 1
    if not exact or not 10 <= surface.value < 100 or mark.kind == "note":
        return None
    tens, ones = divmod(int(surface.value), 10)
    return replace(
        surface, number=write_numeral(tens).replace("二", "两") + "成" + (write_numeral(ones) if ones else ""), unit=""
    ).text


def full_width(_: Case, mark: Mark) -> str | None:
    """１３６００万元."""
    return mark.text.translate(_FULL_WIDTH) if mark.surface.is_arabic else None


def separators(_: Case, mark: Mark) -> str | None:
    """13,600万元."""
    surface = mark.surface
    if not surface.is_arabic or abs(surface.value) < 1000 or "," in surface.number:
        return None
    return replace(surface, number=f"{surface.value:,f}").text


def chinese_numerals(case: Case, mark: Mark) -> str | None:
    """12家 → 十二家, 85% → 百分之八十五."""
    surface = mark.surface
    if not surface.is_arabic or surface.value != int(surface.value) or not 1 <= surface.value < 100:
        return None
    if line_at(case.plain, mark.start).startswith("|"):
        return None
    numeral = "两" if surface.value == 2 else write_numeral(int(surface.value))
    if surface.unit in _COUNTERS:
        return replace(surface, number=numeral).text
    if surface.unit == "%" and surface.step == 1 and not surface.side:
        return "百分之" + write_numeral(int(surface.value))
    return None


def about(case: Case, mark: Mark) -> str | None:
    """约 before a value that was rounded anyway."""
    truth = case.truth(mark)
    surface = mark.surface
    if truth is None or surface.side or not surface.is_arabic or line_at(case.plain, mark.start).startswith("|"):
        return None
    before = case.plain[: mark.start]
    if before.endswith((*BELOW, *ABOVE, "约", "高达", "至少", "那么", "还", "只有", "仅")):
        return None
    exact = abs(truth) / split_unit(case.unit(mark))[0] == abs(surface.value)
    return None if exact else "约" + surface.text


def rounded_about(case: Case, mark: Mark) -> str | None:
    """13600万元 → 约1.4亿元 is too free; 1,286台 → 约1290台: three digits kept, with 约."""
    truth = case.truth(mark)
    surface: Surface = mark.surface
    if truth is None or surface.side or not surface.is_arabic or surface.value < 1000 or not surface.unit:
        return None
    step = Decimal(1).scaleb(surface.value.adjusted() - 2)
    value = round_to(surface.value, step)
    changed = None if value == surface.value else "约" + replace(surface, number=f"{value:f}").text
    return None if case.plain[: mark.start].endswith("约") else changed


def bold(case: Case, mark: Mark) -> str | None:
    """13% → **13%**, as large language models stress what they write."""
    beside = case.plain[max(0, mark.start - 1) : mark.end + 1]
    return None if "*" in beside else f"**{mark.text}**"


def spaced(case: Case, mark: Mark) -> str | None:
    """增长13% → 增长 13%: spaces between Chinese and digits, as many writers and large language models set them."""
    before, after = case.plain[max(0, mark.start - 1) : mark.start], case.plain[mark.end : mark.end + 1]
    left = " " if before and "一" <= before <= "鿿" and mark.text[0].isdigit() else ""
    right = " " if after and "一" <= after <= "鿿" and not "一" <= mark.text[-1] <= "鿿" else ""
    inner = re.sub("(?<=[0-9])(?=[一-鿿])", " ", mark.text)
    return f"{left}{inner}{right}"


def traditional(case: Case, _: random.Random) -> Iterator[Paraphrase]:
    """The whole text in traditional characters, one for one."""
    table = str.maketrans(dict(line.split() for line in _TRADITIONAL.read_text(encoding="utf-8").splitlines()))
    spans = tuple(_spans(case))
    yield Paraphrase(case.name, "traditional", case.plain.translate(table), "whole text", len(spans), spans)


def _kind(
    name: str, change: Callable[[Case, Mark], str | None]
) -> Callable[[Case, random.Random], Iterator[Paraphrase]]:
    return lambda case, rng: _rewrite(case, name, rng, change)


PARAPHRASES: dict[str, Callable[[Case, random.Random], Iterator[Paraphrase]]] = {
    name: _kind(name, change)
    for name, change in (
        ("other-unit", other_unit),
        ("decimals", decimals),
        ("tenths", tenths),
        ("full-width", full_width),
        ("separators", separators),
        ("chinese-numerals", chinese_numerals),
        ("about", about),
        ("rounded-about", rounded_about),
        ("bold", bold),
        ("spaced", spaced),
    )
} | {"traditional": traditional}
