"""From ``--llm`` to an llm that can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fupan.llm.choice import choose, describe_choice
from fupan.llm.port import Llm
from fupan.llm.settings import LlmSettings, load_settings
from fupan.llm.spec import ComposerSpec, EmbeddedSpec, RemoteSpec

if TYPE_CHECKING:
    from fupan.store import Store

__all__ = ["describe_choice", "open_llm"]


def open_llm(
    spec: str | None, *, store: Store | None = None, fresh: bool = False, config: LlmSettings | None = None
) -> Llm | None:
    """The llm for ``spec``, or None where the composer writes (``none``, or nothing is configured or present).

    ``store`` keeps replies and answers repeated questions; ``fresh`` ignores what it holds, but still writes.
    ``config`` replaces the user's settings. Nothing is contacted or loaded before the first question.

    Raises ConfigError for an unknown name, a missing key, address, extra or weights.
    """
    settings = load_settings() if config is None else config
    chosen = choose(spec, settings).spec
    if isinstance(chosen, ComposerSpec):
        return None
    # The adapters need langchain-core: a command that ends with the composer does not pay for it.
    from fupan.llm.chat import ChatLlm  # noqa: PLC0415 - see above
    from fupan.llm.local import build_embedded, build_imported  # noqa: PLC0415 - see above
    from fupan.llm.remote import build_remote  # noqa: PLC0415 - see above

    if isinstance(chosen, RemoteSpec):
        return ChatLlm(*build_remote(chosen, settings), store=store, fresh=fresh)
    if isinstance(chosen, EmbeddedSpec):
        return ChatLlm(*build_embedded(chosen, settings), store=store, fresh=fresh)
    return ChatLlm(*build_imported(chosen, settings), store=store, fresh=fresh)
