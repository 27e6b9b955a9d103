"""The review of one section: its chain, its reasons, and what they leave of 100 points."""

from __future__ import annotations

from collections.abc import Sequence

from fupan.domain.review import GoalVerdict, PartScore, Reason, SectionReview, Span, StepReview
from fupan.logic.placing import Placed
from fupan.logic.section_chain import SectionChain, section_chain
from fupan.logic.smart import PATTERN, smart_verdicts
from fupan.pipeline.review.figures_part import figure_reasons
from fupan.pipeline.review.ground import Ground
from fupan.pipeline.review.logic_part import logic_reasons
from fupan.pipeline.review.points import EMPTY_SECTION, MOST
from fupan.pipeline.review.wording_part import source_reasons, wording_reasons


def review_section(ground: Ground, placed: Placed, shared: Sequence[Reason]) -> SectionReview:
    """The section with its score; ``shared`` are reasons found by comparing it with the others (said twice)."""
    section = placed.section
    spans = [span for span in placed.spans if ground.text[slice(*span)].strip()]
    place = placed.heading or placed.spans[0]
    chain = section_chain(_without_hollow(ground, spans), spans, ground.blocks(spans), section)
    reasons = _reasons(ground, placed, spans, chain, place) if chain.items else [_empty(ground, place)]
    reasons += [reason for reason in shared if any(start <= reason.start < end for start, end in spans)]
    reasons.sort(key=lambda reason: (-reason.points, reason.start))
    parts = part_scores(reasons)
    steps = tuple(
        StepReview(step.id, step.name, step.asks, tuple((t.start, t.end) for t in told), told[0].why if told else "")
        for step in section.steps
        for told in (chain.spans(step.id),)
    )
    heading = ground.text[slice(*placed.heading)].strip() if placed.heading else ""
    return SectionReview(
        section.id, section.title, heading, tuple(spans) or (place,), sum(part.score for part in parts), parts, steps,
        tuple(reasons), placed.found, placed.certainty, _goals(ground, placed, spans),
    )  # fmt: skip


def part_scores(reasons: Sequence[Reason]) -> tuple[PartScore, ...]:
    """What the reasons leave of each part; an empty section has nothing."""
    if any(reason.points >= EMPTY_SECTION for reason in reasons):
        return tuple(PartScore(part, 0, most) for part, most in MOST.items())
    lost = {part: sum(reason.points for reason in reasons if reason.part == part) for part in MOST}
    return tuple(PartScore(part, max(0, most - lost[part]), most) for part, most in MOST.items())


def _reasons(ground: Ground, placed: Placed, spans: Sequence[Span], chain: SectionChain, place: Span) -> list[Reason]:
    stretches = ground.stretches(spans)
    section = placed.section
    found = list(logic_reasons(ground, section, chain, stretches, place))
    found += figure_reasons(ground, section, spans, stretches, place)
    found += source_reasons(ground, spans, stretches)
    found += wording_reasons(ground, section, spans, stretches, place)
    if placed.times > 1:
        message = f"有 {placed.times} 个标题都是这一节：合成一节，按步骤的先后写"
        found.append(ground.reason("section-twice", place, message))
    return found


def _without_hollow(ground: Ground, spans: Sequence[Span]) -> str:
    """The text with the sentences that say nothing blanked out, offsets kept: they tell no step."""
    hollow = [span for stretch in ground.stretches(spans) for span in ground.hollow(stretch)]
    if not hollow:
        return ground.text
    chars = list(ground.text)
    for start, end in hollow:
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def _empty(ground: Ground, place: Span) -> Reason:
    return ground.reason("empty-section", place, "这一节只有标题，没有内容", points=EMPTY_SECTION)


def _goals(ground: Ground, placed: Placed, spans: Sequence[Span]) -> tuple[GoalVerdict, ...]:
    if not any(pattern.id == PATTERN for pattern in placed.section.patterns) or not spans:
        return ()
    found: dict[str, GoalVerdict] = {}
    for start, end in spans:
        for one in smart_verdicts(ground.text[start:end]):
            before = found.get(one.step)
            shown = (*(before.spans if before else ()), *((a + start, b + start) for a, b in one.spans))
            why = one.why if before is None or (one.met and not before.met) else before.why
            met = one.met or (before is not None and before.met)
            found[one.step] = GoalVerdict(one.step, one.name, met, shown, why)
    return tuple(found.values())
