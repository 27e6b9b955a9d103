"""How a workbook is taken: its period, and for each table what every column is. Guessed, or kept in a file."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Take = Literal[
    "metric", "unit", "role", "member", "dimension", "period", "note", "section", "point", "alias", "better", "value",
    "check", "nothing",
]  # fmt: skip
RoleName = Literal["target", "stretch", "actual", "prior", "previous", "plan", "benchmark"]
FormulaName = Literal[
    "attainment", "stretch_attainment", "gap", "excess", "yoy", "yoy_amount", "pop", "pop_amount", "plan_growth",
    "share",
]  # fmt: skip
TAKES: dict[str, str] = {
    "metric": "指标名",
    "unit": "单位",
    "role": "口径",
    "member": "成员",
    "dimension": "维度名",
    "period": "周期",
    "note": "备注（作要点）",
    "section": "要点的小节",
    "point": "要点",
    "alias": "别名",
    "better": "方向",
    "value": "数值",
    "check": "算出来的列，只核对",
    "nothing": "不取",
}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ColumnFile(_Part):
    """一列怎么取。"""

    take: Take = Field(
        title="取作", description="这一列是什么：metric 指标名、value 数值、check 只核对、nothing 不取 等"
    )
    says: str = Field(default="", title="表头", description="写这份对照时表头的文字；表头变了会提醒")
    metric: str = Field(default="", title="指标", description="这一列数值的指标；不写则看行名、整张表的 metric")
    role: RoleName | None = Field(default=None, title="口径", description="这一列数值的口径")
    unit: str = Field(default="", title="单位", description="这一列数值的单位")
    dimension: str = Field(default="", title="维度", description="成员列的维度；或这一列数值所属成员的维度")
    member: str = Field(default="", title="成员", description="这一列数值所属的成员，如 1月、华东")
    formula: FormulaName | None = Field(default=None, title="公式", description="take: check 时核对哪个公式")


class TableFile(_Part):
    """一张表在哪里、每列是什么。"""

    sheet: str = Field(title="工作表", description="工作表的名称；CSV 写 csv")
    range: str = Field(title="范围", description="从表头到最后一行，如 A3:H12")
    header: int = Field(default=1, ge=0, le=5, title="表头行数", description="范围的前几行是表头")
    metric: str = Field(default="", title="指标", description="整张表只讲一个指标时写在这里")
    unit: str = Field(default="", title="单位", description="没写单位的金额按这个单位")
    columns: dict[str, ColumnFile] = Field(default={}, title="列", description="列号 → 怎么取；没写的列不取")
    skip_rows: list[int] = Field(default=[], title="不取的行", description="行号")


class MappingFile(_Part):
    """工作簿的对照表：每张表在哪里、每列取作什么。fupan facts 数据.xlsx --write-mapping 写出，手改后沿用。"""

    model_config = ConfigDict(extra="forbid", title="fupan 工作簿对照表")

    period: str = Field(default="", title="周期", description='周期："2025"、2025-H1、2025-Q3、2025-11、2025-W32')
    tables: list[TableFile] = Field(default=[], title="表", description="每张要取的表")
