"""Where a chart's values come from, in one short line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fupan.domain.fact import Fact
from fupan.domain.factbase import FactBase
from fupan.domain.factsheet import Place


def source_line(facts: Iterable[Fact], base: FactBase) -> str:
    """``来源：我的.yaml 第19–22行`` or ``来源：数据.xlsx 分项!D7–D12``; the file alone where no place is known."""
    places = list(dict.fromkeys(place for fact in facts for place in _places(fact, base)))
    files = list(dict.fromkeys(_bare(place.file) for place in places if place.file)) or [_bare(base.sheet.path)]
    file = "、".join(filter(None, files))
    cells = [place.cell for place in places if place.cell]
    lines = sorted({place.line for place in places if place.line})
    if cells:
        first, last = cells[0], cells[-1].rpartition("!")[2]
        where = first if len(cells) == 1 else f"{first}–{last}"
    elif lines:
        where = f"第{lines[0]}行" if len(lines) == 1 else f"第{lines[0]}–{lines[-1]}行"
    else:
        where = ""
    told = " ".join(filter(None, (file, where)))
    return f"来源：{told}" if told else ""


def _places(fact: Fact, base: FactBase) -> Iterator[Place]:
    if fact.place is not None:
        yield fact.place
    for name in fact.formula.inputs if fact.formula is not None else ():
        place = base.facts[name].place if name in base.facts else None
        if place is not None:
            yield place


def _bare(path: str) -> str:
    """The file's name: the folder it lay in is nobody's business in a document passed on."""
    return path.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
