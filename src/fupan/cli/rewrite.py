"""``fupan rewrite``: proposals for the weak sections of a document, to be taken one by one."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from fupan.cli.inputs import facts_of, suiting_template, template_of
from fupan.cli.output import deliver, is_person, tell
from fupan.errors import InputError

if TYPE_CHECKING:
    from fupan.cli.rewrite_files import Target
    from fupan.domain.factsheet import FactSheet
    from fupan.llm.port import Llm
    from fupan.pipeline.rewrite.edits import Edit
    from fupan.pipeline.rewrite.ground import Refuses
    from fupan.pipeline.rewrite.proposal import Rewrite
    from fupan.pipeline.rewrite.rewrite import RewriteOptions, Rewriter
    from fupan.pipeline.rewrite.source import Source

HELP = """改写薄弱的小节：先评审，再按评审的理由给出建议；一条条看，采纳与否由你定，没有采纳的一个字不动。

例：
  fupan rewrite 总结.md --facts 我的.yaml                     最弱的 3 节，逐条问你
  fupan rewrite 总结.md -f 我的.yaml --section gap --goal 缺影响  只改一节，只补影响
  fupan rewrite 总结.md -f 我的.yaml --apply -o 新稿.md        全部采纳，写到新文件
  fupan rewrite 总结.md -f 我的.yaml --patch | git apply       给出补丁
  fupan rewrite 总结.docx -f 我的.yaml --apply                 Word：改动写成修订，问题写成批注
  fupan rewrite 总结.md -f 我的.yaml --format json             给程序用
  fupan rewrite --text "上海差432万元。" --pattern phenomenon-cause-impact -f 我的.yaml
  cat 一段.txt | fupan rewrite --text - --pattern smart -f 我的.yaml --apply

每条建议都先核对过：检查出的问题不会变多，正确的数字和名称不会丢，逻辑链不会变短，得分不会降；做不到的不给，并说明原因。
写错的数字照数据改正，一处一条，附算式。数据表和要点里没有的不会编，会问你。怎么用、保证什么：docs/rewrite.md

逐条看时按：a 采纳  s 跳过  e 自己改  r 换一种说法（可写要求，如 r 更短）  w 回答问题  q 结束
退出码：0 完成，2 用法或输入有误，3 大模型失败。
"""
Format = Literal["text", "json"]


def rewrite(
    doc: Annotated[
        str,
        typer.Argument(
            metavar="文稿",
            help="要改写的 .md、.txt 或 .docx（.pptx 和 .html 只列建议）；- 为标准输入",
            show_default=False,
        ),
    ] = "",
    facts: Annotated[Path | None, typer.Option("--facts", "-f", help="数据表；不给则以文稿自己的数字为准")] = None,
    template: Annotated[
        str, typer.Option("--template", "-t", help="按哪个模板；不写则用数据表里写的，或选最像的")
    ] = "",
    section: Annotated[
        list[str] | None, typer.Option("--section", "-s", help="只改这些小节（id 或标题），可多次")
    ] = None,
    weakest: Annotated[int, typer.Option("--weakest", min=1, help="改得分最低的几节")] = 3,
    goal: Annotated[
        list[str] | None, typer.Option("--goal", help="只为这些目的改：缺影响、更具体、更短、去套话、语气更正式")
    ] = None,
    llm: Annotated[
        str, typer.Option("--llm", envvar="FUPAN_LLM", help="大模型，如 embedded、deepseek、openai:MODEL、none")
    ] = "",
    text: Annotated[str | None, typer.Option("--text", help="改写一段话，而不是一份文稿；- 为标准输入")] = None,
    pattern: Annotated[str, typer.Option("--pattern", help="这段话的逻辑链，如 phenomenon-cause-impact、smart")] = "",
    apply: Annotated[bool, typer.Option("--apply", help="全部采纳，不逐条问")] = False,
    patch: Annotated[bool, typer.Option("--patch", help="给出统一格式的补丁（git apply、patch -p1 可用）")] = False,
    in_place: Annotated[bool, typer.Option("--in-place", help="写回原文件，原稿另存为 .bak")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写到这个文件；- 为屏幕")] = None,
    form: Annotated[Format, typer.Option("--format", help="报告的格式；json 只报告，不询问")] = "text",
    fresh: Annotated[bool, typer.Option("--fresh", help="不用上次存下的大模型答复")] = False,
) -> None:
    """Rewrite weak sections; nothing is written unless it is taken."""
    from fupan.pipeline.rewrite.rewrite import RewriteOptions  # noqa: PLC0415

    if sum((apply, patch, form == "json")) > 1 and not (apply and form == "json"):
        raise InputError(
            "--apply、--patch 和 --format json 只能用一个", hint="要补丁用 --patch，给程序用 --format json"
        )
    options = RewriteOptions(tuple(section or ()), weakest, tuple(goal or ()), told=_told)
    sheet = facts_of(facts)
    if text is not None:
        _passage(text, pattern, template, sheet, options, llm=llm, fresh=fresh, apply=apply, form=form, output=output)
        return
    if not doc:
        raise InputError("没有说改写哪份文稿", hint="fupan rewrite 总结.md，或用 --text 改写一段话")
    _document(doc, template, sheet, options, llm=llm, fresh=fresh, apply=apply, patch=patch, form=form,
              output=output, in_place=in_place)  # fmt: skip


def _told(title: str) -> None:
    if is_person():
        tell(f"正在改写：{title}")


def _document(
    doc: str, template: str, sheet: FactSheet | None, options: RewriteOptions, *, llm: str, fresh: bool, apply: bool,
    patch: bool, form: Format, output: Path | None, in_place: bool,
) -> None:  # fmt: skip
    from fupan.cli.rewrite_files import Target  # noqa: PLC0415
    from fupan.pipeline.rewrite.rewrite import Rewriter  # noqa: PLC0415
    from fupan.pipeline.rewrite.source import read_source  # noqa: PLC0415

    source = read_source(doc)
    if source.remark:
        tell(source.remark)
    target = Target(source, output, in_place=in_place)
    if source.fixed and (apply or patch):
        source.after(())  # says why not, before any work is done
    chosen = suiting_template(source.text, template, sheet)
    with _opened(llm, fresh=fresh) as model:
        rewriter = Rewriter(source.text, chosen, sheet, model, replace(options, refuses=_refuses(source)))
        if form == "json" or patch or apply:
            made = rewriter.all()
            _deliver(made, rewriter, source, target, apply=apply, patch=patch, form=form)
            return
        if source.fixed:
            from fupan.export.rewrite_text import rewrite_report  # noqa: PLC0415

            tell(f"只列出建议，不改文件：{source.fixed}")
            report = rewrite_report(source.path, rewriter.all(), colour=sys.stdout.isatty(), pages=source.pages)
            deliver(report, output, as_it_is=True)
            return
        from fupan.cli.rewrite_session import Session  # noqa: PLC0415

        edits = Session(rewriter, colour=sys.stdout.isatty()).run()
        if edits:
            target.write(_content(source, rewriter, edits), interactive=True)


def _refuses(source: Source) -> Refuses:
    """Which edits the file cannot take: only a Word document refuses any."""
    if not source.word:
        return lambda _: ""
    from fupan.export.rewrite_word import WordRewrite  # noqa: PLC0415

    return WordRewrite(source.word, source.path).refuses


def _content(source: Source, rewriter: Rewriter, edits: Sequence[Edit]) -> bytes:
    """The file after the edits; in a Word document they are tracked changes, and what is left to look at comments."""
    if not source.word:
        return source.encoded(source.after(edits))
    from fupan.export.rewrite_word import WordRewrite  # noqa: PLC0415

    return WordRewrite(source.word, source.path).written(edits, rewriter.remarks(edits))


def _deliver(
    made: Rewrite, rewriter: Rewriter, source: Source, target: Target, *, apply: bool, patch: bool, form: Format
) -> None:
    if form == "json":
        from fupan.export.rewrite_json import rewrite_json  # noqa: PLC0415

        if apply:
            target.write(_content(source, rewriter, made.edits()), quiet=True)
            deliver(rewrite_json(source.path, made), None)
        else:
            deliver(rewrite_json(source.path, made), target.output)
        return
    _summed_up(made)
    if not made.sections:
        tell(f"没有要改写的小节：{rewriter.nothing}")
    if patch:
        target.write_patch(source.raw, source.after(made.edits()))
    else:
        target.write(_content(source, rewriter, made.edits()))


def _summed_up(made: Rewrite) -> None:
    """What was done and what was not, on standard error."""
    for one in made.sections:
        offers = one.proposals
        after = offers[-1].scores[1] if offers else one.score
        done = f"{len(offers)} 条建议，{one.score} → {after} 分" if offers else f"没有建议：{one.withheld}"
        tell(f"「{one.title}」{done}")
        for offer in (offer for offer in offers if offer.kind == "correction"):
            tell(f"  {offer.id} 改正数字：{'；'.join(offer.why)}")
        for doubt in one.doubts:
            tell(f"  {doubt}")
        for question in one.questions:
            tell(f"  请补充（{question.key}）：{question.asks}")
        for sentence in (sentence for offer in offers for sentence in offer.unsourced):
            tell(f"  待核实：{sentence.strip()}")


def _passage(
    text: str, pattern: str, template: str, sheet: FactSheet | None, options: RewriteOptions, *, llm: str, fresh: bool,
    apply: bool, form: Format, output: Path | None,
) -> None:  # fmt: skip
    from fupan.pipeline.rewrite.goals import chosen_sections  # noqa: PLC0415
    from fupan.pipeline.rewrite.passage import passage_in, passage_of  # noqa: PLC0415
    from fupan.pipeline.rewrite.source import read_source  # noqa: PLC0415

    told = read_source("-").text if text == "-" else text
    chosen = template_of(template, sheet)
    if pattern:
        passage = passage_of(told, pattern, sheet, chosen)
    elif chosen is not None and len(options.sections) == 1:
        name = chosen_sections(options.sections, chosen)[0]
        passage = passage_in(told, chosen.section(name), sheet, chosen)
    else:
        raise InputError(
            "--text 要知道这段话按哪条逻辑链写", hint="加 --pattern（如 smart），或 --template 和 --section"
        )
    with _opened(llm, fresh=fresh) as model:
        made = passage.rewrite(model, options)
    if form == "json":
        from fupan.export.rewrite_json import rewrite_json  # noqa: PLC0415

        deliver(rewrite_json("-", made), output)
    elif apply:
        _summed_up(made)
        deliver(made.taken(), output)
    else:
        from fupan.export.rewrite_text import rewrite_report  # noqa: PLC0415

        sys.stdout.write(rewrite_report("这段话", made, colour=sys.stdout.isatty()))


@contextmanager
def _opened(llm: str, *, fresh: bool) -> Iterator[Llm | None]:
    """The llm with the store that keeps its replies; None for the composer."""
    from fupan.llm.choice import choose, describe_choice  # noqa: PLC0415
    from fupan.llm.factory import open_llm  # noqa: PLC0415
    from fupan.llm.settings import load_settings  # noqa: PLC0415
    from fupan.llm.spec import ComposerSpec  # noqa: PLC0415

    tell(describe_choice(llm or None))
    if isinstance(choose(llm or None, load_settings()).spec, ComposerSpec):
        yield None
        return
    from fupan.store import Store  # noqa: PLC0415 - the composer needs no database

    with closing(Store.open()) as store:
        model = open_llm(llm or None, store=store, fresh=fresh)
        try:
            yield model
        finally:
            if model is not None:
                model.close()
