"""Draft fact sheets with an llm and count what came of it: errors, required figures, fallbacks, time, the review.

    python eval/benchmarks/drafting/measure.py --llm embedded CASE…

A case is a fact sheet (``examples/sales-monthly.yaml``) or a folder with ``facts.yaml`` and ``case.yaml``
(``required``: fact ids a good summary must state; without it those that the template itself requires). Every template
can be drafted: the sheet names its own. With ``-o FOLDER`` the drafts are written there to be read. With ``--store
URL`` replies are kept there, so that only changed questions are asked again; the time then says nothing.
"""

from __future__ import annotations

import argparse
import time
from contextlib import closing
from pathlib import Path

import yaml

import fupan
from fupan.domain.draft import Draft
from fupan.domain.factsheet import FactSheet
from fupan.domain.review import Review
from fupan.domain.template import Template
from fupan.evals.scores.required_recall import absent_facts
from fupan.llm.factory import open_llm
from fupan.llm.port import Llm
from fupan.pipeline.draft import draft_document
from fupan.prompting.loader import load_template
from fupan.prompting.sources import template_of
from fupan.store import Store

FLOOR = 80
"""A section that the review gives less is listed with its reasons."""


def named(case: Path) -> tuple[str, Path, list[str]]:
    """A case's name, its fact sheet and the facts it requires (none of its own: an empty list)."""
    if case.is_file():
        return case.stem, case, []
    told = yaml.safe_load((case / "case.yaml").read_text(encoding="utf-8")) or {}
    return case.name, case / "facts.yaml", list(told.get("required", []))


def template_for(sheet: FactSheet) -> Template:
    """The template that the sheet names."""
    return load_template(template_of(sheet))


def scores(review: Review) -> str:
    """The review in one line, and under it every section below the floor with its reasons."""
    ranked = sorted(review.sections, key=lambda section: section.score)
    lines = [f"  review: least {ranked[0].score}, mean {sum(one.score for one in ranked) / len(ranked):.0f}"]
    low = [one for one in ranked if one.score < FLOOR]
    lines += [f"    {one.section} {one.score}: {'；'.join(map(str, one.reasons))}" for one in low]
    return "\n".join(lines)


def counted(name: str, draft: Draft, sheet: FactSheet, required: list[str], seconds: float) -> str:
    """The measured line of one draft, and under it what is wrong.

    The cells of tables are the notes' own words by design; they are counted apart from the steps.
    """
    summary = draft.report.summary()
    absent = absent_facts(draft.markdown, sheet, required, draft)
    covered = (
        f"{len(required) - len(absent)}/{len(required)}" if required else f"{summary['covered']}/{summary['required']}"
    )
    tables = {section.id for section in template_for(sheet).sections if section.form == "table"}
    steps = [step for section in draft.sections if section.id not in tables for step in section.steps]
    cells = sum(len(section.steps) for section in draft.sections if section.id in tables)
    composed = sum(step.origin == "composer" for step in steps)
    line = (
        f"{name}: figures {summary['figures']}, errors {summary['errors']}, required {covered}, "
        f"steps {len(steps)}, by the composer {composed} ({composed / max(1, len(steps)):.1%}), cells {cells}, "
        f"unsourced sentences {sum(len(step.unsourced) for step in steps)}, calls {draft.use.calls}, {seconds:.0f} s"
    )
    lines = [line]
    if absent:
        lines.append(f"  not stated: {'、'.join(absent)}")
    lines += [f"  {finding.rule}: {finding.message}" for finding in draft.report.errors]
    return "\n".join(lines)


def measure(case: Path, llm: Llm | None, output: Path | None) -> None:
    """Draft one case, print what came of it and keep the draft where ``output`` is given."""
    name, path, required = named(case)
    sheet = fupan.load_facts(path)
    template = template_for(sheet)
    began = time.perf_counter()
    draft = draft_document(sheet, template, llm)
    seconds = time.perf_counter() - began
    print(counted(name, draft, sheet, required, seconds))
    print(scores(fupan.review(draft.markdown, template.root, sheet)), flush=True)
    if output:
        output.mkdir(parents=True, exist_ok=True)
        (output / f"{name}.md").write_text(draft.markdown, encoding="utf-8")
        history = [f"{section.title}: {line}" for section in draft.sections for line in section.history]
        (output / f"{name}.history.txt").write_text("\n".join(history), encoding="utf-8")


def main() -> None:
    """Draft every case, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="+", type=Path)
    parser.add_argument("--llm", default="embedded")
    parser.add_argument("--store")
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    store = Store.open(options.store) if options.store else None
    llm = open_llm(options.llm, store=store)
    for case in options.cases:
        measure(case, llm, options.output)
    if store:
        with closing(store):
            pass


if __name__ == "__main__":
    main()
