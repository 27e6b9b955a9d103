"""``make bench``, the drafting half: concurrency against an ideal, tokens and prefix share, CPU seconds of commands."""

from __future__ import annotations

import contextlib
import itertools
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "examples" / "sales-leader-annual.yaml"
LATENCY = 3.0


@contextlib.contextmanager
def fixed_latency_server(latency: float) -> Iterator[int]:
    """The port of a server process with this latency."""
    command = [sys.executable, str(Path(__file__).with_name("server.py")), str(latency)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own script
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline())
        finally:
            process.terminate()


def concurrency() -> None:
    """Wall time of 15 sections, 15 at once, as a share of the ideal: the longest chain times the latency."""
    from langchain_openai import ChatOpenAI  # noqa: PLC0415 - warm the import: the ratio measures drafting

    del ChatOpenAI
    from fupan.intake.factsheet import load_facts  # noqa: PLC0415
    from fupan.llm.factory import open_llm  # noqa: PLC0415
    from fupan.pipeline.draft import draft_document  # noqa: PLC0415
    from fupan.prompting.loader import load_template  # noqa: PLC0415

    sheet, template = load_facts(EXAMPLE), load_template("sales-leader-annual")
    depth: dict[str, int] = {}
    for section in template.sections:
        depth[section.id] = 0
    for _ in template.sections:
        for section in template.sections:
            depth[section.id] = 1 + max((depth[other] for other in section.after), default=0)
    with fixed_latency_server(LATENCY) as port:
        os.environ |= {
            "FUPAN_BASE_URL": f"http://127.0.0.1:{port}/v1",
            "FUPAN_API_KEY": "bench",
            "FUPAN_CONCURRENCY": "15",
        }
        llm = open_llm("compatible:fixed")
        began = time.perf_counter()
        made = draft_document(sheet, template, llm)
        wall = time.perf_counter() - began
    ideal = max(depth.values()) * LATENCY
    calls = made.use.calls
    print(f"15 sections, {calls} calls, chain of {max(depth.values())}: {wall:.2f} s, ideal {ideal:.2f} s")
    print(f"  share of the ideal            {ideal / wall:.3f}   (wanted >= 0.85)")
    print(f"  speed-up over one at a time   {calls * LATENCY / wall:.1f} x")
    print(f"  steps by the composer         {made.composed_share:.1%}")


def tokens() -> None:
    """Characters per document that a prefix cache would serve: what a call shares with the one before it."""
    from fupan.domain.factbase import FactBase  # noqa: PLC0415
    from fupan.intake.factsheet import load_facts  # noqa: PLC0415
    from fupan.logic.assign import assign_notes  # noqa: PLC0415
    from fupan.pipeline.briefs import build_brief  # noqa: PLC0415
    from fupan.prompting.loader import load_template  # noqa: PLC0415
    from fupan.prompting.render import messages_for_section, messages_for_step  # noqa: PLC0415

    sheet, template = load_facts(EXAMPLE), load_template("sales-leader-annual")
    base, notes = FactBase(sheet), assign_notes(sheet, template)
    briefs = [build_brief(section, template, base, notes) for section in template.sections]
    ways = {
        "a section a call": [messages_for_section(template, brief) for brief in briefs],
        "a step a call": [messages_for_step(template, brief, step) for brief in briefs for step in brief.steps],
    }
    for name, calls in ways.items():
        prompts = ["\n".join(text for _, text in call) for call in calls]
        total = sum(map(len, prompts))
        shared = sum(_shared(one, two) for one, two in itertools.pairwise(prompts))
        print(
            f"{name}: {len(calls)} calls, {total} characters of prompt, {shared / total:.1%} served by a prefix cache"
        )


def _shared(one: str, two: str) -> int:
    """Length of the beginning that two texts share."""
    return next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


def cpu() -> None:
    """CPU seconds of commands, beside a bare interpreter in the same run."""
    line = "2025年销售额实际完成12840万元，目标为12000万元，完成率107%，同比增长14%。各区部按月复盘，客户拜访按周排期。"
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "doc.md"
        document.write_text("# 总结\n\n" + "\n\n".join([line] * (5000 // len(line))), encoding="utf-8")
        fupan = [sys.executable, "-m", "fupan.cli.main"]
        bare = _cpu_seconds([sys.executable, "-c", "pass"])
        for name, command, limit in (
            ("fupan --help", [*fupan, "--help"], 0.2),
            ("fupan check, 5,000 characters", [*fupan, "check", str(document), "--facts", str(EXAMPLE)], 0.5),
        ):
            seconds = _cpu_seconds(command)
            print(f"{name}: {seconds:.2f} CPU s (wanted <= {limit}), {seconds / bare:.1f} x a bare interpreter")


def _cpu_seconds(command: list[str]) -> float:
    """The least of a few runs, bytecode cached as on a user's machine after the first one."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    best = float("inf")
    for _ in range(10):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=environment)  # noqa: S603
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


if __name__ == "__main__":
    concurrency()
    tokens()
    cpu()
