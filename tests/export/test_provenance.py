"""The provenance record."""

import json
from dataclasses import replace

from pydantic import TypeAdapter

from fupan.export.provenance import provenance, provenance_json
from fupan.export.provenance_types import Provenance


def test_every_figure_is_traced_to_fact_formula_or_note(draft, sheet):
    record = provenance(draft, sheet)
    found = {figure["text"]: figure for figure in record["figures"]}
    assert len(record["figures"]) == len(draft.report.figures)
    assert found["1.284亿元"]["fact"] == {
        "id": "销售额.actual", "label": "2025年销售额（实际）", "value": "12840万元", "place": "facts.yaml:11",
    }  # fmt: skip
    assert found["107%"]["formula"]["arithmetic"] == "12840万元 ÷ 12000万元 = 107%"
    assert [fact["id"] for fact in found["107%"]["formula"]["inputs"]] == ["销售额.actual", "销售额.target"]
    assert found["3家"]["note"] == {
        "id": "n1", "text": "Q3竞品A推出低价加超长账期，抢走3家老客户", "place": "facts.yaml:55",
    }  # fmt: skip
    assert (found["240次"]["fact"], found["240次"]["status"]) == (None, "unchecked")
    assert found["86%"]["section"] == "gap"
    assert found["1.284亿元"]["slot"] == "销售额.actual"
    assert found["240次"]["slot"] == ""


def test_spans_are_those_of_the_markdown(draft, sheet):
    record = provenance(draft, sheet)
    text = draft.markdown
    for part in (*record["figures"], *record["unsourced"], *record["findings"]):
        assert text[part["start"] : part["end"]] == part["text"]
    for section, made in zip(record["sections"], draft.sections, strict=True):
        assert text[section["start"] : section["end"]] == made.text
        for step, written in zip(section["steps"], made.steps, strict=True):
            assert text[step["start"] : step["end"]] == written.text
    assert [one["text"] for one in record["unsourced"]] == ["团队缺乏高效的物流管理。"]


def test_the_record_tells_of_cost_repair_and_missing_material(draft, sheet):
    record = provenance(draft, sheet)
    assert record["use"]["cached"] == 3
    assert record["composed_share"] == 0.1667
    assert record["sections"][0]["missing"] == ("没有给出回款率的目标",)
    assert record["sections"][1]["history"] == ("「物流管理」一句改写一次",)
    assert record["facts"] == "facts.yaml"


def test_the_file_reads_back_as_its_type(draft, sheet):
    text = provenance_json(draft, sheet)
    read = TypeAdapter(Provenance).validate_json(text)
    assert read.title == draft.title
    assert "核心业绩指标" in text, "Chinese stays readable"
    assert "/home" not in text
    assert TypeAdapter(Provenance).json_schema()["properties"]["figures"]
    assert json.loads(text)["summary"]["figures"] == 8


def test_a_right_figure_comes_from_what_was_filled_in(draft, sheet):
    figure = next(figure for figure in draft.report.figures if figure.text == "1.284亿元")
    other = replace(figure, status="derived", source="销售额[区域=甲+乙].actual_sum", arithmetic="1 + 1 = 2")
    figures = tuple(other if one is figure else one for one in draft.report.figures)
    record = provenance(replace(draft, report=replace(draft.report, figures=figures)), sheet)
    told = next(one for one in record["figures"] if one["text"] == "1.284亿元")
    assert (told["source"], told["slot"]) == ("销售额[区域=甲+乙].actual_sum", "销售额.actual")
    assert told["fact"]["place"] == "facts.yaml:11"
    assert told["formula"] is None
