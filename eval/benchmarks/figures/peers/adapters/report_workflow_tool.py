"""report-workflow: ``check-draft`` (each figure must stand in the source) or ``verify`` (the gates, by sentence).

The source is one Markdown document that states every fact, derived fact and note, one a line, as a person would write
it out. Runs in the tool's own environment; reads and writes JSON (see README.md).
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from report_workflow import draft_check, verify

# The package gives the function the name of its module.
split_sentences = import_module("report_workflow.verify")._split_sentences  # noqa: SLF001 - where verify cuts

_FOLD = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_BLOCK = re.compile(r"(?:[^\n]+\n?)+")
Finding = dict[str, Any]


def statement(fact: dict[str, Any]) -> str:
    """华东销售额同比下降4.2%。"""
    subject = f"{fact['member']}{fact['metric']}{fact['title']}"
    falls = fact["derived"] and fact["shown"].startswith("-")
    verb = "下降" if falls else "增长" if fact["key"] in {"yoy", "pop"} else "为"
    told = [f"{one['shown'].lstrip('-')}{one['symbol']}" for one in (fact, *fact["also"])]
    return f"{subject}{verb}{'，即'.join(told)}。"


def source_text(case: dict[str, Any]) -> str:
    """The document that a draft is checked against."""
    told = [statement(fact) for fact in case["facts"] if not told_by_another(fact)]
    return "\n\n".join(told + case["notes"])


def told_by_another(fact: dict[str, Any]) -> bool:
    """A gap below zero is no gap: its excess is stated."""
    return fact["key"] in {"gap", "excess", "stretch_gap"} and fact["shown"].startswith("-")


def by_figure(text: str, sources: list[Any], known: dict[str, list[Finding]]) -> Iterator[Finding]:
    """check-draft, block by block so that each figure can be placed again; ``known`` are blocks already checked."""
    for block in _BLOCK.finditer(text):
        if block[0] not in known:
            known[block[0]] = list(in_block(block[0], sources))
        for found in known[block[0]]:
            yield found | {"start": found["start"] + block.start(), "end": found["end"] + block.start()}


def in_block(block: str, sources: list[Any]) -> Iterator[Finding]:
    """The figures of one paragraph or table that the source does not state."""
    paragraphs = draft_check._markdown_body(block)  # noqa: SLF001 - what read_draft does with a file
    results, _ = draft_check.check_draft(paragraphs, sources)
    for result in results:
        start, end = place(result.sentence.text, block)
        own = own_spans(block[start:end], start)
        for item in result.items:
            if item.status == draft_check.NOT_FOUND:
                spans = own.get(item.text) or list(occurrences(item.text, block, start, end))
                # A row is read with its headers: 5月 may stand there.
                spans = spans or list(occurrences(item.text, block, 0, len(block))) or [(start, end)]
                yield from ({"start": at, "end": to, "kind": item.kind} for at, to in spans)


def place(sentence: str, block: str) -> tuple[int, int]:
    """Where a sentence stands; a table row, which the tool rewrites with its headers, by its last cell's line."""
    at = block.find(sentence)
    if at >= 0:
        return at, at + len(sentence)
    squashed, places = draft_check._squash(block)  # noqa: SLF001 - the tool's own way to compare texts
    wanted, _ = draft_check._squash(sentence)  # noqa: SLF001
    found = squashed.find(wanted)
    if found >= 0:
        return places[found], places[found + len(wanted) - 1] + 1
    cells = [cell.split(" ")[-1] for cell in sentence.split("; ")]
    line_at = 0
    for line in block.splitlines(keepends=True):
        if line.startswith("|") and all(cell in line for cell in cells):
            return line_at, line_at + len(line)
        line_at += len(line)
    return 0, len(block)


def own_spans(sentence: str, offset: int) -> dict[str, list[tuple[int, int]]]:
    """Where the tool's own reader sees each figure, by the name it gives it; empty where it changes the length."""
    masked = draft_check._mask_non_figures(draft_check._normalize_for_numbers(sentence))  # noqa: SLF001 - as it does
    read, figures = draft_check.numbers_with_spans(masked)
    spans: dict[str, list[tuple[int, int]]] = {}
    if len(read) == len(sentence):
        for number, unit, start, end in figures:
            label = draft_check._figure_label(number, unit)  # noqa: SLF001
            spans.setdefault(label, []).append((offset + start, offset + end))
    return spans


def occurrences(label: str, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a figure as the tool names it (``13600``, ``85.0%``) stands in a sentence."""
    number = re.match(r"-?([0-9.]+)", label.replace(",", ""))
    if number is None:
        return
    digits = ",?".join(re.escape(char) for char in number[1])
    for match in re.finditer(rf"(?<![0-9.]){digits}(?![0-9])", text[start:end].translate(_FOLD)):
        yield start + match.start(), start + match.end()


def by_sentence(text: str, source: str, known: dict[str, bool]) -> Iterator[Finding]:
    """verify: each blocked sentence. The verdict hangs on the sentence alone; ``known`` are those already given."""
    at = 0
    for sentence in split_sentences(text):
        if sentence not in known:
            known[sentence] = any(
                row["status"] == "blocked" for row in verify(sentence, {"1": source})["sentence_results"]
            )
        at = text.index(sentence, at)
        if known[sentence]:
            yield {"start": at, "end": at + len(sentence), "kind": "sentence"}
        at += len(sentence)


def main() -> None:
    """Answer one payload."""
    mode = sys.argv[1]
    reports: dict[str, dict[str, list[Finding]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for case in json.load(sys.stdin)["cases"]:
            source = source_text(case)
            path = Path(folder) / f"{case['name']}.md"
            path.write_text(source, encoding="utf-8")
            sources = [draft_check.load_source(path)]
            blocks: dict[str, list[Finding]] = {}
            sentences: dict[str, bool] = {}
            reports[case["name"]] = {
                name: list(
                    by_figure(text, sources, blocks) if mode == "draft" else by_sentence(text, source, sentences)
                )
                for name, text in case["texts"].items()
            }
    json.dump({"version": version("report-workflow"), "reports": reports}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
