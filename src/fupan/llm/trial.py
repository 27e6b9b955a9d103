"""One tiny question, to see whether an llm answers, how fast, and whether it keeps to a schema."""

from __future__ import annotations

import time
from dataclasses import dataclass

from fupan.errors import LlmReplyError
from fupan.llm.port import Ask, Llm, Reply

_MATERIAL = "华东大区全年销售额{{f1}}，同比增长{{f2}}，新签客户{{f3}}。"
_SYSTEM = "你是销售总结写作助手。材料里形如{{f1}}的占位符原样保留，不写别的数字。"
_SCHEMA = {
    "type": "object",
    "properties": {"sentence": {"type": "string", "minLength": 1}},
    "required": ["sentence"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Trial:
    """What a trial found. Times in seconds, ``first`` until the first token; ``rate`` in tokens per second.

    ``rate`` counts from the first token on and is 0 where the endpoint tells no token counts. ``json_fault`` is empty
    where a reply with a schema came back as asked.
    """

    llm: str
    text: str
    first: float
    seconds: float
    prompt_tokens: int
    completion_tokens: int
    rate: float
    json_fault: str


def run_trial(llm: Llm) -> Trial:
    """Ask ``llm`` twice: a plain question that is timed, then one with a schema. Raises LlmError of the plain one."""
    first_token: list[float] = []
    start = time.monotonic()
    plain = Ask((("system", _SYSTEM), ("user", f"把这段材料改写成一两句通顺的话：{_MATERIAL}")), 200, seed=1)
    reply = llm.ask(plain, on_token=lambda _text: first_token.append(time.monotonic()))
    end = time.monotonic()
    first = first_token[0] if first_token else end
    return Trial(
        llm=llm.name,
        text=reply.text,
        first=first - start,
        seconds=end - start,
        prompt_tokens=reply.prompt_tokens,
        completion_tokens=reply.completion_tokens,
        rate=_rate(reply, end - first),
        json_fault=_json_fault(llm),
    )


def _rate(reply: Reply, seconds: float) -> float:
    return (reply.completion_tokens - 1) / seconds if reply.completion_tokens > 1 and seconds > 0 else 0.0


def _json_fault(llm: Llm) -> str:
    question = f"把这段材料改写成一句话，放进 JSON 的 sentence 字段：{_MATERIAL}"
    try:
        llm.ask(Ask((("system", _SYSTEM), ("user", question)), 200, schema=_SCHEMA, seed=1))
    except LlmReplyError as fault:
        return fault.message
    return ""
