"""The embedded llm as a LangChain chat model."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel, generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage, convert_to_openai_messages
from langchain_core.messages.ai import InputTokenDetails, UsageMetadata
from langchain_core.outputs import ChatGenerationChunk, ChatResult

from fupan.errors import LlmReplyError
from fupan.llm.embedded.cores import default_threads
from fupan.llm.embedded.engine import Engine, EngineSettings, engine_for

_PASSED_ON = ("max_tokens", "temperature", "seed", "response_format", "grammar")


class ChatEmbedded(BaseChatModel):
    """Chat with a GGUF file in this process.

    ``threads`` 0 means the default of ``default_threads``. Call arguments honoured: ``max_tokens``, ``temperature``,
    ``seed``, ``response_format`` (OpenAI form), ``grammar`` (GBNF) and ``stop``.
    """

    path: Path
    threads: int = 0
    context_tokens: int = 8192

    @property
    def _llm_type(self) -> str:
        return "fupan-embedded"

    @property
    def engine(self) -> Engine:
        """The engine, shared by all chat models of this process with the same settings."""
        return engine_for(EngineSettings(self.path, self.threads or default_threads(), self.context_tokens))

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,  # noqa: ANN401 - the signature of the base class
    ) -> Iterator[ChatGenerationChunk]:
        request: dict[str, Any] = {name: kwargs[name] for name in _PASSED_ON if kwargs.get(name) is not None}
        request |= {
            "messages": convert_to_openai_messages(messages),
            "stream_options": {"include_usage": True},
            "return_progress": True,
            "cache_prompt": True,
            # A short rewrite gains nothing from a hidden monologue; templates without the switch ignore it.
            "chat_template_kwargs": {"enable_thinking": False},
        }
        if stop:
            request["stop"] = stop
        with closing(self.engine.stream(request)) as chunks:
            for chunk in chunks:
                generation = _generation(chunk)
                text = generation.message.text
                if run_manager and text:
                    run_manager.on_llm_new_token(text, chunk=generation)
                yield generation

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,  # noqa: ANN401 - the signature of the base class
    ) -> ChatResult:
        return generate_from_stream(self._stream(messages, stop, run_manager, **kwargs))


def _generation(chunk: dict[str, Any]) -> ChatGenerationChunk:
    """One chunk of llama.cpp; an empty text stands for a sign of life while the prompt is read."""
    if "error" in chunk:
        raise _explain(chunk["error"])
    choice = (chunk.get("choices") or [{}])[0]
    finish = choice.get("finish_reason")
    return ChatGenerationChunk(
        message=AIMessageChunk(
            content=(choice.get("delta") or {}).get("content") or "", usage_metadata=_usage(chunk.get("usage"))
        ),
        generation_info={"finish_reason": finish} if finish else None,
    )


def _usage(usage: dict[str, Any] | None) -> UsageMetadata | None:
    if not usage:
        return None
    cached = (usage.get("prompt_tokens_details") or {}).get("cached_tokens", 0)
    return UsageMetadata(
        input_tokens=usage["prompt_tokens"],
        output_tokens=usage["completion_tokens"],
        total_tokens=usage["total_tokens"],
        input_token_details=InputTokenDetails(cache_read=cached),
    )


def _explain(error: dict[str, Any]) -> LlmReplyError:
    if error.get("type") == "exceed_context_size_error":
        return LlmReplyError(
            f"提示词太长：{error.get('n_prompt_tokens')} 个词元，内置大模型最多 {error.get('n_ctx')} 个",
            hint="请缩短要点，或换一个上下文更长的大模型",
        )
    return LlmReplyError(f"内置大模型不接受这次请求：{str(error.get('message', error))[:300]}")
