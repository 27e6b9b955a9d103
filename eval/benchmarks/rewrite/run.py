"""Does a rewrite make a weak section better, and never worse? python eval/benchmarks/rewrite/run.py [--llm embedded]

Weak sections written by hand over all templates, each with a fact sheet. Each is reviewed and rewritten, and all that
is offered is taken. Printed: in how many the score rises or falls, in how many the findings of ``fupan check`` rise, in
how many a right figure is lost (read anew by ``fupan.extract``), how many were withheld, and the mean scores.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

import fupan
from fupan.checks.run import check_text
from fupan.domain.factsheet import FactSheet
from fupan.domain.template import Template
from fupan.llm.factory import open_llm
from fupan.llm.port import Llm
from fupan.pipeline.review.review import review_text
from fupan.pipeline.rewrite.proposal import Rewrite
from fupan.pipeline.rewrite.rewrite import RewriteOptions, rewrite_text
from fupan.prompting.loader import load_template
from fupan.store import Store

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Weak:
    """One weak section with what it is to be rewritten from."""

    name: str
    weak: str
    section: str
    text: str
    sheet: FactSheet
    template: Template


@dataclass(frozen=True)
class Outcome:
    """What became of one weak section."""

    case: Weak
    made: Rewrite
    before: int
    after: int
    findings: tuple[int, int]
    lost: tuple[str, ...]

    @property
    def withheld(self) -> bool:
        """Whether nothing was offered."""
        return not self.made.proposals


def cases(split: str) -> Iterator[Weak]:
    """The weak sections of one half, each as a document of its own."""
    for folder in sorted((HERE / split).iterdir()):
        sheet = fupan.load_facts(folder / "facts.yaml")
        template = load_template(sheet.template)
        rows = yaml.safe_load((folder / "sections.yaml").read_text(encoding="utf-8"))
        for number, row in enumerate(rows, start=1):
            title = template.section(row["section"]).title
            text = f"# {sheet.title}\n\n## {title}\n\n{row['text'].strip()}\n"
            yield Weak(f"{folder.name}-{number}", row["weak"], row["section"], text, sheet, template)


def outcome(case: Weak, llm: Llm | None, *, facts: bool) -> Outcome:
    """Rewrite one weak section and take all that is offered."""
    sheet = case.sheet if facts else None
    made = rewrite_text(case.text, case.template, sheet, llm, RewriteOptions(sections=(case.section,)))
    text = made.taken()
    reports = [check_text(one, sheet, template=case.template) for one in (case.text, text)]
    scores = [score(one, case, sheet) for one in (case.text, text)]
    return Outcome(
        case, made, scores[0], scores[1], (len(reports[0].findings), len(reports[1].findings)), lost(case, text, sheet)
    )


def score(text: str, case: Weak, sheet: FactSheet | None) -> int:
    """The review's score of the section, 0 where it is not found."""
    found = review_text(text, case.template, sheet).sections
    return next((one.score for one in found if one.section == case.section), 0)


def lost(case: Weak, text: str, sheet: FactSheet | None) -> tuple[str, ...]:
    """Right figures of the section that are gone: read by value and unit, without the rewriter's own bookkeeping."""
    wrong = {(one.start, one.end) for one in check_text(case.text, sheet).figures if one.status == "error"}
    right = [one for one in fupan.extract(case.text) if (one.start, one.end) not in wrong]
    have = Counter((one.value, one.unit, one.low, one.high) for one in fupan.extract(text))
    return tuple(one.text for one in right if not have[one.value, one.unit, one.low, one.high])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--split", choices=["dev", "unseen"], default="dev")
    parser.add_argument("--llm", default="none")
    parser.add_argument("--no-facts", action="store_true", help="without the fact sheets")
    parser.add_argument("--show", action="store_true", help="every section before and after (dev only)")
    parser.add_argument("--only", default="", help="only the sections whose name contains this")
    parser.add_argument("--every", type=int, default=1, help="only every so many-th section: an llm takes its time")
    options = parser.parse_args()
    show = options.show and options.split == "dev"
    store = Store.open()
    llm = open_llm(options.llm, store=store)
    rows: list[Outcome] = []
    for number, case in enumerate(cases(options.split)):
        if options.only in case.name and number % options.every == 0:
            rows.append(outcome(case, llm, facts=not options.no_facts))
            if show:
                told(rows[-1])
            if llm is not None:
                print(f"{len(rows)} done", flush=True)
    if llm is not None:
        llm.close()
    store.close()
    report(rows, options.split, options.llm)


def report(rows: list[Outcome], split: str, llm: str) -> None:
    """The figures of the whole run."""
    count = len(rows) or 1
    rises = sum(row.after > row.before for row in rows)
    offered = [row for row in rows if not row.withheld]
    print(f"{split}, --llm {llm}: {len(rows)} weak sections")
    print(f"score rises          {rises:>3}  {rises / count:.1%}")
    print(f"score falls          {sum(row.after < row.before for row in rows):>3}")
    print(f"findings rise        {sum(row.findings[1] > row.findings[0] for row in rows):>3}")
    print(f"right figures lost   {sum(bool(row.lost) for row in rows):>3}")
    print(f"withheld             {len(rows) - len(offered):>3}")
    before, after = (sum(scores) / count for scores in zip(*((row.before, row.after) for row in rows), strict=True))
    print(f"mean score           {before:.1f} → {after:.1f}")
    worded = sum(one.origin == "llm" for row in rows for one in row.made.proposals if one.kind == "rewrite")
    print(f"worded by the llm    {worded:>3}")
    print(f"corrections          {sum(one.kind == 'correction' for row in rows for one in row.made.proposals):>3}")
    unsourced = sum(bool(one.unsourced) for row in rows for one in row.made.proposals)
    print(f"with 待核实          {unsourced:>3}")


def told(row: Outcome) -> None:
    """One section for a person to read."""
    print(
        f"\n=== {row.case.name} {row.case.section} {row.case.weak}: {row.before} → {row.after} findings {row.findings}"
    )
    for section in row.made.sections:
        for one in section.proposals:
            print(f"[{one.id}] {one.kind} {one.origin} needs={one.needs} 待核实={one.unsourced}")
            print(
                "".join(
                    {"=": "", "-": "[-", "+": "{+"}[p.sign] + p.text + {"=": "", "-": "-]", "+": "+}"}[p.sign]
                    for p in one.diff
                )
            )
        for question in section.questions:
            print("  ？", question.key, question.asks)
        print("  withheld:", section.withheld)


if __name__ == "__main__":
    main()
