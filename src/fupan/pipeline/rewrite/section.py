"""One section rewritten: corrections, then the best plan that holds, then the llm's words where they hold too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from fupan.checks.claims import sources_of, unsupported_sentences
from fupan.domain.review import Span
from fupan.domain.template import SectionSpec
from fupan.pipeline.rewrite.additions import Adding
from fupan.pipeline.rewrite.asked import Asked
from fupan.pipeline.rewrite.climb import Climb
from fupan.pipeline.rewrite.corrections import Correction, corrections
from fupan.pipeline.rewrite.cuts import Cutting
from fupan.pipeline.rewrite.diff import readable_diff
from fupan.pipeline.rewrite.edits import Edit, applied, moved
from fupan.pipeline.rewrite.ground import Ground
from fupan.pipeline.rewrite.guarantees import broken, first
from fupan.pipeline.rewrite.in_words import InWords
from fupan.pipeline.rewrite.looking import Seen
from fupan.pipeline.rewrite.material import Material, material_for
from fupan.pipeline.rewrite.moves import Change, Move
from fupan.pipeline.rewrite.plan import Plan
from fupan.pipeline.rewrite.proposal import Origin, Proposal, SectionRewrite
from fupan.pipeline.rewrite.questions import questions_for
from fupan.pipeline.rewrite.replacements import Replacing
from fupan.pipeline.rewrite.table_cells import Table
from fupan.pipeline.rewrite.units import Unit, units_of, whole_lines
from fupan.pipeline.rewrite.wording import Wording

LONGEST = 12_000
"""A section of more characters than this is not rewritten: it is not one section."""
_TELLING = 4
"""Where less is asked for, an addition must bring so many points."""
_LADDER = 6
"""So many times a plan that does not hold in the whole text is made less ambitious."""


def rewrite_section(ground: Ground, section: SectionSpec, others: Sequence[Edit], asked: Asked) -> SectionRewrite:
    """What is offered for a section that the text has; ``others`` are edits offered elsewhere, held to as well.

    Raises LlmError where the llm cannot be reached, KeyError for a section that the text has not.
    """
    return _Section(ground, section, tuple(others), asked).rewritten()


class _Section:
    """The work on one section."""

    def __init__(self, ground: Ground, section: SectionSpec, others: tuple[Edit, ...], asked: Asked) -> None:
        self.ground, self.section, self.others, self.asked = ground, section, others, asked
        self.before = ground.looking.whole(ground.text, section.id)
        if self.before.section is None:
            raise KeyError(section.id)
        own = whole_lines(ground.text, self.before.section.spans)
        empty = any(reason.kind == "empty-section" for reason in self.before.section.reasons)
        self.units: tuple[Unit, ...] = () if empty else units_of(ground.text, own)
        self.spans: tuple[Span, ...] = own if self.units else ((own[-1][1], own[-1][1]),)
        self.right: tuple[Edit, ...] = ()
        self.doubts: tuple[str, ...] = ()
        self.history: list[str] = []

    def rewritten(self) -> SectionRewrite:
        length = sum(end - start for start, end in self.spans)
        if length > LONGEST:
            return self._told((), withheld=f"这一节有 {length} 字，超过 {LONGEST} 字，不像一节：先拆成几节再改写")
        found, refused = corrections(self.before, self.ground.looking, self.ground.held)
        self.doubts = tuple(refused)
        found = [one for one in found if not self._refused((one.edit,))]
        self.right = tuple(one.edit for one in found)
        rights = [self._correction(number, one) for number, one in enumerate(found, start=1)]
        self.right = self._together(found)
        offered = self._rewrite(tuple(one.id for one in rights))
        proposals = (*rights, *offered)
        final = self._look((*self.right, *(edit for one in offered for edit in one.edits)))
        withheld = "" if offered or rights else self._why_nothing()
        return self._told(proposals, withheld=withheld, seen=final)

    def _told(self, proposals: tuple[Proposal, ...], *, withheld: str = "", seen: Seen | None = None) -> SectionRewrite:
        section = self.before.section
        reasons = tuple(reason.message for reason in section.reasons) if section else ()
        questions = questions_for(seen or self.before, self.section)
        span = (self.spans[0][0], self.spans[-1][1])
        return SectionRewrite(
            self.section.id, self.section.title, span, self.before.score, proposals, reasons, questions, withheld,
            tuple(self.history), section.certainty if section and section.found == "content" else 1.0, self.doubts,
        )  # fmt: skip

    def _why_nothing(self) -> str:
        section = self.before.section
        if section is None or not section.reasons:
            return "这一节没有要改的"
        if self.doubts:
            return "写错的数字改法不止一种，请先核对"
        if self.history:
            return f"想到的改法都通不过检查：{self.history[-1]}"
        if self.ground.given is None:
            return "没有给数据表，文中也没有可以删的空话：用 --facts 给出数据表，或回答下面的问题"
        return "数据表和要点里没有可以补的素材，也没有可以删的空话；请看下面的问题"

    def _together(self, found: Sequence[Correction]) -> tuple[Edit, ...]:
        """The corrections that hold all at once (else the first alone), as what the rewrite builds on."""
        edits = tuple(one.edit for one in found)
        if len(edits) > 1 and broken(self.before, self._look(edits), self.ground.held):
            return edits[:1]
        return edits

    def _correction(self, number: int, one: Correction) -> Proposal:
        section = one.after.section
        before, after = self._body(()), self._body((one.edit,))
        return Proposal(
            f"{self.section.id}-{number}", self.section.id, self.section.title, "correction", (one.edit,), before,
            after, readable_diff(before, after), (self.before.score, section.score if section else 0),
            (len(self.before.findings), len(one.after.findings)), (one.finding.message,), origin="facts",
        )  # fmt: skip

    def _rewrite(self, rights: tuple[str, ...]) -> Iterator[Proposal] | tuple[Proposal, ...]:
        least = _TELLING if self.asked.shorter else 1
        climb = Climb(self._alone, self.ground.held, self.ground.goals.wanted(self.section), least)
        plan = climb.best(self._plan(), [self._guarded(move) for move in self._moves()])
        self.history += [f"没有采用“{says[:40]}”：{why}" for says, why in climb.refused.items()]
        made = list(climb.made)
        plan, made, fault = self._holding(plan, made)
        if fault and not plan.edits(self.ground.text):
            self.history.append(fault)
            return ()
        plan, by_llm = self._smoothed(plan)
        if not plan.edits(self.ground.text):
            return ()
        edits = plan.edits(self.ground.text)
        needs = rights if self.right and self._fault(edits, ()) else ()
        seen = self._look((*self.right, *edits)) if needs else self._look(edits)
        if needs and len(rights) > len(self.right):
            needs = rights[:1]
        return (self._proposal(edits, seen, made, needs, "llm" if by_llm else "composer"),)

    def _proposal(
        self, edits: tuple[Edit, ...], seen: Seen, made: Sequence[Move], needs: tuple[str, ...], origin: Origin
    ) -> Proposal:
        before, after = self._body(()), self._body(edits)
        known = [self.ground.text, *sources_of(self.ground.notes, self.ground.template)]
        unsourced = tuple(after[start:end] for start, end in unsupported_sentences(after, known))
        return Proposal(
            f"{self.section.id}-r", self.section.id, self.section.title, "rewrite", edits, before, after,
            readable_diff(before, after), (self.before.score, seen.score),
            (len(self.before.findings), len(seen.findings)), tuple(move.says for move in made), unsourced, needs,
            origin,
        )  # fmt: skip

    def _holding(self, plan: Plan, made: list[Move]) -> tuple[Plan, list[Move], str]:
        """The plan, made less ambitious move by move until it holds in the whole text; else the empty plan."""
        fault = ""
        for _ in range(_LADDER):
            edits = plan.edits(self.ground.text)
            if not edits:
                break
            fault = self._fault(edits, self.right)
            if not fault:
                return plan, made, ""
            self.history.append(f"放在全文里通不过（{fault}），减去一处再试")
            made = made[:-1]
            plan = self._plan()
            for move in made:
                plan = next(filter(None, (change(plan) for change in (move.change, *move.others))), plan)
        return self._plan(), [], fault

    def _fault(self, edits: Sequence[Edit], rights: Sequence[Edit]) -> str:
        """What the edits break in the whole text, alone and beside those offered for other sections."""
        if refused := self._refused(edits):
            return refused
        fault = first(broken(self.before, self._look((*rights, *edits)), self.ground.held))
        if fault or not self.others:
            return fault
        text = applied(self.ground.text, (*self.others, *rights, *edits))
        return first(broken(self.before, self.ground.looking.whole(text, self.section.id), self.ground.held))

    def _refused(self, edits: Sequence[Edit]) -> str:
        fault = self.ground.refuses(edits)
        if fault:
            self.history.append(f"文件里写不进去：{fault}")
        return fault

    def _smoothed(self, plan: Plan) -> tuple[Plan, bool]:
        """The plan in the llm's words where they hold: paragraphs by a large llm, what is put in by a small one."""
        asking = self.ground.asking
        if asking is None:
            return plan, False
        least = self._alone(plan).score

        def holds(trial: Plan) -> str:
            if self._touches(trial.edits(self.ground.text)):
                return "其中有要单独改正的数字"
            seen = self._alone(trial)
            fault = first(broken(self._alone(self._plan()), seen, self.ground.held))
            return fault or ("得分比规则写的低" if seen.score < least else "")

        words = InWords(self.ground, self.before, self.asked, self.history)
        better, changed = words.said(asking, plan, self.section.title, holds, lambda: self._material)
        if changed and (fault := self._fault(better.edits(self.ground.text), self.right)):
            self.history.append(f"大模型的说法放在全文里通不过：{fault}")
            return plan, False
        return better, changed

    def _moves(self) -> Iterator[Move]:
        section = self.section
        cutting = Cutting(self.before, self.units, self._who())
        wording = Wording(self.before, self.units, repeats=section.repeat[1] > 1)
        tabled = any(unit.kind == "row" for unit in self.units)
        yield from Replacing(self.before, self._material, self.units).moves()
        if tabled:
            yield from Table(self.before, self._material, self.units).moves()
        else:
            yield from Adding(self.before, self._material, self.units).moves()
        yield from cutting.moves()
        yield from wording.moves()
        if "shorter" in self.ground.goals.served:
            yield from cutting.shortening()
        if "tone" in self.ground.goals.served:
            yield from wording.formal()

    def _who(self) -> frozenset[str]:
        """Names that no cut clause may hold; of a metric the clause may speak, where a figure takes its place."""
        return self.ground.held.names - {name for metric in self.ground.notes.metrics for name in metric.names}

    def _guarded(self, move: Move) -> Move:
        """The move, refused where it touches a figure that is put right on its own."""

        def guarded(inner: Change) -> Change:
            def change(plan: Plan) -> Plan | None:
                trial = inner(plan)
                return None if trial is None or self._touches(trial.edits(self.ground.text)) else trial

            return change

        return replace(move, change=guarded(move.change), others=tuple(map(guarded, move.others)))

    def _touches(self, edits: Sequence[Edit]) -> bool:
        first_start, last_end = self.spans[0][0], self.spans[-1][1]
        if self.units and any(edit.start < first_start or edit.start > last_end for edit in edits):
            return True
        return any(edit.start < right.end and right.start < edit.end for edit in edits for right in self.right)

    @cached_property
    def _material(self) -> Material:
        missing = frozenset(step.id for step in self.section.steps) - self.before.told
        seen = self._look(self.right) if self.right else self.before
        return material_for(self.section, self.ground, self.before.body, seen.figures, missing)

    def _plan(self) -> Plan:
        return Plan(self.units, self.spans[-1][1])

    def _look(self, edits: Sequence[Edit]) -> Seen:
        return self.ground.looking.whole(applied(self.ground.text, edits), self.section.id)

    def _alone(self, plan: Plan) -> Seen:
        body = self._body((*self.right, *plan.edits(self.ground.text)))
        return self.ground.looking.alone(body, self.section)

    def _body(self, edits: Sequence[Edit]) -> str:
        """The words of the section after the edits."""
        text = applied(self.ground.text, edits)
        spans = [moved(span, edits) for span in self.spans]
        return "\n\n".join(text[start:end].strip("\n") for start, end in spans)
