"""Figures in Markdown tables: the row's label and the column's head say what a cell tells."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from fupan.domain.aspect import Aspect
from fupan.domain.mention import Mention
from fupan.domain.role import EARLIER, Role
from fupan.domain.told import Where
from fupan.figures.late import late
from fupan.figures.read.aspects import aspects
from fupan.figures.read.clause import Clause
from fupan.figures.read.clause_reading import read_clause
from fupan.figures.read.cue import Cue, Meaning, cue_at
from fupan.figures.read.level_roles import Surroundings
from fupan.figures.read.reading import CONTEXT, OWN, SENTENCE, Reading
from fupan.figures.scan.outline import Block, cells
from fupan.figures.units import measure_of

if TYPE_CHECKING:
    from fupan.figures.read.reader import Reader

_SINGLE = late(r"(?:单|每)([一-鿿]{1,2}?)(?=[一-鿿])")
_PROSE = late("[㐀-鿿]")
_STROKE = late(r"[\s*_]{0,6}[/／|][\s*_]{0,6}")
_BARE_YEAR = late("20[0-9]{2}(?![0-9年/.-])")
_ARROW = late(r"[\s*_]{0,6}(?:→|->|⇒)[\s*_]{0,6}")
_FORMULAS = ("attainment", "share", "yoy", "pop", "gap", "growth")
_ROLES = frozenset(("role", "time", "scheme", "rival"))
_WHOLE_TIME = late(
    r"[\s*_]{0,6}(?:预计|预测)?(全年|上半年|下半年)(?:合计|总计|累计|预计|预测|加总)?[\s*_]{0,6}(?:[（(][^（）()]{1,6}[）)][\s*_]{0,6})?"
)
_PAIR = 2
Span = tuple[int, int]


def read_table(reader: Reader, rows: list[Block]) -> None:
    """Read and judge the figures of consecutive table rows; the first row is the head."""
    head = cells(reader.text, rows[0])
    for row in rows:
        spans = cells(reader.text, row)
        label = reader.between(*spans[0])
        for mention in reader.mentions_in(row.start, row.end):
            column = next((i for i, (start, end) in enumerate(spans) if start <= mention.start < end), 0)
            title = _title(reader, head[column]) if row is not rows[0] and column < len(head) else []
            if column == 0:
                title = [cue for cue in title if cue.word != "指标"]  # names the rows, no target
            inside = reader.between(spans[column][0], mention.start)
            named = [cue for cue in label if cue not in inside]  # a figure in the first cell: 毛利率同比下降2.5个百分点
            name = reader.text[slice(*spans[0])] or "|"
            longer = _longer(reader, head[column]) if column < len(head) else ""
            cell = Cell((row.start, row.end), spans[column], name, named, title, inside, longer)
            reading = _cell(reader, mention, cell)
            reading = _come_from(reader, reading, spans[column], title)
            reader.conclude(_slashed(reader, reading, spans[column], title))
    reader.scope.enter_block()
    labels = (cue for row in rows[1:] for cue in reader.between(*cells(reader.text, row)[0]))
    reader.scope.rows = [cue for cue in labels if cue.kind == "member"]


def _longer(reader: Reader, span: Span) -> str:
    """全年 under 全年合计, 上半年 under 上半年累计: the time that the sheet's own period is a part of; else nothing."""
    found = _WHOLE_TIME.fullmatch(reader.text, *span)
    return found[1] if found is not None else ""


def _title(reader: Reader, span: Span) -> list[Cue]:
    """The cues of a column's title; a bare 2024 is that year."""
    cues, year = reader.between(*span), _BARE_YEAR.match(reader.text, *span)
    known = reader.lexicon.calendar.date(f"{year[0]}年", {}) if year is not None else None
    return [*cues, cue_at(span[0], span[0] + len(year[0]), year[0], known)] if year and known else cues


class Cell(NamedTuple):
    """Where a figure stands in a table: the cues of its row's label, of its column's title and inside its cell.

    ``longer`` is the time that its column adds the period up to (全年合计).
    """

    row: Span
    span: Span
    name: str
    label: list[Cue]
    title: list[Cue]
    inside: list[Cue]
    longer: str = ""


def _remark(reader: Reader, mention: Mention, cell: Cell) -> Clause | None:
    """The clause of a figure in a cell of prose (超690，新能源贡献大), None for a cell that is a figure."""
    lead = reader.text[cell.span[0] : mention.start]
    if not _PROSE.search(lead) or any(cue.kind not in {"noise", "total"} for cue in cell.title):
        return None
    begin = max(cell.span[0], cell.span[0] + max(lead.rfind(mark) for mark in "，；。,;（(") + 1)
    own = [cue for cue in cell.inside if cue.start >= begin]
    return read_clause(reader.text, mention, own, [], reader.text[begin : mention.start])


def _cell(reader: Reader, mention: Mention, cell: Cell) -> Reading:
    cues = [*cell.label, *cell.title, *cell.inside]
    remark = _remark(reader, mention, cell)
    lead = remark.lead if remark is not None else ""
    if reader.choice.shortened(lead):  # 销售收入下滑 | 应收超限3640万元: no metric of the row's
        cues = [cue for cue in cues if cue.kind != "metric" or cue in cell.inside]
    clause = Clause(subject=cues, roles=[cue for cue in cues if cue.kind in _ROLES], lead=lead)
    order = (*cell.inside, *cell.title, *cell.label)
    clause.formula = next((cue for kind in _FORMULAS for cue in order if cue.kind == kind), None)
    if clause.formula is None and not _against(clause, cell.title):
        clause.governor = next((cue for cue in cell.title if cue.kind in {"up", "down", "above", "below"}), None)
    scope = reader.scope
    places, place_sure = _places(reader, cues)
    names, sure = reader.choice.metrics(mention, clause, scope, cell.row[0], (places, place_sure))
    if not names and not mention.unit:  # the unit of a table stands in its title
        names, sure = scope.metrics[:1], CONTEXT
    metric = reader.catalogue.metrics[names[0]] if names else None
    around = Surroundings(
        time=scope.time, time_sure=CONTEXT, ahead=scope.ahead, yearly=reader.catalogue.sheet.period.kind == "year"
    )
    is_rate = metric is not None and metric.unit.dimension == "rate"
    measure = measure_of(mention.unit, metric, of_another=(remark or clause).of_another)
    telling = aspects(measure, is_rate, remark or clause, around)
    if remark is not None:
        if metric is not None and not mention.unit and mention.value is not None:  # told in the unit of the table
            unit = metric.unit
            mention = mention._replace(
                value=mention.value * unit.factor, step=mention.step * unit.factor, unit=unit.base
            )
        cue = (remark.governor.start, remark.governor.end) if remark.governor else None
        return Reading(
            mention, cell.row, cell.span, names, min(sure, CONTEXT), places, place_sure, telling.aspects,
            min(telling.sure, SENTENCE), telling.direction, telling.level, cue, lead=remark.lead,
        )  # fmt: skip
    word = _way(reader, mention, cell) if telling.direction is None else None
    direction = telling.direction if word is None else "up" if word.kind == "up" else "down"
    return Reading(
        mention, cell.row, cell.span, names, sure, places, place_sure, telling.aspects, telling.sure,
        direction, telling.level, (word.start, word.end) if word is not None else None, outside=telling.outside,
        quotient=_quotient(reader, cell.title), per=_per(reader, cell.title), row=cell.name, lead=cell.longer,
    )  # fmt: skip


def _way(reader: Reader, mention: Mention, cell: Cell) -> Cue | None:
    """The 下降 of a cell 下降13.3%, where it is all that stands before the figure: which way it went."""
    word = cell.inside[-1] if cell.inside else None
    alone = word is not None and not reader.text[word.end : mention.start].strip(" *_约了")
    alone = alone and word is not None and not reader.text[cell.span[0] : word.start].strip(" *_同环比较上年月")
    return word if word is not None and alone and word.kind in {"up", "down"} else None


def _against(clause: Clause, title: list[Cue]) -> bool:
    """Reads a column 比目标, 较上年: how far each cell is from that role; False for any other title."""
    if len(title) != 2 or title[0].kind != "than" or title[1].kind not in {"role", "time", "rival"}:
        return False
    than, base = title
    clause.governor = cue_at(than.start, than.end, than.word, Meaning("neutral"))
    clause.subject, clause.compared = [cue for cue in clause.subject if cue not in title], [base]
    clause.roles = [cue for cue in clause.roles if cue is not base]
    return True


def _come_from(reader: Reader, reading: Reading, span: Span, title: list[Cue]) -> Reading:
    """49.1%→42.2%: the first of a cell's two figures is what the second was before."""
    inside = reader.mentions_in(*span)
    now = reading.aspects[:1] in {(Aspect("value", Role.ACTUAL),), (Aspect("share", Role.ACTUAL),)}
    if not now or len(inside) != _PAIR or reading.mention.start != inside[0].start:
        return reading
    roles = [cue.meaning.role for cue in title if cue.kind in _ROLES]  # 占比（上年→今年） says the same
    if (roles and roles[0] not in EARLIER) or not _ARROW.fullmatch(reader.text, inside[0].end, inside[1].start):
        return reading
    before = tuple(reading.aspects[0]._replace(a=role) for role in (Role.PRIOR, Role.PREVIOUS))
    return reading._replace(aspects=before, aspect_sure=OWN, origin=True)


def _slashed(reader: Reader, reading: Reading, span: Span, title: list[Cue]) -> Reading:
    """1200 / 1404 under 目标/实际: each figure has the role in its place."""
    roles = [cue.meaning.role for cue in title if cue.kind in {"role", "time"} and cue.meaning.role is not None]
    inside = reader.mentions_in(*span)
    if len(roles) < 2 or len(inside) != len(roles) or reading.mention not in inside:
        return reading
    if any(not _STROKE.fullmatch(reader.text, one.end, other.start) for one, other in itertools.pairwise(inside)):
        return reading
    aspect = Aspect("value", roles[inside.index(reading.mention)])
    return reading._replace(aspects=(aspect,), aspect_sure=OWN)


def _quotient(reader: Reader, title: list[Cue]) -> tuple[str, ...]:
    """回款／发货: one metric over another."""
    named = [cue for cue in title if cue.kind == "metric" and cue.meaning.metrics]
    if len(named) == 2 and reader.text[named[0].end : named[1].start].strip() in {"/", "／", "÷"}:
        return named[0].meaning.metrics[0], named[1].meaning.metrics[0]
    return ()


def _per(reader: Reader, title: list[Cue]) -> tuple[str, ...]:
    """单项目发货: the amount per thing counted."""
    if not title:
        return ()
    found = _SINGLE.search(reader.text, max(0, title[0].start - 6), title[-1].end)
    if found is None:
        return ()
    metrics = reader.catalogue.metrics.values()
    return tuple(one.unit.base for one in metrics if found[1] in one.name and one.unit.dimension == "count")


def _places(reader: Reader, cues: list[Cue]) -> tuple[tuple[Where | None, ...], int]:
    members = [cue for cue in cues if cue.kind == "member"]
    if members:
        return members[0].meaning.places, OWN
    if any(cue.kind in {"sum", "total"} for cue in cues):
        return (None,), OWN
    return reader.scope.places(), CONTEXT
