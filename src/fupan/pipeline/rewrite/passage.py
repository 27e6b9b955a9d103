"""A single passage rewritten by its logic pattern: for editors and other programs, without a whole document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fupan.domain.factsheet import FactSheet, Note
from fupan.domain.template import Pattern, SectionSpec, Template
from fupan.errors import InputError
from fupan.figures.fold import fold
from fupan.figures.words import content_words
from fupan.intake.nearest import nearest_key
from fupan.llm.port import Llm
from fupan.logic.assign import assign_notes
from fupan.pipeline.rewrite.edits import Edit
from fupan.pipeline.rewrite.names import known_names
from fupan.pipeline.rewrite.proposal import Proposal, Rewrite, SectionRewrite
from fupan.pipeline.rewrite.rewrite import RewriteOptions, rewrite_text
from fupan.prompting.patterns import load_patterns
from fupan.resources import prompts_dir

_ID = "passage"
_LONGEST = 12_000
_COMMON = 3
"""So many words in common make a note one about the passage."""


@dataclass(frozen=True)
class Passage:
    """One passage with the template that it is held against: a template of one section."""

    text: str
    template: Template
    sheet: FactSheet | None

    @property
    def heading(self) -> str:
        """What stands in front of the passage while it is looked at."""
        return f"## {self.template.sections[0].title}\n\n"

    def rewrite(self, llm: Llm | None, options: RewriteOptions) -> Rewrite:
        """What is offered for the passage; offsets count in the passage alone. Raises as ``rewrite_text`` does."""
        section = self.template.sections[0].id
        whole = self.heading + self.text
        made = rewrite_text(whole, self.template, self.sheet, llm, replace(options, sections=(section,)))
        moved = tuple(_moved(one, -len(self.heading), len(self.text)) for one in made.sections)
        return replace(made, text=self.text, sections=moved)


def passage_of(text: str, pattern: str, sheet: FactSheet | None, template: Template | None) -> Passage:
    """The passage under a shipped pattern, with the notes that speak of the same things.

    ``template`` is where the sheet's notes were filed, if anywhere. Raises InputError for an unknown pattern, an empty
    or an overlong passage.
    """
    patterns = load_patterns()
    if pattern not in patterns:
        raise InputError(
            f"没有逻辑链「{pattern[:40]}」", hint=nearest_key(pattern, {one.id: one.name for one in patterns.values()})
        )
    told = text.strip("\n")
    if not told.strip():
        raise InputError("没有要改写的文字", hint="用 --text 给出一段话，或从标准输入给出")
    if len(told) > _LONGEST:
        raise InputError(f"这段话有 {len(told)} 字，超过 {_LONGEST} 字", hint="一次改一段，或把文稿作为文件给出")
    own = Template(_ID, "一段话", (_section(patterns[pattern]),), ("",), root=str(prompts_dir() / "shared"))
    notes = _about(told, patterns[pattern], sheet, template) if sheet is not None else None
    return Passage(told, own, notes)


def passage_in(text: str, section: SectionSpec, sheet: FactSheet | None, template: Template) -> Passage:
    """The passage as one section of a template, with the notes that belong there."""
    notes = sheet
    if sheet is not None:
        kept = {one.note.id for one in assign_notes(sheet, template) if one.section_id == section.id}
        notes = replace(sheet, notes=tuple(note for note in sheet.notes if note.id in kept))
    return Passage(text.strip("\n"), replace(template, sections=(section,), parts=(section.part,)), notes)


def _section(pattern: Pattern) -> SectionSpec:
    return SectionSpec(_ID, pattern.name, "", (pattern,), pattern.steps, "", length=(0, 100_000))


def _about(text: str, pattern: Pattern, sheet: FactSheet, template: Template | None) -> FactSheet:
    """The sheet with the notes about the passage, filed under their steps where they were filed in such a chain."""
    return replace(sheet, notes=tuple(_notes_about(text, pattern, sheet, template)))


def _notes_about(text: str, pattern: Pattern, sheet: FactSheet, template: Template | None) -> Iterator[Note]:
    filed = {one.note.id: one for one in assign_notes(sheet, template)} if template is not None else {}
    words, names = content_words(fold(text)), known_names(sheet)
    near: set[str] = set()
    for note in sheet.notes:
        own = fold(note.text)
        if len(content_words(own) & words) >= _COMMON or any(name in own and name in fold(text) for name in names):
            near.add(filed[note.id].section_id if note.id in filed else note.id)
    for note in sheet.notes:
        place = filed.get(note.id)
        if place is None and note.id in near:
            yield replace(note, key=_ID)
        elif place is not None and template is not None and place.section_id in near:
            patterns = {one.id for one in template.section(place.section_id).patterns}
            if pattern.id in patterns:
                yield replace(note, key=f"{_ID}/{place.step_id}")


def _moved(section: SectionRewrite, by: int, length: int) -> SectionRewrite:
    start, end = section.span
    span = (max(0, start + by), min(length, end + by))
    return replace(section, span=span, proposals=tuple(_proposal(one, by, length) for one in section.proposals))


def _proposal(one: Proposal, by: int, length: int) -> Proposal:
    edits = (Edit(min(length, edit.start + by), min(length, edit.end + by), edit.text) for edit in one.edits)
    return replace(one, edits=tuple(edits))
