"""The shapes of files that have no type of their own: a template's YAML and the JSON of ``fupan check``.

Only schemas are made from them; the template is read by ``prompting.loader``, the report written by ``export``.
"""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict  # before Python 3.12 pydantic asks for this one

from fupan.domain.finding import FigureStatus, Severity
from fupan.domain.template import FactKind, Form
from fupan.export.review_types import PageJson

Span = Annotated[list[int], Field(min_length=2, max_length=2)]
Names = str | list[str]


class _TemplatePart(BaseModel):
    model_config = ConfigDict(extra="forbid")


class StepFile(_TemplatePart):
    """逻辑链的一步；小节里写同名的步骤是细化，写新的 id 是追加。"""

    id: str = Field(description="步骤 id，只用字母、数字和下划线")
    name: str = Field(default="", description="步骤名称，如 现象")
    asks: str = Field(default="", description="这一步要讲什么，一个短语")
    facts: FactKind | list[FactKind] = Field(default=[], description="这一步陈述哪几种事实")
    leads: Names = Field(default=[], description="句子可用的开头，如 外部看，")
    cues: Names = Field(default=[], description="要点或句子里暴露这一步的词")


class ItemFile(_TemplatePart):
    """逻辑链重复时的一遍。"""

    name: str = Field(description="这一遍的名字，如 市场")
    cues: Names = Field(default=[], description="说明要点属于这一遍的词")


class RequiresFile(_TemplatePart):
    """一个指标的必备数字。"""

    metric: str = Field(description="指标名或同类指标的通用名；*below-target 是没达标的指标；*项目* 按名称匹配")
    keys: Names = Field(description="口径或推导：actual、target、attainment、yoy、gap……")
    dimension: str = Field(default="", description="按这个维度的成员取，如 区域")
    must: bool = Field(default=True, description="false：只作素材，缺了不提示")
    most: int = Field(default=0, ge=0, description="最多取几个指标或成员，先取要点提到的；0 不限")
    apart: str | list[str] = Field(default=[], description="不取哪些指标（名字里可用 * 通配）：别的小节会写的")
    step: str = Field(default="", description="写在哪一步；不写则按步骤陈述的事实种类")


class SectionFile(_TemplatePart):
    """一个小节。"""

    id: str = Field(description="小节 id，数据表的要点按它归类")
    title: str = Field(description="小节标题")
    patterns: Names = Field(default=[], description="逻辑链 id，见 shared/patterns.yaml")
    steps: list[StepFile] = Field(default=[], description="细化或追加的步骤")
    prompt: str = Field(default="", description="提示词文件；不写则为 <id>.md.j2")
    requires: list[RequiresFile] = Field(default=[], description="需要哪些数字")
    length: Span = Field(default=[150, 600], description="字数范围 [最少, 最多]")
    after: Names = Field(default=[], description="承接哪些小节，写在它们之后")
    repeat: Span = Field(default=[1, 1], description="逻辑链重复几遍 [最少, 最多]")
    items: list[str | ItemFile] = Field(default=[], description="各遍的名字")
    weak_when: str = Field(default="", description="什么样算没写好")
    keywords: Names = Field(default=[], description="没有归类的要点靠这些词归到本节")
    headline: str = Field(default="", description="要点页的标题取自哪一步；不写则为第一步")
    form: Form | None = Field(default=None, description="版式：prose 段落，points 一页要点，table 表格；不写则同模板")


class PartFile(_TemplatePart):
    """一个部分。"""

    title: str = Field(description="部分标题")
    sections: list[SectionFile] = Field(description="各小节")


class TemplateFile(_TemplatePart):
    """写作模板 template.yaml。"""

    model_config = ConfigDict(extra="forbid", title="fupan 模板")

    id: str = Field(description="模板 id，与文件夹同名")
    title: str = Field(description="总结的标题")
    period: Literal["year", "half", "quarter", "month", "week"] = Field(default="year", description="周期")
    tone: str = Field(default="", description="语气，一句话")
    form: Form = Field(default="prose", description="各小节的版式，小节里可以另写")
    parts: list[PartFile] = Field(description="各部分")


class FigureJson(TypedDict):
    """One figure; ``text`` is ``document[start:end]``, ``value`` a decimal string in ``unit`` (a base unit)."""

    start: int
    end: int
    text: str
    value: str
    unit: str
    status: FigureStatus
    source: str
    low: NotRequired[str]
    high: NotRequired[str]
    approx: NotRequired[str]


class FindingJson(TypedDict):
    """One fault; ``fix`` replaces ``text`` exactly where there is one safe repair."""

    rule: str
    severity: Severity
    start: int
    end: int
    text: str
    section: str
    message: str
    expected: str
    source: str
    fix: NotRequired[str]


class SummaryJson(TypedDict):
    """Counts; ``required`` and ``covered`` are the figures the template requires and those the text states."""

    figures: int
    supported: int
    derived: int
    unchecked: int
    errors: int
    warnings: int
    required: int
    covered: int


class CheckJson(TypedDict):
    """The JSON of ``fupan check``; offsets are Unicode code points of the text checked."""

    document: str
    summary: SummaryJson
    figures: list[FigureJson]
    findings: list[FindingJson]
    pages: NotRequired[list[PageJson]]
