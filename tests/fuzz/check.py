"""Coverage-guided fuzzing of extract and check: no crash, no span outside the text, the same report twice.

    make fuzz                                    # a minute with facts, a minute without
    python tests/fuzz/check.py --audit -max_total_time=600

Texts are put together from random characters and from the words and figures that the checker reacts to. What breaks is
written to ``crash-…`` by libFuzzer; ``python tests/fuzz/check.py crash-…`` repeats it. A text of at most a few thousand
characters that takes longer than ``-timeout`` (10 s) is reported too.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["fupan"]):
    from fupan.checks.run import check_text
    from fupan.figures.scan.extract import extract
    from fupan.intake.factsheet import load_facts

ROOT = Path(__file__).parents[2]
SHEET = None if "--audit" in sys.argv else load_facts(ROOT / "examples" / "sales-leader-annual.yaml")
FIGURES = """
13600万元 1.36亿 85% 113.3% 0.6个百分点 92家 三成 近九成 翻了两番 3人中2人 20%-30% １３．６％ 八成五 1.2.3亿 1,2,3万
"""
MARKS = ["\n", "\n\n", "# ", "- ", "| ", " |\n| --- |\n", *"（）：、，。；", "\u200b", "\u202e", "\ud800"]


def _words() -> list[str]:
    """Every word of the checker's data files, the figures and the marks above."""
    words: set[str] = set()
    waiting: list[object] = [
        json.loads((ROOT / "src/fupan/data" / name).read_text(encoding="utf-8"))
        for name in ("cues.json", "unit_guards.json", "units.json", "wording.json")
    ]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            words.add(item)
        elif isinstance(item, dict):
            waiting += [*item, *item.values()]
        elif isinstance(item, list):
            waiting += item
    return [*sorted(words), *FIGURES.split() * 20, *MARKS * 20]


WORDS = _words()


def one_input(data: bytes) -> None:
    """One text through extract and check."""
    given = atheris.FuzzedDataProvider(data)
    pieces: list[str] = []
    while given.remaining_bytes() and len(pieces) < 200:
        if given.ConsumeIntInRange(0, 5):
            pieces.append(WORDS[given.ConsumeIntInRange(0, len(WORDS) - 1)])
        else:
            pieces.append(given.ConsumeUnicode(3))
    text = "".join(pieces)
    for mention in extract(text):
        assert text[mention.start : mention.end] == mention.text, text
    report = check_text(text, SHEET)
    for finding in report.findings:
        assert 0 <= finding.start <= finding.end <= len(text), text
        assert text[finding.start : finding.end] == finding.text, text
    assert report == check_text(text, SHEET), text


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv if argument != "--audit"]
    atheris.Setup([*arguments, "-timeout=10", "-len_control=0", "-max_len=400"], one_input)
    atheris.Fuzz()
