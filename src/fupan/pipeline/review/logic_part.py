"""What the chain of a section costs: steps that are missing, items that are missing, causes on one side only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from fupan.domain.review import Reason, Span
from fupan.domain.template import SectionSpec
from fupan.logic.chain_reading import ChainFault
from fupan.logic.section_chain import Item, SectionChain
from fupan.logic.weak.blame import only_others
from fupan.logic.weak.stretch import Stretch
from fupan.pipeline.review.ground import Ground
from fupan.pipeline.review.points import HALF_STEP, ITEM_MISSING, POINTS, share

_PROBLEMS = frozenset(("phenomenon-cause-impact", "symptom-case-effect", "trend-rival-weakness", "attribution"))
"""Patterns that look for causes, where blame of others only is a weakness."""
_AS_NEEDED = frozenset(("resource-request",))
"""Patterns whose items are kinds of things to ask for: who needs one kind does not miss the others."""
_NAMED = 14


def logic_reasons(
    ground: Ground, section: SectionSpec, chain: SectionChain, stretches: list[Stretch], place: Span
) -> Iterator[Reason]:
    """The reasons of the logic part, and those of single steps that count against the figures."""
    count = len(section.steps)
    by_step: dict[tuple[str, str], list[tuple[int, Item, ChainFault]]] = defaultdict(list)
    for number, item in enumerate(chain.items, start=1):
        for fault in item.faults:
            by_step[fault.kind, fault.step].append((number, item, fault))
    one_sided = False
    for (kind, step), faults in by_step.items():
        of_items = len(faults) / len(chain.items)
        message = _told(ground, faults, len(chain.items))
        span = (faults[0][2].start, faults[0][2].end)
        if kind == "missing":
            yield ground.reason("missing-step", span, message, points=share(count, of_items), step=step)
        elif kind in HALF_STEP:
            yield ground.reason(kind, span, message, points=share(count, of_items / 2), step=step)
        else:
            one_sided = one_sided or kind == "one-sided"
            points = max(1, round(POINTS[kind][1] * of_items))
            yield ground.reason(kind, span, message, points=points, step=step)
    yield from _items_missing(ground, section, chain, place)
    if not one_sided and any(pattern.id in _PROBLEMS for pattern in section.patterns):
        for stretch in stretches:
            yield from map(ground.signalled, only_others(stretch))


def _told(ground: Ground, faults: list[tuple[int, Item, ChainFault]], items: int) -> str:
    """The message; where the chain stands several times, with the items that are meant."""
    says = faults[0][2].says
    if items == 1 or len(faults) == items:
        return says
    named = "、".join(f"第{number}条「{_opening(ground, item)}」" for number, item, _ in faults[:3])
    more = f"等 {len(faults)} 条" if len(faults) > 3 else ""
    return f"{named}{more}{says}"


def _opening(ground: Ground, item: Item) -> str:
    line = ground.text[item.span[0] : item.span[1]].strip(" \t|-*·").split("\n", 1)[0].replace("**", "")
    return line[:_NAMED].rstrip("，。；：、 |") + ("…" if len(line) > _NAMED else "")


def _items_missing(ground: Ground, section: SectionSpec, chain: SectionChain, place: Span) -> Iterator[Reason]:
    """Named items that nothing speaks of; where they have no names, fewer items than the template wants."""
    if section.items:
        told = "\n".join(ground.text[item.span[0] : item.span[1]] for item in chain.items)
        missing = [
            name
            for name, cues in zip(section.items, section.item_cues, strict=True)
            if not any(cue in told for cue in (name, *cues))
        ]
        if any(pattern.id in _AS_NEEDED for pattern in section.patterns) and len(missing) < len(section.items):
            return
        for name in missing:
            message = f"缺少「{name}」这一条：模板要求分别写{'、'.join(section.items)}"
            yield ground.reason("missing-item", place, message, points=ITEM_MISSING)
        return
    lacking = section.repeat[0] - len(chain.items)
    if lacking > 0 and chain.items:
        message = (
            f"只写了 {len(chain.items)} 条，模板要求 {section.repeat[0]}–{section.repeat[1]} 条：再补 {lacking} 条"
        )
        yield ground.reason("missing-item", place, message, points=ITEM_MISSING * lacking)
