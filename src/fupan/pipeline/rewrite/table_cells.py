"""Moves that fill the empty cells of a table whose columns are steps, and add the rows it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fupan.figures.scan.outline import Block, cells
from fupan.figures.words import content_words
from fupan.logic.chain_tables import table_chains
from fupan.pipeline.compose import compose
from fupan.pipeline.rewrite.looking import Seen
from fupan.pipeline.rewrite.material import Material
from fupan.pipeline.rewrite.moves import Move
from fupan.pipeline.rewrite.plan import Added, Plan
from fupan.pipeline.rewrite.units import Unit
from fupan.pipeline.slots import fill

_ALIKE = 0.34
_NOBODY = frozenset(
    ("大家", "全员", "全体", "各部门", "相关人员", "相关部门", "团队", "自己", "尽快",
     "抓紧", "年内", "近期", "待定", "-", "—", "/")
)  # fmt: skip
"""What stands in a cell and says as little as an empty one."""


@dataclass(frozen=True)
class Table:
    """The table of one section: ``columns`` maps the number of a column to its step."""

    seen: Seen
    material: Material
    units: Sequence[Unit]

    def moves(self) -> Iterator[Move]:
        """A move for each cell that the notes can fill, then for each row that the table lacks."""
        rows = [number for number, unit in enumerate(self.units) if unit.kind == "row"]
        columns = self._columns(rows)
        if not columns:
            return
        items = self._items()
        taken: set[int] = set()
        for number in rows[1:]:
            item = self._item_of(number, columns, items, taken)
            if item is None:
                continue
            taken.add(item)
            yield from self._filled(number, columns, items[item])
        for item, told in items.items():
            if item not in taken:
                yield self._row(rows[-1], columns, told)

    def _columns(self, rows: Sequence[int]) -> dict[int, str]:
        """Which step each column tells, read from the head of the table."""
        if len(rows) < 2:
            return {}
        head = self.units[rows[0]]
        line = self.seen.text[head.start : head.end]
        count = len(cells(line, Block("row", 0, len(line))))
        probe = f"{line}\n|{'|'.join(f'c{number}' for number in range(count))}|"
        blocks = [Block("row", 0, len(line)), Block("row", len(line) + 1, len(probe))]
        steps = self.material.brief.section.steps
        found: dict[int, str] = {}
        for _, filled in table_chains(probe, blocks, steps):
            for step, places in filled.items():
                for start, end in places:
                    found[int(probe[start:end][1:])] = step
        return found

    def _items(self) -> dict[int, dict[str, str]]:
        """What the notes tell of each row, by step."""
        found: dict[int, dict[str, str]] = {}
        for step in self.material.brief.steps:
            words = fill(compose(step), step.slots)[0].rstrip("。").replace("|", "｜")
            found.setdefault(step.item, {})[step.step.id] = words
        return found

    def _item_of(
        self, number: int, columns: Mapping[int, str], items: Mapping[int, Mapping[str, str]], taken: set[int]
    ) -> int | None:
        unit = self.units[number]
        own = content_words(self.seen.text[unit.start : unit.end])
        graded = []
        for item, told in items.items():
            words = content_words("。".join(told.get(step, "") for step in columns.values()))
            if item not in taken and own and words:
                graded.append((len(own & words) / min(len(own), len(words)), -item))
        best, item = max(graded, default=(0.0, 0))
        return -item if best >= _ALIKE else None

    def _filled(self, number: int, columns: Mapping[int, str], told: Mapping[str, str]) -> Iterator[Move]:
        unit = self.units[number]
        line = self.seen.text[unit.start : unit.end]
        for column, (start, end) in enumerate(cells(line, Block("row", 0, len(line)))):
            words = _bare(told.get(columns.get(column, ""), ""), self._head(column))
            if words and (not line[start:end].strip() or line[start:end].strip() in _NOBODY):
                yield self._cell(number, column, columns[column], words)

    def _cell(self, number: int, column: int, step: str, words: str) -> Move:
        unit = self.units[number]

        def change(plan: Plan) -> Plan | None:
            line = plan.changed.get(number, self.seen.text[unit.start : unit.end])
            bars = [at for at, char in enumerate(line) if char == "|"]
            return plan.with_unit(number, f"{line[: bars[column] + 1]} {words} {line[bars[column + 1] :]}")

        return Move(f"填上表格的一格：{words}", change, frozenset((step,)), plain_gain=True)

    def _head(self, column: int) -> str:
        head = next(unit for unit in self.units if unit.kind == "row")
        line = self.seen.text[head.start : head.end]
        start, end = cells(line, Block("row", 0, len(line)))[column]
        return line[start:end].strip()

    def _row(self, last: int, columns: Mapping[int, str], told: Mapping[str, str]) -> Move:
        unit = self.units[last]
        line = self.seen.text[unit.start : unit.end]
        count = len(cells(line, Block("row", 0, len(line))))
        words = (_bare(told.get(columns.get(number, ""), ""), self._head(number)) for number in range(count))
        row = f"| {' | '.join(words)} |"
        added = Added(row, next(iter(told)), (0, 0))
        return Move(f"补上一行：{row}", lambda plan: plan.with_added(last, added), frozenset(told))


def _bare(words: str, head: str) -> str:
    """What stands in a cell does not say the head of its column again: 责任人方蕾 → 方蕾."""
    return words.removeprefix(head).lstrip("：: ") if head else words
