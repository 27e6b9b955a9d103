"""A run as one self-contained HTML file: scores, the map of cases, comparisons, and every case with its texts.

Everything a draft, a reply or a note says is escaped by Jinja; the content security policy admits the page's own style
and script by their hashes and nothing else. The page is made piece by piece while the records are read, so that a run
of thousands of cases needs no more memory than one of ten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from fupan import __version__
from fupan.domain.finding import CheckReport
from fupan.evals.case import Case
from fupan.evals.paired import FEW
from fupan.evals.record import CaseRecord, RunRecord, ScoreResult
from fupan.evals.report.against import VERDICTS, Comparison, Pair, within
from fupan.evals.report.charts import charts, spaced
from fupan.evals.report.golden import Goldens
from fupan.evals.report.heat import heat_maps, number
from fupan.evals.report.overview import STATES, Overview
from fupan.evals.report.texts import TextView
from fupan.export.page import STATUSES
from fupan.export.page_shell import content_policy, page_template
from fupan.export.report_text import SEVERITIES
from fupan.resources import data_text

Records = Callable[[], Iterable[CaseRecord]]
"""The records of a run in report order, read anew each time it is called."""
MARKS = {"passed": "✓", "failed": "✕", "errored": "!", "not-applicable": "–"}
ORIGINS = {"llm": "大模型", "repaired": "改写后通过", "facts": "规则陈述数字", "composer": "规则成文"}
ROLES = {"system": "系统提示", "user": "提问", "assistant": "示例答复"}


@dataclass(frozen=True, slots=True)
class RecordView:
    """One record with its texts ready to be shown."""

    record: CaseRecord
    why: str
    golden: TextView | None
    draft: TextView


def html_pieces(
    run: RunRecord,
    records: Records,
    *,
    cases: Mapping[str, Case] | None = None,
    comparisons: Iterable[Comparison] = (),
    title: str = "评测报告",
) -> Iterator[str]:
    """The page of a run in pieces, in order.

    ``records`` are read twice. ``cases`` by id give the hand-written texts and why each case exists; ``comparisons``
    stand before those of the run's own arms.
    """
    overview = Overview.over(records())
    known = cases or {}
    goldens = Goldens(known)
    own = within(run, overview) if len(run.arms) > 1 else ()
    drawn = charts(overview.tallies())
    yield from page_template("eval.html.j2").generate(
        title=title,
        run=run,
        counts=overview.counts(),
        charts=drawn,
        scores=overview.scores,
        heat=heat_maps(overview),
        comparisons=[*comparisons, *own],
        few=len(overview.cases) < FEW,
        least=FEW,
        numbers={row.key: place for place, row in enumerate(overview.rows)},
        records=(_view(record, known, goldens) for record in records()),
        **_frame(),
    )


def _view(record: CaseRecord, cases: Mapping[str, Case], goldens: Goldens) -> RecordView:
    case = cases.get(record.case)
    draft = TextView.of(record.markdown, CheckReport(record.figures, record.findings))
    return RecordView(record, case.why if case else "", goldens.view(record.case) if record.markdown else None, draft)


def shown(score: ScoreResult) -> str:
    """The value of a score with its unit; a dash where there is none."""
    return "—" if score.value is None else f"{number(score.value)}{spaced(score.unit)}"


def duration(seconds: float) -> str:
    """A time in words: 0.4 秒, 12 分 5 秒."""
    if seconds < 60:
        return f"{seconds:.1f} 秒"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return (f"{hours} 小时 " if hours else "") + f"{minutes} 分 {rest} 秒"


def pair_bar(pair: Pair) -> dict[str, float]:
    """The geometry of a difference: its bar from the middle of a field of 480, and its whisker."""
    edge = max(abs(pair.low), abs(pair.high), abs(pair.difference)) or 1.0
    low, at, high = (240 + 230 * value / edge for value in (pair.low, pair.difference, pair.high))
    return {"left": min(240.0, at), "width": abs(at - 240), "low": low, "high": high}


def _frame() -> dict[str, object]:
    style, script = data_text("page.css") + data_text("eval.css"), data_text("eval.js")
    return {
        "states": STATES,
        "marks": MARKS,
        "statuses": STATUSES,
        "severities": SEVERITIES,
        "verdicts": VERDICTS,
        "origins": ORIGINS,
        "roles": ROLES,
        "number": number,
        "shown": shown,
        "duration": duration,
        "geometry": pair_bar,
        "version": __version__,
        "style": style,
        "script": script,
        "policy": content_policy(style, script),
    }
