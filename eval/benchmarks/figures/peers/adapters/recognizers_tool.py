"""recognizers-text: numbers, percentages, currencies and dimensions of Chinese; of nested figures the longest is kept.

Runs in the tool's own environment; JSON in and out.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import Any

try:
    import recognizers_suite as suite
except ModuleNotFoundError:  # the later packaging renamed its modules
    import ms_recognizers_suite as suite

READERS = (
    suite.recognize_currency, suite.recognize_percentage, suite.recognize_dimension, suite.recognize_number,
)  # fmt: skip
UNITS = {
    "Chinese yuan": "元", "United States dollar": "美元", "Dollar": "美元", "Euro": "欧元", "Japanese yen": "日元",
    "Hong Kong dollar": "港元",
}  # fmt: skip


def figures(text: str) -> list[dict[str, Any]]:
    """What any reader sees that has a value."""
    found: list[dict[str, Any]] = []
    for reader in READERS:
        for one in reader(text, suite.Culture.Chinese):
            value = (one.resolution or {}).get("value")
            if value is None:
                continue
            unit = "%" if str(value).endswith("%") else UNITS.get(one.resolution.get("unit", ""), "")
            found.append({"start": one.start, "end": one.end + 1, "values": [str(value).rstrip("%")], "unit": unit})
    found.sort(key=lambda one: (one["start"] - one["end"], one["start"]))
    kept: list[dict[str, Any]] = []
    for one in found:
        if not any(one["start"] < other["end"] and other["start"] < one["end"] for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one["start"])


def installed() -> str:
    """The version of whichever packaging is there."""
    try:
        return version("recognizers-text-suite")
    except PackageNotFoundError:
        return version("ms-recognizers-text-suite")


def main() -> None:
    """Answer one payload."""
    reports: dict[str, list[dict[str, Any]]] = {}
    failed: dict[str, str] = {}
    for name, text in json.load(sys.stdin)["texts"].items():
        try:
            reports[name] = figures(text)
        except Exception as fault:  # noqa: BLE001 - a row that crashes the tool is told as such, the others still count
            failed[name] = f"{type(fault).__name__}: {fault}"
    json.dump({"version": installed(), "reports": reports, "failed": failed}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
