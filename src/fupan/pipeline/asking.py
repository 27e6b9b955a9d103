"""Asking the llm for a document: every call counted."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field

from fupan.domain.draft import LlmUse
from fupan.llm.port import Ask, Llm, Reply

_SPACES = re.compile(r"\s+")
_LATIN_WORDS = re.compile(r"[A-Za-z]\s+[A-Za-z]")
_TOKENS_PER_CHARACTER = 1.2


@dataclass
class Asking:
    """The llm of one document with what it cost so far. Thread-safe."""

    llm: Llm
    cancel: threading.Event
    use: LlmUse = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.use = LlmUse(self.llm.name)

    @property
    def whole_sections(self) -> bool:
        """Whether the llm is large enough for a whole section in one call."""
        return self.llm.profile.granularity == "section"

    def ask(self, ask: Ask) -> Reply:
        """The reply to one question. Raises LlmError."""
        reply = self.llm.ask(ask, cancel=self.cancel)
        spent = LlmUse("", 1, int(reply.cached), reply.prompt_tokens, reply.completion_tokens, reply.prefix_tokens)
        with self._lock:
            self.use = self.use.plus(spent)
        return reply


def tokens_for(characters: int, factor: float, *, spare: int = 64) -> int:
    """Room for a reply to material of so many characters, ``factor`` times as long at most."""
    return int(characters * factor * _TOKENS_PER_CHARACTER) + spare


def tidy(text: str) -> str:
    """A reply as one paragraph: quotation marks around it and line breaks within it dropped."""
    line = " ".join(text.split()) if _LATIN_WORDS.search(text) else _SPACES.sub("", text)
    return line.strip("\"“”'` ")
