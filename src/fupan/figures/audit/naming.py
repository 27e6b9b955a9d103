"""What names a subject in an audit: content words, and the months and quarters that tell one row from another."""

from __future__ import annotations

from functools import lru_cache

from fupan.figures.late import late
from fupan.figures.words import content_words

_TIMES = late(r"(?<![0-9])[0-9]{1,2}月|[QqHh][1-4]|[一二三四]季|[上下]半年|[一二三四五六七八九十]{1,2}月")


@lru_cache(maxsize=8192)
def subject_words(text: str) -> frozenset[str]:
    """The words that name the subject of ``text``: 8月是个坑 → 8月."""
    times = _TIMES.findall(text)
    return frozenset(content_words(text)).union(times) if times else frozenset(content_words(text))
