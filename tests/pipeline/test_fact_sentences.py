"""Sentences that state facts: what is told together, and what has to be told in full."""

from __future__ import annotations

from fupan.domain.factbase import FactBase
from fupan.intake.factsheet import load_facts
from fupan.pipeline.fact_sentences import Group, as_few, members_sentence

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


def mark(fact, magnitude) -> str:
    return f"<{fact.key}>"


def test_members_tell_all_that_is_asked_of_them(tmp_path):
    groups = groups_of(tmp_path, "actual", "target", "attainment", "gap", "pop")
    assert members_sentence(groups, mark) == (
        "分区域看销售额，东区完成<actual>，目标为<target>，完成率<attainment>，较目标缺口<gap>，环比增长<pop>；"
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


def test_a_plan_set_against_this_period_keeps_its_own_sentence(tmp_path):
    head, now = "2025年四季度", "2025年三季度"
    few = as_few(
        "plan", [f"{head}甲目标为1%", f"{head}乙目标为2家，比{now}增长3%", f"{head}丙目标为4天"], sheet(tmp_path)
    )
    assert few == [f"{head}乙目标为2家，比{now}增长3%", f"{head}甲目标为1%，丙目标为4天"]
    assert as_few("plan", [], sheet(tmp_path)) == []
