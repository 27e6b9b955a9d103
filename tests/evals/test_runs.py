"""Whole runs of ``fupan eval``: states, resumption, bad input, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fupan.evals import work
from fupan.evals.scores import figure_errors

ECHO = "fupan.evals.doubles:echo"


def records(cases):
    lines = (cases.out / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture
def drafted(monkeypatch):
    """Counts the drafts that are written, by case."""
    names: list[str] = []
    real = work.draft_document

    def draft(sheet, *rest):
        names.append(Path(sheet.path).parent.name)
        return real(sheet, *rest)

    monkeypatch.setattr(work, "draft_document", draft)
    return names


def test_a_run_ends_in_a_table_and_whole_records(cases, capsys):
    cases.add()
    assert cases.eval("--llm", ECHO) == 0
    out, err = capsys.readouterr()
    assert "通过 1" in out
    assert "数字错误" in out
    assert "[1/1] small/one" in err
    (record,) = records(cases)
    assert (record["case"], record["state"], record["repeat"]) == ("small/one", "passed", 1)
    assert "1360万元" in record["markdown"]
    assert record["figures"][0]["status"] == "supported"
    assert record["calls"][0]["messages"][0][0] == "system"
    assert record["calls"][0]["reply"].startswith("{")
    assert record["cost"]["calls"] == len(record["calls"]) == 2
    assert record["origins"]["llm"] == 7
    assert len(record["prompts"]) == len(record["case_digest"]) == 64


def test_finished_cases_are_not_run_again(cases, drafted, capsys):
    cases.add()
    cases.add("two")
    cases.eval("--llm", "none", "--no-baseline")
    first = capsys.readouterr().out
    cases.eval("--llm", "none", "--no-baseline")
    second = capsys.readouterr().out
    assert drafted == ["one", "two"]
    assert second.replace("2 个结果取自上次的记录（--fresh 全部重跑）\n", "") == first
    cases.eval("--llm", "none", "--fresh")
    assert drafted == ["one", "two", "one", "two"]


@pytest.mark.parametrize("edited", ["facts.yaml", "golden.md", "case.yaml"])
def test_a_case_that_was_edited_is_run_again(cases, drafted, edited):
    place = cases.add()
    cases.eval("--llm", "none")
    text = (place / edited).read_text(encoding="utf-8")
    (place / edited).write_text(text.replace("1180", "1190").replace("看缺口", "看看缺口"), encoding="utf-8")
    cases.eval("--llm", "none")
    assert len(drafted) == 2


def test_edited_prompts_make_it_another_run(cases, drafted):
    cases.add()
    cases.eval("--llm", "none")
    prompt = cases.templates / "small" / "section-of-mine.md.j2"
    prompt.write_text(prompt.read_text(encoding="utf-8").replace("写清楚", "写得更清楚"), encoding="utf-8")
    cases.eval("--llm", "none")
    first, second = records(cases)
    assert first["prompts"] != second["prompts"]
    assert first["template_digest"] == second["template_digest"]


def test_repeats_are_run_apart(cases, capsys):
    cases.add()
    assert cases.eval("--llm", ECHO, "--repeat", "3", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [case["repeat"] for case in told["cases"]] == [1, 2, 3]
    assert len({case["key"] for case in told["cases"]}) == 3
    assert {record["cost"]["cached"] for record in records(cases)} == {0}
    total = told["arms"][0]["scores"]["closeness"]
    assert (total["low"], total["high"], total["cases"]) == (total["mean"], total["mean"], 1)


@pytest.mark.parametrize(
    ("broken", "kind", "code", "says"),
    [
        ({"facts": "period: x\n"}, "input", 2, "facts.yaml:1"),
        ({"facts": "template: smal\nperiod: '2025'\nmetrics: [{name: 销售额, unit: 万元, actual: 1}]\n"}, "template", 2,
         "没有模板「smal」"),
        ({"case": "why: x\nrequired: [销售额.actul]\n"}, "input", 2, "销售额.actual"),
    ],
)  # fmt: skip
def test_a_case_that_cannot_run_is_errored_not_failed_and_the_rest_runs(cases, broken, kind, code, says, capsys):
    cases.add("bad", **broken)
    cases.add("good")
    assert cases.eval("--llm", ECHO, "--no-baseline") == code
    found = {record["case"]: record for record in records(cases)}
    assert found["small/good"]["state"] == "passed"
    assert (found["small/bad"]["state"], found["small/bad"]["failure"]["kind"]) == ("errored", kind)
    assert found["small/bad"]["scores"] == []
    out = capsys.readouterr().out
    assert "通过 1，出错 1" in out
    assert says in out


def test_a_script_that_runs_out_leaves_its_marks(cases, tmp_path):
    cases.add()
    script = tmp_path / "script.json"
    script.write_text("[]", encoding="utf-8")
    cases.eval("--llm", f"scripted:{script}", "--no-baseline")
    (record,) = records(cases)
    assert record["calls"][0]["error"]
    assert record["origins"]["composer"] > 0


def test_an_endpoint_that_refuses_is_an_errored_case(cases, endpoint, monkeypatch, capsys):
    cases.add()
    monkeypatch.setenv("FUPAN_BASE_URL", endpoint.base_url)
    monkeypatch.setenv("FUPAN_API_KEY", endpoint.key)
    endpoint.plan = [endpoint.status(401)]
    assert cases.eval("--llm", "compatible:m", "--no-baseline") == 3
    (record,) = records(cases)
    assert (record["state"], record["failure"]["kind"]) == ("errored", "llm")
    assert record["calls"][0]["error"]
    told = "".join(capsys.readouterr())
    assert "出错 1" in told
    assert endpoint.key not in told + json.dumps(record)
    asked = len(endpoint.bodies)
    assert cases.eval("--llm", "compatible:m", "--no-baseline") == 3
    assert len(endpoint.bodies) > asked


def test_a_bug_in_the_pipeline_is_a_bug_not_a_failed_case(cases, monkeypatch):
    cases.add()

    def broken(*_):
        raise KeyError

    monkeypatch.setattr(work, "draft_document", broken)
    assert cases.eval("--llm", "none") == 4
    assert records(cases)[0]["failure"]["kind"] == "bug"


def test_only_errored_and_only_failed_run_these_alone(cases, drafted, monkeypatch, capsys):
    cases.add("good")
    cases.add("bad", case="why: x\nrequired: [销售额.yoy]\n")
    broken = cases.add("broken", facts="period: x\n")
    assert cases.eval("--llm", "none", "--no-baseline") == 2
    assert drafted == ["bad", "good"]
    (broken / "facts.yaml").write_bytes((cases.folder / "small" / "good" / "facts.yaml").read_bytes())
    capsys.readouterr()
    assert cases.eval("--llm", "none", "--only-errored", "--no-baseline") == 0
    assert drafted[2:] == ["broken"]
    assert "通过 1" in capsys.readouterr().out
    assert cases.eval("--llm", "none", "--only-failed") == 2
    assert "没有不通过的用例" in capsys.readouterr().err
    cases.eval("--llm", "none", "--no-baseline")
    assert cases.eval("--llm", "none", "--only-failed", "--no-baseline") == 1
    assert drafted[-1] == "bad"


def test_a_run_without_any_case_is_an_error(cases, capsys):
    cases.folder.mkdir()
    assert cases.eval("--llm", "none") == 2
    assert "里面没有用例" in capsys.readouterr().err
    cases.add(golden=None)
    assert cases.eval("--llm", "none") == 2
    err = capsys.readouterr().err
    assert "缺少 golden.md" in err
    assert "没有一个用例可以运行" in err


def test_a_case_that_cannot_be_used_shows_in_the_exit_code(cases, capsys):
    cases.add()
    cases.add("two", golden=None)
    assert cases.eval("--llm", ECHO, "--no-baseline") == 2
    out, err = capsys.readouterr()
    assert "通过 1" in out
    assert "two 缺少 golden.md" in err


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--filter", "nothing"], "没有用例符合"),
        (["--only-errored", "--only-failed"], "只能用一个"),
        (["--prompts", "absent"], "不是文件夹"),
        (["--llm", "opnai:x"], "openai"),
        (["--template", "smal"], "small"),
        (["--score", "figures"], "没有一个得分可以算"),
        (["--drafts", "absent"], "不是文件夹"),
        (["--llm", "scripted:absent.json"], "找不到脚本"),
    ],
)
def test_options_that_cannot_be_meant(cases, options, says, capsys):
    cases.add()
    assert cases.eval("--llm", "none", *options) == 2
    assert says in capsys.readouterr().err


def test_an_unknown_score_is_named_and_the_others_are_made(cases, capsys):
    cases.add()
    assert cases.eval("--llm", ECHO, "--score", "figure-eror", "--score", "structure", "--no-baseline") == 2
    out, err = capsys.readouterr()
    assert "没有名为「figure-eror」的得分；是不是 figure-errors？" in err
    assert "结构" in out
    assert "逻辑链" not in out


def test_a_full_disk_is_named_and_the_rest_still_runs(cases, capsys):
    cases.add()
    cases.add("two")
    cases.out.mkdir()
    (cases.out / "journal.jsonl").symlink_to("/dev/full")
    assert cases.eval("--llm", ECHO, "--no-baseline") == 2
    out = capsys.readouterr().out
    assert "通过 2" in out
    assert out.count("No space left") == 1


def test_two_arms_are_compared_case_by_case(cases, capsys):
    cases.add()
    cases.add("two")
    cases.eval("--llm", ECHO, "--llm", "fupan.evals.doubles:free_numbers", "--format", "json")
    (pair,) = json.loads(capsys.readouterr().out)["comparisons"]
    assert pair["second"].endswith("free_numbers")
    assert (pair["scores"]["fallback-share"]["verdict"], pair["scores"]["fallback-share"]["pairs"]) == ("worse", 2)


def test_lines_of_json_come_as_the_cases_end(cases, capsys):
    cases.add()
    cases.eval("--llm", "none", "--format", "jsonl")
    first = capsys.readouterr().out
    cases.eval("--llm", "none", "--format", "jsonl")
    assert capsys.readouterr().out == first
    assert json.loads(first)["case"] == "small/one"


def test_texts_made_elsewhere_are_scored_on_the_same_cases(cases, tmp_path, capsys):
    place = cases.add()
    cases.add("two")
    drafts = tmp_path / "theirs"
    (drafts / "small").mkdir(parents=True)
    golden = (place / "golden.md").read_text(encoding="utf-8")
    (drafts / "small" / "one.md").write_text(golden, encoding="utf-8")
    (drafts / "two.txt").write_text(golden.replace("1360万元", "1630万元"), encoding="utf-8")
    assert cases.eval("--drafts", str(drafts), "--no-baseline") == 1
    found = {record["case"]: record for record in records(cases)}
    assert (found["small/one"]["state"], found["small/two"]["state"]) == ("passed", "failed")
    assert found["small/one"]["arm"] == "drafts:theirs"
    assert found["small/one"]["calls"] == []
    (drafts / "two.txt").write_text(golden, encoding="utf-8")
    assert cases.eval("--drafts", str(drafts), "--no-baseline") == 0
    (drafts / "tow.md").write_text(golden, encoding="utf-8")
    capsys.readouterr()
    assert cases.eval("--drafts", str(drafts), "--no-baseline") == 2
    assert "是不是 two？" in capsys.readouterr().err


def test_an_empty_text_is_bad_input(cases, tmp_path):
    cases.add()
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "one.md").write_text(" \n", encoding="utf-8")
    assert cases.eval("--drafts", str(tmp_path / "theirs"), "--no-baseline") == 2
    assert records(cases)[0]["state"] == "errored"


def test_a_score_that_breaks_leaves_the_case_standing(cases, monkeypatch, capsys):
    cases.add()

    def broken(_):
        raise ZeroDivisionError

    object.__setattr__(figure_errors.SCORE, "measure", broken)
    try:
        assert cases.eval("--llm", ECHO, "--no-baseline") == 0
    finally:
        object.__setattr__(figure_errors.SCORE, "measure", figure_errors.measure)
    assert "没有算成" in capsys.readouterr().out


def test_help_teaches(capsys):
    from fupan.cli.main import main  # noqa: PLC0415 - as the fixture does

    assert main(["eval", "--help"]) == 0
    out = capsys.readouterr().out
    assert "eval/cases/<模板>/<用例>/" in out
    assert "--only-errored" in out
