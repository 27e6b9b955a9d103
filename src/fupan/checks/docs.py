"""``python -m fupan.checks.docs [--check]``: ``docs/checks.md`` from the rules' own documentation.

With ``--check`` nothing is written and the exit code is 1 where the page is not what the rules say.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fupan.checks.rule import Rule
from fupan.checks.rules import RULES
from fupan.resources import prompts_dir

LEVELS = {"error": "错误", "warning": "提醒"}
_INTRO = """# 检查规则

<!-- 由 make docs 从 src/fupan/checks/rules/ 生成，请不要手改 -->

`fupan check` 对每份文稿逐条问这些规则。**错误**使退出码为 1，**提醒**不影响退出码。

- 只查几条：`fupan check 总结.md --facts 我的.yaml --select wrong-unit,wrong-bound`
- 不查某条：`fupan check 总结.md --ignore empty-phrase`
- 文中某一行不查：在行尾或上一行写 `<!-- fupan: ignore 规则 理由 -->`，多条规则用逗号隔开；网页（.html）里也行
- 注释 `<!-- … -->` 里的字不核对；写错了的 `fupan: ignore` 会提醒在哪一行、该怎么写
"""


def page() -> str:
    """The whole page: a table of all rules, then one part a rule."""
    table = ["| 规则 | 级别 | 查什么 |", "|---|---|---|"]
    table += [f"| [`{rule.id}`](#{rule.id}) | {LEVELS[rule.severity]} | {_cell(rule.docs.finds)} |" for rule in RULES]
    return "\n".join([_INTRO, *table, "", *(_part(rule) for rule in RULES)])


def _part(rule: Rule) -> str:
    docs = rule.docs
    return (
        f"## {rule.id}\n\n级别：{LEVELS[rule.severity]}\n\n"
        f"**查什么**　{_text(docs.finds)}\n\n**为什么**　{_text(docs.why)}\n\n"
        f"**例**\n\n- 错：{_text(docs.wrong)}\n- 对：{_text(docs.right)}\n\n**怎么改**　{_text(docs.mend)}\n"
    )


def _text(words: str) -> str:
    """Words of a rule in Markdown: marks that stand in an example are shown, not obeyed."""
    return "".join(f"\\{char}" if char in r"\`*_#<>|" else char for char in words)


def _cell(words: str) -> str:
    return _text(words).replace("\n", " ")


def docs_file() -> Path:
    """Where the page lies in the repository."""
    return prompts_dir().parent / "docs" / "checks.md"


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` only compare; the exit code."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write("用法：python -m fupan.checks.docs [--check]\n")
        return 2
    file = docs_file()
    if not file.parent.is_dir():
        sys.stderr.write(f"找不到文件夹 {file.parent}：请在源码目录里运行\n")
        return 2
    if arguments:
        if file.is_file() and file.read_text(encoding="utf-8") == page():
            return 0
        sys.stderr.write("docs/checks.md 与规则不一致，请运行 make docs\n")
        return 1
    file.write_text(page(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
