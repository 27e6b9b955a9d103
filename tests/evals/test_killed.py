"""Killed at any moment and run again: nothing that had ended is run twice, and the report is that of a quiet run."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

COUNT = 8


def command(cases, out, *options):
    # a test run in the background inherits an ignored SIGINT
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code += "from fupan.cli.main import run; run()"
    words = ["eval", str(cases.folder), "--llm", "none", "--no-baseline", "--format", "json", "-o", str(out), *options]
    return [sys.executable, "-c", code, *words]


def started(cases, out, *options):
    return subprocess.Popen(
        command(cases, out, *options), stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def told(output: bytes):
    """The report without what no two runs share: seconds, and where the records came from."""
    report = json.loads(output)
    for arm in report["arms"]:
        del arm["cost"]
        for score in arm["scores"].values() if isinstance(arm["scores"], dict) else arm["scores"]:
            score.pop("seconds", None)
    return {name: value for name, value in report.items() if name not in {"journal", "remarks"}}


@pytest.fixture
def many(cases):
    for number in range(COUNT):
        cases.add(f"case{number}")
    return cases


@pytest.mark.parametrize("workers", ["1", "3"])
def test_kill_and_run_again(many, tmp_path, workers):
    quiet = subprocess.run(command(many, tmp_path / "quiet", "--parallel", "1"), capture_output=True, check=False)
    assert quiet.returncode == 0, quiet.stderr.decode()
    out, lines = tmp_path / "out", []
    chance = random.Random(int(workers))
    journal = out / "journal.jsonl"
    while True:
        process = started(many, out, "--parallel", workers)
        if len(lines) < COUNT:  # with nothing left to run, only the report is to come
            wanted = min(len(lines) + chance.randint(1, 4), COUNT)
            while process.poll() is None and _count(journal) < wanted:
                time.sleep(0.005)
            time.sleep(chance.random() / 10)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
        output, errors = process.communicate(timeout=60)
        lines = journal.read_bytes().splitlines()
        if process.returncode == 0:
            break
        assert process.returncode == -signal.SIGKILL, errors.decode()
    keys = [json.loads(line)["key"] for line in lines]
    assert len(keys) == len(set(keys)) == COUNT
    assert told(output) == told(quiet.stdout)


def _count(journal):
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


def test_an_interrupt_loses_nothing_and_leaves_no_process(many, tmp_path):
    out = tmp_path / "out"
    process = started(many, out, "--parallel", "2")
    while _count(out / "journal.jsonl") < 2 and process.poll() is None:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors.decode()
    assert "已中断" in errors.decode()
    ended = _count(out / "journal.jsonl")
    assert ended >= 2
    patience = time.monotonic() + 20
    while _alive(process.pid) and time.monotonic() < patience:
        time.sleep(0.1)
    assert _alive(process.pid) == []
    again = subprocess.run(command(many, out, "--parallel", "1"), capture_output=True, check=False)
    assert again.returncode == 0
    assert _count(out / "journal.jsonl") == COUNT


def _alive(group: int) -> list[str]:
    """The processes of a group that still run; one that only waits to be reaped does not."""
    listed = subprocess.run(["ps", "-eo", "pgid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    return [row[2] for row in rows if row[0] == str(group) and not row[1].startswith("Z")]


DEADLY = """
import os
from fupan.evals.doubles import echo

def llm():
    model = echo()
    answer = model.replies

    def reply(messages):
        if "卡片机" in str(messages[-1].text):
            os._exit(9)
        return answer(messages)

    model.replies = reply
    return model
"""


def test_a_case_that_takes_its_process_down_is_errored_and_the_others_are_not(many, tmp_path, monkeypatch):
    facts = (many.folder / "small" / "case3" / "facts.yaml").read_text(encoding="utf-8")
    many.add("deadly", facts=facts.replace("内部看催款没有专人盯", "内部看卡片机没有专人盯"))
    (tmp_path / "deadly").mkdir()
    (tmp_path / "deadly" / "model.py").write_text(DEADLY, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    asked = command(many, tmp_path / "out", "--parallel", "4", "--llm", "deadly.model:llm")
    asked.remove("none")
    asked.remove("--llm")
    ended = subprocess.run(asked, capture_output=True, check=False)
    assert ended.returncode == 4, ended.stderr.decode()
    lines = (tmp_path / "out" / "journal.jsonl").read_bytes().splitlines()
    records = {record["case"]: record for record in map(json.loads, lines)}
    assert len(records) == COUNT + 1
    assert {name for name, record in records.items() if record["state"] == "errored"} == {"small/deadly"}
    assert "进程突然没了" in records["small/deadly"]["failure"]["message"]
