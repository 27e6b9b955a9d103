"""What a client library raises, in words a user can act on.

Chat-model clients share their vocabulary but not their classes (and the HTTP libraries below them change), so a fault
is read by its status code and by the names of its classes. Nothing of the request is repeated in a message, and the
key is blotted out of what the server says: some servers echo it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from pydantic import SecretStr

from fupan.errors import LlmError, LlmRefusedError, LlmUnavailableError
from fupan.llm.pump import SilenceError
from fupan.llm.raw_reply import HopelessAskError

_TIMEOUTS = frozenset({"APITimeoutError", "TimeoutException", "TimeoutError"})
_CONNECTIONS = frozenset({"APIConnectionError", "TransportError", "ConnectionError", "RequestError", "JSONDecodeError"})
_TOO_LONG = ("context_length", "context length", "context window", "maximum context", "too long", "exceed_context")
_FILTERED = ("content_filter", "data_inspection", "inappropriate", "sensitive", "content management")
_POOR = ("insufficient_quota", "insufficient balance", "billing", "arrearage", "余额", "欠费")
_TRY_LATER = frozenset({408, 409, 425, 429})


@dataclass(frozen=True, slots=True)
class Service:
    """Whom the user has to deal with: ``title`` and ``model`` are shown, ``key_hint`` says where the key is set."""

    title: str
    model: str = ""
    base_url: str = ""
    key_hint: str = ""
    secret: SecretStr | None = None
    missing_hint: str = "请检查大模型名称和服务地址"

    def scrub(self, text: str) -> str:
        """``text`` without the key, on one line, at most 200 characters."""
        plain = text.replace(self.secret.get_secret_value(), "***") if self.secret else text
        return " ".join(plain.split())[:200]


class RejectedRequestError(LlmRefusedError):
    """The endpoint rejects the form of the request (400, 422); ``complaint`` is what it says."""

    def __init__(self, message: str, *, hint: str, complaint: str) -> None:
        super().__init__(message, hint=hint)
        self.complaint = complaint


def explain(fault: Exception, service: Service) -> LlmError:
    """The error for ``fault``: retryable (LlmUnavailableError), final (LlmRefusedError) or about one reply."""
    if isinstance(fault, LlmError):
        return fault
    said = service.scrub(str(getattr(fault, "message", "") or fault))
    status = getattr(fault, "status_code", None)
    if isinstance(status, int):
        return _by_status(status, said, fault, service)
    names = {cls.__name__ for cls in type(fault).__mro__}
    if names & _TIMEOUTS:
        return SilenceError(
            f"连接{service.title}超时", hint="请检查网络；确实很慢时可用环境变量 FUPAN_TIMEOUT 放宽秒数"
        )
    if names & _CONNECTIONS or "APIError" in names:
        return LlmUnavailableError(f"与{service.title}的连接失败：{_root(fault, service)}", hint=_network_hint(service))
    return LlmRefusedError(
        f"{service.title}出错：{type(fault).__name__}：{said}", hint="请检查 --llm 的写法，运行 fupan llm test 试一次"
    )


def _by_status(status: int, said: str, fault: Exception, service: Service) -> LlmError:
    said = said.removeprefix(f"Error code: {status} - ")
    lowered = f"{said} {getattr(fault, 'code', '')} {getattr(fault, 'body', '')}".lower()
    if status in {401, 403, 407}:
        hint = service.key_hint if status != 407 else "请检查代理的用户名和密码（HTTPS_PROXY）"
        return LlmRefusedError(f"{service.title}不接受密钥或没有权限（{status}）：{said}", hint=hint)
    if status == 402 or (status in {400, 429} and any(mark in lowered for mark in _POOR)):
        return LlmRefusedError(f"{service.title}账户余额或额度不足（{status}）", hint="请充值或换一个大模型")
    if status in _TRY_LATER or status >= 500:
        what = "请求太频繁" if status == 429 else "暂时不可用"
        hint = "请稍后重试，或调小 FUPAN_CONCURRENCY" if status == 429 else _network_hint(service)
        return LlmUnavailableError(
            f"{service.title}{what}（{status}）：{said}",
            hint=hint,
            retry_after=_retry_after(getattr(fault, "response", None)),
        )
    if status == 404:
        return LlmRefusedError(
            f"{service.title}没有大模型“{service.model}”，或服务地址不对（404）：{said}", hint=service.missing_hint
        )
    if status == 413 or any(mark in lowered for mark in _TOO_LONG):
        return HopelessAskError(
            f"提示词太长，{service.title}放不下（{status}）", hint="请缩短要点，或换一个上下文更长的大模型"
        )
    if any(mark in lowered for mark in _FILTERED):
        return HopelessAskError(
            f"{service.title}的内容审核拒绝了这段内容（{status}）", hint="请检查要点里是否有敏感内容"
        )
    if status in {400, 422}:
        return RejectedRequestError(
            f"{service.title}不接受这次请求（{status}）：{said}", hint="请换一个大模型，或检查服务地址", complaint=said
        )
    return LlmRefusedError(f"{service.title}返回了意外的状态（{status}）：{said}", hint=service.missing_hint)


def _root(fault: BaseException, service: Service) -> str:
    """The innermost cause: the outer ones only say that a connection failed."""
    while fault.__cause__ is not None or fault.__context__ is not None:
        fault = fault.__cause__ or fault.__context__ or fault
    return service.scrub(str(fault)) or type(fault).__name__


def _network_hint(service: Service) -> str:
    for variable in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        if os.environ.get(variable):
            return f"请检查网络和代理：设置了 {variable}，它可能没有启动；不需要代理时请取消这个变量"
    if service.base_url:
        return f"请检查网络，以及 {service.base_url} 的服务是否已启动"
    return "请检查网络后重试"


def _retry_after(response: Any) -> float | None:  # noqa: ANN401 - a response of some HTTP library
    """What the server asks to wait, in seconds: ``retry-after-ms``, or ``retry-after`` as seconds or as a date."""
    headers = getattr(response, "headers", None) or {}
    try:
        if milliseconds := headers.get("retry-after-ms"):
            return max(0.0, float(milliseconds) / 1000)
        if not (text := headers.get("retry-after")):
            return None
        if text.strip().replace(".", "", 1).isdecimal():
            return float(text)
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
