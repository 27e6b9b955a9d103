"""Usage errors of the command line, told in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable

import typer

_TOLD: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.DOTALL), told)
    for pattern, told in (
        (
            r"No such option: (\S+)(?: Did you mean (\S+)\?)?(?: \(Possible options: (.+)\))?",
            lambda m: f"没有选项 {m[1]}" + (f"，是不是 {(m[2] or m[3]).replace(', ', '、')}？" if m[2] or m[3] else ""),
        ),
        (r"Missing argument '(.+?)'.*", lambda m: f"少了参数 {m[1]}"),
        (r"Missing option '(.+?)'.*", lambda m: f"少了选项 {m[1]}"),
        (r"Missing command\..*", lambda _: "少了子命令"),
        (r"No such command '(.+?)'.*", lambda m: f"没有「{m[1]}」这个子命令"),
        (r"Option '?(\S+?)'? requires (?:an|\d+) arguments?\.?", lambda m: f"选项 {m[1]} 后面要跟一个值"),
        (r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)", lambda m: f"多出了参数：{m[1]}"),
        (
            r"Invalid value for '(.+?)': (?:Value error, )?'(.*)' is not one of (.+?)\.?",
            lambda m: f"{m[1]} 不能是「{m[2]}」，可选：{m[3].replace(chr(39), '').replace(', ', '、')}",
        ),
        (
            r"Invalid value for '(.+?)': (?:Path|File|Directory) '(.+?)' does not exist\.?",
            lambda m: f"{m[1]}：找不到文件 {m[2]}",
        ),
        (
            r"Invalid value for '(.+?)': '(.*)' is not a valid (?:int|float)\w*\.?",
            lambda m: f"{m[1]}：「{m[2]}」不是数",
        ),
        (r"Invalid value for '(.+?)': (.+)", lambda m: f"{m[1]} 的值不对：{m[2]}"),
    )
)


def usage_message(error: typer.TyperException) -> str:
    """What was wrong with the command line and where help is; an unknown kind of error keeps typer's own words."""
    words = error.format_message()
    told = next((tell(match) for pattern, tell in _TOLD if (match := pattern.fullmatch(words))), words)
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "fupan"
    return f"用法有误：{told}\n看说明：{path} --help"
