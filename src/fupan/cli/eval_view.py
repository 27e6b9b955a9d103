"""The report of ``fupan eval`` in the terminal: totals by score and arm, what failed and why, what changed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fupan.evals.changes import told_paired
from fupan.evals.record import CaseState
from fupan.evals.scores import SCORES
from fupan.evals.scores.score import Score
from fupan.evals.summary import ArmTotal, ScoreTotal
from fupan.export.terminal import printable

if TYPE_CHECKING:
    from rich.console import Console

    from fupan.evals.pairwise import JudgedPair
    from fupan.evals.run import Ran
    from fupan.evals.verdict import Against, Verdict

STATES: dict[CaseState, str] = {"passed": "通过", "failed": "不通过", "errored": "出错", "not-applicable": "不适用"}
_PIPE_WIDTH = 120
_MOST = 40
_MARKS = {"worse": "变差", "better": "变好", "moved": "变动", "said": "注意"}
_BY_ID = {score.id: score for score in SCORES}


def print_report(
    ran: Ran, verdict: Verdict, names: Sequence[str], judged: Sequence[JudgedPair] = (), *, to_person: bool = False
) -> None:
    """Print the report on standard output; ``to_person``: on standard error, where the records took the other."""
    from rich.console import Console  # noqa: PLC0415 - only where a report is printed

    stream = sys.stderr if to_person else sys.stdout
    width = None if stream.isatty() else _PIPE_WIDTH
    console = Console(file=stream, width=width, highlight=False, markup=False, soft_wrap=True)
    _totals(console, verdict, names)
    _unwell(console, verdict)
    for pair in verdict.pairs:
        same = all(result.verdict == "same" for result in pair.scores.values())
        tail = "各项得分都相同" if same else "逐个用例相减"
        console.print(f"\n{printable(pair.second)} 比 {printable(pair.first)}：{tail}")
        for name, result in pair.scores.items():
            if result.verdict != "same":
                mark = {"better": "更好", "worse": "更差", "open": "分不出"}[result.verdict]
                mark = mark if _BY_ID[name].compared else "参考"
                console.print(f"  {mark}　{told_paired(_BY_ID[name], result)}")
    for one in judged:
        console.print(f"\n{printable(_judgement(one))}")
    for against in verdict.against:
        _against(console, against)
    for remark in verdict.remarks:
        console.print(f"注意：{printable(remark)}")
    if ran.taken:
        console.print(f"{ran.taken} 个结果取自上次的记录（--fresh 全部重跑）")


def _judgement(one: JudgedPair) -> str:
    counts = one.counts
    told = (
        f"{one.judge} 评判：{one.second} 比 {one.first}，{counts['second']} 胜 {counts['first']} 负 {counts['tie']} 平"
    )
    told += f"（其中 {one.swayed} 个换了先后就改口，算平）" if one.swayed else ""
    return told + (f"；{len(one.unread)} 个没有读懂它的答复" if one.unread else "")


def _totals(console: Console, verdict: Verdict, names: Sequence[str]) -> None:
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, title_justify="left")
    table.add_column("得分")
    for total in verdict.totals:
        table.add_column(printable(total.arm), justify="right", overflow="fold")
    table.add_row("用例", *(_states(total) for total in verdict.totals))
    for place, name in enumerate(names):
        cells = [_cell(_BY_ID[name], total.scores[place]) for total in verdict.totals]
        table.add_row(f"{_BY_ID[name].title}（{_BY_ID[name].unit}）", *cells)
    table.add_row("用时（秒）", *(f"{total.cost.seconds:.0f}" for total in verdict.totals))
    console.print(table)


def _states(total: ArmTotal) -> str:
    return "，".join(f"{STATES[state]} {count}" for state, count in sorted(total.states.items(), reverse=True))


def _cell(score: Score, total: ScoreTotal) -> str:
    if total.mean is None:
        return "没有算成" if total.errored else "不适用"
    told = f"{total.mean:g}"
    if total.low is not None and total.high is not None and total.high - total.low > 0.005:
        told += f"（{total.low:g}–{total.high:g}）"
    if total.failed:
        told += f"，{total.failed} 个不通过"
    if total.errored and score.compared:
        told += f"，{total.errored} 个没有算成"
    return told


def _unwell(console: Console, verdict: Verdict) -> None:
    """The cases that did not pass, each with the scores that failed it."""
    told = [one for one in verdict.summaries if one.state in {"failed", "errored"}]
    for one in told[:_MOST]:
        times = f" 第 {one.repeat} 遍" if one.repeat > 1 else ""
        why = one.failure or "、".join(
            f"{score.title} {value.value:g} {score.unit}"
            for score, value in zip((_BY_ID[name] for name in verdict.names), one.values, strict=True)
            if value.state == "failed" and value.value is not None
        )
        console.print(f"{STATES[one.state]}　{printable(one.case)} · {printable(one.arm)}{times}：{printable(why)}")
    if len(told) > _MOST:
        console.print(f"……另有 {len(told) - _MOST} 个")


def _against(console: Console, against: Against) -> None:
    if not against.found:
        if not against.blessed:
            console.print(f"\n{printable(against.arm)} 还没有基线（--bless 存一份到 {printable(str(against.file))}）")
    elif not against.changes:
        console.print(f"\n{printable(against.arm)} 与基线相同")
    else:
        console.print(f"\n{printable(against.arm)} 与基线 {printable(str(against.file))} 比：")
        for one in against.changes[: 3 * _MOST]:
            case = f"{printable(one.case)} " if one.case else ""
            console.print(f"  {_MARKS[one.kind]}　{case}{printable(one.says)}")
        if len(against.changes) > 3 * _MOST:
            console.print(f"  ……另有 {len(against.changes) - 3 * _MOST} 处")
    if against.blessed:
        console.print(f"已存为基线：{printable(str(against.file))}")
