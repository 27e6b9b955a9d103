"""Check one text: every figure judged, every rule asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from fupan.checks.comments import without_comments
from fupan.checks.report import checked_figures
from fupan.checks.required import requirements
from fupan.checks.rule import Rule
from fupan.checks.rules import RULES
from fupan.checks.subject import Subject
from fupan.checks.suppress import misunderstood, without_ignored
from fupan.domain.factsheet import FactSheet
from fupan.domain.finding import CheckedFigure, CheckReport, Finding
from fupan.domain.mention import Mention
from fupan.domain.template import Template
from fupan.errors import InputError
from fupan.figures.judge.binding import Binding, audit, bind
from fupan.figures.scan.extract import extract

Found = TypeVar("Found", Finding, CheckedFigure)


class Reading(NamedTuple):
    """A text with its figures found and judged: most of what a check costs, and the same for every template."""

    text: str
    sheet: FactSheet | None
    mentions: list[Mention]
    binding: Binding

    @property
    def seen(self) -> str:
        """The text as it is read: spaces in the place of its comments."""
        return without_comments(self.text)


def read_text(text: str, sheet: FactSheet | None) -> Reading:
    """The reading of ``text`` against ``sheet``, or against itself without one."""
    seen = without_comments(text)
    mentions = extract(seen)
    return Reading(text, sheet, mentions, bind(seen, mentions, sheet) if sheet is not None else audit(seen, mentions))


def check_text(
    text: str,
    sheet: FactSheet | None,
    *,
    template: Template | None = None,
    rules: Sequence[Rule] | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    required: Sequence[str] = (),
) -> CheckReport:
    """The report on ``text`` against ``sheet``, or against itself without one: see ``check_reading``."""
    return check_reading(
        read_text(text, sheet), template=template, rules=rules, select=select, ignore=ignore, required=required
    )


def check_reading(
    reading: Reading,
    *,
    template: Template | None = None,
    rules: Sequence[Rule] | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    required: Sequence[str] = (),
) -> CheckReport:
    """The report on a text that is read already.

    ``select`` and ``ignore`` are rule ids; ``required`` are fact ids that the text must state, beside those that
    ``template`` requires. Raises InputError for an unknown rule id.
    """
    text, sheet, mentions, binding = reading
    subject = Subject(reading.seen, binding.folded, sheet, template, binding, tuple(required))
    findings: list[Finding] = []
    for rule in chosen(RULES if rules is None else rules, select, ignore):
        findings += rule.find(subject)
    findings.sort(key=lambda finding: (finding.start, finding.end, finding.rule))
    needed = requirements(subject)
    return CheckReport(
        tuple(_as_written(one, text) for one in checked_figures(subject, mentions, findings)),
        without_ignored([_as_written(one, text) for one in findings], text),
        len(needed),
        sum(one.stated for one in needed),
        misunderstood(text, [rule.id for rule in RULES]),
    )


def _as_written(one: Found, text: str) -> Found:
    """With the words of the text itself, where a comment stands among them."""
    own = text[one.start : one.end]
    return one if one.text == own else replace(one, text=own)


def chosen(rules: Sequence[Rule], select: Sequence[str], ignore: Sequence[str]) -> list[Rule]:
    """The rules that are asked. Raises InputError for an id that no rule has."""
    known = {rule.id for rule in RULES} | {rule.id for rule in rules}
    for name in (*select, *ignore):
        if name not in known:
            raise InputError(f"没有名为「{name}」的规则", hint="可用的规则：" + "、".join(sorted(known)))
    return [rule for rule in rules if (not select or rule.id in select) and rule.id not in ignore]
