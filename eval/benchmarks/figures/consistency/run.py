"""Score the consistency checker on this benchmark.

python run.py --split dev                  all figures of the split
python run.py --split dev --class member   one class of faults, a paraphrase kind, or "planted"
python run.py --split dev --show 10        and ten failures of each class
python run.py --split dev --case NAME ...  a few cases alone
python run.py --split dev --json out.json  and the figures as JSON
"""

from __future__ import annotations

import argparse
import inspect
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generate import ROOT, all_mutations, all_paraphrases, all_planted
from marks import ONLY, Case, load_audits, load_cases, sentence_span
from mutation import Mutation
from scoring import Alarms, Finding, Report, Score, at_marks, hits, is_exact, key, overlaps

import fupan

if TYPE_CHECKING:
    from fupan.domain.factsheet import FactSheet

TAKES_REQUIRED = "required" in inspect.signature(fupan.check).parameters


class Checker:
    """`fupan.check` with the facts of each case loaded once and each right text checked once."""

    def __init__(self) -> None:
        self._facts: dict[Path, FactSheet] = {}
        self._right: dict[str, Report] = {}

    def check(self, case: Case, text: str) -> Report:
        """The report on a text of a case."""
        extra = {"required": list(case.required)} if TAKES_REQUIRED and case.required else {}
        return fupan.check(text, self._load(case.facts_path), **extra)

    def right(self, case: Case) -> Report:
        """The report on the right text of a case."""
        if case.plain not in self._right:
            self._right[case.plain] = self.check(case, case.plain)
        return self._right[case.plain]

    def _load(self, path: Path | None) -> FactSheet | None:
        if path is None:
            return None
        if path not in self._facts:
            self._facts[path] = fupan.load_facts(path)
        return self._facts[path]


class Failures:
    """The first failures of each class, to be printed."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.lines: dict[str, list[str]] = defaultdict(list)

    def add(self, name: str, *lines: str) -> None:
        """Keep failures."""
        self.lines[name] += lines

    def show(self) -> None:
        """Print up to the limit for each class."""
        for name, lines in self.lines.items():
            if self.limit and lines:
                print(f"\n## {name}: {len(lines)} failures")
                print(*lines[: self.limit], sep="\n")


def score_faults(checker: Checker, split: str, fault: str, failures: Failures) -> dict[str, Score]:
    """Recall and span exactness per class; audit texts are scored apart."""
    scores: dict[str, Score] = defaultdict(Score)
    for case, mutation in all_mutations(split, fault):
        name = mutation.fault if case.facts_path else f"{mutation.fault} (audit)"
        baseline = {key(finding) for finding in checker.right(case).findings}
        found = hits(mutation, checker.check(case, mutation.text).findings, baseline)
        score = scores[name]
        score.total += 1
        score.found += bool(found)
        score.exact += bool(found) and (mutation.fault == "omission" or is_exact(mutation, found))
        score.rules.update({finding.rule for finding in found})
        if not found:
            failures.add(name, describe(case, mutation))
    return scores


def describe(case: Case, mutation: Mutation) -> str:
    """One line on a fault that was not found."""
    start, end = sentence_span(mutation.text, mutation.exact[0])
    change = f"{mutation.before.strip()} → {mutation.after.strip() or '(taken out)'}"
    return f"{case.name}: {change} [{mutation.fact}] {mutation.text[start:end].strip()}"


def score_right(checker: Checker, split: str, failures: Failures) -> dict[str, Alarms]:
    """Findings on the right texts, with facts and without."""
    groups = {"right texts": load_cases(ROOT, split), "right texts (audit)": load_audits(ROOT, split)}
    result = {}
    for name, cases in groups.items():
        alarms = result[name] = Alarms()
        for case in cases:
            failures.add(name, *count(alarms, case, checker.right(case).findings, case.plain))
            alarms.figures += len(case.marks)
    return result


def score_paraphrases(checker: Checker, split: str, kind: str, failures: Failures) -> dict[str, Alarms]:
    """Findings on the paraphrases that the right text did not have, against the figures rewritten."""
    result: dict[str, Alarms] = defaultdict(Alarms)
    for case, item in all_paraphrases(split):
        if kind in ("", item.kind):
            known = at_marks(checker.right(case).findings, [(mark.start, mark.end) for mark in case.marks])
            found = at_marks(checker.check(case, item.text).findings, item.spans)
            fresh = [finding for place, finding in found.items() if place not in known]
            alarms = result[f"paraphrase {item.kind}"]
            alarms.figures += item.figures
            failures.add(item.kind, *count(alarms, case, fresh, item.text))
    return result


def count(alarms: Alarms, case: Case, findings: Sequence[Finding], text: str) -> Iterator[str]:
    """Add the findings on one text in which nothing is wrong; give a line on each error."""
    alarms.texts += 1
    for finding in findings:
        if finding.severity != "error":
            alarms.warnings += 1
            alarms.rules[f"({finding.rule})"] += 1
            continue
        alarms.errors += 1
        alarms.rules[finding.rule] += 1
        start, end = sentence_span(text, finding.start)
        yield f"{case.name}: {finding.rule} {finding.text}: {finding.message} ← {text[start:end].strip()}"


def score_planted(checker: Checker, split: str, failures: Failures) -> Score:
    """Random figures: `found` counts those with an error at their place, `rules` the others by their status.

    Only those called supported or derived pass by chance; an unchecked figure is listed as not judged.
    """
    score = Score()
    for case, mutation in all_planted(split):
        report = checker.check(case, mutation.text)
        found = [f for f in report.findings if f.severity == "error" and overlaps(f, mutation.exact)]
        score.total += 1
        score.found += bool(found)
        if not found:
            status = [figure.status for figure in report.figures if overlaps(figure, mutation.exact)]
            score.rules[str(status[0]) if status else "not seen"] += 1
            failures.add("planted", f"{describe(case, mutation)} ({', '.join(map(str, status)) or 'not seen'})")
    return score


def score_seen(checker: Checker, split: str) -> Counter[str]:
    """Marked figures that the checker reads at all, by the status it gives them."""
    seen: Counter[str] = Counter()
    for case in load_cases(ROOT, split) + load_audits(ROOT, split):
        figures = checker.right(case).figures
        for mark in case.marks:
            status = [str(figure.status) for figure in figures if overlaps(figure, (mark.start, mark.end))]
            seen[status[0] if status else "not seen"] += 1
    return seen


def print_faults(scores: dict[str, Score]) -> None:
    """The table of recall."""
    print(f"\n{'fault':24}{'cases':>7}{'found':>7}{'recall':>9}{'exact':>9}  rules")
    rows = [*scores.items()]
    for suffix in ("", " (audit)"):
        group = [score for name, score in rows if name.endswith("(audit)") == bool(suffix)]
        if len(group) > 1:
            total = Score(sum(s.total for s in group), sum(s.found for s in group), sum(s.exact for s in group))
            scores[f"all{suffix}"] = total
    for name, score in scores.items():
        rules = ", ".join(f"{rule} {n}" for rule, n in score.rules.most_common(3))
        print(
            f"{name:24}{score.total:7}{score.found:7}{share(score.found, score.total):>9}"
            f"{share(score.exact, score.found):>9}  {rules}"
        )


def print_alarms(groups: dict[str, Alarms]) -> None:
    """The table of false alarms."""
    print(f"\n{'nothing wrong':28}{'texts':>6}{'figures':>9}{'errors':>8}{'per 100':>9}{'warnings':>10}  rules")
    for name, alarms in groups.items():
        rate = f"{alarms.errors / alarms.figures * 100:.2f}" if alarms.figures else "-"
        rules = ", ".join(f"{rule} {n}" for rule, n in alarms.rules.most_common(4))
        print(f"{name:28}{alarms.texts:6}{alarms.figures:9}{alarms.errors:8}{rate:>9}{alarms.warnings:10}  {rules}")


def share(part: int, whole: int) -> str:
    """A share as a percentage."""
    return f"{part / whole:.1%}" if whole else "-"


def main() -> None:
    """Score and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--split", choices=("dev", "unseen"), default="dev")
    options.add_argument("--class", dest="only", default="", help="one class of faults or paraphrases, or planted")
    options.add_argument("--case", nargs="+", default=[], metavar="NAME", help="these cases alone")
    options.add_argument("--show", type=int, default=0, metavar="N", help="print N failures of each class")
    options.add_argument("--json", type=Path, help="write the figures to this file")
    arguments = options.parse_args()
    ONLY.update(arguments.case)
    checker, failures = Checker(), Failures(arguments.show)
    split, only = arguments.split, arguments.only
    faults = {} if only == "planted" else score_faults(checker, split, only, failures)
    alarms = score_paraphrases(checker, split, only, failures) if not faults or not only else {}
    planted = score_planted(checker, split, failures) if only in ("", "planted") else Score()
    seen: Counter[str] = Counter()
    if not only:
        alarms = score_right(checker, split, failures) | alarms
        seen = score_seen(checker, split)
        print("marked figures by status:", ", ".join(f"{status} {n}" for status, n in seen.most_common()))
    print_faults(faults)
    print_alarms(alarms)
    if planted.total:
        passed = planted.rules["supported"] + planted.rules["derived"]
        left = planted.total - planted.found - passed
        print(
            f"\ncoincidence: {passed} of {planted.total} random figures pass ({share(passed, planted.total)}), "
            f"{left} are left unchecked ({share(left, planted.total)})"
        )
    failures.show()
    if arguments.json:
        result = {"faults": faults, "alarms": alarms, "planted": planted, "seen": seen}
        arguments.json.write_text(json.dumps(result, default=vars, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
