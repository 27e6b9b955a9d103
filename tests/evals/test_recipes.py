"""Our scores as other tools call them: promptfoo's wrapper in a process of its own, LangSmith's own evaluator class."""

import json
import subprocess
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest
from langsmith.evaluation.evaluator import DynamicRunEvaluator
from langsmith.schemas import Example, Run

import fupan
from fupan.errors import InputError
from fupan.evals.recipes.langsmith import all_scores, evaluator
from fupan.evals.recipes.outside import score_text, text_of
from fupan.evals.recipes.promptfoo import get_assert

FACTS = """\
template: sales-monthly
period: "2025-09"
metrics:
  - {name: 销售额, unit: 万元, target: 310, actual: 342, previous: 296}
"""
RIGHT, WRONG = "销售额342万元，完成率110.3%。", "销售额352万元，完成率110.3%。"
GATE = ["figure-errors"]
USERS_FILE = "from fupan.evals.recipes.promptfoo import get_assert\n"
WRAPPER = """
# What promptfoo does: load the user's file by its path, call the function by name, hand back JSON.
import importlib.util, json, sys
path, method, given, answer = sys.argv[1:]
spec = importlib.util.spec_from_file_location("fupan_assert", path)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
with open(given, encoding="utf-8") as file:
    arguments = json.load(file)
result = getattr(module, method)(*arguments)
with open(answer, "w", encoding="utf-8") as file:
    json.dump({"type": "final_result", "data": result}, file)
"""


@pytest.fixture
def facts(tmp_path):
    place = tmp_path / "facts.yaml"
    place.write_text(FACTS, encoding="utf-8")
    return place


@pytest.fixture
def case(tmp_path):
    folder = tmp_path / "sales-monthly" / "a"
    folder.mkdir(parents=True)
    (folder / "facts.yaml").write_text(FACTS, encoding="utf-8")
    (folder / "golden.md").write_text(f"# 九月\n\n{RIGHT}\n", encoding="utf-8")
    (folder / "case.yaml").write_text("why: 试\nrequired: [销售额.actual, 销售额.attainment]\n", encoding="utf-8")
    return folder


def context(**told):
    """What promptfoo hands over, as it stands in its documentation."""
    return {
        "prompt": "写总结", "vars": {}, "test": {"vars": {}, "assert": [], "options": {}}, "logProbs": None,
        "config": None, "provider": {"id": "echo"}, "providerResponse": {"output": ""}, "trace": None,
    } | told  # fmt: skip


def through_wrapper(tmp_path, output, told):
    (tmp_path / "fupan_assert.py").write_text(USERS_FILE, encoding="utf-8")
    (tmp_path / "wrapper.py").write_text(WRAPPER, encoding="utf-8")
    (tmp_path / "in.json").write_text(json.dumps([output, told]), encoding="utf-8")
    command = [sys.executable, "wrapper.py", "fupan_assert.py", "get_assert", "in.json", "out.json"]
    source = str(Path(fupan.__file__).parents[1])
    ended = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": source, "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}, check=False,
        capture_output=True, text=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == ""  # a word on standard output would be taken for the answer by older versions
    return json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["data"]


def test_promptfoo_gets_a_grading_result_through_its_wrapper(tmp_path, case):
    told = context(vars={"case": str(case)}, config={"scores": ["figure-errors", "required-recall", "closeness"]})
    good, bad = (through_wrapper(tmp_path, text, told) for text in (RIGHT, WRONG))
    for result in (good, bad, *good["componentResults"], *bad["componentResults"]):
        assert type(result["pass"]) is bool
        assert 0 <= result["score"] <= 1
        assert result["reason"]
    assert (good["pass"], good["score"]) == (True, 1.0)
    assert (bad["pass"], bad["score"]) == (False, 0.5)
    assert "352万元" in bad["reason"]
    assert bad["namedScores"]["figure-errors"] == 50
    assert good["namedScores"]["required-recall"] == 100
    assert [one["pass"] for one in bad["componentResults"]] == [False, True, True]


@pytest.mark.parametrize("form", ["path", "text", "mapping"])
def test_facts_may_be_a_path_a_text_or_a_mapping(facts, form):
    mapping = {
        "template": "sales-monthly",
        "period": "2025-09",
        "metrics": [{"name": "销售额", "unit": "万元", "actual": 342}],
    }
    given = {"path": str(facts), "text": FACTS, "mapping": mapping}[form]
    assert get_assert("销售额342万元。", context(vars={"facts": given}, config={"scores": GATE}))["pass"]
    assert not get_assert("销售额352万元。", context(vars={"facts": given}, config={"scores": "figure-errors"}))["pass"]


def test_nothing_to_judge_is_no_failure(facts):
    result = get_assert("没有数字。", context(vars={"facts": str(facts)}, config={"scores": GATE}))
    assert (result["pass"], result["score"], result["componentResults"]) == (True, 1.0, [])


@pytest.mark.parametrize(
    ("output", "told", "message"),
    [
        (RIGHT, {}, "没有说明文稿是根据什么写的"),
        (RIGHT, {"vars": {"facts": "nowhere.yaml"}}, "nowhere.yaml"),
        (RIGHT, {"vars": {"case": "nowhere"}}, "nowhere"),
        (RIGHT, {"vars": {"facts": "metrics: [\n  {"}}, "facts.yaml"),
        (RIGHT, {"vars": {"facts": FACTS}, "config": {"scores": ["figure-error"]}}, "没有名为「figure-error」的得分"),
        ({"a": 1}, {"vars": {"facts": FACTS}}, "找不到要打分的文稿"),
        (["x"], {"vars": {"facts": FACTS}}, "找不到要打分的文稿"),
    ],
)
def test_what_cannot_be_judged_is_an_error_and_not_a_bad_score(output, told, message):
    with pytest.raises(InputError, match=message):
        get_assert(output, context(**told))


def langsmith_run(outputs):
    now = datetime.now(UTC)
    return Run(
        id=uuid.uuid4(), name="app", start_time=now, end_time=now, run_type="chain", inputs={}, outputs=outputs,
        trace_id=uuid.uuid4(), dotted_order="", session_id=uuid.uuid4(),
    )  # fmt: skip


def example(inputs, outputs=None):
    return Example(
        id=uuid.uuid4(), inputs=inputs, outputs=outputs, dataset_id=uuid.uuid4(), created_at=datetime.now(UTC)
    )


def test_langsmith_calls_an_evaluator_by_its_argument_names(facts):
    made = DynamicRunEvaluator(evaluator("figure-errors"))
    found = made.evaluate_run(langsmith_run({"output": WRONG}), example({"facts": str(facts)}))
    assert (found.key, found.score) == ("figure-errors", 50)
    assert found.comment.startswith("50 处/百个数字。2 个数字，1 处错误")
    assert made.evaluate_run(langsmith_run({"output": RIGHT}), example({"facts": str(facts)})).score == 0


def test_langsmith_gets_all_scores_at_once(facts):
    made = DynamicRunEvaluator(all_scores)
    reference = {"required": ["销售额.actual", "销售额.previous"], "golden": RIGHT}
    found = made.evaluate_run(langsmith_run({"markdown": RIGHT}), example({"facts": str(facts)}, reference))["results"]
    scores = {one.key: one.score for one in found}
    assert scores["figure-errors"] == 0
    assert scores["required-recall"] == 50
    assert scores["closeness"] == 100
    assert scores["passed"] == 0
    assert "cost" not in scores


def test_a_score_with_nothing_to_look_at_is_none_with_a_reason(facts):
    made = DynamicRunEvaluator(evaluator("数字错误"))
    found = made.evaluate_run(langsmith_run({"text": "没有数字"}), example({"facts": str(facts)}))
    assert found.score is None
    assert "文中没有数字" in found.comment


def test_an_unknown_score_is_told_when_the_evaluator_is_made():
    with pytest.raises(InputError, match="没有名为「figures」的得分"):
        evaluator("figures")


def test_two_texts_in_one_output_are_not_guessed_between():
    assert text_of({"text": "甲", "note": "乙"}) == "甲"
    assert text_of({"whatever": "甲", "n": 1}) == "甲"
    with pytest.raises(InputError):
        text_of({"one": "甲", "two": "乙"})


def test_required_facts_may_come_as_one_text(facts):
    results, _ = score_text(
        RIGHT, {"facts": str(facts), "required": "销售额.actual, 销售额.previous"}, ["required-recall"]
    )
    assert results[0].value == 50
