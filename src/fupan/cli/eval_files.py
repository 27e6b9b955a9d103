"""The files that ``fupan eval`` is asked to leave: ``--html``, ``--junit``, and ``--against`` an earlier run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fupan.cli.output import tell
from fupan.export.terminal import printable

if TYPE_CHECKING:
    from fupan.evals.case import Case
    from fupan.evals.journal import Journal
    from fupan.evals.record import RunRecord
    from fupan.evals.report.against import Comparison


@dataclass(frozen=True, slots=True)
class Files:
    """Where what is wanted goes; None for what is not. ``against`` is the ``-o`` folder of an earlier run."""

    html: Path | None = None
    junit: Path | None = None
    against: Path | None = None


def leave(files: Files, run: RunRecord, journal: Journal, cases: Sequence[Case]) -> None:
    """Write the files and tell how the run compares. Raises InputError where one cannot be written or read."""
    comparisons: tuple[Comparison, ...] = ()
    if files.against is not None:
        from fupan.evals.report.files import against_earlier  # noqa: PLC0415

        comparisons = against_earlier(files.against, run, journal)
        for one in comparisons:
            _tell(one)
    if files.html is not None:
        from fupan.evals.report.files import write_html  # noqa: PLC0415

        write_html(files.html, run, journal, cases, comparisons)
        tell(f"已写入 {files.html}")
    if files.junit is not None:
        from fupan.evals.report.files import write_junit  # noqa: PLC0415

        write_junit(files.junit, run, journal)
        tell(f"已写入 {files.junit}")


def _tell(comparison: Comparison) -> None:
    """A comparison for the person, on standard error: what moved, then the cases."""
    from fupan.evals.report.against import VERDICTS  # noqa: PLC0415

    tell(f"{comparison.before} → {comparison.after}：")
    for remark in comparison.remarks:
        tell(f"  注意：{remark}")
    moved = [pair for pair in comparison.pairs if pair.gained or pair.lost]
    for pair in moved:
        tell(f"  {VERDICTS[pair.verdict]}　{pair.title} {pair.shown_before} → {pair.shown_after}，差 {pair.told}")
    for change in comparison.changes[:20]:
        tell(f"  {change.case}：{printable('；'.join(change.told)) or change.after}")
    if not moved and not comparison.changes:
        tell("  没有一个用例变了")
