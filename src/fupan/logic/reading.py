"""The steps of a shipped pattern in a text, with the reason for each in Chinese: what review and SMART start from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fupan.domain.mention import Mention
from fupan.logic.signs import figures_of
from fupan.logic.told_step import ToldStep
from fupan.logic.told_steps import told_steps
from fupan.logic.weights import weights_of

_FIGURES_SHOWN = 2


@dataclass(frozen=True, slots=True)
class StepTold:
    """``text[start:end]`` tells the step; ``why`` is a short Chinese reason, ``figures`` are those that stand in it."""

    start: int
    end: int
    why: str
    figures: tuple[Mention, ...] = ()


def read_steps(text: str, pattern: str, *, of_chain: bool = False) -> dict[str, list[StepTold]]:
    """Every step of a shipped pattern with the stretches that tell it, in order of the text; empty where none does.

    ``of_chain``: the text stands in a section that argues by the pattern (see ``told_steps``).
    Raises KeyError for a pattern that is not shipped.
    """
    weights = weights_of(pattern)
    if weights is None:
        raise KeyError(pattern)
    found: dict[str, list[StepTold]] = {step: [] for step in weights.steps}
    mentions = figures_of(text)
    for told in told_steps(text, pattern, of_chain=of_chain) or ():
        inside = tuple(mention for mention in mentions if told.start <= mention.start and mention.end <= told.end)
        found[told.step].append(StepTold(told.start, told.end, _why(text, told, inside), inside))
    return found


def _why(text: str, told: ToldStep, figures: Sequence[Mention]) -> str:
    # a piece of a figure (亿元) is no word: figures are told behind
    shown = [(a, b) for a, b in told.words if not any(f.start <= a and b <= f.end for f in figures)]
    words = "".join(f"“{text[start:end]}”" for start, end in shown)
    numbers = "、".join(figure.text for figure in figures[:_FIGURES_SHOWN])
    parts = [f"含{words}"] if words else []
    if numbers:
        parts.append(f"有数字{numbers}")
    return "，".join(parts) or "与前后句同属一步"
