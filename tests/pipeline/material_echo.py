"""What a perfectly obedient llm would reply: the material of the prompt, as it was given."""

from __future__ import annotations

import json
import re

_LINE = re.compile(r"^- (.+)$", re.MULTILINE)
_FIELD = re.compile(r"^\[([a-z_0-9]+)\]", re.MULTILINE)


def echo(prompt: str) -> str:
    """Reply to a section prompt (JSON) or to a step prompt (the lines alone)."""
    block = prompt.partition("<素材>")[2]
    if not block:
        return "。".join(_LINE.findall(prompt.rpartition("素材：")[2])) + "。"
    parts = _FIELD.split(block)
    texts = {name: "。".join(_LINE.findall(text)) + "。" for name, text in zip(parts[1::2], parts[2::2], strict=True)}
    return json.dumps(texts, ensure_ascii=False)
