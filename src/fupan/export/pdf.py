"""A draft as PDF: a page made for paper, set by WeasyPrint, with the fonts of the extra; nothing is fetched."""

from __future__ import annotations

from typing import Any

from fupan import __version__
from fupan.charts.choosing import charts_of
from fupan.domain.draft import Draft
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet
from fupan.domain.template import Template
from fupan.errors import ConfigError
from fupan.export.chart_font import shipped_font
from fupan.export.cover import cover_lines
from fupan.export.cover_blocks import on_cover
from fupan.export.filled import Filled
from fupan.export.html import pictures_of
from fupan.export.page import page
from fupan.export.page_shell import page_template
from fupan.export.provenance import unsourced
from fupan.export.report_text import SEVERITIES
from fupan.export.source_rows import source_rows
from fupan.resources import data_text

_SYSTEM = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""What WeasyPrint needs of Debian and Ubuntu."""
_FACES = (("Noto Sans SC", "NotoSansSC-Regular.otf"), ("Noto Serif SC", "NotoSerifSC-Regular.otf"))


def draft_pdf(draft: Draft, sheet: FactSheet, template: Template | None = None, *, sources: bool = False) -> bytes:
    """The bytes of the draft's PDF; ``sources`` adds an appendix with the source of every figure.

    Raises ConfigError where WeasyPrint or the system's Pango is missing.
    """
    weasyprint = _weasyprint()
    html = print_html(draft, sheet, template, sources=sources)
    made: bytes = weasyprint.HTML(string=html, url_fetcher=_fetcher()).write_pdf()
    return made


def print_html(draft: Draft, sheet: FactSheet, template: Template | None = None, *, sources: bool = False) -> str:
    """The page that the PDF is set from: cover, contents, body with charts, findings by number, sources."""
    base = FactBase(sheet)
    sentences = [(one.start, one.end) for one in unsourced(draft)]
    shown = page(draft.markdown, draft.report, base, unsourced=sentences, filled=Filled(draft))
    author = sheet.author
    return page_template("print.html.j2").render(
        title=draft.title,
        author=author.name or author.team,
        cover=cover_lines(sheet),
        outline=shown.outline,
        groups=[group for group in shown.groups if not on_cover(group.blocks[0].block, draft)],
        pictures=pictures_of(draft, charts_of(draft, base, template), shown),
        findings=draft.report.findings,
        severities=SEVERITIES,
        rows=source_rows(draft, base) if sources else [],
        version=__version__,
        style=_faces() + data_text("print.css"),
    )


def _faces() -> str:
    """The fonts of the extra as CSS; empty where it is not installed, and the system's are taken."""
    font = shipped_font()
    if font is None:
        return ""
    return "".join(
        f'@font-face {{ font-family: "{name}"; src: url("{font.with_name(file).as_uri()}"); }}\n'
        for name, file in _FACES
    )


def _fetcher() -> Any:  # noqa: ANN401 - the library comes without types
    """Reads the fonts of the extra and refuses everything else: neither a draft nor a layout can make it fetch."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 - only with the extra

    font = shipped_font()
    known = {font.with_name(file).as_uri() for _, file in _FACES} if font is not None else set()

    class Fonts(URLFetcher):  # type: ignore[misc] # see above
        """The one source that is allowed."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:  # noqa: ANN401
            """The font's file. Raises ValueError for any other address."""
            if url not in known:
                raise ValueError(f"not fetched: {url[:80]}")
            return super().fetch(url, headers)

    return Fonts(allowed_protocols=("file",))


def _weasyprint() -> Any:  # noqa: ANN401 - the library comes without types
    try:
        import weasyprint  # noqa: PLC0415 - only with the extra
    except ImportError as error:
        raise ConfigError("写 PDF 需要 office 组件", hint='先运行 pip install "fupan[office]"') from error
    except OSError as error:
        raise ConfigError(
            "写 PDF 要用到系统的 Pango，这台机器上没有",
            hint=f"Debian/Ubuntu：apt install {_SYSTEM}；macOS：brew install pango；或先写成 .docx 再另存为 PDF",
        ) from error
    return weasyprint
