"""Help pages in Chinese: laid out for wide characters, without the price of importing rich."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from fupan.export.terminal import folded, padded, width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typer import Context

_MARKS = (
    ("Show this message and exit.", "显示这一页"),
    ("[required]", "（必填）"),
    ("required]", "必填]"),
    ("[default: ", "[默认："),
    ("default: ", "默认："),
    ("env var: ", "环境变量："),
)
_TYPES = re.compile(r"<(?:list\[)?(str|path|int|float|file|directory)\]?>")
_TYPE_NAMES = {"str": "文字", "path": "文件", "file": "文件", "directory": "目录", "int": "整数", "float": "数"}
_NAMES = 32


def page_width() -> int:
    """Columns to lay help out in: those of the terminal, 60 to 100."""
    return max(60, min(100, shutil.get_terminal_size((88, 24)).columns))


def table(rows: Iterable[tuple[str, str]], columns: int) -> list[str]:
    """Two columns: names, and folded explanations; a name longer than 32 columns stands on a line of its own."""
    listed = list(rows)
    name_width = min(_NAMES, max((width(name) for name, _ in listed), default=0))
    lines: list[str] = []
    for name, about in listed:
        folds = folded(about, columns - name_width - 4)
        if width(name) > name_width:
            lines.append(f"  {name}")
        else:
            lines.append(f"  {padded(name, name_width)}  {folds.pop(0)}".rstrip())
        lines += [f"  {' ' * name_width}  {fold}".rstrip() for fold in folds]
    return lines


def command_page(command: TyperCommand | TyperGroup, ctx: Context, subcommands: list[tuple[str, str]]) -> str:
    """The help page of one command: usage, what it is for, arguments, options, subcommands."""
    columns = page_width()
    usage, arguments, options = [ctx.command_path], [], []
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx)
        if param.param_type_name == "argument":
            usage += [piece.strip("{}") for piece in param.get_usage_pieces(ctx)]
            if record is not None:
                arguments.append(_localised(_bare(record)))
        elif record is not None:
            options.append(_localised(record))
    usage += (["<子命令>"] if subcommands else []) + (["[选项]"] if options else [])
    lines = [f"用法：{' '.join(usage)}"]
    if command.help:
        lines += ["", *(fold for line in command.help.splitlines() for fold in _folded_help(line, columns))]
    for heading, rows in (("子命令", subcommands), ("参数", arguments), ("选项", options)):
        if rows:
            lines += ["", f"{heading}：", *table(rows, columns)]
    return "\n".join(lines) + "\n"


def _folded_help(line: str, columns: int) -> list[str]:
    # Indented lines are examples: they must stay copyable, so they are not folded.
    return [line] if line.startswith(" ") else folded(line, columns)


def _bare(record: tuple[str, str]) -> tuple[str, str]:
    """An argument's row without the type word that typer puts behind its name."""
    name, about = record
    return name.split(" ", maxsplit=1)[0], about


def _localised(record: tuple[str, str]) -> tuple[str, str]:
    name, about = record
    for english, chinese in _MARKS:
        about = about.replace(english, chinese)
    return _TYPES.sub(lambda match: f"<{_TYPE_NAMES[match[1]]}>", name), about


class CommandPage(TyperCommand):
    """A command whose ``--help`` is laid out here."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - typer keeps these types private
        """Write the page."""
        formatter.write(command_page(self, ctx, []))


class GroupPage(TyperGroup):
    """A command with subcommands whose ``--help`` is laid out here."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - typer keeps these types private
        """Write the page."""
        rows = [(name, command.get_short_help_str(200)) for name, command in self.commands.items()]
        formatter.write(command_page(self, ctx, rows))
