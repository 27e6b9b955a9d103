"""A draft as PDF: read back it is the draft, with every chart's words; nothing is fetched, hostile text stays text."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from fupan.charts.choosing import charts_of
from fupan.domain.factbase import FactBase
from fupan.errors import ConfigError
from fupan.export import pdf
from fupan.export.blocks import blocks
from fupan.export.chart_font import shipped_font

EXAMPLES = Path(__file__).parents[2] / "examples"
PDFTOTEXT, PDFFONTS = shutil.which("pdftotext"), shutil.which("pdffonts")


def usable():
    try:
        pdf._weasyprint()
    except ConfigError:
        return False
    return True


needs_pdf = pytest.mark.skipif(not usable(), reason="没有安装 fupan[office]（WeasyPrint）或系统没有 Pango")
needs_poppler = pytest.mark.skipif(not PDFTOTEXT, reason="没有 poppler-utils（.ci/run 会装）")


def text_of(content, tmp_path, title, charts=()):
    """The PDF's text without white space, running titles and page numbers; and the words of its charts.

    Charts are drawn behind all the text of their page.
    """
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    ended = subprocess.run([PDFTOTEXT, "-raw", str(path), "-"], check=True, capture_output=True, timeout=60)
    kept, drawn = [], []
    for page in ended.stdout.decode("utf-8").split("\f"):
        lines = [line for line in page.split("\n") if line != title and not re.fullmatch(r"第 \d+ 页", line)]
        at = next((number for number, line in enumerate(lines) if line in charts), len(lines))
        kept += lines[:at]
        drawn += lines[at:]
    return re.sub(r"\s", "", "".join(kept)), re.sub(r"\s", "", "".join(drawn))


def shown(text):
    return re.sub(r"\s", "", re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text.replace("**", "")))


@needs_pdf
@needs_poppler
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_reads_back_as_it_was_drafted(path, example, tmp_path):
    draft, sheet, template = example(path.stem)
    charts = charts_of(draft, FactBase(sheet), template).values()
    titles = {chart.title for chart in charts}
    text, drawn = text_of(pdf.draft_pdf(draft, sheet, template), tmp_path, draft.title, titles)
    at = 0
    for block in blocks(draft.markdown)[2:]:
        for span in block.spans:
            wanted = shown(draft.markdown[slice(*span)])
            # headings stand in the contents too: the body's is the last
            found = text.rfind(wanted) if block.kind == "heading" else text.find(wanted, at)
            assert found >= at, wanted
            at = found
    for chart in charts:
        assert shown(chart.title) in drawn
        assert all(shown(name) in drawn for name in chart.categories)
    if shipped_font():
        fonts = subprocess.run([PDFFONTS, str(tmp_path / "x.pdf")], check=True, capture_output=True, timeout=60).stdout
        assert b"Noto-Serif-SC" in fonts
        assert b"CJK" not in fonts


def test_hostile_text_stays_text_and_is_not_fetched(draft, sheet):
    evil = "{{ 7*7 }}<img src='file:///etc/passwd'><script>alert(1)</script>"
    made = replace(draft, title=evil, markdown=f"{draft.markdown}\n{evil}\n")
    html = pdf.print_html(made, sheet, sources=True)
    assert "<img" not in html
    assert "<script" not in html
    assert html.count("{{ 7*7 }}&lt;img") == 4  # window, cover, running title, body


@needs_pdf
def test_nothing_but_the_fonts_is_fetched():
    fetcher = pdf._fetcher()
    for url in ("file:///etc/passwd", "https://example.invalid/x.png", "data:text/plain,x"):
        with pytest.raises(ValueError, match="not fetched"):
            fetcher.fetch(url)


def test_findings_are_numbered_and_listed(draft, sheet):
    html = pdf.print_html(draft, sheet)
    assert re.search(r'<span class="finding"><span class="fig">86%</span><sup>\[1\]</sup></span>', html)
    assert "错误：上海完成率应为82%（应为 82%）" in html


@needs_pdf
def test_a_missing_pango_is_told_with_the_packages(monkeypatch):
    import builtins  # noqa: PLC0415

    real = builtins.__import__

    def broken(name, *more):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", broken)
    with pytest.raises(ConfigError) as told:
        pdf._weasyprint()
    assert "apt install libpango-1.0-0" in told.value.hint
