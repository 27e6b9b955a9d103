"""How an endpoint likes to be asked, and what to leave out when it says that it cannot take it.

Endpoints that call themselves compatible differ in what they accept. The first question starts with everything the
profile promises; when the endpoint rejects the request (400, 422), one thing is given up, and what helped is kept.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from fupan.llm.json_shape import is_strict
from fupan.llm.port import Ask, Structured

_WEAKER: dict[Structured, Structured] = {"json_schema": "json_object", "json_object": "none"}


@dataclass(frozen=True, slots=True)
class Manners:
    """What may be sent. ``tokens_field`` is what the endpoint calls the limit of a reply."""

    structured: Structured
    temperature: bool = True
    seed: bool = True
    usage: bool = True
    tokens_field: str = "max_tokens"

    def concede(self, complaint: str, ask: Ask) -> Manners | None:
        """The same manners less one thing that ``complaint`` names, or None where nothing is left to give up."""
        text = complaint.lower()
        if self.usage and "stream_options" in text:
            return replace(self, usage=False)
        if self.temperature and "temperature" in text:
            return replace(self, temperature=False)
        if self.seed and ask.seed is not None and "seed" in text:
            return replace(self, seed=False)
        other = "max_completion_tokens" if self.tokens_field == "max_tokens" else "max_tokens"
        if other in text and "support" in text:
            return replace(self, tokens_field=other)
        # Many endpoints do not say what displeased them; a constraint on the form is the likeliest.
        if ask.schema is not None and self.structured != "none":
            return replace(self, structured=_WEAKER[self.structured])
        return None


def remote_arguments(ask: Ask, manners: Manners) -> dict[str, Any]:
    """``ask`` as call arguments of ChatOpenAI.

    What shapes the reply goes through ``extra_body``: given as arguments, the client would rename the token limit and
    parse the reply itself.
    """
    body: dict[str, Any] = {manners.tokens_field: ask.max_tokens}
    if manners.temperature:
        body["temperature"] = ask.temperature
    if manners.seed and ask.seed is not None:
        body["seed"] = ask.seed
    if form := response_format(ask, manners.structured):
        body["response_format"] = form
    return {"extra_body": body, "stream_usage": manners.usage}


def embedded_arguments(ask: Ask, manners: Manners) -> dict[str, Any]:
    """``ask`` as call arguments of ChatEmbedded. A grammar wins over the schema: llama.cpp takes only one of them."""
    arguments: dict[str, Any] = {"max_tokens": ask.max_tokens, "temperature": ask.temperature, "seed": ask.seed}
    if ask.grammar:
        return arguments | {"grammar": ask.grammar}
    return arguments | {"response_format": response_format(ask, manners.structured)}


def no_arguments(_ask: Ask, _manners: Manners) -> dict[str, Any]:
    """Nothing: a chat model of someone else's may not know any of our arguments."""
    return {}


def response_format(ask: Ask, structured: Structured) -> dict[str, Any] | None:
    """OpenAI's ``response_format`` for ``ask``, or None."""
    if ask.schema is None or structured == "none":
        return None
    if structured == "json_object":
        return {"type": "json_object"}
    named = {"name": "reply", "schema": ask.schema, "strict": is_strict(ask.schema)}
    return {"type": "json_schema", "json_schema": named}


def messages_for(ask: Ask, structured: Structured) -> list[tuple[str, str]]:
    """The messages; where the endpoint is not held to the schema, the last one asks for it in words.

    It stands at the very end, so that what the questions share in front stays shared.
    """
    messages = list(ask.messages)
    if ask.schema is None or structured == "json_schema" or not messages:
        return messages
    role, text = messages[-1]
    schema = json.dumps(ask.schema, ensure_ascii=False, separators=(",", ":"))
    messages[-1] = (role, f"{text}\n\n只输出一个 JSON 对象，不要解释，符合这个 JSON Schema：\n{schema}")
    return messages
