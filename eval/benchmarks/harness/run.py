"""What the harness costs: ``fupan eval`` beside a bare loop that makes the same calls, and memory as cases grow.

    python eval/benchmarks/harness/run.py [--cases 300] [--ways 16] [--latency 0.05] [--many 3000] [--rounds 3]

Both are processes of their own, timed from their start to their end, against the same real HTTP server that answers in
50 ms. ``fupan eval`` reads the cases, drafts, checks, scores and journals them; the loop only asks. Memory is the
largest sum over all processes of the run of what each holds alone or shares (PSS), and that of the process that
collects the results, measured while it runs.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from small import write_cases

HERE = Path(__file__).resolve().parent
SERVER = HERE.parent / "drafting" / "server.py"


@contextlib.contextmanager
def server(latency: float) -> Iterator[int]:
    """The port of a server process with this latency."""
    with subprocess.Popen([sys.executable, str(SERVER), str(latency)], stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own script
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline())
        finally:
            process.terminate()


class Watch(threading.Thread):
    """Looks five times a second at the memory of a process and of all its descendants."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.all, self.collector, self.done = pid, 0.0, 0.0, threading.Event()
        self._cpu: dict[int, float] = {}

    def run(self) -> None:
        """Keep the largest sums, in MB, and the CPU time of every process as long as it is there."""
        while not self.done.wait(0.2):
            pids = [self.pid, *_descendants(self.pid)]
            self.all = max(self.all, sum(map(_pss, pids)))
            self.collector = max(self.collector, _pss(self.pid))
            self._cpu |= {pid: seconds for pid in pids if (seconds := _cpu(pid))}

    @property
    def cpu(self) -> float:
        """CPU seconds of all processes together, up to the last look at each."""
        return sum(self._cpu.values())


def _pss(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith("Pss:")), 0.0)


def _cpu(pid: int) -> float:
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _descendants(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children") if Path(f"/proc/{pid}").exists() else ():
        with contextlib.suppress(OSError, ValueError):
            for child in map(int, task.read_text(encoding="utf-8").split()):
                found += [child, *_descendants(child)]
    return found


def timed(command: list[str], environment: dict[str, str]) -> tuple[float, Watch]:
    """Wall seconds of a command from start to end."""
    began = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 - our own commands
        watch = Watch(process.pid)
        watch.start()
        _, errors = process.communicate()
        seconds = time.perf_counter() - began
        watch.done.set()
        watch.join()
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{errors.decode()[-3000:]}")
    return seconds, watch


def evaluate(folder: Path, count: int, ways: int, port: int) -> tuple[float, Path, Watch]:
    """``fupan eval`` over so many new cases with an empty store; seconds, journal, memory."""
    cases, templates = write_cases(folder, count)
    environment = _environment(port, ways) | {
        "FUPAN_TEMPLATES_DIR": str(templates), "FUPAN_DB": str(folder / "store.db"),
    }  # fmt: skip
    command = [sys.executable, "-c", "from fupan.cli.main import run; run()", "eval", str(cases)]
    command += ["--llm", "compatible:fixed", "--parallel", str(ways), "--no-baseline", "-o", str(folder / "out")]
    seconds, watch = timed(command, environment)
    return seconds, folder / "out" / "journal.jsonl", watch


def _environment(port: int, ways: int) -> dict[str, str]:
    return os.environ | {
        "FUPAN_BASE_URL": f"http://127.0.0.1:{port}/v1", "FUPAN_API_KEY": "bench", "FUPAN_CONCURRENCY": str(ways),
    }  # fmt: skip


def overhead(options: argparse.Namespace) -> None:
    """Both ways in turn, a few rounds; the least of each counts, and every pair is printed."""
    pairs = []
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory() as name, server(options.latency) as port:
            ours, journal, watch = evaluate(Path(name), options.cases, options.ways, port)
            command = [sys.executable, str(HERE / "bare.py"), str(journal), str(options.ways)]
            bare, other = timed(command, _environment(port, options.ways))
            with journal.open(encoding="utf-8") as lines:
                records = [json.loads(line) for line in lines]
            calls = sum(len(record["calls"]) for record in records)
            assert len(records) == options.cases
            assert {record["state"] for record in records} == {"passed"}
            pairs.append((ours, bare))
            told = f"fupan eval {ours:.1f} s ({watch.cpu:.1f} CPU s), bare loop {bare:.1f} s ({other.cpu:.1f} CPU s)"
            print(f"  {told}, {calls} calls: {ours / bare:.2f} x", flush=True)
    ours, bare = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    ideal = calls * options.latency / options.ways
    asked = f"{options.cases} cases, {options.ways}-way, {options.latency * 1000:.0f} ms"
    print(f"{asked}: {ours:.1f} s, the bare loop {bare:.1f} s")
    print(f"  {ours / bare:.2f} x the bare loop (wanted <= 1.5); the waiting alone is {ideal:.1f} s")


def memory(options: argparse.Namespace) -> None:
    """Memory at few and at many cases."""
    for count in (options.cases, options.many):
        with tempfile.TemporaryDirectory() as name, server(options.latency) as port:
            seconds, _, watch = evaluate(Path(name), count, options.ways, port)
            print(
                f"{count} cases: {watch.all:.0f} MB in all processes, {watch.collector:.0f} MB in the one that collects"
                f" ({seconds:.0f} s)", flush=True,
            )  # fmt: skip


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--ways", type=int, default=16)
    parser.add_argument("--latency", type=float, default=0.05)
    parser.add_argument("--many", type=int, default=3000, help="0: no memory measurement")
    parser.add_argument("--rounds", type=int, default=3, help="0: no overhead measurement")
    options = parser.parse_args()
    if options.rounds:
        overhead(options)
    if options.many:
        memory(options)


if __name__ == "__main__":
    main()
