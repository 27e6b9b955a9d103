"""Claims without a source: 众所周知, 据说, 相关数据显示 with neither a name nor a figure behind them."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.logic.weak.stretch import Signal, Stretch, words_of


def hearsay(stretch: Stretch) -> Iterator[Signal]:
    """Sentences that lean on nobody in particular; one with a figure is let pass, other rules judge the figure."""
    for sentence in stretch.sentences:
        start, end = sentence[0].start, sentence[-1].end
        match = words_of("hearsay").search(stretch.words, start - stretch.start, end - stretch.start)
        if match is None or stretch.has_figure(start, end) or stretch.is_quoted(match.start() + stretch.start):
            continue
        says = f"「{match[0]}」没有来处：写明谁说的、哪份数据、什么时候"
        yield Signal("claim-without-source", match.start() + stretch.start, match.end() + stretch.start, says)
