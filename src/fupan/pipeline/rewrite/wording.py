"""Moves on the wording alone: written forms for colloquial words, and enumerations given a paragraph each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fupan.figures.late import late
from fupan.pipeline.rewrite.looking import Seen
from fupan.pipeline.rewrite.moves import Move
from fupan.pipeline.rewrite.plan import Plan
from fupan.pipeline.rewrite.units import Unit
from fupan.resources import data

NEXT = late(
    r"(?:[一二三四五六七八九]是|第[一二三四五六七八九][，,、是]|其[一二三四五][，,、是]|[一-鿿]{2}(?:方面|策略)[，,：:])"
)

"""How a sentence begins that opens the next of several chains."""


@dataclass(frozen=True)
class Wording:
    """Makes the moves of one section."""

    seen: Seen
    units: Sequence[Unit]
    repeats: bool

    def moves(self) -> Iterator[Move]:
        """Where the chain stands several times in one paragraph: each in a paragraph of its own."""
        if self.repeats:
            yield Move("每一条单独成段", self._split, frozenset(("plain",)))

    def formal(self) -> Iterator[Move]:
        """Where another tone is asked for: the written form of each colloquial word."""
        yield Move("口语换成书面语", self._formal, frozenset(("tone",)))

    def _split(self, plan: Plan) -> Plan | None:
        found = plan
        for number, unit in enumerate(self.units):
            words = plan.changed.get(number, self.seen.text[unit.start : unit.end])
            inside = number and self.units[number - 1].line == unit.line and unit.kind == "text"
            if inside and NEXT.match(words.lstrip()):
                before = self.units[number - 1]
                earlier = found.changed.get(number - 1, self.seen.text[before.start : before.end]).rstrip()
                if not earlier:
                    return None
                found = found.with_unit(number - 1, earlier[:-1] + "。" if earlier[-1] in "；;" else earlier)
                found = found.with_unit(number, f"\n\n{words.lstrip()}")
        return None if found is plan else found

    def _formal(self, plan: Plan) -> Plan | None:
        found = plan
        for number, unit in enumerate(self.units):
            words = plan.changed.get(number, self.seen.text[unit.start : unit.end])
            better = formal(words)
            if better != words:
                found = found.with_unit(number, better)
        return None if found is plan else found


def formal(words: str) -> str:
    """``words`` with the first written form of each listed colloquial word; quotations stay."""
    table: dict[str, list[str]] = data("wording")["formal"]
    keys = sorted(table, key=len, reverse=True)
    parts = [re.escape(key[:-1]) + r"(?=[0-9])" if key.endswith("{") else re.escape(key) for key in keys]
    quoted = r"“[^”\n]{0,200}”|「[^」\n]{0,200}」|《[^》\n]{0,200}》"
    forms = {key.rstrip("{"): rows[0] for key, rows in table.items()}
    pattern = re.compile(f"{quoted}|{'|'.join(parts)}")
    return pattern.sub(lambda match: forms.get(match[0], match[0]), words)
