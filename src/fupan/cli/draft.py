"""``fupan draft``: a fact sheet in, a checked summary out."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fupan.cli.draft_files import Output, Wanted, deliver_draft
from fupan.cli.inputs import facts_in
from fupan.cli.output import tell

if TYPE_CHECKING:
    from fupan.domain.draft import Draft

HELP = """按模板写出总结：每一节按逻辑链写，每个数字都来自数据表或要点，写完逐个核对。

例：
  fupan draft 我的.yaml                        写到 out/，自动选大模型
  fupan draft 我的.yaml --llm none             不用大模型，由规则直接成文
  fupan draft 我的.yaml --llm deepseek         用 DeepSeek（先设 DEEPSEEK_API_KEY）
  fupan draft 我的.yaml --section gap -o -     只写一节，显示在屏幕上
  fupan draft 我的.yaml -o 总结.docx           写成 Word：封面、目录、图表，问题是批注
  fupan draft 我的.yaml -o 总结.docx --layout 公司模板.docx --sources
                                               套用公司的模板，文末附每个数字的出处
  fupan draft 我的.yaml -o 总结.pptx           写成 PowerPoint：一页一个结论，图表可编辑，备注里有全文和出处
  fupan draft 我的.yaml -o 总结.pdf            写成 PDF

Word 的公司模板是任意一份 .docx：用它的样式、页眉和页脚；{{ title }}、{{ byline }}、{{ period }}、{{ company }}、
{{ team }}、{{ role }}、{{ name }} 会填上，正文放在单独一段的 {{ body }} 处（没有就放在最后）。
PowerPoint 的公司模板是任意一份 .pptx 或 .potx：用它的母版和版式，里面原有的页不带进来。

产出：*.md 正文；*.html 可点看每个数字的出处；*.provenance.json 供程序读取。
标着〔待核实〕的句子在数据表和要点里找不到依据，请你确认或删去。
中断后再运行同一条命令，会从断处接着写，写过的不再付费。
"""


def draft(
    facts: Annotated[Path, typer.Argument(help="数据表（YAML 或 JSON）", show_default=False)],
    template: Annotated[str, typer.Option("--template", "-t", help="模板 id 或文件夹；不写则用数据表里写的")] = "",
    llm: Annotated[
        str, typer.Option("--llm", envvar="FUPAN_LLM", help="大模型，如 embedded、deepseek、openai:MODEL、none")
    ] = "",
    section: Annotated[
        list[str] | None, typer.Option("--section", "-s", help="只写这些小节（id 或标题），可多次")
    ] = None,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="输出文件夹，或一个 .md/.html/.docx/.pptx/.pdf/.json 文件；- 为屏幕")
    ] = Path("out"),
    form: Annotated[Output, typer.Option("--format", help="要哪种产出")] = "all",
    layout: Annotated[
        Path | None, typer.Option("--layout", help="自己的 Word 或 PowerPoint 模板（.docx、.pptx、.potx）")
    ] = None,
    sources: Annotated[
        bool, typer.Option("--sources", help="文末附表，列出每个数字的出处（Word、PowerPoint、PDF）")
    ] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="不用上次存下的结果，全部重写")] = False,
) -> None:
    """Draft a summary; exit code 1 where the check of the result finds an error."""
    from fupan.cli.draft_progress import progress  # noqa: PLC0415
    from fupan.llm.factory import describe_choice, open_llm  # noqa: PLC0415
    from fupan.pipeline.draft import DraftOptions, draft_document  # noqa: PLC0415
    from fupan.pipeline.section_memory import SectionMemory  # noqa: PLC0415
    from fupan.prompting.loader import load_template  # noqa: PLC0415
    from fupan.prompting.sources import template_of  # noqa: PLC0415
    from fupan.store import Store  # noqa: PLC0415

    began = time.monotonic()
    wanted = Wanted(output, form, facts.stem, layout, sources)
    wanted.check()
    sheet = facts_in(facts)
    chosen = load_template(template_of(sheet, template))
    tell(describe_choice(llm or None))
    with closing(Store.open()) as store:
        writer = open_llm(llm or None, store=store, fresh=fresh)
        try:
            with progress() as watcher:
                memory = SectionMemory(store, Path(chosen.root), fresh=fresh)
                made = draft_document(sheet, chosen, writer, DraftOptions(tuple(section or ()), memory, watcher))
        finally:
            if writer is not None:
                writer.close()
    deliver_draft(made, sheet, chosen, wanted)
    _conclude(made, time.monotonic() - began)
    raise typer.Exit(1 if made.report.errors else 0)


def _conclude(made: Draft, seconds: float) -> None:
    summary = made.report.summary()
    steps = sum(len(section.steps) for section in made.sections)
    unsourced = sum(len(step.unsourced) for section in made.sections for step in section.steps)
    tell(
        f"检查：{summary['figures']} 个数字，{summary['supported']} 个有出处，{summary['derived']} 个由公式推出，"
        f"{summary['unchecked']} 个未判定；错误 {summary['errors']}，提醒 {summary['warnings']}"
    )
    if summary["required"]:
        tell(f"必备数字：{summary['required']} 个中写到 {summary['covered']} 个")
    tell(
        f"写作：{len(made.sections)} 节 {steps} 步，其中 {made.composed_share:.0%} 由规则成文；"
        f"调用 {made.use.calls} 次（{made.use.cached} 次取自存档），"
        f"{made.use.prompt_tokens}+{made.use.completion_tokens} 词元，用时 {seconds:.0f} 秒"
    )
    if unsourced:
        tell(f"待核实：{unsourced} 句在数据表和要点里没有依据，正文中已标出")
    for finding in made.report.errors[:5]:
        tell(f"错误 {finding.rule}：{finding.message}")
    lacking = [f"{section.title}（{'、'.join(section.missing[:3])}）" for section in made.sections if section.missing]
    if lacking:
        tell(f"还缺素材：{'；'.join(lacking[:4])}{'……' if len(lacking) > 4 else ''}（fupan facts 可看全部）")
