"""Which question is the same question: the key under which a reply is kept in the store."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from fupan.llm.port import Ask, Reply


def call_key(identity: str, ask: Ask) -> str:
    """SHA-256, in hex, of everything that shapes the reply: the llm's identity and every field of ``ask``."""
    shaped_by = {
        "llm": identity,
        "messages": ask.messages,
        "schema": ask.schema,
        "grammar": ask.grammar,
        "max_tokens": ask.max_tokens,
        "temperature": ask.temperature,
        "seed": ask.seed,
        "attempt": ask.attempt,
    }
    text = json.dumps(shaped_by, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def to_row(reply: Reply) -> dict[str, Any]:
    """``reply`` as a JSON document for the store."""
    return {
        "text": reply.text,
        "data": reply.data,
        "finish": reply.finish,
        "prompt_tokens": reply.prompt_tokens,
        "completion_tokens": reply.completion_tokens,
        "prefix_tokens": reply.prefix_tokens,
    }


def from_row(row: dict[str, Any]) -> Reply:
    """The reply of a stored row, marked as cached."""
    return Reply(**row, cached=True)
