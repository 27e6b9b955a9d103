"""``fupan templates``: which writing templates there are, what they ask for, making one, changing one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fupan.cli.output import deliver, say, say_raw, tell
from fupan.errors import FactSheetError, TemplateError

if TYPE_CHECKING:
    from fupan.errors import InputProblem
    from fupan.prompting.sources import TemplateSource

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="""写作模板：看有哪些、要什么，新建自己的，修改自带的。

例：
  fupan templates list
  fupan templates show sales-monthly
  fupan templates new 季度经营分析
  fupan templates check 季度经营分析/
  fupan templates edit sales-monthly

任何写模板 id 的地方都可以写模板文件夹，如 fupan draft 我的.yaml -t 季度经营分析/。
同名时先用你的模板目录里的，再用安装的包里的，最后用自带的。
""",
)
Form = Annotated[Literal["text", "json"], typer.Option("--format", help="输出的格式")]
Named = Annotated[str, typer.Argument(metavar="模板", help="模板 id 或文件夹", show_default=False)]


@app.command("list")
def list_(form: Form = "text") -> None:
    """列出全部模板、来自哪里、哪些改过"""
    from fupan.cli.templates_view import listed, listed_text  # noqa: PLC0415 - only what is used is loaded

    rows = listed()
    if form == "json":
        say_raw(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        deliver(listed_text(rows), None, as_it_is=False)


@app.command()
def show(template: Named, form: Form = "text") -> None:
    """一个模板的部分、小节、逻辑链与步骤、需要的数字、篇幅"""
    from fupan.cli.templates_view import shown, shown_text  # noqa: PLC0415
    from fupan.prompting.loader import load_template  # noqa: PLC0415
    from fupan.prompting.sources import find_template  # noqa: PLC0415

    source = find_template(template)
    view = shown(load_template(source, prompts=False), source)
    if form == "json":
        say_raw(json.dumps(view, ensure_ascii=False, indent=2))
    else:
        deliver(shown_text(view), None, as_it_is=False)


@app.command()
def patterns(
    template: Annotated[str, typer.Argument(metavar="模板", help="也列出这个模板自己的逻辑链")] = "",
    form: Form = "text",
) -> None:
    """列出可用的逻辑链和它们的步骤，写模板时从中选"""
    from fupan.cli.templates_view import pattern_dict, patterns_text  # noqa: PLC0415
    from fupan.prompting.patterns import load_patterns  # noqa: PLC0415
    from fupan.prompting.sources import find_template  # noqa: PLC0415

    found = load_patterns(find_template(template).folder if template else None).values()
    if form == "json":
        say_raw(json.dumps([pattern_dict(pattern) for pattern in found], ensure_ascii=False, indent=2))
    else:
        deliver(patterns_text(found), None, as_it_is=False)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="新模板放在哪个文件夹，名字就是模板的 id")],
    title: Annotated[str, typer.Option("--title", help="总结的标题；不写则同文件夹名")] = "",
) -> None:
    """新建一个模板：带注释，可以直接用，照着改"""
    from fupan.prompting.starter import new_template  # noqa: PLC0415

    for path in new_template(folder, title):
        say(f"已写入 {path}")
    say(f"接下来：改 {folder / 'template.yaml'}，再运行 fupan templates check {folder}")
    say(f"试写一份：fupan init 试.yaml -t {folder}，再 fupan draft 试.yaml --llm none")


@app.command()
def check(template: Named, form: Form = "text") -> None:
    """查出模板里的全部问题，逐条说明在哪个文件哪一行、怎么改；有问题时退出码为 1"""
    from fupan.prompting.fields import in_order  # noqa: PLC0415
    from fupan.prompting.sources import find_template  # noqa: PLC0415

    source = find_template(template)
    problems = in_order(_problems(source))
    if form == "json":
        rows = [
            {"file": p.file, "line": p.line, "field": p.field, "message": p.message, "hint": p.hint} for p in problems
        ]
        say_raw(json.dumps({"template": source.name, "problems": rows}, ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            say(str(problem))
        tell(f"共 {len(problems)} 处要改" if problems else f"没有问题：{source.folder}")
    raise typer.Exit(1 if problems else 0)


def _problems(source: TemplateSource) -> list[InputProblem]:
    from fupan.prompting.loader import read_template  # noqa: PLC0415

    found: list[InputProblem] = []
    try:
        read_template(source.folder, found)
    except TemplateError as error:
        if not error.problems:
            raise
        found += error.problems
    return [*found, *_example_problems(source)]


def _example_problems(source: TemplateSource) -> list[InputProblem]:
    """What is wrong with the template's own example fact sheet, if it has one."""
    from fupan.intake.factsheet import load_facts  # noqa: PLC0415
    from fupan.prompting.starter import EXAMPLE_FILE  # noqa: PLC0415

    example = source.folder / EXAMPLE_FILE
    if not example.is_file():
        return []
    try:
        load_facts(example)
    except FactSheetError as error:
        return list(error.problems)
    return []


@app.command()
def edit(template: Annotated[str, typer.Argument(metavar="模板", help="模板 id", show_default=False)]) -> None:
    """把自带或安装的模板复制到你的模板目录，之后改的和用的都是这一份"""
    from fupan.prompting.edits import copy_for_editing, copy_of  # noqa: PLC0415

    there = copy_of(template) is not None
    folder = copy_for_editing(template)
    say(f"{'已经有一份' if there else '已复制'}：{folder}")
    say(f"改里面的 *.md.j2（提示词）或 template.yaml，再运行 fupan templates check {template}")
    say(f"不要了：fupan templates restore {template}")


@app.command()
def restore(
    template: Annotated[str, typer.Argument(metavar="模板", help="模板 id", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不再询问")] = False,
) -> None:
    """删去你改过的那一份，恢复用原来的模板；先列出改过的文件并询问"""
    from fupan.prompting.edits import copy_of, edited_files, give_up  # noqa: PLC0415

    copy = copy_of(template)
    if copy is not None and not yes:
        changed = edited_files(copy)
        tell(f"要删去 {copy.folder}" + (f"，其中改过：{'、'.join(changed)}" if changed else "，其中没有改动"))
        if not typer.confirm("删去后不能找回。确定吗？", err=True):
            tell("没有删，一切照旧")
            raise typer.Exit(0)
    say(f"已恢复「{template}」，删去了 {give_up(template)}")
