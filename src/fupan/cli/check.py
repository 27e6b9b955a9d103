"""``fupan check``: the figures and claims of any document, against a fact sheet or against the document itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fupan.cli.inputs import document_of, facts_of, template_of
from fupan.cli.output import deliver, format_of, refuse_source, say, tell, write_bytes, write_text
from fupan.errors import InputError

if TYPE_CHECKING:
    from fupan.domain.factsheet import FactSheet
    from fupan.domain.finding import CheckReport
    from fupan.intake.documents import Document

HELP = """核对一份文稿：每个数字有没有出处、算得对不对，说法有没有依据。

例：
  fupan check 总结.md --facts 我的.yaml                       对照数据表核对
  fupan check 总结.md                                         没有数据表：核对文稿自身是否自洽
  cat 总结.md | fupan check - --facts 我的.yaml --format json  给程序用
  fupan check 总结.md --facts 我的.yaml -o 核对.html            带标记的全文；.json、.sarif 也可以
  fupan check 总结.docx --facts 我的.xlsx -o 批注.docx          Word 文稿：问题写成批注，批在那个数字上
  fupan check 总结.md --baseline 已知.json --write-baseline    记下现有的问题，以后只报新的

退出码：0 没有错误（提醒不算），1 查出错误，2 用法或输入有误。
"""
_FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_HELD, _AUDITED = 900, 150
"""Figures a second, about: held against facts, and against each other (``eval/benchmarks/figures/speed.py``)."""
_LONG, _MINUTES = 20, 90
Format = Literal["text", "json", "sarif", "html"]
FORMATS: tuple[Format, ...] = ("text", "json", "sarif", "html")


def check(
    doc: Annotated[
        str,
        typer.Argument(
            metavar="文稿", help="要核对的 .md、.txt、.html、.docx 或 .pptx；- 为标准输入", show_default=False
        ),
    ],
    facts: Annotated[Path | None, typer.Option("--facts", "-f", help="数据表；不给则只查文稿自身")] = None,
    template: Annotated[
        str, typer.Option("--template", "-t", help="按哪个模板（id 或文件夹）查必备数字；不写则用数据表里写的")
    ] = "",
    form: Annotated[
        Format | None,
        typer.Option("--format", help="报告的格式；不写则看 -o 的扩展名，没有就是 text", show_default=False),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="报告写到这个文件，.docx 为带批注的文稿；不写则显示在屏幕上")
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option("--select", help="只查这些规则，逗号隔开或写多次", metavar="规则")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", help="不查这些规则，逗号隔开或写多次", metavar="规则")
    ] = None,
    baseline: Annotated[Path | None, typer.Option("--baseline", help="已知问题的文件：其中有的不再报")] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="把现在查出的问题都记进 --baseline 的文件")
    ] = False,
) -> None:
    """Check a document; exit code 1 where there is a finding at error level that the baseline does not know."""
    from fupan.checks.run import check_text  # noqa: PLC0415

    if write_baseline and baseline is None:
        raise InputError("--write-baseline 要知道写到哪个文件", hint="加上 --baseline 已知.json")
    document = document_of(doc)
    commented = _wants_comments(doc, output, form)
    sheet = facts_of(facts)
    _announce(document.text, audit=sheet is None)
    report = check_text(
        document.text,
        sheet,
        template=template_of(template, sheet),
        select=_names(select),
        ignore=_names(ignore),
    )
    for remark in report.remarks:
        tell(f"提醒：{remark}")
    if baseline is not None:
        from fupan.export.baseline import baseline_json, load_baseline, without_known  # noqa: PLC0415

        if write_baseline:
            write_text(baseline, baseline_json(report, document.text))
            say(f"已记下 {len(report.findings)} 个问题：{baseline}")
            return
        report = without_known(report, document.text, load_baseline(baseline))
    if commented and output is not None:
        from fupan.export.check_word import commented_word  # noqa: PLC0415
        from fupan.export.report_text import summary_line  # noqa: PLC0415

        write_bytes(output, commented_word(Path(doc).read_bytes(), doc, report, sheet))
        tell(f"已写入 {output}：{len(report.findings)} 处问题写成批注")
        say(summary_line(report, document.text))
    else:
        shown = format_of(form, output, FORMATS)
        deliver(_rendered(document, report, sheet, shown), output, as_it_is=shown != "text")
    raise typer.Exit(1 if report.errors else 0)


def _announce(text: str, *, audit: bool) -> None:
    """Say beforehand how long a very long text may take."""
    seconds = sum(1 for _ in _FIGURE.finditer(text)) / (_AUDITED if audit else _HELD)
    if seconds >= _LONG:
        told = f"约 {round(seconds / 60)} 分钟" if seconds >= _MINUTES else f"约 {round(seconds, -1):.0f} 秒"
        tell(f"文稿有 {len(text)} 字，核对要{told}；按 Ctrl-C 可以停下，分成几份会更快看到结果")


def _names(given: list[str] | None) -> tuple[str, ...]:
    """The rules of an option that may be given several times, each with one name or several."""
    return tuple(name for one in given or () for name in re.split(r"[,，、;；\s]+", one) if name)


def _wants_comments(doc: str, output: Path | None, form: Format | None) -> bool:
    """Whether the document itself is wanted back, with comments. Raises InputError where it cannot be given."""
    if output is None or output.suffix.lower() != ".docx":
        return False
    if form not in {None, "text"}:
        raise InputError(f"-o {output} 是带批注的文稿，与 --format {form} 不一致", hint="去掉其中一个")
    if Path(doc).suffix.lower() != ".docx":
        raise InputError(f"{doc} 不是 .docx，批注写不进去", hint="用 -o 核对.html 看带标记的全文")
    refuse_source(output, doc)
    return True


def _rendered(document: Document, report: CheckReport, sheet: FactSheet | None, form: Format) -> str:
    if form == "json":
        from fupan.export.report_json import report_json  # noqa: PLC0415

        return report_json(document.path, report, document.pages)
    if form == "sarif":
        from fupan.export.report_sarif import report_sarif  # noqa: PLC0415

        return report_sarif(document.path, document.text, report)
    if form == "html":
        from fupan.export.html import report_html  # noqa: PLC0415

        return report_html(
            document.text, report, Path(document.path).stem if document.path != "-" else "核对结果", sheet
        )
    from fupan.export.report_text import report_text  # noqa: PLC0415

    return report_text(document.path, document.text, report, sheet, document.pages)
