"""The public tools that are compared, and a virtual environment of its own for each."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

CACHE = Path(__file__).resolve().parents[4] / ".venv-peers"
ADAPTERS = Path(__file__).parent / "adapters"
LIMIT = 900
_READY = ".ready"


@dataclass(frozen=True)
class Peer:
    """A tool, the packages that hold it, the adapter that drives it, and how it is used."""

    name: str
    task: Literal["check", "extract"]
    packages: tuple[str, ...]
    adapter: str
    use: str
    mode: str = ""
    required: bool = False


class PeerError(Exception):
    """A tool that cannot be installed or does not run; the message says why."""


# recognizers-text reads a name of its emoji package that later versions no longer have.
_RECOGNIZERS = ("recognizers-text-suite==1.0.2a2", "emoji<2")
_NEWER = ("ms-recognizers-text-suite==1.0.1",)
_WORKFLOW = ("report-workflow==4.41.1",)
_FIGURED = ("figured==0.4.3",)

PEERS: tuple[Peer, ...] = (
    Peer(
        "report-workflow check-draft", "check", _WORKFLOW, "report_workflow_tool.py",
        "facts, derived facts and notes as a source document, a statement a line; each figure must be there", "draft",
    ),
    Peer(
        "report-workflow verify", "check", _WORKFLOW, "report_workflow_tool.py",
        "the same source; a sentence that the gates block is reported whole", "verify",
    ),
    Peer(
        "groundguard-ai", "check", ("groundguard-ai==0.3.1",), "groundguard_tool.py",
        "every fact, derived fact and note figure in the ledger; claims unverified or contradicted are reported, "
        "ambiguous ones are not", required=True,
    ),
    Peer(
        "figured", "check", _FIGURED, "figured_tool.py",
        "a table a metric (members × roles and derived columns) and one of note figures; the text as it is", "raw",
    ),
    Peer(
        "figured, spaced", "check", _FIGURED, "figured_tool.py",
        "the same; a space put between digits and Chinese characters, which the tool needs to see a number", "spaced",
    ),
    Peer(
        "recognizers-text-suite", "extract", _RECOGNIZERS, "recognizers_tool.py",
        "numbers, percentages, currencies and dimensions of Chinese, of nested ones the longest",
    ),
    Peer("ms-recognizers-text-suite", "extract", _NEWER, "recognizers_tool.py", "the same, the later packaging"),
    Peer(
        "jionlp", "extract", ("jionlp==1.5.31",), "jionlp_tool.py", "ner.extract_money with parsing: money only",
    ),
)  # fmt: skip


def run(peer: Peer, payload: Mapping[str, Any]) -> dict[str, Any]:
    """The adapter's answer to a payload. Raises PeerError where the tool cannot be had or does not run."""
    python = _python(peer)
    command = [str(python), "-W", "ignore", str(ADAPTERS / peer.adapter), peer.mode]
    try:
        done = subprocess.run(  # noqa: S603 - our own adapter in our own environment
            command, input=json.dumps(payload, ensure_ascii=False), capture_output=True, encoding="utf-8",
            timeout=LIMIT, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise PeerError(f"did not finish within {LIMIT} s") from None
    if done.returncode:
        raise PeerError(f"does not run: {_last_line(done.stderr)}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _python(peer: Peer) -> Path:
    """The interpreter of the tool's environment, made and filled on first use."""
    folder = CACHE / peer.packages[0].partition("==")[0]
    python, ready = folder / "bin" / "python", folder / _READY
    wanted = "\n".join(peer.packages)
    if ready.is_file() and ready.read_text(encoding="utf-8") == wanted:
        return python
    if not python.is_file():
        _do([sys.executable, "-m", "venv", str(folder)], "no environment")
    _do(
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *peer.packages],
        "not installable",
    )
    ready.write_text(wanted, encoding="utf-8")
    return python


def _do(command: list[str], fault: str) -> None:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - venv and pip
    if done.returncode:
        raise PeerError(f"{fault}: {_last_line(done.stderr)}")


def _last_line(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1][:300] if lines else "no message"
