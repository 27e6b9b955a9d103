"""What the pipeline knows of an llm: a question, a reply, and a profile of what it can do.

Nothing here imports a client library: the pipeline can be typed and tested without one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

Role = Literal["system", "user", "assistant"]
Granularity = Literal["section", "step"]
Structured = Literal["json_schema", "json_object", "none"]
OnToken = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to the llm.

    ``messages`` are (role, text) pairs; what many questions share stands first, so that prefix caches serve it.
    ``schema`` is the JSON Schema of the reply: the reply is parsed and checked against it whatever the endpoint can do.
    ``grammar`` (GBNF) is honoured where ``Profile.grammar`` is true and ignored elsewhere; it wins over ``schema`` as
    the constraint. ``attempt`` tells a repeated question from the first: it is part of the store's key, so a reply that
    the caller rejected is not served again.
    """

    messages: tuple[tuple[str, str], ...]
    max_tokens: int
    schema: dict[str, Any] | None = None
    grammar: str | None = None
    temperature: float = 0.3
    seed: int | None = None
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply that could be read. ``data`` is the parsed JSON where a schema was asked for, else None.

    ``finish`` is ``stop`` or what the endpoint says. ``prefix_tokens`` of the ``prompt_tokens`` came from the prefix
    cache of the endpoint. ``cached`` replies came from the store and cost nothing; their token counts are old.
    """

    text: str
    data: Any
    finish: str
    prompt_tokens: int
    completion_tokens: int
    cached: bool = False
    prefix_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Profile:
    """What an llm can do and how to work with it.

    ``granularity``: large llms take a section a call, small ones a step or note a call. ``concurrency`` is the number
    of calls that may run at once. ``context_tokens`` holds prompt and reply together.
    """

    name: str
    granularity: Granularity
    concurrency: int
    structured: Structured
    context_tokens: int
    grammar: bool = False


class Llm(Protocol):
    """A language model behind one method. Implementations are thread-safe."""

    @property
    def name(self) -> str:
        """What identifies the llm to the user and in the store, such as ``deepseek:deepseek-chat``; never a key."""

    @property
    def profile(self) -> Profile:
        """What the llm can do."""

    def ask(self, ask: Ask, on_token: OnToken | None = None, cancel: threading.Event | None = None) -> Reply:
        """Answer ``ask``, from the store where it was answered before.

        ``on_token`` gets the text as it comes, in the caller's thread; where an attempt breaks off and is repeated, the
        text of both is passed on. ``cancel`` stops the call soon after it is set.

        Raises LlmUnavailableError after bounded retries, LlmRefusedError at once, LlmReplyError for a reply that
        cannot be used, LlmCancelledError after ``cancel``.
        """

    def close(self) -> None:
        """Give back connections. The llm is not used afterwards."""
