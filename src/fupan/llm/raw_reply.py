"""A reply as it came from the chat model, and its reading: text or checked JSON, or a clear fault."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any

from fupan.errors import LlmReplyError
from fupan.llm.json_shape import shape_fault
from fupan.llm.port import Ask, Reply

_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_REFUSAL = re.compile(
    r"\A\s*(?:很?抱歉|对不起|不好意思|作为一?[个名]?(?:AI|人工智能|大?语言模型)"
    r"|I'?m sorry|Sorry|I can(?:no|')t|As an AI)"
    r".{0,40}?(?:不能|无法|不便|不可以|没有办法|can(?:no|')t|unable|not able)",
    re.DOTALL | re.IGNORECASE,
)
_BRACKETS = 20
_CUT = frozenset({"length", "max_tokens", "max_output_tokens"})
_FILTERED = frozenset({"content_filter", "safety", "refusal", "sensitive", "prohibited_content"})


class CutOffError(LlmReplyError):
    """The reply was cut off by its token limit."""


class HopelessAskError(LlmReplyError):
    """Refused, filtered or too long: the same question will not fare better."""


@dataclass(frozen=True, slots=True)
class RawReply:
    """The joined text and what the endpoint says about it. ``finish`` is empty where it said nothing."""

    text: str
    finish: str
    prompt_tokens: int
    completion_tokens: int
    prefix_tokens: int


def read_reply(raw: RawReply, ask: Ask) -> Reply:
    """The reply to ``ask``. Raises LlmReplyError: refused, empty, cut off, not JSON, or not of the asked shape."""
    text = _THOUGHT.sub("", raw.text).strip()
    finish = raw.finish.lower()
    if finish in _FILTERED:
        raise HopelessAskError("大模型拒绝回答（内容审核）", hint="请检查要点里是否有敏感内容，或换一个大模型")
    if finish in _CUT:
        raise CutOffError(f"大模型的回复超过 {ask.max_tokens} 个词元，被截断", hint="可用 --fresh 重试，或换一个大模型")
    if not text:
        raise LlmReplyError("大模型返回了空的回复", hint="请重试，或换一个大模型")
    data = None
    if ask.schema is not None:
        data = _parse(text, ask.schema)
    elif _REFUSAL.match(text) and len(text) < 200:
        raise HopelessAskError(f"大模型拒绝回答：{text[:60]}", hint="请检查要点里是否有敏感内容，或换一个大模型")
    return Reply(text, data, raw.finish or "stop", raw.prompt_tokens, raw.completion_tokens, False, raw.prefix_tokens)


def _parse(text: str, schema: dict[str, Any]) -> Any:  # noqa: ANN401 - a JSON document
    """The JSON document in ``text``, which may stand in a code fence or after a sentence."""
    data = next(_documents(text), None)
    if data is None:
        shown = text[:60].replace("\n", " ")
        raise LlmReplyError(f"大模型的回复不是 JSON：{shown}", hint="请重试，或换一个更大的大模型")
    if fault := shape_fault(data, schema):
        raise LlmReplyError(f"大模型的回复不合要求：{fault}", hint="请重试，或换一个更大的大模型")
    return data


def _documents(text: str) -> Iterator[Any]:
    """Every JSON object or array that starts at one of the first brackets of ``text``."""
    decoder = json.JSONDecoder(strict=False)  # llms put bare line breaks into strings
    for bracket in islice(re.finditer(r"[{\[]", text), _BRACKETS):
        with suppress(ValueError, RecursionError):
            yield decoder.raw_decode(text, bracket.start())[0]
