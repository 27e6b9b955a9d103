"""An llm on top of any LangChain chat model: the store, the stream, the retries and the reading of the reply."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from fupan.errors import LlmRefusedError, LlmReplyError, LlmUnavailableError
from fupan.llm.faults import RejectedRequestError, Service, explain
from fupan.llm.manners import Manners, messages_for
from fupan.llm.memory import call_key, from_row, to_row
from fupan.llm.port import Ask, OnToken, Profile, Reply
from fupan.llm.pump import Pump
from fupan.llm.raw_reply import CutOffError, HopelessAskError, RawReply, read_reply
from fupan.llm.retry import Retry, RetryPolicy

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk
    from langchain_core.messages.ai import UsageMetadata

    from fupan.store import Store

_log = logging.getLogger("fupan.llm")


@dataclass(frozen=True, slots=True)
class Wiring:
    """How to work with one chat model.

    ``identity`` is everything that makes its replies differ from another's (never a key). ``silence`` is the longest
    gap between two signs of life in seconds, None for no limit. ``temperature`` overrides that of every question.
    ``tells_finish``: a text that ends without a finish reason means that the connection broke.
    """

    name: str
    identity: str
    profile: Profile
    service: Service
    arguments: Callable[[Ask, Manners], dict[str, Any]]
    manners: Manners
    silence: float | None = 60.0
    policy: RetryPolicy = field(default_factory=RetryPolicy)
    temperature: float | None = None
    tells_finish: bool = False


class ChatLlm:
    """The ``Llm`` of the port over a LangChain chat model. ``fresh`` ignores what is stored, but still stores."""

    def __init__(
        self, model: BaseChatModel, wiring: Wiring, *, store: Store | None = None, fresh: bool = False
    ) -> None:
        self._model = model
        self._wiring = wiring
        self._store = store
        self._fresh = fresh
        self._manners = wiring.manners
        self._refused: LlmRefusedError | None = None

    @property
    def name(self) -> str:
        """What identifies the llm to the user and in the store."""
        return self._wiring.name

    @property
    def profile(self) -> Profile:
        """What the llm can do."""
        return self._wiring.profile

    def ask(self, ask: Ask, on_token: OnToken | None = None, cancel: threading.Event | None = None) -> Reply:
        """See ``Llm.ask``."""
        if self._wiring.temperature is not None:
            ask = replace(ask, temperature=self._wiring.temperature)
        key = call_key(self._wiring.identity, ask)
        if self._store and not self._fresh and (row := self._store.call(key)) is not None:
            reply = from_row(row)
            if on_token:
                on_token(reply.text)
            return reply
        if self._refused:
            raise LlmRefusedError(self._refused.message, hint=self._refused.hint)
        try:
            reply = self._answer(ask, on_token, cancel)
        except LlmRefusedError as fault:
            # Calls that run beside this one must not knock at a closed door again.
            self._refused = fault
            raise
        if self._store:
            tokens = {"prompt_tokens": reply.prompt_tokens, "completion_tokens": reply.completion_tokens}
            self._store.put_call(key, llm=self.name, reply=to_row(reply), **tokens)
        return reply

    def close(self) -> None:
        """Give back connections."""
        client = getattr(self._model, "root_client", None)
        if client is not None:
            client.close()

    def _answer(self, ask: Ask, on_token: OnToken | None, cancel: threading.Event | None) -> Reply:
        """Ask until the reply can be used, within the bounds of the policy."""
        retry = Retry(self._wiring.policy, cancel)
        manners = self._manners
        while True:
            try:
                reply = read_reply(self._once(ask, manners, on_token, cancel), ask)
            except RejectedRequestError as fault:
                weaker = manners.concede(fault.complaint, ask)
                if weaker is None:
                    raise
                _log.info("%s rejects the request, asking with less: %s", self.name, weaker)
                manners = weaker
            except LlmUnavailableError as fault:
                _log.info("%s is unavailable: %s", self.name, fault.message)
                retry.after_unavailable(fault)
            except HopelessAskError:
                raise
            except LlmReplyError as fault:
                _log.info("%s gave a reply that cannot be used: %s", self.name, fault.message)
                retry.after_reply(fault)
                ask = self._next_ask(ask, fault)
            else:
                self._manners = manners
                return reply

    def _next_ask(self, ask: Ask, fault: LlmReplyError) -> Ask:
        """The question to repeat after a useless reply: with more room where it was cut off, with another seed."""
        tokens = ask.max_tokens
        if isinstance(fault, CutOffError):
            tokens = min(2 * tokens, max(tokens, self.profile.context_tokens // 2))
        return replace(ask, max_tokens=tokens, seed=None if ask.seed is None else ask.seed + 1)

    def _once(self, ask: Ask, manners: Manners, on_token: OnToken | None, cancel: threading.Event | None) -> RawReply:
        """One call, streamed to its end. Raises LlmError only."""
        by_grammar = ask.grammar is not None and self.profile.grammar
        messages = messages_for(ask, "json_schema" if by_grammar else manners.structured)
        arguments = self._wiring.arguments(ask, manners)

        def stream() -> Iterator[AIMessageChunk]:
            return self._model.stream(messages, **arguments)

        parts: list[str] = []
        told: dict[str, Any] = {}
        usage: UsageMetadata | None = None
        with closing(iter(Pump(stream, silence=self._wiring.silence, cancel=cancel))) as chunks:
            while (chunk := self._next(chunks)) is not None:
                # Joined by hand: adding message chunks to each other costs more with every chunk.
                text = str(chunk.text)
                parts.append(text)
                told |= {name: value for name, value in chunk.response_metadata.items() if value}
                # Some chat models stream messages that are not of the assistant's type.
                usage = getattr(chunk, "usage_metadata", None) or usage
                if on_token and text:
                    on_token(text)
        raw = _raw("".join(parts), told, usage)
        if self._wiring.tells_finish and parts and not raw.finish and ask.schema is None:
            raise LlmUnavailableError(f"{self._wiring.service.title}的回复没有说完，连接就断了", hint="请稍后重试")
        return raw

    def _next(self, chunks: Iterator[AIMessageChunk]) -> AIMessageChunk | None:
        """The next chunk, None at the end. Raises LlmError only."""
        try:
            return next(chunks, None)
        except Exception as fault:  # noqa: BLE001 - a chat model may raise anything; the user gets a clear error
            # The original may repeat the key in its text or in its request: it is not chained.
            raise explain(fault, self._wiring.service) from None


def _raw(text: str, told: dict[str, Any], usage: UsageMetadata | None) -> RawReply:
    finish = str(told.get("finish_reason") or told.get("stop_reason") or told.get("done_reason") or "")
    if usage is None:
        return RawReply(text, finish, 0, 0, 0)
    prefix = usage.get("input_token_details", {}).get("cache_read", 0) or 0
    return RawReply(text, finish, usage["input_tokens"], usage["output_tokens"], prefix)
