"""Trails: from a source id to what the user gave."""

import pytest

from fupan.domain.factbase import FactBase
from fupan.export.trail import merged, trail


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("销售额.actual", "2025年销售额（实际）：12840万元（facts.yaml:11）"),
        ("销售额.prior", "2024年销售额（去年同期）：11260万元（facts.yaml:11）"),
        ("销售额[区域=上海].target", "上海销售额（目标）：2400万元（facts.yaml:19）"),
        ("销售额[区域=上海].prior", "2024年上海销售额（去年同期）：2230万元（facts.yaml:19）"),
        ("销售额.attainment", "2025年销售额（完成率）：12840 ÷ 12000 = 107%（facts.yaml:11）"),
        ("note:n1", "要点「Q3竞品A推出低价加超长账期，抢走3家老客户」（facts.yaml:55）"),
        ("note:n99", "note:n99"),
        ("第 3 行与第 9 行", "第 3 行与第 9 行"),
        ("", ""),
    ],
)
def test_line(source, line, sheet):
    found = trail(source, FactBase(sheet)).line
    assert found.replace("万元 ÷", " ÷").replace("12000万元 =", "12000 =") == line


def test_a_formula_names_the_facts_it_is_made_of(sheet):
    found = trail("销售额[区域=上海].attainment", FactBase(sheet))
    assert found.kind == "formula"
    assert [(origin.id, origin.place) for origin in found.origins] == [
        ("销售额[区域=上海].actual", "facts.yaml:19"),
        ("销售额[区域=上海].target", "facts.yaml:19"),
    ]


def test_arithmetic_of_the_check_stands_without_a_fact_sheet():
    found = trail("", None, arithmetic="4080 ÷ 4800 = 85%")
    assert (found.kind, found.line) == ("text", "4080 ÷ 4800 = 85%")


def test_folders_of_the_user_are_not_told(sheet):
    assert "/home" not in trail("销售额.actual", FactBase(sheet)).line


def test_places_of_one_file_are_told_together():
    places = ["facts.yaml:16", "facts.yaml:9", "", "facts.yaml:16", "book.xlsx!B2"]
    assert merged(places) == "facts.yaml:9、16，book.xlsx!B2"
    assert merged(places, "facts.yaml") == "第9、16行，book.xlsx!B2"


def test_a_fact_that_only_the_check_knows_is_told_in_words(sheet):
    found = trail("销售额[区域=江苏+浙江].target_sum", FactBase(sheet), arithmetic="4600 + 3400 = 8000万元")
    assert found.line == "江苏+浙江销售额：4600 + 3400 = 8000万元"
