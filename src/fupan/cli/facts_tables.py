"""The tables of ``fupan facts``: for a wide or narrow terminal, a file or a pipe."""

from __future__ import annotations

import sys

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from fupan.cli.facts_view import FactsView, step_name
from fupan.export.terminal import printable
from fupan.pipeline.wording import label, show

PIPE_WIDTH = 120
NARROW = 70
GUESSED = 0.5


def print_tables(view: FactsView) -> None:
    """Print the view on standard output. What users wrote is shown as text, never as markup or control codes."""
    # A pipe has no width of its own; folding at 80 columns would break every line of Chinese.
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False)
    narrow = console.width < NARROW
    sheet, template = view.base.sheet, view.template
    console.print(_cell(sheet.title or template.title), style="bold")
    console.print(
        _cell(
            f"{sheet.period.label}　模板 {template.id}（{template.title}）　"
            f"指标 {len(sheet.metrics)} 个，要点 {len(sheet.notes)} 条"
        )
    )
    console.print(_given(view, narrow=narrow))
    console.print(Text(_ways(view), style="dim"))
    console.print(_derived(view, narrow=narrow))
    console.print(_notes(view, narrow=narrow))
    console.print(Text("要点归类不对？在文件里把它移到对应小节的 id 或标题下，例如 notes: {gap: [...]}", style="dim"))
    console.print(_sections(view))


def _ways(view: FactsView) -> str:
    low = "、".join(printable(metric.name) for metric in view.lower)
    return f"越低越好的指标：{low or '没有'}；其余当作越高越好。不对就给那个指标写 better: lower 或 better: higher"


def _given(view: FactsView, *, narrow: bool) -> Table:
    table = _table(f"事实（{len(view.given)} 个，来自数据表）", "编号", "数值", *([] if narrow else ["出处"]))
    for fact in view.given:
        place = fact.place
        line = (place.cell or f"第 {place.line} 行") if place is not None and (place.cell or place.line) else ""
        table.add_row(*map(_cell, [fact.id, show(fact), *([] if narrow else [line])]))
    return table


def _derived(view: FactsView, *, narrow: bool) -> Table:
    table = _table(f"推导事实（{len(view.derived)} 个）", "编号", *([] if narrow else ["名称"]), "算式与数值")
    for fact in view.derived:
        arithmetic = fact.formula.arithmetic if fact.formula else ""
        table.add_row(*map(_cell, [fact.id, *([] if narrow else [label(fact)]), arithmetic]))
    return table


def _notes(view: FactsView, *, narrow: bool) -> Table:
    table = _table(f"要点去向（{len(view.assignments)} 条）", "要点", "小节 · 步骤", *([] if narrow else ["为什么"]))
    for assigned in view.assignments:
        section = view.template.section(assigned.section_id)
        where = f"{section.title} · {step_name(view.template, assigned)}"
        unsure = "（拿不准）" if assigned.confidence < GUESSED else ""
        table.add_row(*map(_cell, [assigned.note.text, where, *([] if narrow else [assigned.reason + unsure])]))
    return table


def _sections(view: FactsView) -> Table:
    table = _table("各节还缺什么", "小节", "已有", "还缺")
    for section in view.sections:
        steps = [f"步骤「{step.name}」没有素材（{step.asks}）" for step in section.empty_steps]
        lacks = [*section.missing, *steps]
        own = f"{len(section.present)} 个数字\n{section.notes} 条要点"
        title = f"{section.section.title}\n{section.section.id}"
        table.add_row(_cell(title), _cell(own), _cell("\n".join(lacks) or "齐了"))
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE, title_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _cell(text: str) -> Text:
    return Text(printable(text))
