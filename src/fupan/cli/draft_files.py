"""Where a draft goes: a folder of files, one file whose ending says its form, or the screen."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fupan.cli.output import say, say_raw, tell, write_bytes
from fupan.errors import InputError

if TYPE_CHECKING:
    from fupan.domain.draft import Draft
    from fupan.domain.factsheet import FactSheet
    from fupan.domain.template import Template

Output = Literal["all", "md", "html", "json", "docx", "pptx", "pdf"]
ENDINGS: dict[str, Output] = {
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".docx": "docx",
    ".pptx": "pptx",
    ".pdf": "pdf",
}
_BINARY = frozenset(("docx", "pptx", "pdf"))
_LAYOUTS: dict[Output, tuple[str, ...]] = {"docx": (".docx",), "pptx": (".pptx", ".potx")}
"""What files of one's own each form can be put on."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asked for; ``stem`` names the files of a folder."""

    output: Path
    form: Output
    stem: str
    layout: Path | None = None
    sources: bool = False

    @property
    def single(self) -> Output | None:
        """The form of the one file asked for; None for a folder or the screen. Raises InputError where they clash."""
        if str(self.output) == "-" or not self.output.suffix:
            return None
        own = ENDINGS.get(self.output.suffix.lower())
        if own is None:
            raise InputError(
                f"不认识的输出格式 {self.output.suffix}",
                hint="可用 .md、.html、.docx、.pptx、.pdf、.json，或给一个文件夹",
            )
        if self.form not in {"all", own}:
            raise InputError(f"-o {self.output} 与 --format {self.form} 不一致", hint="去掉其中一个")
        return own

    def check(self) -> None:
        """Refuse what cannot work before anything is written. Raises InputError."""
        form = self.single or self.form
        if self.layout is not None:
            _check_layout(self.layout, form)
        if self.sources and form not in _BINARY:
            raise InputError("--sources 只用于 .docx、.pptx 和 .pdf", hint="网页和 JSON 里本来就有每个数字的出处")
        if str(self.output) == "-" and form in _BINARY:
            raise InputError(f"{form} 不能显示在屏幕上", hint=f"用 -o 总结.{form} 写到文件")


def _check_layout(layout: Path, form: Output) -> None:
    if form not in _LAYOUTS:
        raise InputError("--layout 是套用 Word 或 PowerPoint 模板，只能用于 .docx 和 .pptx", hint="加上 -o 总结.docx")
    if not layout.is_file():
        raise InputError(f"没有这个文件：{layout}", hint=f"--layout 后面写你的 {_LAYOUTS[form][0]} 模板")
    if form == "pptx" and layout.suffix.lower() in {".docx", ".dotx"}:
        raise InputError(f"{layout} 是 Word 模板，不能用于 .pptx", hint="--layout 后面写 .pptx 或 .potx 模板")
    if form == "docx" and layout.suffix.lower() in _LAYOUTS["pptx"]:
        raise InputError(f"{layout} 是 PowerPoint 模板，不能用于 .docx", hint="--layout 后面写 .docx 模板")


def deliver_draft(made: Draft, sheet: FactSheet, template: Template, wanted: Wanted) -> None:
    """Write what was asked for."""
    if str(wanted.output) == "-":
        form: Output = "md" if wanted.form == "all" else wanted.form
        say_raw(_render(made, sheet, template, form, wanted).decode("utf-8"))
    elif wanted.single is not None:
        write_bytes(wanted.output, _render(made, sheet, template, wanted.single, wanted))
        tell(f"已写入 {wanted.output}")
    else:
        forms: tuple[Output, ...] = ("md", "html", "json") if wanted.form == "all" else (wanted.form,)
        for form in forms:
            path = wanted.output / f"{wanted.stem}{'.provenance.json' if form == 'json' else f'.{form}'}"
            write_bytes(path, _render(made, sheet, template, form, wanted))
            say(f"已写入 {path}")


def _render(made: Draft, sheet: FactSheet, template: Template, form: Output, wanted: Wanted) -> bytes:
    if form == "md":
        return made.markdown.encode("utf-8")
    if form == "html":
        from fupan.export.html import draft_html  # noqa: PLC0415

        return draft_html(made, sheet, template).encode("utf-8")
    if form == "docx":
        from fupan.export.word_draft.document import WordOptions, draft_word  # noqa: PLC0415

        return draft_word(made, sheet, template, WordOptions(wanted.layout, wanted.sources))
    if form == "pptx":
        from fupan.export.slide_draft.deck import draft_slides  # noqa: PLC0415

        return draft_slides(made, sheet, template, layout=wanted.layout, sources=wanted.sources)
    if form == "pdf":
        from fupan.export.pdf import draft_pdf  # noqa: PLC0415

        return draft_pdf(made, sheet, template, sources=wanted.sources)
    from fupan.export.provenance import provenance  # noqa: PLC0415

    return (json.dumps(provenance(made, sheet, template), ensure_ascii=False, indent=2) + "\n").encode()
