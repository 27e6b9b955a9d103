"""``fupan init``: a starter fact sheet to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fupan.cli.output import say, say_raw, write_bytes, write_text
from fupan.errors import InputError

if TYPE_CHECKING:
    from fupan.prompting.sources import TemplateSource

HELP = """写一份带中文注释的数据表样例，照着改成自己的数字和要点。

例：
  fupan init                                   写到 facts.yaml
  fupan init 我的.yaml                         写到指定文件（已有的文件不会被覆盖）
  fupan init 我的.xlsx                         写一份带下拉列表和批注的工作簿（fupan init --xlsx 写到 facts.xlsx）
  fupan init 我的.yaml -t sales-monthly        指定模板；周期和小节按模板来
  fupan init 我的.yaml -t 我的模板/            用文件夹里的模板；模板带有示例数据表时写的就是它
  fupan init -                                 显示在屏幕上
"""


def init(
    path: Annotated[Path, typer.Argument(help="写到哪个文件（.yaml 或 .xlsx）；- 为屏幕")] = Path("facts.yaml"),
    template: Annotated[str, typer.Option("--template", "-t", help="模板 id 或文件夹")] = "sales-leader-annual",
    force: Annotated[bool, typer.Option("--force", help="文件已存在时也覆盖")] = False,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="写成 Excel、WPS 能填的工作簿")] = False,
) -> None:
    """Write the starter; refuses to overwrite without ``--force``."""
    from fupan.cli.fact_starter import fact_starter  # noqa: PLC0415 - only now
    from fupan.prompting.sources import find_template  # noqa: PLC0415

    source = find_template(template)
    if xlsx or path.suffix.lower() == ".xlsx":
        path = _workbook_path(path)
    elif path.suffix.lower() in {".xls", ".xlsm", ".csv", ".et", ".ods"}:
        raise InputError(f"写不了 {path.suffix} 文件", hint=f"写成工作簿：fupan init {path.with_suffix('.xlsx')}")
    if str(path) == "-":
        say_raw(fact_starter(source, Path.cwd()))
        return
    if path.is_dir():
        raise InputError(f"{path} 是文件夹", hint=f"给出文件名，如 fupan init {path / 'facts.yaml'}")
    if path.exists() and not force:
        raise InputError(f"{path} 已经存在，没有覆盖", hint="换一个文件名，或加 --force 覆盖")
    if path.suffix.lower() == ".xlsx":
        _write_workbook(path, source)
    else:
        write_text(path, fact_starter(source, path.parent))
    say(f"已写入 {path}")
    say(f"接下来：改成自己的数字和要点，再运行 fupan facts {path}")


def _workbook_path(path: Path) -> Path:
    """Where the workbook goes: the default name and one without a suffix become .xlsx."""
    if str(path) == "-":
        raise InputError("工作簿不能显示在屏幕上", hint="给出文件名，如 fupan init 我的.xlsx")
    if path.suffix.lower() in {"", ".xlsx"} or str(path) == "facts.yaml":
        return path.with_suffix(".xlsx")
    raise InputError(f"{path} 不是 .xlsx", hint=f"写成 fupan init {path.with_suffix('.xlsx')}")


def _write_workbook(path: Path, source: TemplateSource) -> None:
    """The same starter as a workbook."""
    from fupan.cli.fact_starter import fact_starter  # noqa: PLC0415
    from fupan.export.factsheet_xlsx import factsheet_xlsx  # noqa: PLC0415
    from fupan.intake.factsheet import sheet_of_tree  # noqa: PLC0415
    from fupan.prompting.loader import load_template  # noqa: PLC0415
    from fupan.yamlfile import parse_yaml  # noqa: PLC0415

    sheet, _ = sheet_of_tree(parse_yaml(fact_starter(source, path.parent)), str(path))
    write_bytes(path, factsheet_xlsx(sheet, load_template(source, prompts=False)))
