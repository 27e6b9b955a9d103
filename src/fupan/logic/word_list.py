"""Many words looked up in a text by their first characters: ready at once, where an expression has to be compiled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


class WordList:
    """A set of words, each of one character or more; empty words are left out."""

    def __init__(self, words: Iterable[str]) -> None:
        """Keep the words by their first character, the longest first."""
        self._by_first: dict[str, list[str]] = {}
        for word in sorted(set(words), key=lambda word: (-len(word), word)):
            if word:
                self._by_first.setdefault(word[0], []).append(word)

    def all_in(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, str]]:
        """Every word at every place of ``text[start:end]``, the longest first (不到 and 不): (place, word)."""
        stop = len(text) if end is None else end
        by_first = self._by_first
        for at in range(start, stop):
            for word in by_first.get(text[at], ()):
                if text.startswith(word, at, stop):
                    yield at, word

    def longest_in(self, text: str) -> Iterator[str]:
        """The longest word at each place, from the left; the search goes on behind it."""
        behind = 0
        for at, word in self.all_in(text):
            if at >= behind:
                yield word
                behind = at + len(word)
