"""What speaks for true findings and for false ones: the signs of each, the points fitted to them, and the curve.

python evidence.py dump FILE               the signs of every finding of dev, on right texts and on planted faults
python evidence.py dump FILE --right DIR   and of other right texts: folders below DIR with facts.yaml and golden.md
python evidence.py fit FILE                points in tenths of log odds, and false alarms against recall by threshold

Right texts are checked twice: as they are, and without the nets that hold what the readings miss (``bare``): so does a
manner of writing that nobody has foreseen. The curve is cross-validated by text.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from generate import ROOT, all_planted, mutations
from marks import Case, load_cases
from mutate import FAULTS
from mutation import Mutation
from scoring import overlaps

import fupan
import fupan.figures.judge.bind as binding_of_one
from fupan.checks.rules import RULES
from fupan.checks.subject import Subject
from fupan.figures.judge.binding import bind
from fupan.figures.judge.evidence import Evidence
from fupan.figures.scan.extract import extract

PER_CLASS, PLANTED = 2, 4
NETS = ("caught", "recomputed", "reckoned")
WEIGHTS = {"true": 1.0, "planted": 0.3, "false": 3.0, "other": 2.0, "bare": 0.15}
FOLDS, RIDGE, LEAST_SEEN = 10, 2.0, 8
THRESHOLDS = (-99.0, -25.0, -20.0, -17.5, -15.0, -12.5, -10.0, -7.5, -5.0, -2.5, 0.0, 5.0)
Row = dict[str, Any]


def judged(text: str, sheet: Any) -> tuple[Evidence, Any]:  # noqa: ANN401 - a fact sheet
    """The evidence on a text before anything is weighed, and its binding."""
    kept: list[Evidence] = []
    weighed = Evidence.weighed

    def keep(self: Evidence) -> list[Any]:
        kept.append(self)
        return list(self.verdicts)

    Evidence.weighed = keep  # type: ignore[method-assign]
    try:
        binding = bind(text, extract(text), sheet)
    finally:
        Evidence.weighed = weighed  # type: ignore[method-assign]
    return kept[-1], binding


def faults(evidence: Evidence, binding: Any) -> Iterator[tuple[Any, Any, list[str]]]:  # noqa: ANN401
    """The faulty figures, their places in the text (evidence reads it as it is heard), and their signs."""
    for place, (verdict, placed) in enumerate(zip(evidence.verdicts, binding.verdicts, strict=True)):
        if verdict.fault:
            yield placed.reading, verdict, [*evidence.signs(verdict, place), *evidence.paired(verdict, place)]


def name_of(verdict: Any) -> tuple[str, str, str]:  # noqa: ANN401 - a verdict
    """What identifies a finding across two versions of a text."""
    return verdict.fault, verdict.mention.text, verdict.expected.id if verdict.expected else ""


def of_right(name: str, text: str, sheet: Any, label: str) -> Iterator[Row]:  # noqa: ANN401
    """The findings on a right text, with its nets and without them."""
    for bare in (False, True):
        evidence, binding = _bare(text, sheet) if bare else judged(text, sheet)
        for placed, verdict, signs in faults(evidence, binding):
            yield {"case": name, "label": "bare" if bare else label, "fault": verdict.fault, "signs": signs,
                   "text": verdict.mention.text, "of": context(binding.folded, placed.mention)}  # fmt: skip
        if not bare:
            yield {"case": name, "label": "size", "of": label, "figures": len(evidence.verdicts)}


def _bare(text: str, sheet: Any) -> tuple[Evidence, Any]:  # noqa: ANN401
    kept = {net: getattr(binding_of_one, net) for net in NETS}
    try:
        for net in NETS:
            setattr(binding_of_one, net, lambda *_, **__: None)
        return judged(text, sheet)
    finally:
        for net, function in kept.items():
            setattr(binding_of_one, net, function)


def context(text: str, mention: Any) -> str:  # noqa: ANN401
    """Some words around a figure."""
    return text[max(0, mention.start - 40) : mention.end + 12].replace("\n", " ")


def of_fault(case: Case, mutation: Mutation, number: int, sheet: Any, known: set[Any]) -> Iterator[Row]:  # noqa: ANN401
    """The findings on a text with one fault: the fault, whether other rules find it, and the signs of each finding."""
    evidence, binding = judged(mutation.text, sheet)
    subject = Subject(mutation.text, binding.folded, sheet, None, binding, tuple(case.required))
    rules = [rule for rule in RULES if rule.id in {"sum-mismatch", "self-contradiction"}]
    other = any(overlaps(found, span) for rule in rules for found in rule.find(subject) for span in mutation.spans)
    label = "planted" if mutation.fault == "planted" else "true"
    yield {"case": case.name, "label": "fault", "fault": mutation.fault, "number": number, "other": other}
    for placed, verdict, signs in faults(evidence, binding):
        cue = placed.cue if verdict.fault == "wrong-direction" else None
        places = [(placed.mention.start, placed.mention.end), *([cue] if cue else [])]
        if name_of(verdict) not in known and any(s < to and at < e for s, e in mutation.spans for at, to in places):
            yield {"case": case.name, "label": label, "fault": verdict.fault, "signs": signs, "number": number,
                   "class": mutation.fault, "text": verdict.mention.text,
                   "of": context(binding.folded, placed.mention)}  # fmt: skip


def chosen(case: Case) -> Iterator[Mutation]:
    """A few faults of each class, and random figures."""
    for fault in FAULTS:
        found = mutations(case, fault) if fault != "omission" else []
        rng = random.Random(f"{case.name}/{fault}")
        yield from rng.sample(found, PER_CLASS) if len(found) > PER_CLASS else found


def dump(file: Path, right: Path | None) -> None:
    """Write the signs of all findings as JSON lines."""
    planted: dict[str, list[Mutation]] = defaultdict(list)
    for case, item in all_planted("dev", PLANTED):
        planted[case.name].append(item)
    with file.open("w", encoding="utf-8") as out:
        for case in load_cases(ROOT, "dev"):
            assert case.facts_path is not None
            sheet = fupan.load_facts(case.facts_path)
            known = {name_of(verdict) for verdict in judged(case.plain, sheet)[0].verdicts if verdict.fault}
            rows: list[Iterable[Row]] = [of_right(case.name, case.plain, sheet, "false")]
            for number, mutation in enumerate([*chosen(case), *planted[case.name]]):
                rows.append(of_fault(case, mutation, number, sheet, known if mutation.fault != "planted" else set()))
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for group in rows for row in group)
            out.flush()
        for golden in sorted(right.rglob("golden.md")) if right else ():
            sheet = fupan.load_facts(golden.parent / "facts.yaml")
            text = golden.read_text(encoding="utf-8")
            found = of_right(f"{golden.parent.name} (golden)", text, sheet, "other")
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in found)


def trained(x: Any, y: Any, weights: Any) -> Any:  # noqa: ANN401 - arrays
    """Ridge logistic regression by Newton steps; the last coefficient is the constant."""
    z = np.hstack([x, np.ones((len(x), 1))])
    ridge = np.eye(z.shape[1]) * RIDGE
    ridge[-1, -1] = 1e-6
    beta = np.zeros(z.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-z @ beta))
        hessian = (z * (weights * p * (1 - p))[:, None]).T @ z + ridge
        beta -= np.linalg.solve(hessian, z.T @ (weights * (p - y)) + ridge @ beta)
    return beta


def fit(file: Path, without: Sequence[str]) -> None:
    """Print the points and the curve."""
    rows: list[Row] = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    found = [row for row in rows if "signs" in row and row["fault"] != "loose-rounding"]
    counted = Counter(sign for row in found for sign in row["signs"])
    names = sorted(sign for sign, count in counted.items() if count >= LEAST_SEEN and sign not in without)
    x = np.array([[name in row["signs"] for name in names] for row in found], float)
    labels = np.array([row["label"] for row in found])
    y = np.isin(labels, ("true", "planted")).astype(float)
    weights = np.array([WEIGHTS[label] for label in labels])
    texts = sorted({row["case"] for row in found})
    fold = np.array([texts.index(row["case"]) % FOLDS for row in found])
    points = np.zeros(len(found))
    for number in range(FOLDS):
        held = fold == number
        beta = trained(x[~held], y[~held], weights[~held])
        points[held] = (np.hstack([x[held], np.ones((held.sum(), 1))]) @ beta) * 10
    _curve(rows, found, labels, points)
    beta = trained(x, y, weights)
    print(f"\n{'sign':24}{'points':>7}{'true':>7}{'planted':>9}{'false':>7}{'other':>7}{'bare':>6}")
    for place in np.argsort(-beta[:-1]):
        seen = [int(x[labels == label, place].sum()) for label in ("true", "planted", "false", "other", "bare")]
        print(f"{names[place]:24}{beta[place] * 10:7.0f}{seen[0]:7}{seen[1]:9}{seen[2]:7}{seen[3]:7}{seen[4]:6}")
    print(f"{'start':24}{beta[-1] * 10:7.0f}")


def _curve(rows: Sequence[Row], found: Sequence[Row], labels: Any, points: Any) -> None:  # noqa: ANN401
    size: Counter[str] = Counter()
    for row in rows:
        if row["label"] == "size":
            size[row["of"]] += row["figures"]
    heads = {(row["case"], row["number"]): row for row in rows if row["label"] == "fault"}
    rounding = {(r["case"], r["number"]) for r in rows if r.get("fault") == "loose-rounding" and "number" in r}
    print(f"{'least':>6}{'recall':>8}{'random':>8}{'false':>7}{'/100':>6}{'other':>7}{'/100':>6}{'bare':>6}  by class")
    for least in THRESHOLDS:
        kept = {
            (row["case"], row["number"])
            for row, weight in zip(found, points, strict=True)
            if "number" in row and weight >= least
        }
        total, hit = Counter[str](), Counter[str]()
        for key, head in heads.items():
            total[head["fault"]] += 1
            hit[head["fault"]] += key in kept or key in rounding or head["other"]
        share = {fault: hit[fault] / total[fault] for fault in total}
        real = [fault for fault in total if fault != "planted"]
        recall = sum(hit[fault] for fault in real) / sum(total[fault] for fault in real)
        wrong = {label: int(((labels == label) & (points >= least)).sum()) for label in ("false", "other", "bare")}
        rates = {label: wrong[label] / size[label] * 100 if size[label] else 0.0 for label in ("false", "other")}
        told = " ".join(f"{fault} {share[fault]:.2f}" for fault in real)
        print(
            f"{least:6.1f}{recall:8.3f}{share.get('planted', 0):8.3f}{wrong['false']:7}{rates['false']:6.2f}"
            f"{wrong['other']:7}{rates['other']:6.2f}{wrong['bare']:6}  {told}"
        )


def main() -> None:
    """Dump or fit."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", choices=("dump", "fit"))
    options.add_argument("file", type=Path)
    options.add_argument("--right", type=Path, help="a folder of other right texts")
    options.add_argument("--without", nargs="*", default=(), metavar="SIGN", help="signs left out of the fit")
    arguments = options.parse_args()
    if arguments.what == "dump":
        dump(arguments.file, arguments.right)
    else:
        fit(arguments.file, arguments.without)


if __name__ == "__main__":
    main()
