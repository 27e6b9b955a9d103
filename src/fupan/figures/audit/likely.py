"""Values that a figure may be made of where its words do not point at them: by position, by what is left, by the count.

They explain a figure that they give; a figure that they do not give is at fault only as a slip of it (``slips``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fupan.domain.fact import Fact
from fupan.figures.audit import formula
from fupan.figures.audit.level import Level, Memory
from fupan.figures.audit.slips import UNSURE
from fupan.figures.audit.subjects import Lead
from fupan.figures.audit.when import when_of
from fupan.figures.late import late
from fupan.figures.read.reading import Reading

_LEFT = late(r"(?:剩下|余下|剩余|其余)的?(?:只有|还有|约|是|为)?$")
_REST = late(r"(?:剩|余|其余|其他|另外|还有|仍有|尚有|还差|没|未)[^，。；]{0,6}$")
_RUN = late(r"(?:月|日|周|季|年)均|平均(?:一个?|每个?)(?:月|天|周|季度|日|年)|每个?(?:月|天|周|季度|日|年)")
_NOT_COUNTED = frozenset(("元", "%", "个百分点", "", "天", "个月", "月", "年", "倍", "小时", "周", "季度"))
_TIMES = {
    "月": (3, 6, 12, 9),
    "日": (30, 31, 90, 365),
    "天": (30, 31, 90, 365),
    "周": (4, 13, 52),
    "季": (4, 2),
    "年": (3, 5),
}
_REACH = 8


class Guess(NamedTuple):
    """A sum that a figure may tell, and which slips of it would be told for certain: of a digit, of a bound.

    ``only`` says that it only explains, ``least`` how many digits must be its own at another power of ten.
    """

    fact: Fact
    digits: bool = False
    bounds: bool = False
    only: bool = False
    least: int = UNSURE


@dataclass(frozen=True, slots=True)
class Likely:
    """The sums that one figure may tell."""

    memory: Memory
    reading: Reading
    lead: Lead
    line: int

    def sums(self) -> Iterator[Guess]:
        """Every sum that stands to reason, the likeliest first."""
        mention = self.reading.mention
        if mention.unit in {"%", "个百分点", ""}:
            return
        if _REST.search(self.lead.text):
            sure = _LEFT.search(self.lead.text) is not None
            yield from (Guess(fact, digits=sure, bounds=sure, least=1 if sure else UNSURE) for fact in self._rests())
        if _RUN.search(self.lead.text):
            yield from self._means()
        if mention.unit == "元":
            yield from (Guess(fact, digits=True, bounds=True, least=2) for fact in self._products())

    def _near(self) -> list[Level]:
        """The latest exact levels of the line."""
        return [level for level in self.memory.levels[-_REACH:] if level.line == self.line and level.exact]

    def _rests(self) -> Iterator[Fact]:
        """138人，其中92人…，其余46人: the whole without the parts named since."""
        unit = self.reading.mention.unit
        near = [level for level in self._near() if level.unit == unit and not level.made]
        wholes = [*near[:-1], *([self.memory.whole] if self.memory.whole is not None else ())]
        for whole in reversed(wholes):
            if whole.unit != unit:
                continue
            after = near[near.index(whole) + 1 :] if whole in near else near
            parts = [level for level in after if not level.summed and level.value < whole.value]
            for count in range(len(parts), 0, -1):
                rest = formula.rest(whole, parts[-count:], "余下")
                if rest.amount > 0:
                    yield rest

    def _means(self) -> Iterator[Guess]:
        """月均900万元: an amount over the months of a quarter, a half or a year, or over the time stated."""
        found = _RUN.search(self.lead.text)
        unit = next((one for one in _TIMES if found and one in found[0]), "月")
        spans = [level for level in self._near() if level.unit in {"天", "个月", "月", "周"}]
        unit_of_all = self.reading.mention.unit
        amounts = [level for level in self.memory.levels[-_REACH:] if level.unit == unit_of_all and level.exact]
        for amount in reversed(amounts):
            for span in spans:
                yield from (Guess(fact, least=1) for fact in _given(formula.per(amount, span, "平均")))
            for times in _TIMES[unit]:  # 每人每年500元 is no amount spread over years
                yield Guess(
                    formula.over(amount, times, f"{unit}均"),
                    only=found is None or "均" not in found[0] or unit in "日天",
                    least=2,
                )

    def _products(self) -> Iterator[Fact]:
        """4.5万盒，每盒88元，合396万元: a count times what each costs, both of the sentence."""
        near = [level for level in self._near() if level.sentence == self.reading.sentence[0]]
        if near and near[-1].each and when_of(self.lead.text).named:
            return  # 人均600.9万元，上年为560.9万元
        prices = [level for level in near if level.unit == "元" and _is_price(level)]
        counts = [level for level in near if level.unit not in _NOT_COUNTED]
        if prices and counts:
            yield formula.product(counts[-1], prices[-1], "数量乘单价")


def _is_price(level: Level) -> bool:
    return level.subject.startswith("平均") or level.each


def _given(fact: Fact | None) -> Sequence[Fact]:
    return (fact,) if fact is not None else ()
