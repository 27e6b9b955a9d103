"""Build the mutated texts, the paraphrases and the planted random figures of a split, from a seed.

Run `python generate.py --split dev` for the counts, `--show CLASS` for the sentences of one class.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from coincidence import plant
from marks import Case, load_audits, load_cases, sentence_span
from mutate import AUDIT_FAULTS, FAULTS
from mutation import Mutation
from paraphrase import PARAPHRASES, Paraphrase

ROOT = Path(__file__).parent
SEED = 20251231
PER_CLASS = 8


def seeded(*parts: str) -> random.Random:
    """A generator that depends on the seed and the names only, so that cases do not disturb each other."""
    return random.Random(f"{SEED}/{'/'.join(parts)}")


def mutations(case: Case, fault: str, limit: int = PER_CLASS) -> list[Mutation]:
    """Up to `limit` mutations of one class, drawn from all places of the text."""
    rng = seeded(case.split, case.name, fault)
    found = list(FAULTS[fault](case, rng))
    return found if len(found) <= limit else [found[i] for i in sorted(rng.sample(range(len(found)), limit))]


def all_mutations(split: str, fault: str = "") -> Iterator[tuple[Case, Mutation]]:
    """All mutations of a split with their cases: with facts first, then the audit texts."""
    for case in load_cases(ROOT, split) + load_audits(ROOT, split):
        for name in FAULTS if case.facts_path else AUDIT_FAULTS:
            if not fault or fault == name:
                yield from ((case, mutation) for mutation in mutations(case, name))


def all_paraphrases(split: str) -> Iterator[tuple[Case, Paraphrase]]:
    """All harmless rewritings of a split."""
    for case in load_cases(ROOT, split) + load_audits(ROOT, split):
        for name, rewrite in PARAPHRASES.items():
            yield from ((case, item) for item in rewrite(case, seeded(case.split, case.name, name)))


def all_planted(split: str, per_case: int = 60) -> Iterator[tuple[Case, Mutation]]:
    """Texts with one random figure in place of a right one."""
    for case in load_cases(ROOT, split):
        yield from ((case, item) for item in plant(case, seeded(case.split, case.name, "plant"), per_case))


def main() -> None:
    """Print counts, or the sentences of one class."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--split", choices=("dev", "unseen"), default="dev")
    options.add_argument("--show", default="", help="print the mutated sentences of this class")
    arguments = options.parse_args()
    counts: Counter[str] = Counter()
    for case, item in all_mutations(arguments.split):
        counts[f"{item.fault} (audit)" if case.facts_path is None else item.fault] += 1
        if arguments.show == item.fault:
            start, end = sentence_span(item.text, item.exact[0])
            print(f"{case.name}: {item.before} → {item.after} [{item.fact}]: {item.text[start:end].strip()}")
    for _, rewriting in all_paraphrases(arguments.split):
        counts[f"paraphrase {rewriting.kind}"] += 1
        if arguments.show == rewriting.kind:
            print(f"{rewriting.case}: {rewriting.note}")
    counts["planted random figures"] = sum(1 for _ in all_planted(arguments.split))
    for name, count in counts.items():
        print(f"{name:32} {count}")


if __name__ == "__main__":
    main()
