"""A chat model that says what it is told to: the shipped double for tests and demonstrations."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel, generate_from_stream
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from fupan.errors import ConfigError, LlmReplyError
from fupan.llm.port import Profile

Answer = Callable[[list[BaseMessage]], str]
_PIECE = 8  # characters a chunk


class ScriptedChat(BaseChatModel):
    """Chat with fixed replies: a sequence, served in turn and an error when it is used up, or a function of messages.

    Thread-safe. ``calls`` counts the questions, ``questions`` keeps them. ``fupan_profile`` is what the llm layer takes
    as its profile.
    """

    replies: Sequence[str] | Answer = ()
    fupan_profile: Profile = Profile("scripted", "section", 4, "none", 32768)

    _lock: threading.Lock = PrivateAttr(default_factory=threading.Lock)
    _questions: list[list[BaseMessage]] = PrivateAttr(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "fupan-scripted"

    @property
    def calls(self) -> int:
        """How many questions were asked."""
        return len(self._questions)

    @property
    def questions(self) -> list[list[BaseMessage]]:
        """The messages of every question, in order."""
        return list(self._questions)

    def _answer(self, messages: list[BaseMessage]) -> str:
        with self._lock:
            turn = len(self._questions)
            self._questions.append(messages)
        if callable(self.replies):
            return self.replies(messages)
        if turn >= len(self.replies):
            raise LlmReplyError(f"脚本只有 {len(self.replies)} 条回复，已用完")
        return self.replies[turn]

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002 - the signature of the base class
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002 - the signature of the base class
        **_kwargs: Any,  # noqa: ANN401 - the signature of the base class
    ) -> Iterator[ChatGenerationChunk]:
        text = self._answer(messages)
        for start in range(0, len(text), _PIECE):
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[start : start + _PIECE]))
        asked = sum(len(str(message.text)) for message in messages)
        usage = UsageMetadata(input_tokens=asked, output_tokens=len(text), total_tokens=asked + len(text))
        yield ChatGenerationChunk(
            message=AIMessageChunk(content="", usage_metadata=usage), generation_info={"finish_reason": "stop"}
        )

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,  # noqa: ANN401 - the signature of the base class
    ) -> ChatResult:
        return generate_from_stream(self._stream(messages, stop, run_manager, **kwargs))


def from_script() -> ScriptedChat:
    """The chat model of the JSON file that ``FUPAN_SCRIPT`` names: ``--llm fupan.llm.scripted:from_script``.

    The file holds a list of replies (texts, or JSON documents to be given as text), or an object from a text to the
    reply given where the messages contain that text (the first that does; the key ``""`` is the reply to everything
    else). Raises ConfigError.
    """
    name = os.environ.get("FUPAN_SCRIPT", "").strip()
    if not name:
        raise ConfigError("没有设置环境变量 FUPAN_SCRIPT", hint="它应指向一个 JSON 文件，内容是回复的列表")
    try:
        script = json.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise ConfigError(f"脚本 {name} 读不了：{fault}", hint="应是 UTF-8 的 JSON 文件") from fault
    if isinstance(script, list):
        return ScriptedChat(replies=[_as_text(reply) for reply in script])
    if isinstance(script, dict):
        return ScriptedChat(replies=_by_text({text: _as_text(reply) for text, reply in script.items()}))
    raise ConfigError(f"脚本 {name} 的内容不对", hint="应是回复的列表，或“文字 → 回复”的对照表")


def _as_text(reply: Any) -> str:  # noqa: ANN401 - a JSON document
    return reply if isinstance(reply, str) else json.dumps(reply, ensure_ascii=False)


def _by_text(table: dict[str, str]) -> Answer:
    def answer(messages: list[BaseMessage]) -> str:
        asked = "\n".join(str(message.text) for message in messages)
        for text, reply in table.items():
            if text and text in asked:
                return reply
        if "" in table:
            return table[""]
        raise LlmReplyError("脚本里没有适合这个问题的回复")

    return answer
