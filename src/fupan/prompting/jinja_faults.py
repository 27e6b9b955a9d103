"""The template engine's syntax errors in Chinese."""

from __future__ import annotations

import re

_TOLD: tuple[tuple[str, str], ...] = (
    (
        r"[Uu]nexpected end of template.*?'(?:endblock|endif|endfor|endraw)'.*",
        "有一个 {{% block %}}、{{% if %}} 或 {{% for %}} 没有结束",
    ),
    (r"[Mm]issing end of (?:comment|raw).*", "{{# 注释 #}} 或 {{% raw %}} 没有结束"),
    (
        r"[Ee]ncountered unknown tag '([^']{1,40})'.*",
        "没有「{0}」这个标签；可用 if、for、block、extends、include、raw",
    ),
    (r"[Uu]nexpected end of template.*", "文件没有写完，少了一个 }}}} 或 %}}"),
    (r"[Ee]xpected an expression, got 'end of .*", "这里少了内容：if、for 或 {{{{ }}}} 里是空的"),
    (r"No filter named '([^']{1,40})'.*", "没有过滤器「{0}」"),
    (r"block '([^']{1,40})' defined twice", "block「{0}」写了两次"),
    (r"unexpected char '(.{1,4})'.*", "这里不该有「{0}」；标点要用半角"),
    (r"unexpected '(.{1,4})'.*", "这里不该有「{0}」，检查括号是否成对"),
    (r"expected token '([^']{1,30})', got '([^']{1,30})'", "这里应当是「{0}」，写成了「{1}」"),
)
"""What the engine says, and the same in Chinese; groups of the one are put into the other."""


def explained(message: str) -> str:
    """The message in Chinese; the engine's own words where it is none of the usual ones."""
    for pattern, told in _TOLD:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match is not None:
            return told.format(*match.groups())
    return message
