"""``docs/results.md``: what the four ways gave, and what each did wrong, in words of the run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from scoring import SHOWN
from ways import WAYS, Way

from fupan.evals.case import Case
from fupan.evals.record import CaseRecord
from fupan.evals.report.against import compare
from fupan.evals.report.intervals import interval
from fupan.evals.report.overview import Row
from fupan.export.blocks import blocks

_EXAMPLES = 3
_QUOTE = 60
_RIGHT = frozenset({"supported", "derived"})


@dataclass(frozen=True)
class Sum:
    """One way over all cases: counts, and the shares of each case for the intervals."""

    way: Way
    records: Sequence[CaseRecord]

    def counts(self, name: str) -> tuple[float, float]:
        """(count, of) of a score over all cases."""
        found = [score for record in self.records if (score := record.score(name)) and score.value is not None]
        return sum(one.count for one in found), sum(one.of for one in found)

    def bounds(self, name: str) -> str:
        """The 95 % interval of the mean of a score over cases."""
        values = [score.value for r in self.records if (score := r.score(name)) and score.value is not None]
        low, high = interval(values) if values else (0.0, 0.0)
        return f"{low:.1f}–{high:.1f}"

    @property
    def figures(self) -> int:
        """All figures."""
        return sum(len(record.figures) for record in self.records)

    @property
    def right(self) -> int:
        """Figures that are a fact, a note's figure or a named formula over facts."""
        return sum(figure.status in _RIGHT for record in self.records for figure in record.figures)

    @property
    def errors(self) -> int:
        """Findings at error level."""
        return sum(finding.severity == "error" for record in self.records for finding in record.findings)

    @property
    def minutes(self) -> float:
        """Minutes a document."""
        return fmean(record.cost.seconds for record in self.records) / 60

    @property
    def composed(self) -> str:
        """Share of steps that the composer wrote; a dash where there are no steps."""
        steps = sum(sum(record.origins.values()) for record in self.records)
        return f"{sum(record.origins.get('composer', 0) for record in self.records) / steps:.0%}" if steps else "–"


def results_page(records: Sequence[CaseRecord], cases: Sequence[Case], llm: str) -> Iterator[str]:
    """The page in pieces."""
    sums = [Sum(way, [record for record in records if record.arm == way.label]) for way in WAYS]
    yield _HEAD.format(llm=llm, cases=len(cases), templates=len({case.template for case in cases}))
    yield from _table(sums)
    yield from _paired(sums)
    yield from _by_case(sums, cases)
    yield "\n## What each way did wrong\n\n"
    yield "Quoted from the run: findings of `fupan check`, facts not stated, sections and steps not told.\n"
    for one in sums:
        yield f"\n### {one.way.label}\n\n{one.way.told.capitalize()}.\n\n"
        yield from (f"- {line}\n" for line in faults(one.records))


_HEAD = """# The same cases, the same llm, four ways

    make bench-llm

(`python eval/benchmarks/llm/run.py --llm …` for another llm; how it is done:
[eval/benchmarks/llm/README.md](../eval/benchmarks/llm/README.md).) This page is written by the run. Llm: `{llm}`;
{cases} cases over {templates} templates, in `eval/benchmarks/llm/cases.txt`. All texts are judged by the same scores of
`fupan eval`, from the text alone. In brackets the 95 % interval of the mean over cases.

"""


def _table(sums: Sequence[Sum]) -> Iterator[str]:
    yield from _head(
        "way", "figures", "errors", "per 100 figures", "right figures", "required facts read by the check",
        "their values in the text", "logic steps told", "minutes a document",
    )  # fmt: skip
    for one in sums:
        stated, required = one.counts("required-recall")
        told, steps = one.counts("logic-coverage")
        yield (
            f"| {one.way.label} | {one.figures} | {one.errors} | {_rate(one.errors, one.figures)} "
            f"({one.bounds('figure-errors')}) | {_percent(one.right, one.figures)} | "
            f"{_percent(stated, required)} of {required:.0f} ({one.bounds('required-recall')}) | "
            f"{_percent(*one.counts(SHOWN))} ({one.bounds(SHOWN)}) | "
            f"{_percent(told, steps)} of {steps:.0f} ({one.bounds('logic-coverage')}) | {one.minutes:.1f} |\n"
        )
    yield "\n"
    yield from _head(
        "way", "sections missing, placeholders", "sentences without source", "empty phrases", "review",
        "calls a document", "steps by the composer",
    )  # fmt: skip
    for one in sums:
        yield (
            f"| {one.way.label} | {_mean(one, 'structure')} | {_mean(one, 'unsourced-claims')} | "
            f"{_mean(one, 'empty-phrases')} | {_mean(one, 'review')} | "
            f"{fmean(record.cost.calls for record in one.records):.0f} | {one.composed} |\n"
        )


def _head(*columns: str) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |\n|---|{'---:|' * (len(columns) - 1)}\n"


def _paired(sums: Sequence[Sum]) -> Iterator[str]:
    ours = next(one for one in sums if one.way.id == "c")
    yield "\n## Ours against each, paired by case\n\n"
    yield "Difference of (c) to the other way, mean over cases; cases better · worse · same.\n\n"
    yield from _head(
        "against", "errors per 100 figures", "required values in the text, points of %", "logic steps told, points of %"
    )
    for one in sums:
        if one is ours:
            continue
        sides = [[Row.of(record) for record in side.records] for side in (one, ours)]
        pairs = {pair.name: pair for pair in compare(*sides, (one.way.label, ours.way.label)).pairs}
        cells = [
            f"{pair.difference:+.1f} ({pair.low:+.1f} to {pair.high:+.1f}); {pair.gained} · {pair.lost} · {pair.same}"
            if (pair := pairs.get(name)) else "–"
            for name in ("figure-errors", SHOWN, "logic-coverage")
        ]  # fmt: skip
        yield f"| {one.way.label} | {' | '.join(cells)} |\n"


def _by_case(sums: Sequence[Sum], cases: Sequence[Case]) -> Iterator[str]:
    yield "\n## By case\n\nErrors of figures; required values in the text; minutes.\n\n"
    yield f"| case | {' | '.join(one.way.label for one in sums)} |\n|---|{'---:|' * len(sums)}\n"
    for case in cases:
        cells = [_cell(next(record for record in one.records if record.case == case.id)) for one in sums]
        yield f"| {case.id} | {' | '.join(cells)} |\n"


def _cell(record: CaseRecord) -> str:
    errors = sum(finding.severity == "error" for finding in record.findings)
    recall = record.score(SHOWN)
    stated = f"{recall.count:.0f}/{recall.of:.0f}" if recall and recall.value is not None else "–"
    return f"{errors}/{len(record.figures)}; {stated}; {record.cost.seconds / 60:.1f}"


def faults(records: Sequence[CaseRecord]) -> Iterator[str]:
    """What went wrong in these documents, a few of each kind, of different rules and cases where there are."""
    yield from _errors(records) or ["no figure error"]
    for name, told in ((SHOWN, "facts not stated"), ("structure", "structure"), ("logic-coverage", "logic")):
        worst = min(records, key=lambda record: _goodness(record, name))
        score = worst.score(name)
        if score is not None and score.value is not None and score.seen and _goodness(worst, name) < 0:
            yield f"{told}, the worst case, {worst.case}: {_inline(score.seen)}"


def _goodness(record: CaseRecord, name: str) -> float:
    """0 where a score is perfect, below where it is not."""
    score = record.score(name)
    if score is None or score.value is None:
        return 0.0
    return score.value - 100 if score.better == "higher" else -score.value


def _errors(records: Sequence[CaseRecord]) -> list[str]:
    found = [(record, one) for record in records for one in record.findings if one.severity == "error"]
    rules: dict[str, int] = {}
    for _, one in found:
        rules[one.rule] = rules.get(one.rule, 0) + 1
    chosen, cases = [], set()
    for rule in sorted(rules, key=lambda rule: (-rules[rule], rule)):
        options = [pair for pair in found if pair[1].rule == rule]
        record, one = next((pair for pair in options if pair[0].case not in cases), options[0])
        cases.add(record.case)
        expected = f" (expected {_inline(one.expected)})" if one.expected else ""
        chosen.append(
            f"`{rule}` × {rules[rule]}, e.g. {record.case}: "
            f"「{_inline(_around(record.markdown, one.start, one.end))}」 {_inline(one.message)}{expected}"
        )
    return chosen[:_EXAMPLES]


def _around(text: str, start: int, end: int) -> str:
    """The finding's place with the words around it, within its line."""
    spans = (span for block in blocks(text) for span in block.spans)
    left, right = next(((a, b) for a, b in spans if a <= start < b), (start, end))
    room = max(0, _QUOTE - (end - start)) // 2
    a, b = max(left, start - room), min(right, end + room)
    return ("…" if a > left else "") + text[a:b] + ("…" if b < right else "")


def _inline(text: str) -> str:
    """Text of an llm on one line of Markdown, with nothing that would be taken for markup."""
    plain = " ".join(text.split())[:300]
    return "".join(f"\\{char}" if char in "\\`*_[]<>|" else char for char in plain)


def _rate(count: float, of: float) -> str:
    return f"{100 * count / of:.1f}" if of else "–"


def _percent(count: float, of: float) -> str:
    return f"{100 * count / of:.1f} %" if of else "–"


def _mean(one: Sum, name: str) -> str:
    values = [score.value for record in one.records if (score := record.score(name)) and score.value is not None]
    return f"{fmean(values):.1f}" if values else "–"
