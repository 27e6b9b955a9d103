"""Asking and keeping: what was asked, what came and how long it took, also where a run goes on where it was stopped."""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from fupan.errors import LlmCancelledError, LlmReplyError
from fupan.evals.record import CallRecord, Cost
from fupan.llm.port import Ask, Llm, OnToken, Profile, Reply

CUT = "没有写完，截断在此"
_SENTENCE = re.compile(r"[^。！？；\n]{10,}[。！？；\n]")
_CIRCLES = 4
"""A sentence of ten characters told so often: the reply goes round in circles, and a person would stop it."""
Progress = Callable[[str], None]
"""Told in a few words how far a document is, whenever that changes."""


@dataclass(frozen=True, slots=True)
class Past:
    """What an earlier run knows of one question: its seconds, and the text of a reply that was cut off."""

    seconds: float = 0.0
    cut: str = ""


class Times:
    """How long each question took when it was really asked: a reply from the store comes at once, and would flatter.

    The store keeps whole replies only; what was cut off is kept here.
    """

    def __init__(self, path: Path) -> None:
        """Read what earlier runs kept in ``path``; a line that was not finished is left out."""
        self._path = path
        self._past: dict[str, Past] = {}
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            with suppress(ValueError):
                key, seconds, cut = json.loads(line)
                self._past[key] = Past(seconds, cut)

    def of(self, ask: Ask) -> Past:
        """What is known of this question; nothing where it was never asked."""
        return self._past.get(_key(ask), Past())

    def keep(self, ask: Ask, seconds: float, cut: str = "") -> None:
        """Keep what a question took that was asked just now."""
        key = _key(ask)
        self._past[key] = Past(seconds, cut)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([key, round(seconds, 3), cut], ensure_ascii=False) + "\n")


def _in_circles(text: str) -> bool:
    *_, last = _SENTENCE.findall(text) or [""]
    return bool(last) and text.count(last) >= _CIRCLES


def _key(ask: Ask) -> str:
    told = (ask.messages, ask.max_tokens, ask.grammar, ask.temperature, ask.seed, ask.attempt)
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


@dataclass
class Heard:
    """An llm asked for one document, one call at a time, so that the ways can be timed side by side."""

    llm: Llm
    times: Times
    told: Progress = lambda _: None
    calls: list[CallRecord] = field(default_factory=list)
    saved: float = 0.0
    """Seconds that kept replies took when they were asked for."""

    @property
    def name(self) -> str:
        """The name of the llm within."""
        return self.llm.name

    @property
    def profile(self) -> Profile:
        """The profile of the llm within, with one call at a time."""
        return replace(self.llm.profile, concurrency=1)

    def ask(self, ask: Ask, on_token: OnToken | None = None, cancel: threading.Event | None = None) -> Reply:
        """The reply of the llm within, kept with its time. What it raises is raised, and kept too."""
        self.told(f"第 {len(self.calls) + 1} 次调用")
        began = time.perf_counter()
        try:
            reply = self.llm.ask(ask, on_token, cancel)
        except LlmReplyError as fault:
            self.calls.append(CallRecord(ask.messages, "", seconds=time.perf_counter() - began, error=fault.message))
            raise
        seconds = time.perf_counter() - began
        if reply.cached:
            seconds = self.times.of(ask).seconds
            self.saved += seconds
        else:
            self.times.keep(ask, seconds)
        self.calls.append(
            CallRecord(ask.messages, reply.text, reply.prompt_tokens, reply.completion_tokens, seconds, reply.cached)
        )
        return reply

    def close(self) -> None:
        """The llm within is closed by whoever opened it."""

    def free_text(self, ask: Ask) -> str:
        """The reply to ``ask`` as it came: one that would not end is cut off and kept, as a person would take it.

        It is stopped where it says one sentence for the fourth time, and at as many characters as tokens are allowed:
        one token is seldom less than a character of Chinese. Empty where the llm refused or said nothing. Raises
        LlmError where it is not reached.
        """
        if (past := self.times.of(ask)).cut:
            self.saved += past.seconds
            self.calls.append(CallRecord(ask.messages, past.cut, seconds=past.seconds, cached=True, error=CUT))
            return past.cut
        began, stop = time.perf_counter(), threading.Event()
        parts: list[str] = []

        def hear(piece: str) -> None:
            parts.append(piece)
            self.told(f"第 {len(self.calls) + 1} 次调用，{sum(map(len, parts))} 字")
            if max(len(parts), sum(map(len, parts))) >= ask.max_tokens or _in_circles("".join(parts)):
                stop.set()

        try:
            # with room to spare, so that it is this limit that is met: the llm layer asks again for what it cut off
            return self.ask(replace(ask, max_tokens=ask.max_tokens * 5 // 4), hear, stop).text
        except LlmCancelledError:
            text = "".join(parts)
            self.times.keep(ask, time.perf_counter() - began, text)
            self.calls.append(CallRecord(ask.messages, text, seconds=time.perf_counter() - began, error=CUT))
            return text
        except LlmReplyError:
            return "".join(parts)[: ask.max_tokens]

    def cost(self, wall: float) -> Cost:
        """What the calls cost; ``wall`` are the seconds that went by, to which those of stored replies are added."""
        return Cost(
            len(self.calls),
            sum(call.cached for call in self.calls),
            sum(call.prompt_tokens for call in self.calls),
            sum(call.completion_tokens for call in self.calls),
            round(wall + self.saved, 1),
        )
