"""The pairwise judge: an llm says which of two texts of one case is better. Beside the scores, never among them.

Each pair is asked twice with the texts in each other's place, because llms favour what stands first (Zheng et al.,
Judging LLM-as-a-Judge with MT-Bench and Chatbot Arena, 2023, section 3.3). Only a verdict that survives the swap is a
win; all else is a tie, and how often the swap changed the verdict is told: it says what the judge is worth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from fupan.errors import LlmReplyError
from fupan.evals.case import Case
from fupan.evals.record import CaseRecord
from fupan.llm.port import Ask, Llm
from fupan.prompting.environment import prompt_environment
from fupan.prompting.neutral import neutral
from fupan.resources import prompts_dir

GOLDEN = "范文"
_FIRST, _SECOND, _EVEN = "甲", "乙", "平"
_TOKENS = 300
_LONGEST = 8000
_CONTEXT_SHARE, _TOKENS_PER_CHARACTER = 0.35, 1.2
"""Of what the llm can read, for each text; and what a Chinese character takes of it."""
_REASON = 300
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"reason": {"type": "string"}, "better": {"type": "string", "enum": [_FIRST, _SECOND, _EVEN]}},
    "required": ["reason", "better"],
    "additionalProperties": False,
}
Winner = Literal["first", "second", "tie"]


@dataclass(frozen=True, slots=True)
class Judged:
    """One pair. ``swayed``: the verdict changed with the order, so it is a tie. ``reasons`` are those of both turns."""

    case: str
    winner: Winner
    swayed: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """The second arm against the first (``范文``: the golden texts) over all cases that both have a text of.

    ``unread`` are cases of which the judge gave no verdict that can be read.
    """

    judge: str
    first: str
    second: str
    cases: tuple[Judged, ...] = ()
    unread: tuple[str, ...] = ()
    counts: dict[Winner, int] = field(default_factory=dict)
    swayed: int = 0


def judge_pairs(
    arms: Sequence[str],
    cases: Sequence[Case],
    records: Callable[[], Iterable[CaseRecord]],
    llm: Llm,
    told: Callable[[str], None] = lambda _: None,
) -> list[JudgedPair]:
    """Every other arm against the first; a single arm against the golden texts. The first repeat of each is judged.

    ``records`` reads the run's records anew, one at a time, so that only one case's texts are in memory. Raises
    LlmError where the judge cannot be reached.
    """
    first, others = (arms[0], list(arms[1:])) if len(arms) > 1 else (GOLDEN, list(arms))
    goldens = {case.id: case for case in cases}
    found: dict[str, list[Judged]] = {other: [] for other in others}
    unread: dict[str, list[str]] = {other: [] for other in others}
    texts: dict[str, str] = {}
    current = ""
    for record in records():
        if record.case != current:
            current, texts = record.case, {}
        if record.repeat != 1 or not record.markdown:
            continue
        texts[record.arm] = record.markdown
        if first == GOLDEN and record.case in goldens:
            texts[GOLDEN] = goldens[record.case].golden()
        for other in others:
            if record.arm in {first, other} and first in texts and other in texts:
                verdict = _both_ways(record.case, texts[first], texts[other], llm)
                if verdict is None:
                    unread[other].append(record.case)
                else:
                    found[other].append(verdict)
                told(f"评判 {record.case}：{other} 比 {first}")
    return [_counted(llm.name, first, other, found[other], unread[other]) for other in others]


def _both_ways(case: str, first: str, second: str, llm: Llm) -> Judged | None:
    straight, swapped = _asked(first, second, llm), _asked(second, first, llm)
    if straight is None or swapped is None:
        return None
    turned = {_FIRST: _SECOND, _SECOND: _FIRST}.get(swapped[0], _EVEN)
    winner: Winner = "tie"
    if straight[0] == turned and turned != _EVEN:
        winner = "first" if turned == _FIRST else "second"
    return Judged(case, winner, straight[0] != turned, (straight[1], swapped[1]))


def _asked(one: str, other: str, llm: Llm) -> tuple[str, str] | None:
    """The verdict on one order, and why; None where the reply cannot be used."""
    most = min(_LONGEST, int(llm.profile.context_tokens * _CONTEXT_SHARE / _TOKENS_PER_CHARACTER))
    environment = prompt_environment(str(prompts_dir() / "judge"))
    turn = environment.get_template("pair.md.j2").render(first=_lines(one, most), second=_lines(other, most))
    system = environment.get_template("pair-system.md.j2").render().strip()
    messages = (("system", system), ("user", turn.strip()))
    try:
        data = llm.ask(Ask(messages, _TOKENS, schema=_SCHEMA, temperature=0.0)).data
    except LlmReplyError:
        return None
    return str(data["better"]), neutral(str(data["reason"]))[:_REASON]


def _lines(text: str, most: int) -> list[str]:
    return [line for line in (neutral(one) for one in text[:most].split("\n")) if line]


def _counted(judge: str, first: str, second: str, cases: list[Judged], unread: list[str]) -> JudgedPair:
    winners: tuple[Winner, ...] = ("first", "second", "tie")
    counts = {winner: sum(one.winner == winner for one in cases) for winner in winners}
    return JudgedPair(judge, first, second, tuple(cases), tuple(unread), counts, sum(one.swayed for one in cases))
