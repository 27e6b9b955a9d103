"""A draft or a checked text as one self-contained HTML file: no network, no script but a few lines of its own.

Every word of the document, the notes and the findings is escaped by Jinja; the content security policy admits the
page's own style and script by their hashes and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping

from fupan import __version__
from fupan.charts.chart import Chart
from fupan.charts.choosing import charts_of
from fupan.domain.draft import Draft
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet, Place
from fupan.domain.finding import CheckReport
from fupan.domain.template import Template
from fupan.export.chart_svg import chart_svg
from fupan.export.filled import Filled
from fupan.export.page import STATUSES, Page, StepView, page
from fupan.export.page_shell import content_policy, page_template
from fupan.export.provenance import step_names, unsourced
from fupan.export.report_text import SEVERITIES, summary_line, unread
from fupan.export.trail import short
from fupan.resources import data_text

WRITERS = {"llm": "", "repaired": "改写后通过", "facts": "规则陈述数字", "composer": "规则成文"}


def draft_html(draft: Draft, sheet: FactSheet, template: Template | None = None) -> str:
    """The page of a draft; with the template, its steps carry their Chinese names in the margin."""
    names = step_names(template)
    # Where rules wrote everything, the panel says so once and the margin need not repeat it.
    writers = WRITERS if draft.composed_share < 1 else {}
    steps = [
        StepView((at, at + len(step.text)), names.get((section.id, step.step), step.step), writers.get(step.origin, ""))
        for section in draft.sections
        for step in section.steps
        for at in (section.start + step.start,)
    ]
    base = FactBase(sheet)
    sentences = [(one.start, one.end) for one in unsourced(draft)]
    shown = page(draft.markdown, draft.report, base, unsourced=sentences, steps=steps, filled=Filled(draft))
    return page_template("page.html.j2").render(
        title=draft.title,
        byline_anchor=f"b{draft.markdown.find(draft.byline)}" if draft.byline else "none",
        draft=draft,
        facts_file=short(Place(sheet.path)),
        page=shown,
        pictures=pictures_of(draft, charts_of(draft, base, template), shown),
        **_frame(draft.report, draft.markdown),
    )


def report_html(text: str, report: CheckReport, title: str, sheet: FactSheet | None = None) -> str:
    """The page of any checked text; ``title`` stands in the window and above a text without a heading of its own."""
    base = FactBase(sheet) if sheet is not None else None
    return page_template("page.html.j2").render(
        title=title,
        byline_anchor="none",
        draft=None,
        facts_file=short(Place(sheet.path)) if sheet else "",
        page=page(text, report, base),
        pictures={},
        **_frame(report, text),
    )


def pictures_of(draft: Draft, charts: Mapping[str, Chart], shown: Page) -> dict[str, str]:
    """The charts as SVG by the anchor of the block that each stands behind: its section's last."""
    found: dict[str, str] = {}
    starts = [(view.block.spans[0][0], view.anchor) for group in shown.groups for view in group.blocks if view.anchor]
    for section in draft.sections:
        if section.id in charts:
            end = section.start + len(section.text)
            inside = [anchor for start, anchor in starts if section.start <= start < end]
            if inside:
                found[inside[-1]] = chart_svg(charts[section.id])
    return found


def _frame(report: CheckReport, text: str) -> dict[str, object]:
    style, script = data_text("page.css"), data_text("page.js")
    return {
        "report": report,
        "counts": {status: report.count(status) for status in STATUSES},  # type: ignore[arg-type] # keys are statuses
        "statuses": STATUSES,
        "severities": SEVERITIES,
        "summary": summary_line(report, text),
        "unread": unread(report, text),
        "version": __version__,
        "style": style,
        "script": script,
        "policy": content_policy(style, script),
    }
