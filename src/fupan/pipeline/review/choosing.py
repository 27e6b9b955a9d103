"""Which template a text is reviewed against where nobody says: by its headings, else by how it speaks."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from fupan.domain.template import Template
from fupan.errors import TemplateError
from fupan.figures.scan.outline import Block
from fupan.logic.headings import Titles
from fupan.logic.placing import title_matches
from fupan.prompting.loader import load_template
from fupan.prompting.sources import template_sources
from fupan.resources import data

USUAL = "sales-leader-annual"
_LEAST = 1.5
"""Fewer headings than this that are titles of a template say nothing about the whole."""
_TITLE = 60


def choose_template(text: str, lines: Sequence[Block]) -> tuple[Template, str]:
    """The template that suits the text best, of the user's, the installed and the shipped ones; and why in Chinese."""
    templates = _known()
    graded = [(title_matches(text, template, lines), template) for template in templates]
    matches, best = max(graded, key=lambda row: (row[0], row[0] / len(row[1].sections)))
    if matches >= _LEAST:
        return best, f"按标题选了模板「{best.title}」（{best.id}）：有 {round(matches)} 个标题对得上"
    words = data("template_words")
    spoken = {template.id: _spoken(text, template, words.get(template.id, [])) for template in templates}
    chosen = max(templates, key=lambda template: (spoken[template.id], template.id == USUAL))
    how = "看题目和用词最像" if spoken[chosen.id] > 0 else "看不出是哪一种总结，按最常用的"
    return chosen, f"没有指定模板，{how}「{chosen.title}」（{chosen.id}）"


def _known() -> list[Template]:
    """Every template that has a name; of two with one name the user's. One that cannot be read is left out."""
    found: dict[str, Template] = {}
    for source in template_sources():
        if source.name not in found:
            with suppress(TemplateError):
                found[source.name] = load_template(source, prompts=False)
    return list(found.values())


def _spoken(text: str, template: Template, words: Sequence[str]) -> float:
    """How much the first words of a text are like the title, and how often it uses the words of such texts."""
    title = Titles([template.title]).likeness(text.strip()[:_TITLE].split("\n", 1)[0], template.title)
    return (2 * title if title > 0.8 else 0.0) + sum(min(3, text.count(word)) for word in words) / max(3, len(words))
