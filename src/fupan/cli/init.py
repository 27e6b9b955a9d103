"""``fupan init``: a starter fact sheet to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fupan.cli.output import say, say_raw, write_text
from fupan.errors import InputError

HELP = """写一份带中文注释的数据表样例，照着改成自己的数字和要点。

例：
  fupan init                                   写到 facts.yaml
  fupan init 我的.yaml                         写到指定文件（已有的文件不会被覆盖）
  fupan init 我的.yaml -t sales-monthly        指定模板；周期和小节按模板来
  fupan init 我的.yaml -t 我的模板/            用文件夹里的模板；模板带有示例数据表时写的就是它
  fupan init -                                 显示在屏幕上
"""


def init(
    path: Annotated[Path, typer.Argument(help="写到哪个文件；- 为屏幕")] = Path("facts.yaml"),
    template: Annotated[str, typer.Option("--template", "-t", help="模板 id 或文件夹")] = "sales-leader-annual",
    force: Annotated[bool, typer.Option("--force", help="文件已存在时也覆盖")] = False,
) -> None:
    """Write the starter; refuses to overwrite without ``--force``."""
    from fupan.cli.fact_starter import fact_starter  # noqa: PLC0415 - only now
    from fupan.prompting.sources import find_template  # noqa: PLC0415

    source = find_template(template)
    if str(path) == "-":
        say_raw(fact_starter(source, Path.cwd()))
        return
    if path.is_dir():
        raise InputError(f"{path} 是文件夹", hint=f"给出文件名，如 fupan init {path / 'facts.yaml'}")
    if path.exists() and not force:
        raise InputError(f"{path} 已经存在，没有覆盖", hint="换一个文件名，或加 --force 覆盖")
    write_text(path, fact_starter(source, path.parent))
    say(f"已写入 {path}")
    say(f"接下来：改成自己的数字和要点，再运行 fupan facts {path}")
