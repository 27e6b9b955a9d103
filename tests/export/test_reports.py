"""The check report as text, JSON and SARIF."""

# ruff: noqa: N815 - the names of SARIF are the standard's

import json
from dataclasses import replace
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from fupan.domain.finding import CheckedFigure, CheckReport, Finding
from fupan.export.html import report_html
from fupan.export.report_json import report_json
from fupan.export.report_sarif import report_sarif
from fupan.export.report_text import report_text, summary_line

TEXT = "标题\n上海完成率８６%，\x1b[31m共3家。\n"
START = TEXT.index("８６%")
FINDING = Finding(
    "contradicted-figure", "error", START, START + 3, "８６%", "上海完成率不是86%", "82%",
    "销售额[区域=上海].attainment", "gap", fix="82%",
)  # fmt: skip
REPORT = CheckReport(
    (
        CheckedFigure(START, START + 3, "８６%", "86", "%", "error", "销售额[区域=上海].attainment"),
        CheckedFigure(18, 20, "3家", "", "家", "derived", low="3", high="4", approx="约"),
    ),
    (FINDING,), 8, 7,
)  # fmt: skip


def test_text_points_at_the_spot_with_wide_carets(sheet):
    lines = report_text("a.md", TEXT, REPORT, sheet).splitlines()
    assert lines[0] == "a.md:2:6 错误 contradicted-figure"
    assert lines[1] == "    2 │ 上海完成率８６%，\\x1b[31m共3家。"
    # 上海完成率 takes ten columns, ８６% five
    assert lines[2] == "      │ " + " " * 10 + "^" * 5
    assert lines[3:6] == [
        "  上海完成率不是86%",
        "  应为：82%",
        "  出处：上海销售额（完成率）：1968万元 ÷ 2400万元 = 82%（facts.yaml:19）",
    ]


def test_text_of_a_long_line_is_cut_around_the_spot():
    text = "长" * 300 + "86%" + "尾" * 300
    finding = Finding("unsupported-figure", "error", 300, 303, "86%", "没有出处")
    excerpt, carets = report_text("a.md", text, CheckReport((), (finding,))).splitlines()[1:3]
    assert "…长" in excerpt
    assert excerpt.endswith("尾…")
    assert len(excerpt) < 100
    assert excerpt.index("86%") + excerpt[: excerpt.index("86%")].count("长") == carets.index("^")


def test_text_of_a_finding_without_a_place_has_no_excerpt():
    finding = Finding("missing-figure", "warning", 0, 0, "", "本节没有写到回款率")
    assert report_text("a.md", "x", CheckReport((), (finding,))).splitlines()[:2] == [
        "a.md:1:1 提醒 missing-figure",
        "  本节没有写到回款率",
    ]


@pytest.mark.parametrize(
    ("report", "line"),
    [
        (CheckReport(), "共 0 个数字；没有发现问题。"),
        (REPORT, "共 2 个数字：1 个由公式推得；1 处错误；模板要求的 8 项数字写到 7 项。"),
    ],
)
def test_summary_line(report, line):
    assert summary_line(report) == line
    assert summary_line(report, "销售额") == line


FIGURE = CheckedFigure(6, 9, "15%", "15", "%", "unchecked")


@pytest.mark.parametrize(
    ("text", "report", "line"),
    [
        ("", CheckReport(), "共 0 个数字；没有文字可核对。"),
        (" \n　<!-- 备忘：15% -->\n", CheckReport(), "共 0 个数字；没有文字可核对。"),
        ("Sales +15%.", CheckReport((FIGURE,)), "共 1 个数字：1 个未能核对；全文没有中文，数字未核对。"),
        (
            "Sales +15%.", CheckReport((replace(FIGURE, status="derived"),)),
            "共 1 个数字：1 个由公式推得；全文没有中文，核对结果只供参考。",
        ),
        (
            "Sales +15%.", CheckReport((), (Finding("missing-figure", "warning", 0, 0, "", "缺"),)),
            "共 0 个数字；1 处提醒；全文没有中文，数字未核对。",
        ),
    ],
)  # fmt: skip
def test_the_summary_tells_that_there_was_nothing_to_read(text, report, line):
    assert summary_line(report, text) == line
    assert report_text("a.md", text, report).splitlines()[-1] == line
    if not report.findings:
        assert line.split("；")[-1].rstrip("。") in report_html(text, report, "标题")


def test_json_has_the_documented_form():
    assert json.loads(report_json("doc.md", REPORT)) == {
        "document": "doc.md",
        "summary": {
            "figures": 2, "supported": 0, "derived": 1, "unchecked": 0, "errors": 1, "warnings": 0, "required": 8,
            "covered": 7,
        },
        "figures": [
            {
                "start": START, "end": START + 3, "text": "８６%", "value": "86", "unit": "%", "status": "error",
                "source": "销售额[区域=上海].attainment",
            },
            {
                "start": 18, "end": 20, "text": "3家", "value": "", "unit": "家", "status": "derived", "source": "",
                "low": "3", "high": "4", "approx": "约",
            },
        ],
        "findings": [
            {
                "rule": "contradicted-figure", "severity": "error", "start": START, "end": START + 3, "text": "８６%",
                "section": "gap", "message": "上海完成率不是86%", "expected": "82%",
                "source": "销售额[区域=上海].attainment", "fix": "82%",
            }
        ],
    }  # fmt: skip


class Strict(BaseModel):
    """The part of SARIF 2.1.0 that is used here, written down from the standard; anything else is refused."""

    model_config = ConfigDict(extra="forbid")


class Location(Strict):
    """3.4 artifactLocation"""

    uri: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9%._~/-]+$")]
    index: Annotated[int, Field(ge=0)] | None = None


class Region(Strict):
    """3.30 region: lines and columns from 1"""

    startLine: Annotated[int, Field(ge=1)]
    startColumn: Annotated[int, Field(ge=1)]
    endLine: Annotated[int, Field(ge=1)]
    endColumn: Annotated[int, Field(ge=1)]


class Message(Strict):
    """3.11 message"""

    text: Annotated[str, StringConstraints(min_length=1)]


class Physical(Strict):
    """3.29 physicalLocation"""

    artifactLocation: Location
    region: Region


class Place(Strict):
    """3.28 location"""

    physicalLocation: Physical


class Replacement(Strict):
    """3.57 replacement"""

    deletedRegion: Region
    insertedContent: Message


class Change(Strict):
    """3.56 artifactChange"""

    artifactLocation: Location
    replacements: Annotated[list[Replacement], Field(min_length=1)]


class Fix(Strict):
    """3.55 fix"""

    description: Message
    artifactChanges: Annotated[list[Change], Field(min_length=1)]


Level = Literal["none", "note", "warning", "error"]


class Result(Strict):
    """3.27 result"""

    ruleId: str
    ruleIndex: Annotated[int, Field(ge=0)]
    level: Level
    message: Message
    locations: list[Place]
    partialFingerprints: dict[str, str]
    fixes: list[Fix] = []


class Configuration(Strict):
    """3.50 reportingConfiguration"""

    level: Level


class Rule(Strict):
    """3.49 reportingDescriptor"""

    id: str
    defaultConfiguration: Configuration
    shortDescription: Message
    help: Message


class Driver(Strict):
    """3.19 toolComponent"""

    name: str
    version: str
    rules: list[Rule]


class Tool(Strict):
    """3.18 tool"""

    driver: Driver


class Artifact(Strict):
    """3.24 artifact"""

    location: Location
    encoding: str


class Run(Strict):
    """3.14 run"""

    tool: Tool
    columnKind: Literal["utf16CodeUnits", "unicodeCodePoints"]
    artifacts: list[Artifact]
    results: list[Result]


class Log(BaseModel):
    """3.13 sarifLog"""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    version: Literal["2.1.0"]
    sarif_schema: str = Field(alias="$schema")
    runs: Annotated[list[Run], Field(min_length=1)]


def test_sarif_is_valid_and_points_at_the_spot():
    log = Log.model_validate_json(report_sarif("总结/a b.md", TEXT, REPORT))
    run = log.runs[0]
    result = run.results[0]
    region = result.locations[0].physicalLocation.region
    line = TEXT.split("\n")[region.startLine - 1]
    assert line[region.startColumn - 1 : region.endColumn - 1] == "８６%"
    assert run.tool.driver.rules[result.ruleIndex].id == result.ruleId == "contradicted-figure"
    assert run.columnKind == "unicodeCodePoints"
    assert run.artifacts[0].location.uri == "%E6%80%BB%E7%BB%93/a%20b.md"
    assert result.fixes[0].artifactChanges[0].replacements[0].insertedContent.text == "82%"


def test_sarif_of_standard_input_without_findings_is_valid():
    log = Log.model_validate_json(report_sarif("-", "", CheckReport()))
    assert log.runs[0].results == []
