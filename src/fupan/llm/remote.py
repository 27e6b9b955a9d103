"""An OpenAI-compatible endpoint, through langchain-openai."""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from fupan.errors import ConfigError
from fupan.llm.chat import Wiring
from fupan.llm.endpoints import find_endpoint
from fupan.llm.faults import Service
from fupan.llm.manners import Manners, remote_arguments
from fupan.llm.port import Granularity, Profile
from fupan.llm.settings import LlmSettings
from fupan.llm.spec import RemoteSpec

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI

_CONNECT_SECONDS = 10.0
_SIZE = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)b(?![a-z0-9])", re.IGNORECASE)
_SMALL = 4.0  # billions of weights up to which an llm does better with one step a call
_OFFICIAL_HOST = "api.openai.com"


@dataclass(frozen=True, slots=True)
class Connection:
    """Where an endpoint is and what opens it."""

    base_url: str
    key: SecretStr | None
    key_hint: str

    @property
    def shown_url(self) -> str:
        """The address without a user name and password in it."""
        parts = urlsplit(self.base_url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def connection(spec: RemoteSpec, settings: LlmSettings) -> Connection:
    """The address and key for ``spec``. Raises ConfigError, with what to set, where one is missing.

    fupan's own ``base_url`` and ``api_key`` belong to the llm they were set for (``settings.llm``), or to a service the
    user runs: a key is never sent to a provider it was not meant for.
    """
    endpoint = spec.endpoint
    ours = _settings_apply(spec, settings)
    base_url = _first_set(endpoint.base_url_env) or (settings.base_url if ours else None) or endpoint.base_url
    key = _first_set(endpoint.key_env)
    secret = SecretStr(key) if key else (settings.api_key if ours else None)
    variable = endpoint.key_env[0] if endpoint.key_env else "FUPAN_API_KEY"
    if not base_url:
        raise ConfigError(
            f"没有设置{endpoint.title}的地址", hint="请设置环境变量 FUPAN_BASE_URL，如 http://主机:端口/v1"
        )
    if endpoint.needs_key and secret is None and base_url == endpoint.base_url:
        raise ConfigError(
            f"没有{endpoint.title}的密钥", hint=f"请设置环境变量 {variable}；没有密钥可用 --llm embedded 或 none"
        )
    return Connection(base_url, secret, f"请检查环境变量 {variable}（或配置文件的 api_key）是否填对、是否过期")


def build_remote(spec: RemoteSpec, settings: LlmSettings) -> tuple[ChatOpenAI, Wiring]:
    """The chat model for ``spec`` and how to work with it. Raises ConfigError."""
    endpoint = spec.endpoint
    to = connection(spec, settings)
    official = urlsplit(to.base_url).hostname == _OFFICIAL_HOST
    profile = Profile(
        name=str(spec),
        granularity=settings.granularity or _granularity(spec.model),
        concurrency=settings.concurrency or endpoint.concurrency,
        structured=endpoint.structured,
        context_tokens=endpoint.context_tokens,
    )
    pull = f"ollama pull {spec.model}" if endpoint.name == "ollama" else ""
    wiring = Wiring(
        name=str(spec),
        identity=f"{spec}@{to.base_url}",
        profile=profile,
        service=Service(
            title=endpoint.title,
            model=spec.model,
            base_url=to.shown_url,
            key_hint=to.key_hint,
            secret=to.key,
            missing_hint=f"请先运行 {pull}" if pull else "请检查大模型名称和服务地址（base_url 通常以 /v1 结尾）",
        ),
        arguments=remote_arguments,
        manners=Manners(endpoint.structured, tokens_field="max_completion_tokens" if official else "max_tokens"),
        silence=settings.timeout,
        temperature=settings.temperature,
        tells_finish=True,
    )
    return _client(spec.model, to, settings.timeout), wiring


def _client(model: str, to: Connection, timeout: float) -> ChatOpenAI:
    import openai  # noqa: PLC0415 - costs a second, and is needed only when an endpoint is used
    from langchain_openai import ChatOpenAI  # noqa: PLC0415 - as above

    options: dict[str, Any] = {}
    if _is_loopback(to.base_url):
        # A proxy of the environment cannot reach this machine's own services.
        options["http_client"] = openai.DefaultHttpxClient(trust_env=False)
    return ChatOpenAI(
        model=model,
        base_url=to.base_url,
        # Without a key the client would take OPENAI_API_KEY and send it to an endpoint it was not meant for.
        api_key=to.key or SecretStr("none"),
        max_retries=0,
        timeout=openai.Timeout(timeout, connect=min(timeout, _CONNECT_SECONDS)),
        use_responses_api=False,
        **options,
    )


def _settings_apply(spec: RemoteSpec, settings: LlmSettings) -> bool:
    if not settings.llm:
        return spec.endpoint.self_hosted
    return find_endpoint(settings.llm.partition(":")[0].strip().lower()) == spec.endpoint


def _granularity(model: str) -> Granularity:
    """``step`` for an llm whose name tells that it is small, such as ``qwen2.5:1.5b``."""
    size = _SIZE.search(model)
    return "step" if size and float(size.group(1)) <= _SMALL else "section"


def _first_set(variables: tuple[str, ...]) -> str:
    return next((text for name in variables if (text := os.environ.get(name, "").strip())), "")


def _is_loopback(base_url: str) -> bool:
    host = urlsplit(base_url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
