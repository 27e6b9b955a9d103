"""What the user means by ``--llm``: one text, read into one of four kinds of llm.

``openai:MODEL``, a preset (``deepseek``, ``qwen:qwen-max``, ``ollama:qwen3:8b`` …), ``compatible:MODEL`` ·
``embedded``, ``embedded:0.5b``, ``embedded:/path/to.gguf`` · ``none`` · ``package.module:factory``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from fupan.errors import ConfigError
from fupan.llm.endpoints import Endpoint, endpoints, find_endpoint

_IMPORT_PATH = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+:[A-Za-z_]\w*", re.ASCII)


@dataclass(frozen=True, slots=True)
class RemoteSpec:
    """An OpenAI-compatible endpoint and the model to ask it for."""

    endpoint: Endpoint
    model: str

    def __str__(self) -> str:
        return f"{self.endpoint.name}:{self.model}"


@dataclass(frozen=True, slots=True)
class EmbeddedSpec:
    """The embedded llm. ``weights`` is a known name, the path of a GGUF file, or empty for the best that is present."""

    weights: str

    def __str__(self) -> str:
        return f"embedded:{self.weights}" if self.weights else "embedded"


@dataclass(frozen=True, slots=True)
class ComposerSpec:
    """No llm: the composer writes."""

    def __str__(self) -> str:
        return "none"


@dataclass(frozen=True, slots=True)
class ImportSpec:
    """Any LangChain chat model: ``attribute`` of ``module`` is its class or a callable without arguments."""

    module: str
    attribute: str

    def __str__(self) -> str:
        return f"{self.module}:{self.attribute}"


Spec = RemoteSpec | EmbeddedSpec | ComposerSpec | ImportSpec


def parse_spec(text: str) -> Spec:
    """Read ``--llm``. Raises ConfigError with the nearest name for one that is unknown, or without a needed model."""
    head, colon, rest = text.strip().partition(":")
    name = head.strip().lower()
    rest = rest.strip()
    if endpoint := find_endpoint(name):
        model = rest or endpoint.model
        if not model:
            raise ConfigError(f"“{text.strip()}”没有说用哪个大模型", hint=f"请写成 {endpoint.name}:大模型名称")
        return RemoteSpec(endpoint, model)
    if name == "embedded":
        return EmbeddedSpec(rest)
    if name == "none" and not colon:
        return ComposerSpec()
    if _IMPORT_PATH.fullmatch(text.strip()):
        return ImportSpec(head.strip(), rest)
    raise _unknown(text.strip(), name)


def _unknown(text: str, name: str) -> ConfigError:
    names = [known for endpoint in endpoints() for known in (endpoint.name, *endpoint.aliases)]
    names += ["embedded", "none"]
    near = get_close_matches(name, names, n=1, cutoff=0.5)
    shown = text[:80]
    if near:
        return ConfigError(f"不认识大模型“{shown}”", hint=f"是不是 {near[0]}？运行 fupan llm list 看全部写法")
    return ConfigError(f"不认识大模型“{shown}”", hint=f"可用：{'、'.join(names)}，或 包.模块:工厂；运行 fupan llm list")
