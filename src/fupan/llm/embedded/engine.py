"""llama.cpp in this process: one loaded file of weights, one question at a time.

The library calls back into Python from inside a blocking native call, and drops exceptions raised there. So the native
call runs in a thread of its own that puts chunks into a queue, and the caller reads the queue as an ordinary iterator:
it can be interrupted, and closing it stops the native call at its next sign of life: a token, or a batch of the prompt.
"""

from __future__ import annotations

import importlib.util
import queue
import secrets
import threading
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fupan.errors import ConfigError, LlmRefusedError
from fupan.llm.embedded.cores import share_cores

_BATCH = 64  # prompt tokens between two signs of life, one or two seconds; larger ones were not faster
_CACHE_MIB = 512  # prompts of other sections kept in memory; the library's own default is 8 GiB


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What a loaded engine depends on."""

    path: Path
    threads: int
    context_tokens: int


class Engine:
    """The weights at ``settings.path``, loaded on the first question."""

    def __init__(self, settings: EngineSettings) -> None:
        self.settings = settings
        self._turn = threading.Lock()
        self._server: Any = None

    def load(self) -> None:
        """Load the weights now, where that has not happened yet. Raises ConfigError, LlmRefusedError."""
        with self._turn:
            self._ensure_server()

    def stream(self, request: dict[str, Any]) -> Generator[dict[str, Any], None, None]:
        """Answer an OpenAI-style chat request with its chunks, as they come. An ``error`` chunk ends the answer.

        Waits while another question is being answered. Closing the generator stops the native call.
        """
        chunks: queue.SimpleQueue[dict[str, Any] | Exception | None] = queue.SimpleQueue()
        stop = threading.Event()

        def take(chunk: dict[str, Any]) -> bool:
            chunks.put(chunk)
            return stop.is_set()

        def answer() -> None:
            try:
                with self._turn:
                    if not stop.is_set():
                        self._ensure_server().handle_chat_completions({**request, "stream": True}, take)
                chunks.put(None)
            except Exception as fault:  # noqa: BLE001 - handed to the reader, who raises it
                chunks.put(fault)

        # Not a daemon: a native thread that calls back into a dying interpreter aborts the process.
        worker = threading.Thread(target=answer, name="fupan-embedded")
        worker.start()
        try:
            while (chunk := chunks.get()) is not None:
                if isinstance(chunk, Exception):
                    raise chunk
                yield chunk
        finally:
            stop.set()

    def close(self) -> None:
        """Free the memory; the next question loads again."""
        with self._turn:
            self._server = None

    def _ensure_server(self) -> Any:  # noqa: ANN401 - a class of an untyped extension
        if self._server is None:
            self._server = _load(self.settings)
        return self._server


_engines: dict[EngineSettings, Engine] = {}
_engines_lock = threading.Lock()


def engine_for(settings: EngineSettings) -> Engine:
    """The engine of this process for ``settings``: the same weights are never loaded twice."""
    with _engines_lock:
        return _engines.setdefault(settings, Engine(settings))


def runtime_present() -> bool:
    """Whether the optional runtime is installed. It is not loaded."""
    return importlib.util.find_spec("xllamacpp") is not None


def require_runtime() -> None:
    """Raise ConfigError, with what to install, where the optional runtime is missing."""
    if not runtime_present():
        raise ConfigError(
            "没有安装内置大模型的运行库",
            hint="请运行 pip install 'fupan[embedded]'；或用 --llm 选一个在线大模型，或 --llm none",
        )


def _look_ahead(params: Any) -> None:  # noqa: ANN401 - a class of an untyped extension
    """Guess the next tokens from the prompt: a rewrite repeats most of its material.

    A guess is checked by the llm itself, several tokens in one pass, so replies stay what they were. Measured on nine
    rewrites: two thirds of the guessed tokens taken, about 1.7 times the speed.
    """
    kinds = type(params.speculative.types[0]) if getattr(params.speculative, "types", None) else None
    simple = getattr(kinds, "COMMON_SPECULATIVE_TYPE_NGRAM_SIMPLE", None)
    if simple is None:  # runtimes before this way of guessing
        return
    params.speculative.types = [simple]
    params.speculative.ngram_simple.size_n = 2
    params.speculative.ngram_simple.size_m = 8


def _load(settings: EngineSettings) -> Any:  # noqa: ANN401 - a class of an untyped extension
    require_runtime()
    share_cores()
    import xllamacpp  # noqa: PLC0415 - 100 MB of native code, loaded only when asked for

    params = xllamacpp.CommonParams()
    params.model.path = str(settings.path)
    params.n_ctx = settings.context_tokens
    params.n_parallel = 1
    params.n_batch = _BATCH
    params.cache_ram_mib = _CACHE_MIB
    params.cpuparams.n_threads = settings.threads
    params.cpuparams_batch.n_threads = settings.threads
    params.verbosity = 0
    _look_ahead(params)
    # The library opens a listener even when it is used in process: keep it to this machine, on a port the system
    # chooses, closed to everyone by a key that no one is told.
    if hasattr(params, "hostnames"):
        params.hostnames = ["127.0.0.1"]
    else:  # until 2026.9
        params.hostname = "127.0.0.1"
    params.port = 0
    params.api_keys = [secrets.token_urlsafe(32)]
    params.endpoint_slots = False
    try:
        return xllamacpp.Server(params)
    except RuntimeError as fault:
        raise LlmRefusedError(
            f"无法载入权重 {settings.path}",
            hint="文件可能损坏、不是 GGUF 格式，或内存不足（1.5b 约需 2.2 GB，0.5b 约需 0.8 GB）",
        ) from fault
