"""sum-mismatch: members that the text itself says are all do not add up to the total it states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fupan.checks.rule import Rule, RuleDocs
from fupan.checks.subject import Subject
from fupan.checks.telling import amount_text
from fupan.domain.decimals import divide, plain
from fupan.domain.finding import Finding
from fupan.domain.mention import Mention
from fupan.figures.late import late
from fupan.figures.scan.outline import Block, cells
from fupan.figures.units import unit_of
from fupan.figures.verdict import Verdict

ID = "sum-mismatch"
_TOTAL_ROW = late(r"[一-鿿]{0,6}?(?:合计|总计|共计|总和|汇总|全部合计)(?:[（(][^）)]{0,12}[）)])?")
_PARTIAL_ROW = late(r"小计|其中|平均|均值|人均|完成率|同比|目标|缺口")
_SHARE_HEAD = late(r"占比|比重|份额|构成")
_NOT_ADDED = late(
    r"率|均|单价|客单|单(?:个|项|店|人|台|车|件)|人效|坪效|周期|天数|增速|增幅|同比|环比|排名|排序|得分|评分|满意度|倍|[/／每]"
)
_TO_TOTAL = late(
    r"[，,；;、。]?\s*(?:以上|这)?(?:([二两三四五六七八九十])(?:者|个?区域|大区|个大区|地|城|省|区|项|家|类|线|季度|个季度|个月"
    r"|块|条产品线|个产品线|大产品线|部分|个部分|个门店))?(?:的?占比|的?销售额|的?比重)?"
    r"(?:合计|共计|总计|加起来|总和|相加)(?:为|是|达|达到|约|共|正好|刚好|完成|实现|等于)*"
)
_COUNTS = {"两": 2, **{digit: place for place, digit in enumerate("一二三四五六七八九十", 1)}}
_NUMBER = late(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def find(subject: Subject) -> Iterator[Finding]:
    """Tables with a row 合计, and lists with 分别为 that a total follows at once."""
    by_place = {verdict.mention.start: verdict for verdict in subject.verdicts}
    for rows in _tables(subject.blocks):
        yield from _of_table(subject, rows, by_place)
    yield from _of_lists(subject)


def _tables(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Runs of table rows, head first."""
    rows: list[Block] = []
    for block in blocks:
        if block.kind == "row":
            rows.append(block)
        elif block.kind != "rule":
            if len(rows) > 3:
                yield rows
            rows = []
    if len(rows) > 3:
        yield rows


def _of_table(subject: Subject, rows: list[Block], by_place: dict[int, Verdict]) -> Iterator[Finding]:
    """The row of totals is the last one; a table with subtotals or mixed rows is left alone."""
    grid = [cells(subject.text, row) for row in rows]
    labels = [subject.folded[slice(*line[0])].strip() for line in grid]
    if not _TOTAL_ROW.fullmatch(labels[-1]) or any(_is_no_member(label) for label in labels[1:-1]):
        return
    if any(len(line) != len(grid[0]) for line in grid):
        return
    for column in range(1, len(grid[0])):
        head = subject.folded[slice(*grid[0][column])]
        figures = [_figure(line[column], by_place) for line in grid[1:]]
        parts = [one for one in figures[:-1] if one is not None]
        total = figures[-1]
        if total is None or len(parts) != len(figures) - 1 or len(parts) < 2:
            continue
        if _is_mean(parts, total):
            continue
        if _SHARE_HEAD.search(head) or (total.unit not in {"%", "个百分点"} and not _NOT_ADDED.search(head)):
            yield from _finding(subject, parts, total)


def _is_no_member(label: str) -> bool:
    return not label or _PARTIAL_ROW.search(label) is not None or _TOTAL_ROW.fullmatch(label) is not None


def _figure(cell: tuple[int, int], by_place: dict[int, Verdict]) -> Mention | None:
    """The only figure of a cell, None where the cell holds none or several."""
    found = [by_place[place].mention for place in range(*cell) if place in by_place]
    return found[0] if len(found) == 1 and found[0].approx is None and found[0].value is not None else None


def _is_mean(parts: Sequence[Mention], total: Mention) -> bool:
    """A total between its members is no sum: the column tells means or rates by whatever name."""
    values = [part.value or Decimal(0) for part in parts]
    return min(values) <= (total.value or Decimal(0)) <= max(values)


def _of_lists(subject: Subject) -> Iterator[Finding]:
    """A、B、C分别为1、2、3，合计6: the total must follow the list at once, so that it is the list's."""
    verdicts = subject.verdicts
    for index, verdict in enumerate(verdicts[:-1]):
        place, length = verdict.reading.run
        if length < 2 or place != length - 1 or not verdict.reading.listed or index + 1 < length:
            continue
        parts = [one.mention for one in verdicts[index + 1 - length : index + 1]]
        total = next((one for one in verdicts[index + 1 : index + 3] if one.mention.unit == parts[-1].unit), None)
        if total is None:
            continue
        between = _TO_TOTAL.fullmatch(subject.folded, verdict.mention.end, total.mention.start)
        if between is None or total.fault or (between[1] and _COUNTS[between[1]] != length):
            continue
        if all(part.approx is None and part.value is not None for part in (*parts, total.mention)):
            yield from _finding(subject, parts, total.mention)


def _finding(subject: Subject, parts: Sequence[Mention], total: Mention) -> Iterator[Finding]:
    """A finding where the sum and the total differ by more than half of the last written digit of each allows.

    A sum of twice the total is a table with a level of subtotals, not a slip.
    """
    if any(part.unit != total.unit for part in parts):
        return
    added = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    stated = total.value or Decimal(0)
    slack = sum((part.step for part in parts), total.step) / 2
    if abs(added - stated) <= slack or added == 2 * stated:
        return
    shown = _as_written(added, total)
    sums = " + ".join(part.text for part in parts[:12]) + (" + ……" if len(parts) > 12 else "")
    message = f"各项相加是 {shown}，不是「{total.text}」：{sums} = {shown}"
    yield subject.finding(ID, "error", (total.start, total.end), message, expected=shown)


def _as_written(amount: Decimal, like: Mention) -> str:
    """An amount (base unit) in the scale and unit that ``like`` is written in: 9580万元; 9580 in a table of 万元."""
    number = _NUMBER.search(like.text)
    written = Decimal(number[0].replace(",", "")) if number else Decimal(0)
    if number is None or not written or not like.value:
        return amount_text(amount, unit_of(like))
    return plain(divide(amount, divide(like.value, written))) + like.text[number.end() :]


RULE = Rule(
    ID,
    "error",
    RuleDocs(
        finds="表里各行加起来不等于「合计」行，或「分别为……，合计……」的各项加不到合计，占比合计不是 100%。"
        "只在文中自己说是合计时查，四舍五入的零头不算。",
        why="加不拢的表，读的人会怀疑每一个数。",
        wrong="三个区分别完成 4080 万元、3460 万元、2040 万元，合计 9680 万元。",
        right="三个区分别完成 4080 万元、3460 万元、2040 万元，合计 9580 万元。",
        mend="按提示里的算式核对各项和合计，改错的那个；漏了一项就补上。",
    ),
    find,
)
