"""Rewrites the chosen or weakest sections of a text for the reasons its review gives; all else stays as it is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from fupan.domain.draft import LlmUse
from fupan.domain.factsheet import FactSheet
from fupan.domain.review import Review
from fupan.domain.template import Template
from fupan.errors import InputError
from fupan.llm.port import Llm
from fupan.pipeline.asking import Asking
from fupan.pipeline.rewrite.asked import Asked
from fupan.pipeline.rewrite.edits import Edit, applied
from fupan.pipeline.rewrite.goals import chosen_sections, read_goals
from fupan.pipeline.rewrite.ground import Ground, Refuses
from fupan.pipeline.rewrite.guarantees import broken, first
from fupan.pipeline.rewrite.looking import Seen
from fupan.pipeline.rewrite.proposal import Rewrite, SectionRewrite
from fupan.pipeline.rewrite.section import rewrite_section

WEAKEST = 3
"""So many sections are rewritten where the user names none."""


@dataclass(frozen=True, slots=True)
class RewriteOptions:
    """What to rewrite and how.

    ``sections`` are ids or titles (none: the ``weakest`` so many that score below 100); ``goals`` as on the command
    line; ``answers`` map the key of a question (``gap/impact``) to the writer's words. ``told`` hears which section is
    at work, ``cancel`` stops the llm, ``refuses`` says which edits the file cannot take.
    """

    sections: tuple[str, ...] = ()
    weakest: int = WEAKEST
    goals: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    told: Callable[[str], None] = lambda _: None
    cancel: threading.Event | None = None
    refuses: Refuses = lambda _: ""


class Rewriter:
    """The rewriting of one text: all chosen sections, and any of them again after a remark or an answer."""

    def __init__(
        self,
        text: str,
        template: Template,
        sheet: FactSheet | None,
        llm: Llm | None,
        options: RewriteOptions | None = None,
    ) -> None:
        """Raises InputError for a section or a goal that the template does not know."""
        self.options = options or RewriteOptions()
        self.text, self.template, self.sheet = text, template, sheet
        self.asking = Asking(llm, self.options.cancel or threading.Event()) if llm else None
        self.answers = dict(self.options.answers)
        self.ground = self._ground(self.options.goals)
        self.review: Review = self.ground.looking.whole(text, "").review
        self.chosen = self._chosen()

    def all(self) -> Rewrite:
        """What is offered for every chosen section. Raises LlmError where the llm cannot be reached."""
        made: list[SectionRewrite] = []
        for name in self.chosen:
            self.options.told(self.template.section(name).title)
            made.append(self.one(name, edits=[edit for one in made for offer in one.proposals for edit in offer.edits]))
        return self.of(made)

    @property
    def nothing(self) -> str:
        """Why no section is rewritten, in Chinese; for a text in which none was chosen."""
        if not self.review.sections:
            return f"文稿里认不出「{self.template.title}」的任何小节，可用 --template 换模板，或用 --text 改写一段话"
        if self.ground.goals.served or self.ground.goals.steps:
            return "没有一节能按这个目的改"
        return "各节都没有扣分"

    def of(self, sections: Sequence[SectionRewrite]) -> Rewrite:
        """These sections as one rewrite."""
        use = self.asking.use if self.asking else LlmUse("none")
        return Rewrite(self.text, self.template.id, self.review, tuple(sections), use)

    def one(self, name: str, *, edits: Sequence[Edit] = (), remark: str = "", attempt: int = 0) -> SectionRewrite:
        """What is offered for one section beside the ``edits`` of others; again, after a remark of the user.

        A remark that is a goal (更短) is taken as one; any other is for the llm.
        """
        ground = self.ground
        asked = Asked(remark, attempt)
        if remark and not asked.shorter:
            with suppress(InputError):
                ground = self._ground((remark,))
        return rewrite_section(ground, self.template.section(name), edits, asked)

    def fault(self, name: str, edits: Sequence[Edit]) -> str:
        """What edits of a section break of the guarantees, in Chinese; "" where they hold."""
        looking, held = self.ground.looking, self.ground.held
        after = looking.whole(applied(self.text, edits), name)
        return first(broken(looking.whole(self.text, name), after, held))

    def compared(self, edits: Sequence[Edit]) -> tuple[Seen, Seen]:
        """The whole text before and after edits."""
        looking = self.ground.looking
        return looking.whole(self.text, ""), looking.whole(applied(self.text, edits), "")

    def remarks(self, edits: Sequence[Edit]) -> list[tuple[int, str]]:
        """What the check finds in the chosen sections where no edit touches it: (offset, what it says)."""
        whole = self.ground.looking.whole(self.text, "")
        spans = [span for one in whole.review.sections if one.section in self.chosen for span in one.spans]
        return [
            (one.start, one.message)
            for one in whole.findings
            if any(start <= one.start < end for start, end in spans)
            and not any(edit.start < one.end and one.start < edit.end for edit in edits)
        ]

    def answer(self, answers: Mapping[str, str]) -> None:
        """Take answers of the writer as further notes."""
        self.answers |= {key: text for key, text in answers.items() if text.strip()}
        self.ground = self._ground(self.options.goals)

    def _ground(self, goals: Sequence[str]) -> Ground:
        read = read_goals(goals, self.template)
        return Ground(self.text, self.template, self.sheet, dict(self.answers), read, self.asking, self.options.refuses)

    def _chosen(self) -> tuple[str, ...]:
        present = {one.section: one for one in self.review.sections}
        asked = chosen_sections(self.options.sections, self.template)
        for name in asked:
            if name not in present:
                title = self.template.section(name).title
                have = "、".join(f"{one.section}（{one.title}）" for one in self.review.sections)
                raise InputError(f"文稿里没有「{title}」这一节", hint=f"文稿里认出的小节：{have or '没有'}")
        if asked:
            return asked
        goals = self.ground.goals
        weak = [one for one in self.review.weakest if one.score < 100 or goals.served]
        weak = [one for one in weak if not goals.nothing_here(self.template.section(one.section))]
        chosen = {one.section for one in weak[: max(0, self.options.weakest)]}
        return tuple(one.section for one in self.review.sections if one.section in chosen)


def rewrite_text(
    text: str,
    template: Template,
    sheet: FactSheet | None = None,
    llm: Llm | None = None,
    options: RewriteOptions | None = None,
) -> Rewrite:
    """Proposals for the chosen (or weakest) sections of ``text``; nothing is changed until they are taken.

    Without ``sheet`` the text's own figures are the facts; without ``llm`` the composer words what is new. Raises
    InputError for an unknown section or goal, LlmError where the llm cannot be reached.
    """
    return Rewriter(text, template, sheet, llm, options).all()
