"""The comparison that matters: the same cases with the same llm, four ways, all scored alike.

    python eval/benchmarks/llm/run.py [--llm embedded] [--choose 10]

It can be stopped at any moment (Ctrl-C, kill) and goes on where it was: every reply is kept in ``out/bench-llm``, and
so is every finished document. ``docs/results.md`` is written at the end, ``out/bench-llm/report.html`` shows every
document beside the hand-written one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from answers import Progress, Times
from choosing import LIST, choose, listed, source_of
from results import results_page
from scoring import scored_record
from ways import WAYS, Made, Way, prompts_digest

import fupan
from fupan.errors import FupanError, LlmError, LlmReplyError
from fupan.evals.arms import code_version
from fupan.evals.case import Case
from fupan.evals.journal import Journal
from fupan.evals.prompt_sets import digests
from fupan.evals.record import Arm, CaseRecord, Failure, RunRecord, record_line
from fupan.evals.report.files import write_pieces
from fupan.evals.report.html import html_pieces
from fupan.llm.factory import open_llm
from fupan.llm.port import Ask, Llm
from fupan.prompting.loader import load_template
from fupan.store import Store

ROOT = Path(__file__).parents[3]


class Bench:
    """The documents of all cases and ways, made once and kept."""

    def __init__(self, out: Path, llm: Llm | None, journal: Journal) -> None:
        """``llm`` None: the composer writes all four, which tries the benchmark and measures nothing."""
        self._llm, self._journal = llm, journal
        self._times = Times(out / "times.jsonl")
        self._version = code_version() + prompts_digest() + (llm.name if llm else "none")
        self._warm = False

    def record(self, case: Case, way: Way, told: Progress) -> CaseRecord:
        """The document of a case by one way, from the journal where it was made before; an errored one is made anew."""
        key = hashlib.sha256(json.dumps([self._version, case.id, case.digest, way.id]).encode()).hexdigest()
        if key in self._journal:
            kept = self._journal.record(key)
            if kept.state != "errored":
                return kept
        made = self._made(key, case, way, told)
        self._journal.append(record_line(made))
        return made

    def _made(self, key: str, case: Case, way: Way, told: Progress) -> CaseRecord:
        sheet = fupan.load_facts(case.facts)
        source = source_of(case, sheet)
        files = digests(source)
        llm = self._llm.name if self._llm and way.asks else "none"
        record = CaseRecord(
            key, case.id, case.template, way.label, llm, 1, "not-applicable", files.prompts, files.template, case.digest
        )
        try:
            if way.asks:
                self._warm_up()
            return _with(record, way.make(sheet, load_template(source), self._llm, self._times, told))
        except LlmError as error:
            return replace(record, state="errored", failure=Failure("llm", error.message, error.hint))

    def _warm_up(self) -> None:
        """Load the llm before a clock runs."""
        if self._llm is not None and not self._warm:
            with suppress(LlmReplyError):  # whatever it says, it is loaded
                self._llm.ask(Ask((("user", "你好"),), 32, attempt=time.time_ns()))  # never from the store
            self._warm = True


def _with(record: CaseRecord, made: Made) -> CaseRecord:
    origins: dict[str, int] = {}
    history: tuple[str, ...] = ()
    if made.draft is not None:
        for section in made.draft.sections:
            history += tuple(f"{section.title}：{line}" for line in section.history)
            for step in section.steps:
                origins[step.origin] = origins.get(step.origin, 0) + 1
    return replace(record, markdown=made.markdown, calls=made.calls, cost=made.cost, origins=origins, history=history)


class _Line:
    """One line of progress on standard error; it moves only where a person watches."""

    def __init__(self, begins: str) -> None:
        self._begins = begins
        self._watched = sys.stderr.isatty()
        print(f"{begins} …", end="" if self._watched else "\n", flush=True, file=sys.stderr)

    def tell(self, words: str) -> None:
        """How far it is by now."""
        if self._watched:
            print(f"\r\x1b[K{self._begins} … {words}", end="", flush=True, file=sys.stderr)

    def end(self, words: str) -> None:
        """What came of it."""
        print(f"{chr(13) + chr(27) + '[K' if self._watched else ''}{self._begins} {words}", flush=True, file=sys.stderr)


def run(bench: Bench, cases: list[Case]) -> Iterator[CaseRecord]:
    """The scored records of all cases by all ways, case by case; progress goes to standard error."""
    total, place = len(cases) * len(WAYS), 0
    for case in cases:
        for way in WAYS:
            place += 1
            line = _Line(f"[{place}/{total}] {case.id} {way.label}")
            record = bench.record(case, way, line.tell)
            line.end(
                f"出错：{record.failure.message}"
                if record.failure
                else f"{record.cost.calls} 次调用，{record.cost.seconds:.0f} 秒"
            )
            yield record if record.failure else scored_record(case, record)


def main() -> int:
    """Run what is not finished yet, write the results. 0 fine, 2 bad input, 3 the llm failed (run again to go on)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--llm", default="embedded")
    parser.add_argument("--choose", type=int, metavar="N", help="choose N cases anew and write cases.txt")
    parser.add_argument("--cases", type=Path, default=ROOT / "eval" / "cases")
    parser.add_argument("--list", type=Path, default=LIST)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "out" / "bench-llm")
    parser.add_argument("--results", type=Path, default=ROOT / "docs" / "results.md")
    options = parser.parse_args()
    try:
        return _run(options)
    except FupanError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\n已停下；再运行同一条命令就从这里接着跑", file=sys.stderr)
        return 130


def _run(options: argparse.Namespace) -> int:
    if options.choose or not options.list.exists():
        choose(options.cases, options.choose or 10, options.list)
    cases = listed(options.cases, options.list)
    options.output.mkdir(parents=True, exist_ok=True)
    store = Store.open(f"sqlite:///{options.output.resolve() / 'replies.db'}")
    llm = open_llm(options.llm, store=store)
    try:
        with closing(Journal(options.output / "journal.jsonl")) as journal:
            records = list(run(Bench(options.output, llm, journal), cases))
    finally:
        if llm is not None:
            llm.close()
        store.close()
    return _report(options, cases, records, llm.name if llm else "none")


def _report(options: argparse.Namespace, cases: list[Case], records: list[CaseRecord], llm: str) -> int:
    arms = tuple(Arm(way.label, llm if way.asks else "none", deterministic=not way.asks) for way in WAYS)
    head = RunRecord(
        fupan.__version__, arms, tuple(case.id for case in cases), 1, tuple(record.key for record in records)
    )
    known = {case.id: case for case in cases}
    page = options.output / "report.html"
    write_pieces(page, html_pieces(head, lambda: records, cases=known, title="四种写法，同一个大模型"))
    print(f"已写入 {page}", file=sys.stderr)
    broken = [record for record in records if record.failure]
    if broken:
        print(f"{len(broken)} 份没有写成，结果没有写入 {options.results}；再运行一次会接着写", file=sys.stderr)
        return 3
    write_pieces(options.results, results_page(records, cases, llm))
    print(f"已写入 {options.results}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
