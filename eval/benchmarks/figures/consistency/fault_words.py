"""Faults in the words round a right figure: member, period, role, direction."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from directions import governed_words
from marks import Case, clause_span, sentence_span
from mutation import Mutation, differs, mutation_of, replaced
from sheet import FactId
from surface import parse, split_unit, states

TIME_DIMENSIONS = ("季度", "月份", "月", "半年")
# word → (role it names, word put in its place, role that names)
PERIOD_WORDS = (
    ("去年同期", "prior", "本期", "actual"),
    ("今年", "actual", "去年", "prior"),
    ("去年", "prior", "今年", "actual"),
    ("上年", "prior", "本年", "actual"),
    ("2025年", "actual", "2024年", "prior"),
    ("2024年", "prior", "2025年", "actual"),
    ("上月", "previous", "本月", "actual"),
    ("本月", "actual", "上月", "previous"),
    ("二季度", "previous", "三季度", "actual"),
    ("三季度", "actual", "二季度", "previous"),
    ("2026年", "plan", "2025年", "actual"),
    ("明年", "plan", "今年", "actual"),
    ("一季度", "previous", "二季度", "actual"),
    ("12月", "plan", "11月", "actual"),
    ("6月", "actual", "5月", "previous"),
    ("同比", "yoy", "环比", "pop"),
    ("环比", "pop", "同比", "yoy"),
)
ROLE_WORDS = (
    ("争取目标", "stretch", "考核目标", "target"),
    ("年度目标", "target", "全年实际", "actual"),
    ("目标", "target", "实际", "actual"),
    ("指标", "target", "实际", "actual"),
    ("实际", "actual", "目标", "target"),
    ("完成", "actual", "目标为", "target"),
    ("实现", "actual", "计划", "target"),
    ("计划", "plan", "实际", "actual"),
    ("做到", "actual", "目标为", "target"),
    ("保底目标", "target", "实际完成", "actual"),
)


def member(case: Case, rng: random.Random) -> Iterator[Mutation]:
    """A member's name gives way to a sibling whose value differs."""
    yield from _member_swaps(case, rng, "member", lambda dimension: dimension not in TIME_DIMENSIONS)


@dataclass(frozen=True)
class _Place:
    """One occurrence of a member's name that stands for a member of a metric."""

    metric: str
    dimension: str
    name: str
    at: int

    def id_of(self, name: str) -> str:
        """The head of the fact ids of a member."""
        return f"{self.metric}[{self.dimension}={name}]"


def _member_swaps(case: Case, rng: random.Random, fault: str, fits: Callable[[str], bool]) -> Iterator[Mutation]:
    for metric, dimensions in case.sheet.members.items():
        for dimension, names in dimensions.items():
            for name in names if fits(dimension) else []:
                siblings = [other for other in names if other != name]
                rng.shuffle(siblings)
                for found in re.finditer(re.escape(name), case.plain):
                    yield from _rename(case, fault, _Place(metric, dimension, name, found.start()), siblings)


def _rename(case: Case, fault: str, place: _Place, siblings: list[str]) -> Iterator[Mutation]:
    """Put a sibling in place of a name: one that the sentence does not name yet, else any in running text."""
    start, end = sentence_span(case.plain, place.at)
    sentence = case.plain[start:end]
    is_row = sentence.startswith("|")
    if sentence.count(place.name) != 1 or sentence.startswith("#"):
        return
    head = place.id_of(place.name)
    inside = [mark for mark in case.marks if start <= mark.start < end and mark.source.startswith(head)]
    governed = [mark for mark in inside if mark.start > place.at or is_row]
    fresh = [other for other in siblings if other not in sentence]
    for other in fresh or ([] if is_row else siblings):
        sources = [mark.source.replace(head, place.id_of(other)) for mark in governed]
        if governed and all(differs(case, *pair) for pair in zip(governed, sources, strict=True)):
            yield mutation_of(case, fault, [(place.at, place.at + len(place.name), other)], governed)
            return


def period(case: Case, rng: random.Random) -> Iterator[Mutation]:
    """今年 for 去年, 同比 for 环比, Q2 for Q3."""
    yield from _word_swaps(case, "period", PERIOD_WORDS)
    yield from _member_swaps(case, rng, "period", lambda dimension: dimension in TIME_DIMENSIONS)


def role(case: Case, rng: random.Random) -> Iterator[Mutation]:
    """目标 for 实际 and the reverse: the word, the heads of two columns, or the figure of another role."""
    yield from _word_swaps(case, "role", ROLE_WORDS)
    yield from _header_swaps(case)
    yield from _role_figures(case, rng)


def _header_swaps(case: Case) -> Iterator[Mutation]:
    """The heads 目标 and 实际 of a table change places; every figure under them is wrong."""
    for header in re.finditer(r"^\|.*\n(?=\|[ :|-]+\n)", case.plain, re.MULTILINE):
        target, actual = header[0].find("目标"), header[0].find("实际")
        end = case.plain.find("\n\n", header.end())
        rows = [mark for mark in case.marks if header.end() < mark.start < end]
        governed = [mark for mark in rows if mark.role in ("target", "actual")]
        if target >= 0 and actual >= 0 and governed:
            at = [header.start() + target, header.start() + actual]
            yield mutation_of(case, "role", [(at[0], at[0] + 2, "实际"), (at[1], at[1] + 2, "目标")], governed)


def _role_figures(case: Case, rng: random.Random) -> Iterator[Mutation]:
    """The target in place of the actual value, this year's in place of last year's; words untouched."""
    for mark in case.marks:
        if mark.role not in ("target", "actual", "prior", "previous") or mark.surface.side or rng.random() < 0.7:
            continue
        fact = FactId.read(mark.source)
        others = ["target", "prior", "previous"] if mark.role == "actual" else ["actual"]
        rng.shuffle(others)
        for other in others:
            value = case.sheet.facts.get(str(fact.with_role(other)))
            if value is None or not mark.surface.is_arabic:
                continue
            scaled = value / split_unit(case.unit(mark))[0]
            surface = parse(replace(mark.surface, number=f"{scaled.normalize():f}").text)
            if not states(surface, case.sheet.facts[mark.source], case.unit(mark)):
                yield replaced(case, "role", mark, surface)
                break


def _word_swaps(case: Case, fault: str, words: tuple[tuple[str, str, str, str], ...]) -> Iterator[Mutation]:
    for mark in case.marks:
        if mark.kind != "fact":
            continue
        start = clause_span(case.plain, mark.start)[0]
        before = case.plain[start : mark.start]
        for word, named, new_word, other_role in words:
            at = before.rfind(word)
            gap = before[at + len(word) :]
            if at < 0 or mark.role != named or len(gap) > 9 or re.search(r"\d|、|比|，", gap):
                continue
            if fault == "role" and re.search("的?(目标|实际|计划)", gap):
                continue
            if at and before[:at].endswith(("比", "较", "争取", "保底", "年度", "超出", "低于", "高于", "距", "离")):
                continue
            others = (other_role, "target") if named == "plan" and other_role == "actual" else (other_role,)
            if all(differs(case, mark, str(FactId.read(mark.source).with_role(other))) for other in others):
                yield mutation_of(case, fault, [(start + at, start + at + len(word), new_word)], [mark])
                break


def direction(case: Case, _: random.Random) -> Iterator[Mutation]:
    """A direction word that governs a marked figure is turned round."""
    for mark in case.marks:
        for word in governed_words(case, mark):
            if word.agrees:
                yield mutation_of(case, "direction", [(word.start, word.end, word.flipped)], [mark])
