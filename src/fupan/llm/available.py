"""What could be used on this machine, and what is missing where something cannot. No keys, no network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fupan.errors import ConfigError
from fupan.llm.choice import choose
from fupan.llm.embedded.engine import runtime_present
from fupan.llm.endpoints import Endpoint, endpoints
from fupan.llm.remote import connection
from fupan.llm.settings import LlmSettings
from fupan.llm.spec import RemoteSpec
from fupan.llm.weights import Weights, known_weights

State = Literal["ready", "missing", "unknown"]


@dataclass(frozen=True, slots=True)
class Option:
    """One way to say ``--llm``. ``state`` is unknown for a service that only a question would find."""

    spec: str
    title: str
    state: State
    why: str


def available(settings: LlmSettings) -> list[Option]:
    """Every kind of llm: the embedded ones, the presets, the composer."""
    embedded = [_embedded(weights) for weights in known_weights()]
    remote = [_remote(endpoint, settings) for endpoint in endpoints()]
    return [*embedded, *remote, Option("none", "规则写作（不用大模型）", "ready", "总是可用")]


def chosen_spec(settings: LlmSettings) -> str:
    """What is used when the user says nothing. Raises ConfigError for settings that cannot be read."""
    return str(choose(None, settings).spec)


def _embedded(weights: Weights) -> Option:
    spec = f"embedded:{weights.name}"
    if not runtime_present():
        return Option(spec, weights.title, "missing", "没有安装：pip install 'fupan[embedded]'")
    if not weights.present:
        size = weights.size / 1_000_000_000
        return Option(spec, weights.title, "missing", f"没有下载（{size:.1f} GB）：fupan llm pull {weights.name}")
    return Option(spec, weights.title, "ready", str(weights.path))


def _remote(endpoint: Endpoint, settings: LlmSettings) -> Option:
    spec = f"{endpoint.name}:{endpoint.model or '名称'}"
    try:
        to = connection(RemoteSpec(endpoint, endpoint.model), settings)
    except ConfigError as fault:
        return Option(spec, endpoint.title, "missing", fault.hint)
    if to.key is not None:
        return Option(spec, endpoint.title, "ready", f"有密钥，地址 {to.shown_url}")
    return Option(spec, endpoint.title, "unknown", f"不需要密钥；服务要在 {to.shown_url} 运行")
