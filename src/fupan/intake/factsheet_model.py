"""The fact sheet as a file: which keys there are, of what kind, and what each means (for editors, in Chinese).

The one source of the keys: ``schemas/factsheet.schema.json`` is generated from it and ``structure`` validates with it.
Values, units and periods are read by ``factsheet``, which knows the lines.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

LIST, MAPPING, TEXT = "\0list", "\0mapping", "\0text"
"""Tags of the forms that notes may take; no user text holds a NUL, so they are told from keys in error places."""


def _text(value: object) -> object:
    """Numbers where text is wanted are read as their text (a period 2025, a product 360); an empty item is ""."""
    if value is None:
        return ""
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


def _figure(value: object) -> object:
    if isinstance(value, int | Decimal | str) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("figure", "figure")


def _form(value: object) -> str:
    return LIST if isinstance(value, list) else MAPPING if isinstance(value, dict) else TEXT


Text = Annotated[str, BeforeValidator(_text)]
Figure = Annotated[Any, BeforeValidator(_figure), WithJsonSchema({"type": ["number", "string"]})]
PeriodText = Annotated[
    str,
    BeforeValidator(_text),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1900, "maximum": 2099},
                {"type": "string", "pattern": "^(19|20)[0-9]{2}(-(H[12]|Q[1-4]|W[0-9]{2}|[0-9]{2}))?$"},
            ]
        }
    ),
]
Lines = Annotated[Annotated[Text, Tag(TEXT)] | Annotated[list[Text], Tag(LIST)], Discriminator(_form)]
Notes = Annotated[
    Annotated[Text, Tag(TEXT)] | Annotated[list[Text], Tag(LIST)] | Annotated[dict[str, Lines], Tag(MAPPING)],
    Discriminator(_form),
]


class _FileModel(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _nothing_is_absent(cls, value: object) -> object:
        """``target:`` with nothing behind it is a target not given; an unknown key stays, to be told."""
        if not isinstance(value, dict):
            return value
        return {key: inner for key, inner in value.items() if inner is not None or key not in cls.model_fields}


class AuthorFile(_FileModel):
    """写总结的人，都可以不填。"""

    name: Text = Field(default="", title="姓名", description="写总结的人的姓名")
    role: Text = Field(default="", title="职务", description="职务，如 销售负责人、大区总监")
    team: Text = Field(default="", title="团队", description="团队或区域，如 华东大区")
    company: Text = Field(default="", title="公司", description="公司名称")


class RolesFile(_FileModel):
    """一个指标或一个成员的数值，按口径填写：数字，或 "1.2亿元"、"八成五" 这样的文字（自带单位优先）。"""

    target: Figure = Field(default=None, title="目标", description="本期目标（必达目标）")
    stretch: Figure = Field(default=None, title="争取目标", description="争取目标（冲刺目标），高于目标时才填")
    actual: Figure = Field(default=None, title="实际", description="本期实际完成值")
    prior: Figure = Field(default=None, title="去年同期", description="去年同期的实际值，用来算同比")
    previous: Figure = Field(default=None, title="上期", description="上一期的实际值（上月、上季），用来算环比")
    plan: Figure = Field(default=None, title="下期计划", description="下一期的目标或计划值")
    benchmark: Figure = Field(default=None, title="基准", description="行业平均或竞品的值")


class MetricFile(RolesFile):
    """一个指标：名称、单位，以及各口径的数值。"""

    name: Text = Field(title="名称", description="指标名称，如 销售额、回款率；正文里就这么叫")
    aliases: list[Text] = Field(default=[], title="别名", description="正文里可能出现的其他叫法，如 [营收, 业绩]")
    unit: Text = Field(
        default="",
        title="单位",
        description='单位，必填：元、万元、亿元、"%"、个百分点、家、天、万元/人',
    )
    better: Literal["higher", "lower"] | None = Field(
        default=None,
        title="方向",
        description="higher 越高越好，lower 越低越好（如费用率）；常见指标可不填",
    )
    breakdown: dict[str, dict[str, RolesFile]] = Field(
        default={},
        title="分解",
        description="按维度分解：维度 → 成员 → 各口径数值，如 区域 → 华东 → {actual: 4080}",
    )


class EntitiesFile(_FileModel):
    """正文里可以出现的名称；出现了这里和要点都没有的名称会提醒。"""

    customers: list[Text] = Field(default=[], title="客户", description="客户名称")
    products: list[Text] = Field(default=[], title="产品", description="产品名称")
    competitors: list[Text] = Field(default=[], title="竞品", description="竞争对手名称")
    people: list[Text] = Field(default=[], title="人员", description="人名")


class FactSheetFile(_FileModel):
    """数据表：一个周期的指标和要点，是总结里所有数字的来源。"""

    model_config = ConfigDict(extra="forbid", title="fupan 数据表")

    title: Text = Field(default="", title="标题", description="总结的标题；不填则用模板的标题")
    template: Text = Field(
        default="",
        title="模板",
        description="模板 id；不写则月度用 sales-monthly，其余用 sales-leader-annual；--template 优先",
    )
    period: PeriodText = Field(
        title="周期",
        description='周期："2025"（全年）、2025-H1（上半年）、2025-Q3（三季度）、2025-11（月）、2025-W32（周）',
    )
    author: AuthorFile = Field(default_factory=AuthorFile, title="作者", description="写总结的人，都可以不填")
    metrics: list[MetricFile] = Field(default=[], title="指标", description="指标列表，每个指标一项")
    notes: Notes = Field(
        default={},
        title="要点",
        description="按小节 id、小节标题或部分标题分组的列表；不分组就写一个列表，由程序归类",
    )
    entities: EntitiesFile = Field(
        default_factory=EntitiesFile, title="名称", description="客户、产品、竞品、人员的名称，可以不填"
    )
