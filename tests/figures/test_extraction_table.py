"""The hand-written extraction table (dev half) as a regression test: spans and what was read from them."""

import importlib.util
import sys
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / "eval" / "benchmarks" / "figures"
_spec = importlib.util.spec_from_file_location("extract_run", FOLDER / "extract_run.py")
assert _spec is not None
assert _spec.loader is not None
extract_run = importlib.util.module_from_spec(_spec)
sys.modules["extract_run"] = extract_run
_spec.loader.exec_module(extract_run)

ROWS = [
    (path.stem, row)
    for path in sorted((FOLDER / "extraction" / "dev").glob("*.yaml"))
    for row in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[f"{name}-{number}" for number, (name, _) in enumerate(ROWS)])
def test_row(name, row):
    assert extract_run.measure(row, extract_run.Score()) == [], f"{name}: {row['why']}"
