"""What the rewriting of one text stands on: template, facts, notes, goals, and the llm."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from fupan.checks.claims import sources_of
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import FactSheet
from fupan.domain.template import Template
from fupan.logic.assign import Assignment, assign_notes
from fupan.pipeline.asking import Asking
from fupan.pipeline.rewrite.edits import Edit
from fupan.pipeline.rewrite.goals import Goals
from fupan.pipeline.rewrite.guarantees import Held
from fupan.pipeline.rewrite.looking import Looking
from fupan.pipeline.rewrite.names import known_names
from fupan.pipeline.rewrite.questions import with_answers

Refuses = Callable[[Sequence[Edit]], str]
"""Says in Chinese why edits cannot be written into the file, "" where they can."""


@dataclass(frozen=True)
class Ground:
    """One text to be rewritten. ``given`` holds the facts (None: the text's own figures are the facts).

    ``answers`` are the writer's, by the key of the question. ``asking`` is None where the composer words what is new.
    ``refuses`` is asked whether edits can be written into the file at all.
    """

    text: str
    template: Template
    given: FactSheet | None
    answers: Mapping[str, str]
    goals: Goals
    asking: Asking | None
    refuses: Refuses = lambda _: ""

    @cached_property
    def notes(self) -> FactSheet:
        """Where material comes from: the sheet with the writer's answers, or the answers alone."""
        return with_answers(self.given, self.answers)

    @property
    def sheet(self) -> FactSheet | None:
        """What the text is held against."""
        return self.notes if self.given is not None else None

    @cached_property
    def looking(self) -> Looking:
        """Reviews and checks, each text once."""
        return Looking(self.template, self.sheet)

    @cached_property
    def held(self) -> Held:
        """The names that stay, and the texts that may bring names."""
        return Held(known_names(self.sheet), (self.text, *sources_of(self.notes, self.template)))

    @cached_property
    def base(self) -> FactBase:
        """The facts."""
        return FactBase(self.notes)

    @cached_property
    def assignments(self) -> tuple[Assignment, ...]:
        """Where each note belongs."""
        return assign_notes(self.notes, self.template)
