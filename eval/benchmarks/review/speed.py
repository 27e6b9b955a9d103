"""What a review costs: python eval/benchmarks/review/speed.py

A document of 10,000 characters (the composer's drafts one after another) is reviewed with its fact sheet and without
one, with its headings and without any. Printed: CPU seconds of this process, best of three, and the ratio to
``fupan.check`` of the same text; then the CPU seconds of a whole ``fupan review`` process with its start-up.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from drafts import ROOT

import fupan
from fupan.checks.run import check_text
from fupan.pipeline.review.review import review_text
from fupan.prompting.loader import load_template

LENGTH = 10_000
TEMPLATE = "sales-leader-annual"


def best(run: Callable[[], object]) -> float:
    """The least CPU seconds of three runs."""
    found = []
    for _ in range(3):
        began = time.process_time()
        run()
        found.append(time.process_time() - began)
    return min(found)


def document() -> str:
    """10,000 characters: the drafts of the examples, that of the template measured first."""
    names = [TEMPLATE, *(path.stem for path in sorted((ROOT / "examples").glob("*.yaml")) if path.stem != TEMPLATE)]
    drafts = [fupan.draft(fupan.load_facts(ROOT / "examples" / f"{name}.yaml"), name, "none") for name in names]
    return "\n\n".join(draft.markdown for draft in drafts)[:LENGTH]


def main() -> None:
    """Measure and print."""
    text = document()
    bare = re.sub(r"(?m)^#.*\n", "", text)
    sheet, template = fupan.load_facts(ROOT / "examples" / f"{TEMPLATE}.yaml"), load_template(TEMPLATE)
    check = best(lambda: check_text(text, sheet, template=template))
    print(f"{len(text)} characters; check with facts: {check:.2f} CPU seconds")
    for name, run in (
        ("with facts", lambda: review_text(text, template, sheet)),
        ("without facts", lambda: review_text(text, template)),
        ("without facts, template chosen", lambda: review_text(text)),
        ("without headings", lambda: review_text(bare, template)),
    ):
        taken = best(run)
        print(f"review {name:32}{taken:6.2f} CPU seconds, {taken / check:.1f} times the check")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.md"
        path.write_text(text, encoding="utf-8")
        before = os.times()
        command = [sys.executable, "-m", "fupan.cli.main", "review", str(path), "-t", TEMPLATE, "--format", "json"]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - this interpreter, this program
        after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    print(f"the whole process, start-up included: {spent:.2f} CPU seconds")


if __name__ == "__main__":
    main()
