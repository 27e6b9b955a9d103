"""``fupan facts``: how a fact sheet is understood, before anything is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fupan.cli.output import say, say_raw, tell, write_text
from fupan.errors import InputError

if TYPE_CHECKING:
    from fupan.intake.workbook.read import Reading

HELP = """看数据表读成了什么：每个事实、由公式推导的事实（附算式）、每条要点写进哪一节哪一步和理由、每一节还缺什么。

例：
  fupan facts 我的.yaml                        用表格显示
  fupan facts 我的.yaml -t sales-leader-annual 换一个模板看
  fupan facts 我的.yaml --format json          供程序读取
  fupan facts 数据.xlsx                        工作簿：逐个单元格说明取作什么、为什么
  fupan facts 数据.xlsx --write-mapping        把猜出的对照写到 数据.mapping.yaml，改好后就按它取

要点归类不对，就在文件里把它移到对应小节的 id、小节标题或部分标题下面。
看着可疑但不一定错的地方（单位写混、分解加不上总数）会作为提醒列出。
"""


def facts(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="数据表（YAML、JSON、.xlsx 或 .csv）", show_default=False)
    ],
    template: Annotated[str, typer.Option("--template", "-t", help="模板 id 或文件夹；不写则用数据表里写的")] = "",
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="表格还是 JSON")] = "text",
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="工作簿的对照表；不写则用它旁边的 .mapping.yaml")
    ] = None,
    write_mapping: Annotated[
        bool, typer.Option("--write-mapping", help="把现在的对照写到工作簿旁边的 .mapping.yaml")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="对照表已存在时也覆盖")] = False,
) -> None:
    """Show the facts, where the notes go and what the sections will lack; of a workbook what became of each cell."""
    from fupan.cli.facts_view import facts_view, view_dict  # noqa: PLC0415 - only what this command needs
    from fupan.cli.warnings import tell_warnings  # noqa: PLC0415
    from fupan.intake.factsheet import load_facts_with_warnings  # noqa: PLC0415
    from fupan.prompting.loader import load_template  # noqa: PLC0415
    from fupan.prompting.sources import template_of  # noqa: PLC0415

    reading = _workbook(file, mapping, wanted=mapping is not None or write_mapping)
    if write_mapping and reading is not None:
        _write_mapping(file, reading, force=force)
        return
    sheet, warnings = (reading.sheet, reading.warnings) if reading is not None else load_facts_with_warnings(file)
    chosen = load_template(template_of(sheet, template), prompts=False)
    view = facts_view(sheet, chosen, warnings)
    if form == "json":
        told = view_dict(view)
        if reading is not None:
            from fupan.cli.facts_cells import cells_dict  # noqa: PLC0415

            told |= {"workbook": cells_dict(reading)}
        say_raw(json.dumps(told, ensure_ascii=False, indent=2))
        return
    from fupan.cli.facts_tables import print_tables  # noqa: PLC0415 - rich only for tables

    if reading is not None:
        from fupan.cli.facts_cells import print_cells  # noqa: PLC0415

        print_cells(reading)
    print_tables(view)
    tell_warnings(warnings)


def _workbook(file: Path, mapping: Path | None, *, wanted: bool) -> Reading | None:
    """The workbook as it was read; None for a fact sheet of another kind."""
    from fupan.intake.factsheet import WORKBOOKS  # noqa: PLC0415

    if file.suffix.lower() not in WORKBOOKS:
        if wanted:
            raise InputError(f"{file} 不是工作簿，没有对照表", hint="--mapping、--write-mapping 只用于 .xlsx 和 .csv")
        return None
    from fupan.intake.workbook.read import read_workbook  # noqa: PLC0415

    return read_workbook(file, mapping)


def _write_mapping(file: Path, reading: Reading, *, force: bool) -> None:
    from fupan.intake.workbook.mapping_file import mapping_path, mapping_text  # noqa: PLC0415
    from fupan.prompting.starter import schema_place  # noqa: PLC0415

    path = mapping_path(file)
    if path.exists() and not force:
        raise InputError(f"{path} 已经存在，没有覆盖", hint="改这个文件就行；要按表头重新猜，先删去它，或加 --force")
    write_text(path, mapping_text(reading.mapping, schema_place("workbook-mapping", path.parent)))
    tell(f"已写入 {path}")
    say(f"改好后运行 fupan facts {file}，就按它取")
