"""What ``import fupan`` offers; each function loads only what it uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fupan.domain.draft import Draft
    from fupan.domain.factsheet import FactSheet
    from fupan.domain.finding import CheckReport
    from fupan.domain.mention import Mention
    from fupan.domain.review import Review
    from fupan.pipeline.rewrite.proposal import Rewrite

__all__ = ["check", "draft", "extract", "load_facts", "logic_steps", "review", "rewrite"]


def load_facts(path: str | Path) -> FactSheet:
    """Read a fact sheet (YAML, JSON, .xlsx or .csv).

    Raises FactSheetError with every fault: file, line or cell, field and the fix.
    """
    from fupan.intake.factsheet import load_facts as load  # noqa: PLC0415

    return load(path)


def extract(text: str) -> list[Mention]:
    """The figures of a Chinese text in order, with spans in code points and values in base units.

    What stands in comments (``<!-- … -->``) is left out.
    """
    from fupan.checks.comments import without_comments  # noqa: PLC0415
    from fupan.figures.scan.extract import extract as scan  # noqa: PLC0415

    return scan(without_comments(text))


def check(text: str, facts: FactSheet | None = None, *, required: Sequence[str] = ()) -> CheckReport:
    """Check every figure of a text against a fact sheet; without one, the document against itself.

    ``required`` are fact ids that the text must state (``missing-figure``).
    """
    from fupan.checks.run import check_text  # noqa: PLC0415

    return check_text(text, facts, required=required)


def logic_steps(text: str, pattern: str) -> dict[str, list[tuple[int, int]]]:
    """Every step of a logic pattern (``risk-response``) with the spans of ``text`` that tell it; empty where none does.

    Spans are code points, in order, never empty. Raises InputError for a pattern that is not shipped.
    """
    from fupan.logic.steps import learnt_spans, steps_in  # noqa: PLC0415

    found = learnt_spans(text, pattern)
    if found is not None:
        return found
    from fupan.errors import InputError  # noqa: PLC0415
    from fupan.intake.nearest import nearest_key  # noqa: PLC0415
    from fupan.prompting.patterns import load_patterns  # noqa: PLC0415

    patterns = load_patterns()
    if pattern not in patterns:
        names = {known.id: known.name for known in patterns.values()}
        raise InputError(f"没有逻辑链「{pattern}」", hint=nearest_key(pattern, names))
    return steps_in(text, patterns[pattern])


def draft(facts: FactSheet, template: str | Path | None = None, llm: str | None = None) -> Draft:
    """Draft a checked document.

    ``template`` is a name or a folder (default: the fact sheet's own, else ``sales-monthly`` for a month,
    ``sales-leader-annual`` for any other period); ``llm`` as for ``--llm`` (default: what is configured, else the
    embedded llm, else the composer). Raises InputError, ConfigError, TemplateError, LlmError.
    """
    from fupan.llm.factory import open_llm  # noqa: PLC0415
    from fupan.pipeline.draft import draft_document  # noqa: PLC0415
    from fupan.prompting.loader import load_template  # noqa: PLC0415
    from fupan.prompting.sources import template_of  # noqa: PLC0415

    opened = open_llm(llm)
    try:
        return draft_document(facts, load_template(template_of(facts, str(template or ""))), opened)
    finally:
        if opened is not None:
            opened.close()


def review(text: str, template: str | Path | None = None, facts: FactSheet | None = None) -> Review:
    """Review how a text argues: every section found, its chain, its score of 100 and the reasons, the weakest first.

    ``template`` is an id or a folder (default: the fact sheet's own, else the one that suits the text best). With
    ``facts`` figures and claims are held against them. Headings may differ from the template's or be absent. Offsets
    are code points of ``text``. Raises TemplateError.
    """
    from fupan.pipeline.review.review import review_text  # noqa: PLC0415
    from fupan.prompting.loader import load_template  # noqa: PLC0415

    return review_text(text, load_template(template, prompts=False) if template else None, facts)


def rewrite(
    text: str,
    template: str | Path | None = None,
    facts: FactSheet | None = None,
    *,
    sections: Sequence[str] = (),
    weakest: int = 3,
    goals: Sequence[str] = (),
    answers: Mapping[str, str] | None = None,
    llm: str | None = "none",
) -> Rewrite:
    """Proposals that make the weakest (or the named) sections of a text better; the text itself is not changed.

    ``template``, ``facts`` as for ``review``; without ``facts`` the text's own figures are the facts. ``goals`` are
    those of ``--goal`` (更短, 缺影响), ``answers`` map the key of a question to the writer's words. ``llm`` as for
    ``--llm`` (default: the composer words what is new). ``Rewrite.taken(ids)`` is the text with these proposals. Raises
    InputError, ConfigError, TemplateError, LlmError.
    """
    from fupan.llm.factory import open_llm  # noqa: PLC0415
    from fupan.pipeline.review.choosing import choose_template  # noqa: PLC0415
    from fupan.pipeline.rewrite.rewrite import RewriteOptions, rewrite_text  # noqa: PLC0415
    from fupan.prompting.loader import load_template  # noqa: PLC0415
    from fupan.prompting.sources import template_of  # noqa: PLC0415

    options = RewriteOptions(tuple(sections), weakest, tuple(goals), dict(answers or {}))
    if template or (facts is not None and facts.template):
        given = str(template or "")
        chosen = load_template(template_of(facts, given) if facts is not None else given, prompts=False)
    else:
        from fupan.figures.scan.outline import blocks  # noqa: PLC0415

        chosen = choose_template(text, tuple(blocks(text)))[0]
    opened = open_llm(llm)
    try:
        return rewrite_text(text, chosen, facts, opened, options)
    finally:
        if opened is not None:
            opened.close()
