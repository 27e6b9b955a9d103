"""Expressions that cost nothing until used: a command starts without compiling what its text never asks for."""

from __future__ import annotations

import re
from typing import cast

_AROUND = re.compile(r"\((\?<?[!=])\[([^\]\\^-]{3,})\]\)")


def late(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """The expression ``source``, compiled when it is first asked to search, match, split or substitute."""
    return cast("re.Pattern[str]", _Late(source, flags))


class _Late:
    """Stands in for a pattern; its methods become those of the pattern, so later uses cost nothing more."""

    def __init__(self, source: str, flags: re.RegexFlag) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(_AROUND.sub(_spelled, self.pattern), self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def _spelled(match: re.Match[str]) -> str:
    """A look-around for one of a few Chinese characters, each an alternative of its own.

    ``re`` compiles a set of them into a table over all of Unicode, ten times as slow as compiling the alternatives;
    ``(?=)`` keeps it from putting them together again.
    """
    around, chars = match.groups()
    if chars.isascii():
        return match[0]
    return f"({around}{'|'.join(re.escape(char) + '(?=)' for char in chars)})"
