"""Measure what ``fupan check`` costs before and beside checking: CPU seconds by stage, and the dearest imports.

    python eval/benchmarks/figures/startup.py [--top 12]

The document is 5,000 characters of the prose of ``speed.py``, the facts the example of sales-leader-annual. Each figure
is CPU time of a process of its own, best of a few.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from speed import prose

LENGTH = 5_000
ROUNDS = 5
FACTS = Path(__file__).resolve().parents[3] / "examples" / "sales-leader-annual.yaml"
_TIMED = re.compile(r"import time:\s*(\d+) \|\s*\d+ \| *(\S+)")
_RUN = "import sys; from fupan.cli.main import run; sys.argv[0] = 'fupan'; run()"


def cpu(command: list[str]) -> float:
    """CPU seconds (user and system) of a command, best of a few; exit code 1 (findings) is fine."""
    best = float("inf")
    for _ in range(ROUNDS):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:  # noqa: S603 - ours
            assert process.stderr is not None
            told = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in {0, 1}:
            raise SystemExit(f"{command} ended with {process.returncode}: {told.decode(errors='replace')[-400:]}")
        best = min(best, usage.ru_utime + usage.ru_stime)
    return best


def stages(document: Path) -> dict[str, list[str]]:
    """Commands that each do a little more than the one before."""
    python = [sys.executable, "-c"]
    load = f"import fupan; sheet = fupan.load_facts({str(FACTS)!r})"
    read = f"text = open({str(document)!r}, encoding='utf-8').read()"
    return {
        "python": [*python, "pass"],
        "import fupan": [*python, "import fupan"],
        "import the command line": [*python, "import fupan.cli.main"],
        "fupan --help": [*python, _RUN, "--help"],
        "load the fact sheet (API)": [*python, load],
        "and check (API)": [*python, f"{load}; {read}; fupan.check(text, sheet)"],
        "fupan check": [*python, _RUN, "check", str(document)],
        "fupan check --facts": [*python, _RUN, "check", str(document), "--facts", str(FACTS)],
    }


def imports(command: list[str]) -> tuple[Counter[str], Counter[str]]:
    """Microseconds of own time (what it loads not counted) by package, and by module of fupan."""
    timed = [command[0], "-X", "importtime", *command[1:]]
    told = subprocess.run(timed, capture_output=True, encoding="utf-8", check=False).stderr  # noqa: S603 - our own command
    packages: Counter[str] = Counter()
    modules: Counter[str] = Counter()
    for match in _TIMED.finditer(told):
        package = match[2].partition(".")[0]
        packages[package] += int(match[1])
        if package == "fupan":
            modules[match[2]] += int(match[1])
    return packages, modules


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--top", type=int, default=12, metavar="N", help="how many imports to print")
    top = options.parse_args().top
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "document.md"
        document.write_text(prose(LENGTH), encoding="utf-8")
        commands = stages(document)
        print(f"{'stage':36}{'CPU s':>10}")
        for name, command in commands.items():
            print(f"{name:36}{cpu(command):>10.3f}")
        packages, modules = imports(commands["fupan check --facts"])
    for title, times in (("imports by package, own time", packages), ("modules of fupan, own time", modules)):
        print(f"\n{title:36}{'ms':>10}")
        for name, microseconds in times.most_common(top):
            print(f"{name:36}{microseconds / 1000:>10.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
