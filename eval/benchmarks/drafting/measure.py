"""Draft fact sheets with an llm and count what came of it: figure errors, required figures, fallbacks, time.

    python eval/benchmarks/drafting/measure.py --llm embedded CASE…

A case is a folder with ``facts.yaml`` and ``case.yaml`` (``required``: fact ids a good summary must state). With
``-o FOLDER`` the drafts are written there to be read.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import yaml

from fupan.checks.run import check_text
from fupan.domain.draft import Draft
from fupan.domain.factsheet import FactSheet
from fupan.intake.factsheet import load_facts
from fupan.llm.factory import open_llm
from fupan.pipeline.draft import draft_document
from fupan.prompting.loader import load_template


def required_stated(draft: Draft, sheet: FactSheet, required: list[str]) -> tuple[int, list[str]]:
    """How many of the required facts the draft states, and those it does not.

    A fact is stated where a slot filled from it stands in the text, or where the check reads it there.
    """
    filled = {use.source for section in draft.sections for step in section.steps for use in step.slots}
    report = check_text(draft.markdown, sheet, required=required)
    missing = [one.source or one.message for one in report.findings if one.rule == "missing-figure"]
    absent = [identity for identity in required if identity not in filled and any(identity in told for told in missing)]
    return len(required) - len(absent), absent


def main() -> None:
    """Draft every case and print one line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="+", type=Path)
    parser.add_argument("--llm", default="embedded")
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    llm = open_llm(options.llm)
    for case in options.cases:
        sheet = load_facts(case / "facts.yaml")
        required = list((yaml.safe_load((case / "case.yaml").read_text(encoding="utf-8")) or {}).get("required", []))
        began = time.perf_counter()
        draft = draft_document(sheet, load_template(sheet.template or "sales-leader-annual"), llm)
        seconds = time.perf_counter() - began
        stated, absent = required_stated(draft, sheet, required)
        steps = [step for section in draft.sections for step in section.steps]
        composed = sum(step.origin == "composer" for step in steps)
        unsourced = sum(len(step.unsourced) for step in steps)
        summary = draft.report.summary()
        print(
            f"{case.name}: figures {summary['figures']}, errors {summary['errors']}, "
            f"required {stated}/{len(required)}, steps {len(steps)}, by the composer {composed} "
            f"({composed / max(1, len(steps)):.1%}), unsourced sentences {unsourced}, calls {draft.use.calls}, "
            f"{seconds:.0f} s"
        )
        if absent:
            print(f"  not stated: {'、'.join(absent)}")
        for finding in draft.report.errors:
            print(f"  {finding.rule}: {finding.message}")
        if options.output:
            options.output.mkdir(parents=True, exist_ok=True)
            (options.output / f"{case.name}.md").write_text(draft.markdown, encoding="utf-8")
            history = [f"{section.title}: {line}" for section in draft.sections for line in section.history]
            (options.output / f"{case.name}.history.txt").write_text("\n".join(history), encoding="utf-8")


if __name__ == "__main__":
    main()
