"""Files each note under one section and one logic step, and says why."""

from __future__ import annotations

from dataclasses import dataclass

from fupan.domain.factsheet import FactSheet, Note
from fupan.domain.template import SectionSpec, Template
from fupan.logic.chain import best_path, step_transition
from fupan.logic.cues import Names
from fupan.logic.items import items_of
from fupan.logic.note_order import section_transition
from fupan.logic.note_section import Filed, filed_under, section_scores
from fupan.logic.score import CLEAR, Score, step_scores
from fupan.logic.whole_chain import begins_item, opens_item

_RULED_OUT = -100.0
_STRONG = 4.0
"""A section's score from which on only its lead over the others limits the confidence."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where a note goes.

    ``item`` is the repeat of the chain, from 0; ``reason`` says in Chinese which words decided; ``confidence`` runs
    from 0 to 1; ``covers`` are all steps the note speaks to, its own among them (a cause and its effect in one note).
    """

    note: Note
    section_id: str
    step_id: str
    item: int
    reason: str
    confidence: float
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Placed:
    note: Note
    section: SectionSpec
    step: str
    reason: str
    confidence: float


def assign_notes(sheet: FactSheet, template: Template) -> tuple[Assignment, ...]:
    """The assignment of every note of the sheet, in file order.

    What the user filed a note under wins (section id or title, part title, keyword, ``section/step``); else the note's
    words decide, and the notes around it where the file keeps to the template's order. Within the section the step is
    found from the note's words, its figures and the order of the notes.
    """
    names = Names(sheet.entities)
    placed = _in_sections(sheet.notes, template, names)
    by_note: dict[str, Assignment] = {}
    for section in template.sections:
        for assignment in _within(section, [p for p in placed if p.section.id == section.id], sheet, names):
            by_note[assignment.note.id] = assignment
    return tuple(by_note[note.id] for note in sheet.notes)


def _in_sections(notes: tuple[Note, ...], template: Template, names: Names) -> list[_Placed]:
    filed = [filed_under(note.key, template) for note in notes]
    scores = [_section_scores(note, key, template, names) for note, key in zip(notes, filed, strict=True)]
    order = [section.id for section in template.sections]
    chosen = best_path(scores, order, section_transition([note.text for note in notes], scores, order))
    return [
        _placed(note, key, own, template.section(name))
        for note, key, own, name in zip(notes, filed, scores, chosen, strict=True)
    ]


def _section_scores(note: Note, filed: Filed, template: Template, names: Names) -> dict[str, Score]:
    """The note's scores by section; those that the user's key rules out are far behind."""
    scores = {section.id: Score(_RULED_OUT) for section in template.sections}
    if len(filed.sections) == 1:
        return scores | {filed.sections[0].id: Score(_STRONG)}
    own = section_scores(note.text, template.sections, names)
    return scores | {section.id: own[section.id] for section in filed.sections}


def _placed(note: Note, filed: Filed, scores: dict[str, Score], section: SectionSpec) -> _Placed:
    if len(filed.sections) == 1:
        return _Placed(note, section, filed.step, f"你写在「{note.key}」下", filed.certainty)
    own = scores[section.id]
    others = max((score.value for name, score in scores.items() if name != section.id), default=0.0)
    lead = (own.value - others) / own.value if own.value > others else 0.0
    clear = 0.1 + 0.9 * lead * min(1.0, own.value / _STRONG)
    return _Placed(note, section, "", _why_section(note, filed, section, own, others), clear * (filed.certainty or 0.9))


def _why_section(note: Note, filed: Filed, section: SectionSpec, own: Score, others: float) -> str:
    where = f"你写在「{note.key}」下，" if filed.certainty else ""
    if not filed.known:
        where = f"没有叫「{note.key}」的小节，"
    if own.value >= others and own.words:
        return f"{where}含{_quoted(own.words)}，归入《{section.title}》"
    if own.words or others > 0:
        return f"{where}与前后要点同属《{section.title}》"
    return f"{where}没有明显的线索，暂归《{section.title}》，可在文件里改到对应的小节"


def _within(section: SectionSpec, placed: list[_Placed], sheet: FactSheet, names: Names) -> list[Assignment]:
    """Steps and items of the notes of one section."""
    order = [step.id for step in section.steps]
    scores = [_fixed(step_scores(p.note.text, section.steps, names), p.step) for p in placed]
    covered = [tuple(name for name in order if own[name].value >= CLEAR) for own in scores]
    steps = best_path(scores, order, step_transition(restarts=section.repeat[1] > 1))
    steps = [
        opens_item(place.note.text, covers, section) or begins_item(place.note.text, step, own, section) or step
        for place, covers, step, own in zip(placed, covered, steps, scores, strict=True)
    ]
    items = items_of([p.note for p in placed], steps, section, sheet.entities)
    titles = {step.id: step.name for step in section.steps}
    found: list[Assignment] = []
    for place, step, item, own, told in zip(placed, steps, items, scores, covered, strict=True):
        covers = tuple(name for name in order if name == step or name in told)
        reason = f"{place.reason}；{_why_step(own[step], titles[step], given=bool(place.step))}"
        confidence = round(place.confidence * _certainty(own, step), 2)
        found.append(Assignment(place.note, section.id, step, item, reason, confidence, covers))
    return found


def _fixed(scores: dict[str, Score], step: str) -> dict[str, Score]:
    """The same scores with the step the user named far ahead."""
    if step:
        scores[step] = Score(100.0, scores[step].words)
    return scores


def _why_step(score: Score, title: str, *, given: bool) -> str:
    if given:
        return f"你指定了“{title}”"
    return f"含{_quoted(score.words)}，作“{title}”" if score.words else f"按先后次序作“{title}”"


def _certainty(scores: dict[str, Score], step: str) -> float:
    """0.5 (nothing speaks for it) to 1 (its score leads by far)."""
    others = max((score.value for name, score in scores.items() if name != step), default=0.0)
    lead = scores[step].value - others
    return min(1.0, max(0.5, 0.7 + lead / 6))


def _quoted(words: tuple[str, ...]) -> str:
    return "".join(f"“{word}”" for word in words[:3])
