"""The trail 出处 of a figure: from the id a check names to what the user gave, in words a reader understands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from fupan.domain.decimals import divide, plain, rounded
from fupan.domain.fact import Fact
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import Place
from fupan.domain.role import ROLE_NAMES, Role

NOTE = "note:"
_ID = re.compile(r"(?P<metric>[^\[\]]+?)(?:\[[^=\]]*=(?P<member>[^\]]*)\])?\.[a-z_]+")
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
        return self.told()

    def told(self, *, file: str = "") -> str:
        """The same where the reader knows that ``file`` is meant: of its places only the lines are named."""
        told = {
            "fact": f"{self.label}：{self.value}",
            "note": f"要点「{self.label}」",
            "formula": f"{self.label}：{self.arithmetic}",
        }.get(self.kind, "：".join(part for part in (self.label, self.arithmetic) if part))
        places = merged([self.place, *(origin.place for origin in self.origins)], file)
        return told + (f"（{places}）" if places else "")


def merged(places: Iterable[str], file: str = "") -> str:
    """Places in few words: ``facts.yaml:15、16``, or ``第15、16行`` of the file that the reader knows."""
    lines: dict[str, list[str]] = {}
    for place in dict.fromkeys(filter(None, places)):
        name, _, line = place.rpartition(":")
        lines.setdefault(name, []).append(line)
    for found in lines.values():
        found.sort(key=lambda line: (len(line), line))
    return "，".join(
        f"第{'、'.join(found)}行"
        if name == file and file
        else f"{name}:{'、'.join(found)}"
        if name
        else "、".join(found)
        for name, found in lines.items()
    )


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
        return Trail("text", source, readable(source), arithmetic=arithmetic)
    if fact.formula is None:
        return Trail("fact", fact.id, label(fact), value(fact), arithmetic=arithmetic, place=short(fact.place))
    return Trail(
        "formula", fact.id, label(fact), value(fact), fact.formula.name, arithmetic or fact.formula.arithmetic,
        origins=tuple(origin(base.facts[name]) for name in fact.formula.inputs if name in base.facts),
    )  # fmt: skip


def readable(source: str) -> str:
    """An id of a fact that only the check worked out, in words (江苏+浙江销售额); other words as they are."""
    parts = _ID.fullmatch(source)
    return (parts["member"] or "") + parts["metric"] if parts else source


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
