"""A fact sheet as a workbook to fill in: sheets 指标, 分项, 要点, 说明; drop-down lists, comments, frozen headers.

Read back it is the same fact sheet. Texts are written as texts: one that begins with = + - @ is never a formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from fupan.domain.decimals import divide
from fupan.domain.factsheet import GENERAL, FactSheet, Metric
from fupan.domain.role import ROLE_NAMES, Role
from fupan.domain.template import Template
from fupan.errors import ConfigError
from fupan.resources import data

if TYPE_CHECKING:
    from decimal import Decimal

    from xlsxwriter.worksheet import Worksheet

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_ROLES = (Role.TARGET, Role.STRETCH, Role.ACTUAL, Role.PRIOR, Role.PREVIOUS, Role.PLAN, Role.BENCHMARK)
_BETTER = {"higher": "越高越好", "lower": "越低越好"}
_LAST_ROW = 500
_ANYWHERE = "由程序归类"
"""Stands in the column 小节 for a note that its own words place."""
_FIELDS = ("title", "template", "period", "name", "role", "team", "company")
_NAMES = ("customers", "products", "competitors", "people")


def factsheet_xlsx(sheet: FactSheet, template: Template) -> bytes:
    """The workbook of ``sheet``, with the sections of ``template`` to choose from.

    Raises ConfigError where the extra ``office`` is missing.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - only for workbooks, and only with the extra
    except ImportError as error:
        raise ConfigError("写工作簿需要 office 组件", hint='先运行 pip install "fupan[office]"') from error
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        writer = _Writer(book, data("workbook_starter"))
        writer.metrics(sheet)
        writer.members(sheet)
        writer.notes(sheet, template)
        writer.about(sheet, template)
    return content.getvalue()


class _Writer:
    def __init__(self, book: Any, words: dict[str, Any]) -> None:  # noqa: ANN401 - xlsxwriter has no types
        self._book, self._words = book, words
        self._head = book.add_format(
            {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "vcenter"}
        )
        self._text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self._guarded = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "quote_prefix": True})
        self._number = book.add_format({"num_format": "#,##0.####"})
        self._percent = book.add_format({"num_format": "0.0###%"})

    def metrics(self, sheet: FactSheet) -> None:
        """One row a metric: its totals by role."""
        page = self._page("指标", [18, 16, 10, *[12] * len(_ROLES), 12, 40])
        columns = ["指标", "别名", "单位", *(ROLE_NAMES_SHORT[role] for role in _ROLES), "方向", "备注"]
        self._header(page, columns)
        for row, metric in enumerate(sheet.metrics, start=1):
            self._write(page, row, 0, metric.name)
            self._write(page, row, 1, "、".join(metric.aliases))
            self._write(page, row, 2, metric.unit.symbol)
            for column, role in enumerate(_ROLES, start=3):
                value = metric.values.get(role)
                self._amount(page, row, column, metric, value.amount if value is not None else None)
            self._write(page, row, 3 + len(_ROLES), _BETTER[metric.better])
        self._choose(page, 2, self._words["units"], strict=False)
        self._choose(page, 3 + len(_ROLES), list(_BETTER.values()), strict=True)
        self._numbers(page, 3, 2 + len(_ROLES))

    def members(self, sheet: FactSheet) -> None:
        """One row a member of a dimension."""
        page = self._page("分项", [18, 12, 18, *[12] * len(_ROLES)])
        self._header(page, ["指标", "维度", "成员", *(ROLE_NAMES_SHORT[role] for role in _ROLES)])
        row = 0
        for metric in sheet.metrics:
            for dimension, members in metric.breakdown.items():
                for member, values in members.items():
                    row += 1
                    for column, text in enumerate((metric.name, dimension, member)):
                        self._write(page, row, column, text)
                    for column, role in enumerate(_ROLES, start=3):
                        given = values.get(role)
                        self._amount(page, row, column, metric, given.amount if given is not None else None)
        source = f"=指标!$A$2:$A${_LAST_ROW}"
        self._choose(page, 0, source, strict=False)
        self._numbers(page, 3, 2 + len(_ROLES))

    def notes(self, sheet: FactSheet, template: Template) -> None:
        """One row a note; for sections without any an empty one with what they ask for."""
        page = self._page("要点", [24, 70, 50])
        self._header(page, ["小节", "要点", "提示"])
        titles = {section.id: section.title for section in template.sections}
        asks = {
            section.title: "；".join(f"{step.name}：{step.asks}" for step in section.steps)
            for section in template.sections
        }
        row = 0
        for note in sheet.notes:
            row += 1
            key = titles.get(note.key, note.key)
            self._write(page, row, 0, _ANYWHERE if key == GENERAL else key)
            self._write(page, row, 1, note.text)
            self._write(page, row, 2, asks.pop(key, ""))
        for title, hint in asks.items():
            row += 1
            self._write(page, row, 0, title)
            self._write(page, row, 2, hint)
        self._choose(page, 0, f"=说明!$E$2:$E${len(template.sections) + 2}", strict=False)

    def about(self, sheet: FactSheet, template: Template) -> None:
        """Title, period, author, names; how to fill the sheets in; the sections to choose from."""
        page = self._page("说明", [16, 50, 4, 4, 30], frozen=False)
        author, entities = sheet.author, sheet.entities
        values = (sheet.title, sheet.template, str(sheet.period), author.name, author.role, author.team, author.company)
        names = (entities.customers, entities.products, entities.competitors, entities.people)
        row = 0
        for key, value in [
            *zip(_FIELDS, values, strict=True),
            *((key, "、".join(one)) for key, one in zip(_NAMES, names, strict=True)),
        ]:
            page.write_string(row, 0, self._words["fields"][key]["name"], self._head)
            page.write_comment(row, 0, self._words["fields"][key]["comment"])
            self._write(page, row, 1, value, keep=True)
            row += 1
        for line in self._words["instructions"]:
            row += 1
            page.write_string(row, 0, line)
        page.write_string(0, 4, "可选的小节", self._head)
        for at, title in enumerate([_ANYWHERE, *(section.title for section in template.sections)], start=1):
            self._write(page, at, 4, title)

    def _page(self, name: str, widths: Iterable[int], *, frozen: bool = True) -> Worksheet:
        page = self._book.add_worksheet(name)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        if frozen:
            page.freeze_panes(1, 1)
            page.repeat_rows(0)
        return page

    def _header(self, page: Worksheet, columns: list[str]) -> None:
        for column, text in enumerate(columns):
            page.write_string(0, column, text, self._head)
            comment = self._words["comments"].get(text)
            if comment:
                page.write_comment(0, column, comment)

    def _write(self, page: Worksheet, row: int, column: int, text: str, *, keep: bool = False) -> None:
        if text or keep:
            page.write_string(row, column, text, self._guarded if text.startswith(_FORMULA_SIGNS) else self._text)

    def _amount(self, page: Worksheet, row: int, column: int, metric: Metric, amount: Decimal | None) -> None:
        if amount is None:
            return
        percent = metric.unit.symbol == "%"
        value = divide(amount, metric.unit.factor) / (100 if percent else 1)
        page.write_number(row, column, float(value), self._percent if percent else self._number)

    def _choose(self, page: Worksheet, column: int, source: list[str] | str, *, strict: bool) -> None:
        page.data_validation(
            1, column, _LAST_ROW, column,
            {
                "validate": "list", "source": source, "ignore_blank": True,
                "error_type": "stop" if strict else "information", "error_title": "请看一下",
                "error_message": "不在下拉列表里" + ("" if strict else "，确认要用就点「确定」"),
            },
        )  # fmt: skip

    def _numbers(self, page: Worksheet, first: int, last: int) -> None:
        page.data_validation(
            1, first, _LAST_ROW, last,
            {
                "validate": "decimal", "criteria": "between", "minimum": -1e16, "maximum": 1e16, "ignore_blank": True,
                "error_type": "warning", "error_title": "这里要填数字",
                "error_message": "填数字；也可以写 1.2亿元、八成五 这样的文字",
            },
        )  # fmt: skip


ROLE_NAMES_SHORT = {**ROLE_NAMES, Role.BENCHMARK: "基准"}
"""Headers of the columns; the last one is 行业或竞品基准 in full."""
