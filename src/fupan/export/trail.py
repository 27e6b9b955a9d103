"""The trail 出处 of a figure: from the id a check names to what the user gave, in words a reader understands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fupan.domain.decimals import divide, plain, rounded
from fupan.domain.fact import Fact
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import Place
from fupan.domain.role import ROLE_NAMES, Role

NOTE = "note:"
_ROLES = {role.value: name for role, name in ROLE_NAMES.items()}


@dataclass(frozen=True, slots=True)
class Origin:
    """One given fact: its id, its name in Chinese, its value as shown, and where it stands (``facts.yaml:21``)."""

    id: str
    label: str
    value: str
    place: str


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a figure comes from.

    ``kind``: ``fact`` given by the user, ``formula`` over given facts (``formula`` is its name, ``arithmetic`` the sum
    with its numbers), ``note`` (``label`` is the note's text), ``text`` for any other words of the check, ``none``.
    """

    kind: Literal["fact", "formula", "note", "text", "none"]
    id: str = ""
    label: str = ""
    value: str = ""
    formula: str = ""
    arithmetic: str = ""
    place: str = ""
    origins: tuple[Origin, ...] = ()

    @property
    def line(self) -> str:
        """The whole trail in one line of Chinese; empty for ``none``."""
        if self.kind == "formula":
            facts = "，".join(dict.fromkeys(origin.place for origin in self.origins if origin.place))
            return f"{self.label}：{self.arithmetic}" + (f"（{facts}）" if facts else "")
        told = f"{self.label}：{self.arithmetic}" if self.label and self.arithmetic else self.label or self.arithmetic
        shown = {"fact": f"{self.label}：{self.value}", "note": f"要点「{self.label}」", "text": told}
        return shown.get(self.kind, "") + (f"（{self.place}）" if self.place else "")


def trail(source: str, base: FactBase | None, *, arithmetic: str = "") -> Trail:
    """The trail of ``source``: a fact id, ``note:n3``, or other words; ``arithmetic`` is what the check computed."""
    if not source:
        return Trail("text", arithmetic=arithmetic) if arithmetic else Trail("none")
    if base is not None and source.startswith(NOTE):
        note = next((note for note in base.sheet.notes if note.id == source.removeprefix(NOTE)), None)
        if note is not None:
            return Trail("note", note.id, note.text, arithmetic=arithmetic, place=short(note.place))
    fact = base.facts.get(source) if base is not None else None
    if base is None or fact is None:
        return Trail("text", source, source, arithmetic=arithmetic)
    if fact.formula is None:
        return Trail("fact", fact.id, label(fact), value(fact), arithmetic=arithmetic, place=short(fact.place))
    return Trail(
        "formula", fact.id, label(fact), value(fact), fact.formula.name, arithmetic or fact.formula.arithmetic,
        origins=tuple(origin(base.facts[name]) for name in fact.formula.inputs if name in base.facts),
    )  # fmt: skip


def origin(fact: Fact) -> Origin:
    """A fact as an origin of a derived one."""
    return Origin(fact.id, label(fact), value(fact), short(fact.place))


def label(fact: Fact) -> str:
    """What a fact is, in Chinese: 2025年华东区域销售额完成率."""
    key = fact.formula.title if fact.formula is not None else _ROLES.get(fact.key, fact.key)
    own_period = fact.formula is not None or Role(fact.key) not in {Role.PRIOR, Role.PREVIOUS, Role.PLAN}
    when = "" if own_period and fact.member else fact.period.label
    where = f"{fact.member}" if fact.member else ""
    return f"{when}{where}{fact.metric}（{key}）"


def value(fact: Fact) -> str:
    """A fact's value in its own unit, to two decimals at most: 13600万元, 85%, 3.5个百分点."""
    return plain(rounded(divide(fact.amount, fact.unit.factor), 2)) + fact.unit.symbol


def short(place: Place | None) -> str:
    """A place with the bare file name: the folder it lay in is nobody's business in a document passed on."""
    if place is None or not (place.file or place.line):
        return ""
    file = place.file.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
    return str(Place(file, place.line, place.cell))
