"""A small run: two llms, three cases, one of which broke down; texts and replies full of markup."""

from dataclasses import replace

import pytest

from fupan.checks.run import check_text
from fupan.evals.case import Case
from fupan.evals.record import Arm, CallRecord, CaseRecord, Cost, Failure, RunRecord, ScoreResult, Skipped
from fupan.intake.factsheet import load_facts

FACTS = """\
period: "2025"
metrics:
  - {name: 销售额, unit: 万元, target: 12000, actual: 13600, prior: 11800}
  - {name: 回款率, unit: "%", target: 95, actual: 91}
"""
GOLDEN = "# 范文\n\n全年销售额13600万元，完成率113.3%。\n\n- 回款率91%，目标95%\n"
WRONG = (
    "# 草稿\n\n全年销售额13800万元，完成率113.3%。<script>alert(1)</script>\n\n"
    "| 指标 | 值 |\n| --- | --- |\n| 回款率 | 91% |\n"
)
EVIL = "</pre><script>alert('reply')</script>&<img src=x onerror=alert(2)>"


def score(name, title, value, unit, better, state, count=0.0, of=0.0, seen="看到", parts=None):
    return ScoreResult(name, title, value, unit, better, state, seen, "凭门槛", count, of, parts or {})


def scores(errors, figures, stated, seconds):
    recall = 100 * stated / 5
    return (
        score("figure-errors", "数字错误", round(100 * errors / figures, 2), "处/百个数字", "lower",
              "failed" if errors else "passed", errors, figures, seen=f"{figures} 个数字，{errors} 处错误 <b>"),
        score("required-recall", "必备数字", recall, "%", "higher",
              "passed" if recall == 100 else "failed", stated, 5, parts={"销售额.actual": 1.0}),
        score("closeness", "接近范文", 61.5, "%", "neither", "informative"),
        score("unsourced-claims", "无依据的话", None, "句", "lower", "not-applicable"),
        score("cost", "用量", 3.0, "次", "lower", "informative", 1, 3, parts={"seconds": seconds}),
    )  # fmt: skip


@pytest.fixture(scope="session")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cases") / "sales-leader-annual" / "a"
    folder.mkdir(parents=True)
    (folder / "facts.yaml").write_text(FACTS, encoding="utf-8")
    (folder / "golden.md").write_text(GOLDEN, encoding="utf-8")
    return Case("sales-leader-annual/a", "sales-leader-annual", folder, "检验<数字>", "d" * 64)


@pytest.fixture(scope="session")
def draft_record(case):
    report = check_text(WRONG, load_facts(case.facts))
    call = CallRecord((("system", "你是助手"), ("user", "<素材>")), EVIL, 120, 30, 1.25, cached=True)
    return CaseRecord(
        "k1", case.id, case.template, "甲", "embedded", 1, "failed", "p" * 64, "t" * 64, case.digest,
        scores(1, 4, 5, 2.0), WRONG, report.figures, report.findings, {"llm": 3, "composer": 1},
        ("“差距”有一稿未采用：<原因>",), (call, replace(call, error="回复不能用")), Cost(2, 1, 240, 60, 2.5),
    )  # fmt: skip


@pytest.fixture(scope="session")
def records(draft_record):
    """Three cases by two arms; the third breaks down with the second llm."""
    one = draft_record
    return [
        one,
        replace(one, key="k2", arm="乙", state="passed", scores=scores(0, 4, 5, 1.0)),
        replace(one, key="k3", case="sales-monthly/b", case_digest="b" * 64, scores=scores(2, 8, 4, 3.0)),
        replace(one, key="k4", case="sales-monthly/b", case_digest="b" * 64, arm="乙", scores=scores(1, 8, 5, 1.5)),
        replace(one, key="k5", case="sales-monthly/c", case_digest="c" * 64, state="passed", scores=scores(0, 6, 5, 2)),
        CaseRecord(
            "k6", "sales-monthly/c", "sales-monthly", "乙", "embedded", 1, "errored", "p" * 64, "t" * 64, "c" * 64,
            failure=Failure("llm", "大模型没有应答 <b>", "稍后再试"),
        ),
    ]  # fmt: skip


@pytest.fixture(scope="session")
def run(records):
    return RunRecord(
        "0.1.0", (Arm("甲", "embedded"), Arm("乙", "embedded")),
        ("sales-leader-annual/a", "sales-monthly/b", "sales-monthly/c"), 1,
        tuple(record.key for record in records), (Skipped("sales-monthly/空", "没有 facts.yaml", "补上数据表"),),
    )  # fmt: skip
