"""What the check makes of a text: of marked sentences, and of the last figure."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from fupan.api import load_facts
from fupan.checks.run import check_text
from fupan.figures.judge.binding import bind
from fupan.figures.scan.extract import extract

_MARK = re.compile(r"\[\[([^|\]]+)(?:\|(.+?))?\]\](?!\])")
_FAULT = re.compile(r"(?:wrong|unsupported|contradicted|misattributed)-[a-z]+|self-contradiction")


@pytest.fixture
def holds(tmp_path: Path) -> Callable[[str, str], None]:
    """Checks a marked text against facts (YAML).

    ``[[24家]]`` is a figure that facts or notes give, ``[[24家|新客户.actual]]`` one with that source and
    ``[[24家|wrong-role]]`` one at fault; every other figure is without fault.
    """

    def check(facts: str, marked: str) -> None:
        path = tmp_path / "facts.yaml"
        path.write_text(facts, encoding="utf-8")
        marks = [(match[1], match[2] or "") for match in _MARK.finditer(marked)]
        report = check_text(_MARK.sub(r"\1", marked), load_facts(path))
        wrong = {(rule, figure) for figure, rule in marks if _FAULT.fullmatch(rule)}
        assert {(one.rule, one.text) for one in report.errors} == wrong
        held = {(one.text, one.source) for one in report.figures if one.status in {"supported", "derived"}}
        for figure, source in marks:
            if (source, figure) not in wrong:
                assert any(figure == text and source in {"", told} for text, told in held), figure

    return check


@pytest.fixture(scope="module")
def last_told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Tells what became of the last figure of a text, held against the ``FACTS`` of the test module.

    The id of the fact that it states, ``note``, its fault, or ``unchecked``.
    """
    path = tmp_path_factory.mktemp("facts") / "facts.yaml"
    path.write_text(request.module.FACTS, encoding="utf-8")
    sheet = load_facts(path)

    def told(text: str) -> str:
        last = bind(text, extract(text), sheet).verdicts[-1]
        if last.fault or last.unchecked:
            return last.fault or "unchecked"
        return last.fact.id if last.fact is not None else "note"

    return told
