"""The embedded llm: llama.cpp in this process. ``ChatEmbedded`` is loaded on first use: it needs langchain-core."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fupan.llm.embedded.chat import ChatEmbedded

__all__ = ["ChatEmbedded"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - module attribute protocol (PEP 562)
    if name == "ChatEmbedded":
        from fupan.llm.embedded.chat import ChatEmbedded as Chat  # noqa: PLC0415 - see the docstring

        return Chat
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
