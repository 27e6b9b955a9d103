"""A run as JUnit XML, the form that CI hosts show: a suite an arm, a test case a case and repeat.

``failure`` is a draft that did not pass, ``error`` a case without a draft, ``skipped`` one that could not be run or
had nothing to look at. Form: the Jenkins schema (``testsuites/testsuite/testcase``) with ``properties`` for the scores.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from fupan.evals.record import CaseRecord, RunRecord, ScoreResult, Skipped
from fupan.evals.report.charts import spaced
from fupan.evals.report.heat import number
from fupan.evals.report.overview import Overview, Row

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow, not even as references (production 2)."""
_SKIPPED_SUITE = "没有跑的用例"


def junit(run: RunRecord, records: Callable[[], Iterable[CaseRecord]]) -> Iterator[str]:
    """The XML in pieces, in order. ``records`` are those of the run; they are read once, and then once for each arm."""
    overview = Overview.over(records())
    rows = {arm.label: [row for row in overview.rows if row.arm == arm.label] for arm in run.arms}
    skipped = len(run.skipped)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<testsuites name={_value('fupan eval')} {_counts(overview.rows, skipped)}>\n"
    for arm in run.arms:
        yield f"  <testsuite name={_value(arm.label)} {_counts(rows[arm.label])}>\n"
        for record in records():
            if record.arm == arm.label:
                yield from _case(record, run.repeats)
        yield "  </testsuite>\n"
    if run.skipped:
        yield f"  <testsuite name={_value(_SKIPPED_SUITE)} {_counts((), skipped)}>\n"
        for one in run.skipped:
            yield from _skipped(one)
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def _counts(rows: Iterable[Row], skipped: int = 0) -> str:
    shown = list(rows)
    failures, errors, idle = (
        sum(row.state == state for row in shown) for state in ("failed", "errored", "not-applicable")
    )
    seconds = sum(row.cost.seconds for row in shown)
    return (
        f'tests="{len(shown) + skipped}" failures="{failures}" errors="{errors}" skipped="{idle + skipped}" '
        f'time="{seconds:.3f}"'
    )


def _case(record: CaseRecord, repeats: int) -> Iterator[str]:
    name = record.case + (f" #{record.repeat}" if repeats > 1 else "")
    where = f"{record.arm}.{record.template}"
    yield f'    <testcase name={_value(name)} classname={_value(where)} time="{record.cost.seconds:.3f}">\n'
    measured = [score for score in record.scores if score.value is not None]
    if measured:
        yield "      <properties>\n"
        for score in measured:
            yield f"        <property name={_value(score.name)} value={_value(f'{score.value:g}')}/>\n"
        yield "      </properties>\n"
    if record.failure:
        told = record.failure.message + (f"\n{record.failure.hint}" if record.failure.hint else "")
        yield _outcome("error", record.failure.kind, record.failure.message, told)
    elif record.state == "failed":
        failed = [score for score in record.scores if score.state == "failed"]
        message = "；".join(f"{score.title} {_shown(score)}" for score in failed)
        told = "\n".join(f"{score.title} {_shown(score)}\n  {score.seen}\n  {score.why}" for score in failed)
        yield _outcome("failure", "、".join(score.name for score in failed), message, told)
    elif record.state == "not-applicable":
        yield f"      <skipped message={_value('没有一项得分有可看的')}/>\n"
    yield "    </testcase>\n"


def _skipped(one: Skipped) -> Iterator[str]:
    told = one.message + (f"（{one.hint}）" if one.hint else "")
    yield f'    <testcase name={_value(one.case)} classname="skipped" time="0">\n'
    yield f"      <skipped message={_value(told)}/>\n    </testcase>\n"


def _outcome(tag: str, kind: str, message: str, told: str) -> str:
    return f"      <{tag} type={_value(kind)} message={_value(message)}>{escape(_allowed(told))}</{tag}>\n"


def _shown(score: ScoreResult) -> str:
    return "—" if score.value is None else f"{number(score.value)}{spaced(score.unit)}"


def _value(text: str) -> str:
    return quoteattr(_allowed(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("�", text)
