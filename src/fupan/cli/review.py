"""``fupan review``: how well each section of any document argues, and what to add."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fupan.cli.inputs import document_of, facts_of, template_of
from fupan.cli.output import deliver, format_of, tell
from fupan.errors import InputError

if TYPE_CHECKING:
    from fupan.domain.factsheet import FactSheet
    from fupan.domain.review import Review
    from fupan.domain.template import Template
    from fupan.intake.documents import Document

HELP = """评审一份文稿的写法：每一节逻辑链缺哪一步、哪里没有数字、哪里空泛，给 0–100 分和理由，从最弱的一节说起。

例：
  fupan review 总结.md --facts 我的.yaml                     对照数据表评审
  fupan review 总结.docx --template sales-monthly            按月度总结的模板评审一份 Word 文稿
  fupan review 总结.md -o 评审.html                           得分、理由和正文在一页里
  fupan review 总结.md --judge deepseek                      另请大模型看一遍，意见并列，不改得分
  fupan review 总结.md --at-least 80                         有一节低于 80 分时退出码为 1

标题不必和模板一样：按标题的意思找小节，没有标题时按内容找。得分怎么算：docs/review.md

退出码：0 完成，1 有小节低于 --at-least，2 用法或输入有误，3 大模型失败。
"""
Format = Literal["text", "json", "html"]
FORMATS: tuple[Format, ...] = ("text", "json", "html")


def review(
    doc: Annotated[
        str,
        typer.Argument(
            metavar="文稿", help="要评审的 .md、.txt、.html、.docx 或 .pptx；- 为标准输入", show_default=False
        ),
    ],
    template: Annotated[
        str, typer.Option("--template", "-t", help="按哪个模板；不写则用数据表里写的，或选最像的")
    ] = "",
    facts: Annotated[Path | None, typer.Option("--facts", "-f", help="数据表；不给则只看文稿自身")] = None,
    judge: Annotated[str, typer.Option("--judge", help="另请一个大模型逐节判断，如 deepseek、embedded；不计分")] = "",
    form: Annotated[
        Format | None,
        typer.Option("--format", help="报告的格式；不写则看 -o 的扩展名，没有就是 text", show_default=False),
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="报告写到这个文件；不写则显示在屏幕上")] = None,
    at_least: Annotated[int, typer.Option("--at-least", help="每一节至少要有的分数，0–100")] = 0,
) -> None:
    """Review a document; exit code 1 where a section scores below ``--at-least``."""
    from fupan.pipeline.review.review import review_text  # noqa: PLC0415

    if not 0 <= at_least <= 100:
        raise InputError(f"--at-least 不能是 {at_least}", hint="分数从 0 到 100")
    document = document_of(doc, filled=True)
    sheet = facts_of(facts)
    chosen = template_of(template, None)
    found = review_text(document.text, chosen, sheet)
    if judge:
        named = "" if sheet and sheet.template else found.template
        found = _judged(document, found, chosen or template_of(named, sheet), judge)
    shown = format_of(form, output, FORMATS)
    deliver(_rendered(document, found, sheet, shown), output, as_it_is=shown != "text")
    low = at_least and (found.missing or any(section.score < at_least for section in found.sections))
    raise typer.Exit(1 if low else 0)


def _judged(document: Document, found: Review, template: Template | None, llm: str) -> Review:
    from contextlib import closing  # noqa: PLC0415

    from fupan.llm.factory import open_llm  # noqa: PLC0415
    from fupan.pipeline.review.judge import judged  # noqa: PLC0415
    from fupan.store import Store  # noqa: PLC0415

    with closing(Store.open()) as store:
        judge = open_llm(llm, store=store)
        if judge is None:
            raise InputError("--judge none 没有可问的大模型", hint="去掉 --judge，或给一个大模型，如 --judge embedded")
        try:
            return judged(document.text, found, template, judge, told=tell) if template else found
        finally:
            judge.close()


def _rendered(document: Document, found: Review, sheet: FactSheet | None, form: Format) -> str:
    if form == "json":
        from fupan.export.review_json import review_json  # noqa: PLC0415

        return review_json(document.path, found, document.pages)
    if form == "html":
        from fupan.export.review_html import review_html  # noqa: PLC0415

        title = Path(document.path).stem if document.path != "-" else "评审结果"
        return review_html(document.text, found, title, with_facts=sheet is not None)
    from fupan.export.review_text import review_report  # noqa: PLC0415

    return review_report(document.path, document.text, found, document.pages)
