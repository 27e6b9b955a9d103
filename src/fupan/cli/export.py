"""``fupan export``: a text that was edited by hand, checked once more, as Word, PowerPoint, PDF or a page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fupan.cli.draft_files import Wanted, deliver_draft
from fupan.cli.inputs import document_of, facts_in, suiting_template
from fupan.cli.output import refuse_source, tell
from fupan.errors import InputError

HELP = """把改好的文稿出成 Word、PowerPoint、PDF 或网页：文字一字不动，重新核对，配上图表、封面和目录。

例：
  fupan export 总结.md -f 我的.yaml -o 总结.docx      改完 Markdown，出 Word；查出的问题是批注
  fupan export 总结.md -f 我的.xlsx -o 总结.pptx      出 PowerPoint：一页一个结论，备注里有全文和出处
  fupan export 总结.md -f 我的.xlsx -o 总结.pdf       出 PDF
  fupan export 总结.md -f 我的.yaml -o 总结.docx --layout 公司模板.docx --sources
                                                      套用公司的模板，文末附每个数字的出处

标题决定章节：# 是全文的题目，## 和 ### 是章和节，和 fupan draft 写出来的一样。

退出码：0 没有错误（提醒不算），1 文稿里还有错误（文件照样写出），2 用法或输入有误。
"""


def export(
    doc: Annotated[str, typer.Argument(metavar="文稿", help="改好的 .md；- 为标准输入", show_default=False)],
    facts: Annotated[Path, typer.Option("--facts", "-f", help="数据表：图表和出处由它来", show_default=False)],
    output: Annotated[Path, typer.Option("-o", "--output", help="要写出的文件", show_default=False)],
    template: Annotated[
        str, typer.Option("--template", "-t", help="按哪个模板；不写则用数据表里写的，或选最像的")
    ] = "",
    layout: Annotated[Path | None, typer.Option("--layout", help="自己的模板，与产出同一种格式")] = None,
    sources: Annotated[
        bool, typer.Option("--sources", help="文末附表，列出每个数字的出处（.docx、.pptx、.pdf）")
    ] = False,
) -> None:
    """Export an edited document; exit code 1 where the check finds an error in it."""
    from fupan.export.report_text import summary_line  # noqa: PLC0415
    from fupan.pipeline.edited import edited_draft  # noqa: PLC0415

    wanted = Wanted(output, "all", Path(doc).stem, layout, sources)
    wanted.check()
    if wanted.single in {None, "md", "json"}:
        raise InputError(f"-o {output} 不是要出的格式", hint="给一个 .docx、.pptx、.pdf 或 .html 文件，如 -o 总结.docx")
    refuse_source(output, doc)
    document = document_of(doc, filled=True)
    sheet = facts_in(facts)
    chosen = suiting_template(document.text, template, sheet)
    made = edited_draft(document.text, sheet, chosen)
    deliver_draft(made, sheet, chosen, wanted)
    tell(f"核对：{summary_line(made.report)}")
    for finding in made.report.errors[:5]:
        tell(f"错误 {finding.rule}：{finding.message}")
    raise typer.Exit(1 if made.report.errors else 0)
