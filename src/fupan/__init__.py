"""fupan (复盘): an LLM-assisted writing assistant for Chinese sales summaries.

The public names are loaded on first use, so that ``import fupan`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fupan.api import check, draft, extract, load_facts, logic_steps, review, rewrite

__version__ = "0.1.0"
__all__ = ["__version__", "check", "draft", "extract", "load_facts", "logic_steps", "review", "rewrite"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - module attribute protocol (PEP 562)
    if name in __all__:
        return getattr(import_module("fupan.api"), name)
    raise AttributeError(f"module 'fupan' has no attribute {name!r}")
