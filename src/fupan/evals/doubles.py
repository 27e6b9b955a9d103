"""Chat models that say what they are told to: the harness is tried without a real llm.

``--llm scripted:FILE`` · ``--llm fupan.evals.doubles:echo`` · ``--llm fupan.evals.doubles:free_numbers``
"""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

from fupan.errors import InputError
from fupan.llm.factory import open_llm
from fupan.llm.port import Llm

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

    from fupan.llm.scripted import ScriptedChat

_SCRIPT = "FUPAN_SCRIPT"
_LINE = re.compile(r"^- (.+)$", re.MULTILINE)
_FIELD = re.compile(r"^\[([a-z_0-9]+)\]", re.MULTILINE)
_SLOT = re.compile(r"\{\{[^{}\n]{1,60}\}\}")
"""``{{f7}}`` in a section's material, ``{{14家}}`` in a step's."""


def open_scripted(file: str) -> Llm | None:
    """The llm of a script (see ``fupan.llm.scripted.from_script``). Raises ConfigError, InputError."""
    if not os.path.isfile(file):  # noqa: PTH113 - the text as the user gave it
        raise InputError(f"找不到脚本 {file}", hint="--llm scripted:后面写一个 JSON 文件")
    before = os.environ.get(_SCRIPT)
    os.environ[_SCRIPT] = file
    try:
        return open_llm("fupan.llm.scripted:from_script")
    finally:
        if before is None:
            del os.environ[_SCRIPT]
        else:
            os.environ[_SCRIPT] = before


def echo() -> ScriptedChat:
    """Replies with the material of the prompt as it stands: what a perfectly obedient llm would say."""
    from fupan.llm.scripted import ScriptedChat  # noqa: PLC0415 - needs langchain-core

    return ScriptedChat(replies=_echo)


def free_numbers() -> ScriptedChat:
    """The same with a number of its own in the place of every slot: what an llm says that is not held to slots."""
    from fupan.llm.scripted import ScriptedChat  # noqa: PLC0415 - needs langchain-core

    def answer(messages: list[BaseMessage]) -> str:
        return _SLOT.sub("1234.5万元", _echo(messages))

    return ScriptedChat(replies=answer)


def _echo(messages: list[BaseMessage]) -> str:
    """A JSON reply to a section prompt, the lines alone to a step prompt."""
    prompt = str(messages[-1].text)
    block = prompt.partition("<素材>")[2]
    if not block:
        return "。".join(_LINE.findall(prompt.rpartition("素材：")[2])) + "。"
    parts = _FIELD.split(block)
    texts = {name: "。".join(_LINE.findall(text)) + "。" for name, text in zip(parts[1::2], parts[2::2], strict=True)}
    return json.dumps(texts, ensure_ascii=False)
