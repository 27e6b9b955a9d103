"""jionlp: ``ner.extract_money`` with parsing. Runs in the tool's own environment; JSON in and out."""

from __future__ import annotations

import contextlib
import json
import sys
from importlib.metadata import version
from typing import Any

# The package greets on standard output.
with contextlib.redirect_stdout(sys.stderr):
    import jionlp


def figures(text: str) -> list[dict[str, Any]]:
    """Sums of money; a range gives two values."""
    found = []
    for entity in jionlp.ner.extract_money(text, with_parsing=True):
        detail = entity["detail"] or {}
        numbers = detail.get("num", [])
        found.append(
            {
                "start": entity["offset"][0],
                "end": entity["offset"][1],
                "values": [numbers] if isinstance(numbers, str) else list(numbers),
                "unit": detail.get("case", ""),
            }
        )
    return found


def main() -> None:
    """Answer one payload."""
    reports: dict[str, list[dict[str, Any]]] = {}
    failed: dict[str, str] = {}
    for name, text in json.load(sys.stdin)["texts"].items():
        try:
            reports[name] = figures(text)
        except Exception as fault:  # noqa: BLE001 - a row that crashes the tool is told as such, the others still count
            failed[name] = f"{type(fault).__name__}: {fault}"
    json.dump({"version": version("jionlp"), "reports": reports, "failed": failed}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
