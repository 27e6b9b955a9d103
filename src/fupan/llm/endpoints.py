"""The presets for OpenAI-compatible endpoints; the table is ``data/endpoints.json``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fupan import resources
from fupan.llm.port import Structured


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One preset. ``model`` is what is asked for where the user names none; empty where there is no sensible default.

    ``base_url_env`` and ``key_env`` are the environment variables of the service itself, in order of preference.
    """

    name: str
    title: str
    aliases: tuple[str, ...]
    base_url: str
    base_url_env: tuple[str, ...]
    key_env: tuple[str, ...]
    model: str
    structured: Structured
    context_tokens: int
    concurrency: int
    needs_key: bool

    @property
    def self_hosted(self) -> bool:
        """Whether the user runs the service, so that its address and key come from fupan's own settings."""
        return not self.key_env


@cache
def endpoints() -> tuple[Endpoint, ...]:
    """All presets, in the order in which they are tried when the user names none."""
    rows = resources.data("endpoints").items()
    tuples = ("aliases", "base_url_env", "key_env")
    return tuple(Endpoint(name=name, **(row | {field: tuple(row[field]) for field in tuples})) for name, row in rows)


def find_endpoint(name: str) -> Endpoint | None:
    """The preset called ``name``, or one of whose aliases it is."""
    return next((endpoint for endpoint in endpoints() if name == endpoint.name or name in endpoint.aliases), None)
