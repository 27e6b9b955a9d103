"""Every rule against its literate spec, a Markdown file a rule with a heading a case: the findings told, and no other.

- `# rule-id`, then what holds for all cases: a `yaml` fence with the fact sheet, a `template` fence with lines
  `id title least most [form]`, a `required` fence with fact ids
- `## case`; `## case（known-gap）` marks one that is known to fail (strict: it must fail until it is mended)
- fences of a case: `yaml` (its own fact sheet; empty: none), `text`, `findings` with lines `rule | text | part of the
  message`; without `findings` the case must be silent, whatever rule would speak
"""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from fupan.api import load_facts
from fupan.checks.rules import RULES
from fupan.checks.run import check_text
from fupan.domain.template import SectionSpec, Template

SPECS = Path(__file__).parent / "specs"
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_FENCE = re.compile(r"^(`{3,})(\w+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_GAP = "（known-gap）"


@dataclass(frozen=True)
class Expected:
    rule: str
    text: str
    message: str


@dataclass(frozen=True)
class SpecCase:
    rule: str
    name: str
    facts: str
    template: Template | None
    required: tuple[str, ...]
    text: str
    findings: tuple[Expected, ...]
    known_gap: bool


def spec_cases(path: Path) -> list[SpecCase]:
    content = path.read_text(encoding="utf-8")
    fenced = [match.span() for match in _FENCE.finditer(content)]
    heads = [
        head for head in _HEADING.finditer(content) if not any(start <= head.start() < end for start, end in fenced)
    ]
    shared = _fences(content[: heads[0].start()])
    cases = []
    for head, after in zip(heads, [*heads[1:], None], strict=True):
        fences = shared | _fences(content[head.end() : after.start() if after else len(content)])
        cases.append(
            SpecCase(
                path.stem,
                head[1].removesuffix(_GAP),
                fences.get("yaml", ""),
                _template(fences.get("template", "")),
                tuple(fences.get("required", "").split()),
                fences["text"].removesuffix("\n"),
                tuple(_expected(line) for line in fences.get("findings", "").splitlines()),
                head[1].endswith(_GAP),
            )
        )
    return cases


def _fences(part: str) -> dict[str, str]:
    found = [(match[2], match[3]) for match in _FENCE.finditer(part)]
    kinds = [kind for kind, _ in found]
    assert len(set(kinds)) == len(kinds), f"two fences of one kind: {kinds}"
    assert set(kinds) <= {"yaml", "text", "template", "required", "findings"}, kinds
    return dict(found)


def _expected(line: str) -> Expected:
    rule, text, message = (part.strip() for part in line.split(" | ", 2))
    return Expected(rule, text, message)


def _template(lines: str) -> Template | None:
    """`id title least most` a line, and the form where it is not prose."""
    rows = [line.split() for line in lines.splitlines()]
    specs = tuple(
        SectionSpec(name, title, "", (), (), "", length=(int(least), int(most)), form=form[0] if form else "prose")
        for name, title, least, most, *form in rows
    )
    return Template("spec", "年度总结", specs, ()) if specs else None


CASES = [case for path in sorted(SPECS.glob("*.md")) for case in spec_cases(path)]


def _param(case: SpecCase):
    marks = [pytest.mark.xfail(strict=True, reason="known gap")] if case.known_gap else []
    return pytest.param(case, id=f"{case.rule}: {case.name}", marks=marks)


@pytest.mark.parametrize("case", [_param(case) for case in CASES])
def test_case(case: SpecCase, tmp_path: Path) -> None:
    sheet = None
    if case.facts.strip():
        (tmp_path / "facts.yaml").write_text(case.facts, encoding="utf-8")
        sheet = load_facts(tmp_path / "facts.yaml")
    findings = check_text(case.text, sheet, template=case.template, required=case.required).findings
    told = [(one.rule, one.text) for one in findings]
    assert Counter(told) == Counter((one.rule, one.text) for one in case.findings), [one.message for one in findings]
    for expected in case.findings:
        messages = [one.message for one in findings if (one.rule, one.text) == (expected.rule, expected.text)]
        assert any(expected.message in message for message in messages), messages
    assert all(case.text[one.start : one.end] == one.text for one in findings)


def test_every_rule_has_a_spec_and_every_spec_a_rule() -> None:
    assert {path.stem for path in SPECS.glob("*.md")} == {rule.id for rule in RULES}


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_silence_weighs_as_much_as_findings(rule: str) -> None:
    cases = [case for case in CASES if case.rule == rule]
    speaking = [case for case in cases if any(one.rule == rule for one in case.findings)]
    silent = [case for case in cases if not any(one.rule == rule for one in case.findings)]
    assert len(cases) >= 4
    assert speaking
    assert len(silent) >= len(speaking)
