"""``fupan facts``: how a fact sheet is understood, before anything is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from fupan.cli.output import say_raw

HELP = """看数据表读成了什么：每个事实、由公式推导的事实（附算式）、每条要点写进哪一节哪一步和理由、每一节还缺什么。

例：
  fupan facts 我的.yaml                        用表格显示
  fupan facts 我的.yaml -t sales-leader-annual 换一个模板看
  fupan facts 我的.yaml --format json          供程序读取

要点归类不对，就在文件里把它移到对应小节的 id、小节标题或部分标题下面。
看着可疑但不一定错的地方（单位写混、分解加不上总数）会作为提醒列出。
"""


def facts(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="数据表（YAML 或 JSON）", show_default=False)],
    template: Annotated[str, typer.Option("--template", "-t", help="模板 id 或文件夹；不写则用数据表里写的")] = "",
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="表格还是 JSON")] = "text",
) -> None:
    """Show the facts, where the notes go and what the sections will lack."""
    from fupan.cli.facts_view import facts_view, view_dict  # noqa: PLC0415 - only what this command needs
    from fupan.cli.warnings import tell_warnings  # noqa: PLC0415
    from fupan.intake.factsheet import load_facts_with_warnings  # noqa: PLC0415
    from fupan.prompting.loader import load_template  # noqa: PLC0415
    from fupan.prompting.sources import template_of  # noqa: PLC0415

    sheet, warnings = load_facts_with_warnings(file)
    chosen = load_template(template_of(sheet, template), prompts=False)
    view = facts_view(sheet, chosen, warnings)
    if form == "json":
        say_raw(json.dumps(view_dict(view), ensure_ascii=False, indent=2))
        return
    from fupan.cli.facts_tables import print_tables  # noqa: PLC0415 - rich only for tables

    print_tables(view)
    tell_warnings(warnings)
