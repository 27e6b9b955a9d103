"""Sentences that state facts: what is told together, and what has to be told in full."""

from __future__ import annotations

import pytest

from fupan.domain.factbase import FactBase
from fupan.intake.factsheet import load_facts
from fupan.pipeline.fact_sentences import Group, as_few, compare_sentence, members_sentence
from fupan.pipeline.wording import show

SHEET = """\
period: 2025-Q3
metrics:
  - name: 销售额
    unit: 万元
    target: 300
    actual: 310
    previous: 280
    breakdown:
      区域:
        东区: {target: 200, actual: 180, previous: 150}
        西区: {target: 100, actual: 130, previous: 130}
"""


def groups_of(tmp_path, *keys: str) -> list[Group]:
    path = tmp_path / "facts.yaml"
    path.write_text(SHEET, encoding="utf-8")
    base = FactBase(load_facts(path))
    found = []
    for member in ("东区", "西区"):
        facts = {f.key: f for f in base.facts.values() if f.member == member and f.key in keys}
        found.append(Group({key: facts[key] for key in keys if key in facts}))
    return found


BEHIND = """\
period: 2025
metrics:
  - {name: 赢单率, unit: "%", better: higher, target: 38, actual: 36.4, prior: 33.8}
  - {name: 费用率, unit: "%", better: lower, target: 7, actual: 7.2, prior: 7.8}
  - {name: 留存率, unit: "%", better: higher, target: 92, actual: 88.5, prior: 91}
  - {name: 单条线索成本, unit: 元/条, better: lower, actual: 485, prior: 390}
  - {name: 提及率, unit: "%", better: higher, actual: 24, benchmark: 37}
"""


def groups_by_metric(tmp_path) -> dict[str, Group]:
    path = tmp_path / "facts.yaml"
    path.write_text(BEHIND, encoding="utf-8")
    sheet = load_facts(path)
    found: dict[str, dict] = {}
    for fact in FactBase(sheet).facts.values():
        found.setdefault(fact.metric, {})[fact.key] = fact
    lower = {metric.name for metric in sheet.metrics if metric.better == "lower"}
    return {name: Group(facts, name in lower) for name, facts in found.items()}


@pytest.mark.parametrize(
    ("metric", "keys", "told"),
    [
        (
            "赢单率",
            ("actual", "target", "prior", "change_pp", "gap"),
            "目标为<target>，去年同期为<prior>，虽同比上升<change_pp>，但低于目标<gap>",
        ),
        ("费用率", ("actual", "target", "change_pp"), "目标为<target>，虽同比下降<change_pp>，但未达到目标"),
        (
            "留存率",
            ("actual", "target", "change_pp", "gap"),
            "目标为<target>，低于目标<gap>，同比下降<change_pp>",
        ),
        ("提及率", ("actual", "benchmark"), "对标值为<benchmark>"),
    ],
)
def test_a_gain_that_still_misses_the_target_is_told_as_such(tmp_path, metric, keys, told):
    group = groups_by_metric(tmp_path)[metric]
    asked = Group({key: group.facts[key] for key in keys}, group.lower)
    assert compare_sentence(asked, mark, named=False) == told


def test_a_benchmark_is_told_under_its_name_where_it_is_known(tmp_path):
    group = groups_by_metric(tmp_path)["提及率"]
    assert "凌格为<benchmark>" in compare_sentence(Group(group.facts, rival="凌格"), mark, named=True)


def test_a_metric_that_says_per_what_needs_no_second_word_for_it(tmp_path):
    facts = groups_by_metric(tmp_path)["单条线索成本"].facts
    assert show(facts["actual"]) == "485元"


def mark(fact, magnitude) -> str:
    return f"<{fact.key}>"


def test_members_tell_all_that_is_asked_of_them(tmp_path):
    groups = groups_of(tmp_path, "actual", "target", "attainment", "gap", "pop")
    assert members_sentence(groups, mark) == (
        "分区域看销售额，东区完成<actual>，目标为<target>，完成率<attainment>，较目标差<gap>，环比增长<pop>；"
        "西区完成<actual>，目标为<target>，完成率<attainment>，超出目标<gap>，环比持平"
    )


def test_a_member_whose_actual_a_note_tells_keeps_its_rate(tmp_path):
    east, west = groups_of(tmp_path, "actual", "attainment")
    east = Group({"attainment": east.facts["attainment"]})
    assert members_sentence([east, west], mark) == (
        "分区域看销售额，东区完成率<attainment>；西区完成<actual>，完成率<attainment>"
    )
    assert members_sentence([east], mark) == "东区销售额完成率<attainment>"


def sheet(tmp_path):
    (tmp_path / "facts.yaml").write_text(SHEET, encoding="utf-8")
    return load_facts(tmp_path / "facts.yaml")


def test_levels_are_one_sentence_and_comparisons_another(tmp_path):
    few = as_few("level", ["销售额实际完成1万元", "回款率为2%"], sheet(tmp_path))
    assert few == ["销售额实际完成1万元，回款率为2%"]
    few = as_few("compare", ["销售额目标为1万元，完成率3%", "回款率目标为2%"], sheet(tmp_path))
    assert few == ["销售额目标为1万元，完成率3%；回款率目标为2%"]


def test_no_sentence_tells_more_than_four_metrics(tmp_path):
    few = as_few("level", [f"{name}为1%" for name in "甲乙丙丁戊"], sheet(tmp_path))
    assert few == ["甲为1%，乙为1%，丙为1%", "丁为1%，戊为1%"]


def test_plans_share_a_sentence_that_names_their_period_once(tmp_path):
    head, now = "2025年四季度", "2025年三季度"
    few = as_few(
        "plan", [f"{head}甲目标为1%", f"{head}乙目标为2家，比{now}增长3%", f"{head}丙目标为4天"], sheet(tmp_path)
    )
    assert few == [f"{head}甲目标为1%；乙目标为2家，比{now}增长3%；丙目标为4天"]
    assert as_few("plan", [], sheet(tmp_path)) == []
