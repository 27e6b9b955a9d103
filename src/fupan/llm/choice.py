"""Which llm is used, and why: what the user says, else what is configured, else what is on this machine."""

from __future__ import annotations

import os
from dataclasses import dataclass

from fupan.llm.embedded.engine import runtime_present
from fupan.llm.endpoints import endpoints
from fupan.llm.settings import LlmSettings, load_settings
from fupan.llm.spec import ComposerSpec, EmbeddedSpec, RemoteSpec, Spec, parse_spec
from fupan.llm.weights import installed_weights


@dataclass(frozen=True, slots=True)
class Choice:
    """The llm to use, and the reason in Chinese."""

    spec: Spec
    reason: str


def choose(spec: str | None = None, config: LlmSettings | None = None) -> Choice:
    """The llm for ``spec`` (the ``--llm`` option), or the best that is configured or present where it is None.

    Raises ConfigError for a spec or settings that cannot be read.
    """
    settings = load_settings() if config is None else config
    if spec:
        return Choice(parse_spec(spec), "按 --llm 指定")
    if settings.llm:
        return Choice(parse_spec(settings.llm), "按 FUPAN_LLM 或配置文件的设置")
    for endpoint in endpoints():
        for variable in (*endpoint.key_env, *endpoint.base_url_env):
            if os.environ.get(variable, "").strip():
                return Choice(RemoteSpec(endpoint, endpoint.model), f"环境变量 {variable} 已设置")
    weights = installed_weights()
    if weights and runtime_present():
        return Choice(EmbeddedSpec(weights.name), "没有配置在线大模型，本机有内置权重")
    missing = "没有下载内置权重（fupan llm pull 可下载）" if runtime_present() else "没有安装 fupan[embedded]"
    return Choice(ComposerSpec(), f"没有配置在线大模型，也{missing}")


def describe_choice(spec: str | None = None, config: LlmSettings | None = None) -> str:
    """One Chinese sentence: which llm is used and why. Raises ConfigError as ``choose``."""
    choice = choose(spec, config)
    match choice.spec:
        case RemoteSpec(endpoint, model):
            used = f"{endpoint.title} 的 {model}"
        case EmbeddedSpec(weights):
            used = f"内置大模型 {weights}".strip()
        case ComposerSpec():
            used = "规则写作（不用大模型）"
        case other:
            used = str(other)
    return f"使用{used}：{choice.reason}"
