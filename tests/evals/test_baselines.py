"""Against a baseline: what is planted is caught and named, what only moves is told, and the file suits git."""

from __future__ import annotations

import json

import pytest

from fupan.checks import run as checks_run
from fupan.checks.rules import RULES
from fupan.evals import baseline as baselines
from fupan.evals.baseline import Baseline, Kept, KeptCase, baseline_json, read_baseline
from fupan.evals.changes import changes
from fupan.evals.scores import checker
from fupan.pipeline import section_writer

ECHO, FREE = "fupan.evals.doubles:echo", "fupan.evals.doubles:free_numbers"
WITHOUT_IMPACT = """\
- id: phenomenon-cause-impact
  name: 现象–原因
  steps:
    - {id: phenomenon, name: 现象, asks: 哪个指标差了多少, facts: [level, compare]}
    - {id: external, name: 外部原因, asks: 外部原因, leads: ["外部看，"], cues: [外部看]}
    - {id: internal, name: 内部原因, asks: 内部原因, leads: ["内部看，"], cues: [内部看]}
"""


@pytest.fixture
def evaluate(cases, capsys):
    """Two cases; gives a function that evaluates: (exit code, output)."""
    cases.add()
    cases.add("two")

    def run(*options: str):
        capsys.readouterr()
        code = cases.eval(*options)
        return code, capsys.readouterr().out

    return run


@pytest.fixture
def blessed(evaluate):
    """The same with a baseline of the composer."""
    evaluate("--llm", "none", "--bless")
    return evaluate


@pytest.fixture
def file(cases):
    return cases.folder.parent / "baselines" / "none.json"


def test_the_same_again_is_no_change(blessed):
    code, out = blessed("--llm", "none", "--fresh")
    assert code == 0
    assert "none 与基线相同" in out


def test_the_file_is_stable_and_has_no_timings(blessed, file):
    first = file.read_bytes()
    blessed("--llm", "none", "--fresh", "--bless")
    assert file.read_bytes() == first
    told = json.loads(first)
    assert list(told["cases"]) == ["small/one", "small/two"]
    assert "cost" not in told["cases"]["small/one"]["scores"]
    assert b"second" not in first
    assert len(told["cases"]["small/one"]["prompts"]) == 64
    assert baseline_json(read_baseline(file)).encode() == first


def test_a_template_that_loses_its_impact_step_is_caught(blessed, cases, file):
    folder = cases.edited("edited", "title: 小结", "title: 小结")
    (folder / "patterns.yaml").write_text(WITHOUT_IMPACT, encoding="utf-8")
    code, out = blessed("--llm", "none", "--prompts", str(folder), "--baseline", str(file))
    assert code == 1
    assert "gap.impact" in out


def test_an_impact_step_that_is_lost_in_the_template_itself_is_caught(blessed, cases):
    (cases.templates / "small" / "patterns.yaml").write_text(WITHOUT_IMPACT, encoding="utf-8")
    code, out = blessed("--llm", "none")
    assert code == 1
    assert "基线用的是另一版模板（2 个用例）" in out
    assert "少了 gap.impact" in out


def test_another_template_is_caught(blessed, file):
    code, out = blessed("--llm", "none", "--template", "sales-monthly", "--baseline", str(file))
    assert code == 1
    assert "变差　small/one 成文步骤：87.5 % → 0 %" in out
    assert "少了 gap.external、gap.impact、gap.internal、gap.phenomenon" in out


def test_prompts_that_differ_are_said(blessed, cases):
    prompt = cases.templates / "small" / "section-of-mine.md.j2"
    prompt.write_text(prompt.read_text(encoding="utf-8").replace("写清楚", "写得更清楚"), encoding="utf-8")
    code, out = blessed("--llm", "none")
    assert code == 0
    assert "注意　基线用的是另一版提示词（2 个用例）：small/one、small/two" in out


def test_an_llm_that_is_not_held_to_slots_is_caught(evaluate, cases):
    evaluate("--llm", ECHO, "--bless")
    file = next((cases.folder.parent / "baselines").glob("*echo.json"))
    code, out = evaluate("--llm", FREE, "--baseline", str(file))
    assert code == 1
    assert "变差　small/one 规则代写：0 % → " in out


def test_numbers_that_nothing_holds_back_are_caught(evaluate, cases, monkeypatch):
    evaluate("--llm", FREE, "--bless")
    monkeypatch.setattr(section_writer.Rewriting, "faults", lambda *_: [])
    monkeypatch.setattr("fupan.pipeline.draft._FINAL_REPAIRS", 0)
    code, out = evaluate("--llm", FREE, "--fresh")
    assert code == 1
    assert "变差　small/one 数字错误：0 处/百个数字 → " in out
    assert "变差　small/one 通过 → 不通过" in out


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_a_rule_that_is_switched_off_is_caught(blessed, rule, monkeypatch):
    left = tuple(one for one in RULES if one.id != rule)
    monkeypatch.setattr(checks_run, "RULES", left)
    monkeypatch.setattr(baselines, "RULES", left)
    code, out = blessed("--llm", "none", "--fresh", "--filter", "one")
    assert code == 1
    assert f"检查规则没有了：{rule}" in out


@pytest.mark.parametrize("rule", ["contradicted-figure", "wrong-direction", "wrong-derivation"])
def test_a_rule_that_finds_nothing_any_more_is_caught(blessed, rule, monkeypatch):
    blind = tuple(one._replace(find=lambda _: iter(())) if one.id == rule else one for one in RULES)
    monkeypatch.setattr(checks_run, "RULES", blind)
    checker.measured.cache_clear()
    code, out = blessed("--llm", "none", "--fresh", "--filter", "one")
    assert code == 1
    assert f"少了 {rule}" in out


def test_a_case_that_is_no_longer_there_is_caught_unless_the_run_was_limited(blessed, cases):
    (cases.folder / "small" / "two" / "golden.md").unlink()
    code, out = blessed("--llm", "none", "--filter", "one")
    assert "没有运行的用例" not in out
    code, out = blessed("--llm", "none")
    assert code == 2
    assert "变差　基线里有、这次没有运行的用例：small/two" in out


def test_a_case_that_was_edited_or_is_new_is_said_not_judged(blessed, cases):
    place = cases.folder / "small" / "one" / "golden.md"
    place.write_text(place.read_text(encoding="utf-8") + "完。\n", encoding="utf-8")
    cases.add("three")
    code, out = blessed("--llm", "none")
    assert code == 0
    assert "用例改过，不再与基线比：small/one" in out
    assert "基线里还没有的用例：small/three" in out


def test_blessing_some_cases_keeps_the_others(blessed, file):
    before = read_baseline(file)
    blessed("--llm", "none", "--filter", "one", "--bless")
    assert read_baseline(file) == before


def test_a_case_that_errored_is_not_blessed(blessed, cases, file):
    (cases.folder / "small" / "one" / "facts.yaml").write_text("period: x\n", encoding="utf-8")
    code, _ = blessed("--llm", "none", "--bless")
    assert code == 2
    assert list(read_baseline(file).cases) == ["small/two"]


@pytest.mark.parametrize("content", ["{}", "no json", '{"form": 99, "arm": "none"}'])
def test_a_baseline_that_cannot_be_read_is_named(blessed, file, content):
    file.write_text(content, encoding="utf-8")
    _, out = blessed("--llm", "none")
    assert f"基线 {file} 的内容不对" in out
    assert "--bless" in out


def test_without_a_baseline_a_failed_case_decides(evaluate, cases):
    cases.add("bad", case="why: x\nrequired: [销售额.yoy]\n")
    assert evaluate("--llm", "none", "--no-baseline")[0] == 1
    assert evaluate("--llm", "none")[0] == 1
    assert evaluate("--llm", "none", "--bless")[0] == 0
    assert evaluate("--llm", "none")[0] == 0


def _noisy(*values: float, repeats: int = 1, spread: float = 0.0) -> Baseline:
    cases = {
        f"small/{number}": KeptCase(
            "c", "p", "t", "passed", repeats,
            {"logic-coverage": Kept(value, value - spread, value + spread), "structure": Kept(0, 0, 0)},
        )
        for number, value in enumerate(values)
    }  # fmt: skip
    rules = tuple(rule.id for rule in RULES)
    return Baseline(1, "deepseek", False, rules, ("logic-coverage", "structure"), cases)


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        (_noisy(*[90] * 8), _noisy(*[90] * 7, 80), "moved"),
        (_noisy(*[90] * 8), _noisy(*[80] * 8), "worse"),
        (_noisy(*[80] * 8), _noisy(*[90] * 8), "better"),
        (_noisy(90, 90), _noisy(80, 80), "moved"),
        (_noisy(90, 90, repeats=3, spread=2), _noisy(80, 80, repeats=3, spread=2), "worse"),
        (_noisy(90, 90, repeats=3, spread=6), _noisy(80, 80, repeats=3, spread=6), "moved"),
    ],
)
def test_an_llm_that_varies_is_judged_by_whole_scores(before, now, kind):
    (change,) = changes(before, now)
    assert (change.kind, change.score, change.case) == (kind, "logic-coverage", "")
    assert ("区间说明不了什么" in change.says) == (len(now.cases) < 6)


def _checked(mean: float, **parts: float) -> Baseline:
    score = Kept(mean, mean, mean, {name.replace("_", "-"): part for name, part in parts.items()})
    case = KeptCase("c", "p", "t", "passed", 1, {"checker": score})
    return Baseline(1, "none", True, tuple(rule.id for rule in RULES), ("checker",), {"small/one": case})


@pytest.mark.parametrize(
    ("before", "now", "kind", "says"),
    [
        # As many faults are found, one of them by another rule: nothing was lost.
        (_checked(75, wrong_unit=2, wrong_period=1), _checked(75, wrong_unit=1, wrong_period=2), None, ""),
        (_checked(75, wrong_unit=2), _checked(87.5, wrong_unit=1, wrong_period=2), "better", "75 % → 87.5 %"),
        # A rule that finds nothing any more is lost even so, and so is a fault that nothing else finds.
        (_checked(75, wrong_unit=2), _checked(75, wrong_period=2), "worse", "少了 wrong-unit"),
        (_checked(75, wrong_unit=2), _checked(50, wrong_unit=1), "worse", "少了 wrong-unit（2 → 1）"),
    ],
)
def test_faults_found_by_another_rule_are_not_lost(before, now, kind, says):
    told = [(change.kind, change.says) for change in changes(before, now)]
    assert len(told) == (kind is not None)
    if told:
        assert told[0][0] == kind
        assert told[0][1].endswith(says)
