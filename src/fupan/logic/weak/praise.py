"""The same praise for everyone: 认真负责, 表现突出."""

from __future__ import annotations

from collections.abc import Iterator

from fupan.logic.weak.stretch import Signal, Stretch, words_of


def same_praise(stretch: Stretch) -> Iterator[Signal]:
    """Praise that fits anybody (认真负责) in a sentence without a figure."""
    for sentence in stretch.sentences:
        start, end = sentence[0].start, sentence[-1].end
        match = words_of("praise").search(stretch.words, start - stretch.start, end - stretch.start)
        if match is not None and not stretch.has_figure(start, end):
            says = f"「{match[0]}」夸谁都一样：写出这个人做到的数和只有他做的那件事"
            yield Signal("praise-for-anybody", match.start() + stretch.start, match.end() + stretch.start, says)
