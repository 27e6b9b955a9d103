"""What only the writer can say: where neither facts nor notes hold it, a question is asked and nothing invented."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from fupan.domain.factsheet import FactSheet, Note
from fupan.domain.period import Period
from fupan.domain.review import Reason
from fupan.domain.template import SectionSpec
from fupan.pipeline.rewrite.looking import Seen

MOST = 3
"""So many questions are asked about one section."""
_KINDS = (
    "missing-step", "wrong-figure", "nobody", "no-expectation", "no-figure", "no-from-to", "one-sided",
    "blames-others-only", "missing-item", "no-figure-at-all", "few-figures", "to-fill-in", "activity-without-result",
    "adjective-for-number", "unsupported-claim",
)  # fmt: skip
_WHY = re.compile(r"因为|由于|原因|得益于|源于|导致|造成|使得|带来|影响|主要|说明|表明")
"""An opinion without a source is the writer's own; what is asked for is the source of a cause or an effect."""
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Question:
    """``asks`` is said to the writer; the answer goes into the fact sheet as a note under ``key`` (``gap/impact``)."""

    key: str
    asks: str
    kind: str
    points: int


def questions_for(seen: Seen, section: SectionSpec) -> tuple[Question, ...]:
    """What the section still lacks after all that is known was put in: at most three, the costliest first."""
    reasons = seen.section.reasons if seen.section else ()
    found: dict[str, Question] = {}
    for reason in sorted(reasons, key=lambda one: -one.points):
        if (
            reason.kind in _KINDS
            and len(found) < MOST
            and (reason.kind != "unsupported-claim" or _WHY.search(reason.text))
        ):
            key = f"{section.id}/{reason.step}" if reason.step else section.id
            found.setdefault(key, Question(key, _asked(reason), reason.kind, reason.points))
    return tuple(found.values())


def _asked(reason: Reason) -> str:
    if reason.kind == "unsupported-claim":
        return f"“{reason.text.strip()[:40]}”有什么依据？"
    if reason.kind in {"adjective-for-number", "to-fill-in"}:
        return f"“{reason.text.strip()[:40]}”具体是多少？"
    message = reason.message.rstrip("。")
    if reason.kind == "wrong-figure":
        return f"{message}。哪个是对的？"
    return message if message.endswith("？") else f"{message}。你知道的话，请用一句话写出来"


def with_answers(sheet: FactSheet | None, answers: Mapping[str, str]) -> FactSheet:
    """The fact sheet with the answers as further notes; without one, a sheet that holds the answers alone."""
    before: Sequence[Note] = sheet.notes if sheet is not None else ()
    notes = [
        Note(f"n{len(before) + number}", " ".join(text.split())[:_LONGEST], key)
        for number, (key, text) in enumerate(answers.items(), start=1)
        if text.strip()
    ]
    if sheet is None:
        return FactSheet(Period(2000, "year"), (), tuple(notes))
    return replace(sheet, notes=(*before, *notes))


def as_notes(answers: Mapping[str, str]) -> str:
    """The answers as YAML for the fact sheet."""
    import json  # noqa: PLC0415 - a JSON text is a YAML text that needs no further quoting

    rows = [
        f"  {key}:\n    - {json.dumps(' '.join(text.split()), ensure_ascii=False)}" for key, text in answers.items()
    ]
    return "\n".join(["notes:", *rows]) if rows else ""


def keys(questions: Iterable[Question]) -> tuple[str, ...]:
    """The keys of questions, in order."""
    return tuple(one.key for one in questions)
