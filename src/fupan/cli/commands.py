"""The commands by name, and the group that imports a command's module only when that command is called.

A command is a function of its module; its Chinese help with examples is the module's ``HELP``. A command with
subcommands is a ``typer.Typer``.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import typer
from typer.main import get_command, get_group

from fupan import __version__
from fupan.cli.help_page import CommandPage, GroupPage, page_width, table
from fupan.errors import InputError


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a command lives (``module:attribute``) and what it is for, in one line."""

    place: str
    about: str


COMMANDS: dict[str, Entry] = {
    "init": Entry("fupan.cli.init:init", "写一份带注释的数据表样例，照着填"),
    "facts": Entry("fupan.cli.facts:facts", "看数据表读成了什么：事实、推导、要点去向、还缺什么"),
    "draft": Entry("fupan.cli.draft:draft", "按模板写出总结，逐个数字核对并标明出处"),
    "export": Entry("fupan.cli.export:export", "把改好的文稿出成 Word、PDF 或网页，重新核对，配上图表"),
    "chart": Entry("fupan.cli.chart:chart", "把数据表画成图：对比、趋势、构成、差额"),
    "check": Entry("fupan.cli.check:check", "核对任意文稿里的数字与说法"),
    "review": Entry("fupan.cli.review:review", "评审任意文稿的写法：逻辑链缺哪一步、哪里空泛、每节多少分"),
    "rewrite": Entry("fupan.cli.rewrite:rewrite", "改写薄弱的小节：逐条给出建议，采纳与否由你定"),
    "eval": Entry("fupan.cli.eval:evaluate", "批量评测：改了提示词、模板或大模型，是变好还是变差"),
    "figures": Entry("fupan.cli.figures:figures", "列出文稿里的每个数字：位置、数值、单位、方向"),
    "templates": Entry("fupan.cli.templates:app", "写作模板：看有哪些，新建自己的，修改自带的"),
    "llm": Entry("fupan.cli.llm:app", "大模型：有哪些可用、下载内置模型、试一次"),
}

INTRODUCTION = """\
复盘（fupan）{version}：把一张数据表写成有据可查的销售总结

用法：fupan <命令> [选项]

第一次用：
  fupan init 我的.yaml                    写一份数据表样例，照着填
  fupan facts 我的.yaml                   看读对了没有、还缺什么
  fupan draft 我的.yaml                   写出总结，放在 out/ 下
  fupan check 总结.md --facts 我的.yaml   改完再核对一遍
  fupan review 总结.md --facts 我的.yaml  看哪一节最弱、该补什么

命令：
"""
CLOSING = """
每个命令都有详细说明：fupan <命令> --help
退出码：0 正常，1 查出错误，2 用法或输入有误，3 大模型失败，4 程序缺陷
"""


def load(name: str) -> Any:  # noqa: ANN401 - typer keeps its command type private
    """The command of this name, its module imported now; KeyError where there is no such command."""
    entry = COMMANDS[name]
    module_name, _, attribute = entry.place.partition(":")
    module = import_module(module_name)
    found = getattr(module, attribute)
    if isinstance(found, typer.Typer):
        found.info.cls = GroupPage
        for info in found.registered_commands:
            info.cls = CommandPage
        command: Any = get_group(found)
    else:
        alone = typer.Typer(add_completion=False)
        alone.command(name=name, cls=CommandPage, help=getattr(module, "HELP", entry.about))(found)
        command = get_command(alone)
    command.name = name
    return command


class LazyCommands(GroupPage):
    """The top group: knows every command's name and purpose without importing it."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - typer keeps this type private
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - typer keeps these types private
        """The command; raises InputError with the nearest name where there is none of this name."""
        if cmd_name in COMMANDS:
            return load(cmd_name)
        if cmd_name.startswith("-"):
            return None
        near = get_close_matches(cmd_name, COMMANDS, n=1, cutoff=0.5)
        hint = f"是不是 fupan {near[0]}？" if near else f"可用的命令：{'、'.join(COMMANDS)}"
        raise InputError(f"没有「{cmd_name}」这个命令", hint=hint)

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 - typer keeps these types private
        """Write the front page."""
        formatter.write(INTRODUCTION.format(version=__version__))
        formatter.write("\n".join(table(((name, entry.about) for name, entry in COMMANDS.items()), page_width())))
        formatter.write("\n" + CLOSING)


app = typer.Typer(cls=LazyCommands, add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})


@app.callback(invoke_without_command=True)
def top(
    ctx: typer.Context,
    version: bool = typer.Option(False, "--version", "-V", help="显示版本"),
) -> None:
    """Print the version, or the front page where no command is given."""
    if version:
        sys.stdout.write(f"fupan {__version__}\n")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        sys.stdout.write(ctx.get_help() + "\n")
