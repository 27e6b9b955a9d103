"""What every test can rely on: no real network, no settings of the developer, real weights, a planted endpoint."""

from __future__ import annotations

import gc
import ipaddress
import json
import os
import socket
import struct
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from pydantic import SecretStr

from fupan import resources
from fupan.llm.factory import open_llm
from fupan.llm.port import Llm
from fupan.llm.pull import pull
from fupan.llm.settings import LlmSettings
from fupan.llm.weights import find_weights, weights_dir

if TYPE_CHECKING:
    from fupan.store import Store

# How long an example takes depends on what else the machine does: it is measured in benchmarks.
settings.register_profile("fupan", deadline=None)
settings.load_profile("fupan")

Behaviour = Callable[["PlantedHandler"], None]


@pytest.fixture
def cpu_seconds() -> Callable[[Callable[[], object]], float]:
    """CPU time of a call: the least of three, without the collector's passes over what other tests left in memory."""

    def once(work: Callable[[], object]) -> float:
        began = time.process_time()
        work()
        return time.process_time() - began

    def least(work: Callable[[], object]) -> float:
        collecting = gc.isenabled()
        gc.disable()
        try:
            return min(once(work) for _ in range(3))
        finally:
            if collecting:
                gc.enable()

    return least


@pytest.fixture
def grows_linearly(cpu_seconds: Callable[[Callable[[], object]], float]) -> Callable[..., bool]:
    """Whether ``times`` the text takes about ``times`` the CPU time; quadratic work takes ``times`` as much again.

    Three tries: what else the machine does can only make work look slower than it is.
    """

    def linear(work: Callable[[str], object], text: str, times: int) -> bool:
        def ratio() -> float:
            return cpu_seconds(lambda: work(text * times)) / max(cpu_seconds(lambda: work(text)), 0.002)

        return any(ratio() < 2.5 * times for _ in range(3))

    return linear


class RealNetworkError(BaseException):
    """A test reached for a machine other than this one. A BaseException: no ``except Exception`` may hide it."""


def _require_loopback(host: object) -> None:
    text = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    try:
        inside = ipaddress.ip_address(text).is_loopback
    except ValueError:
        inside = text == "localhost"
    if not inside:
        raise RealNetworkError(f"tests must not reach {text}")


@pytest.fixture(scope="session", autouse=True)
def _no_real_network() -> Iterator[None]:
    """Only loopback may be connected to or resolved."""
    patch = pytest.MonkeyPatch()
    real_lookup = socket.getaddrinfo

    def lookup(host: Any, *args: Any, **kwargs: Any) -> Any:
        _require_loopback(host)
        return real_lookup(host, *args, **kwargs)

    def guarded(real: Any) -> Any:
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family in {socket.AF_INET, socket.AF_INET6}:
                _require_loopback(address[0])
            return real(self, address)

        return connect

    patch.setattr(socket, "getaddrinfo", lookup)
    patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
    yield
    patch.undo()


@pytest.fixture(scope="session")
def real_weights_dir() -> Path:
    """The developer's own folder of weights, taken before the tests hide it."""
    return weights_dir()


@pytest.fixture(scope="session")
def _private_folder(tmp_path_factory: pytest.TempPathFactory, real_weights_dir: Path) -> Path:
    return tmp_path_factory.mktemp("private")


@pytest.fixture(autouse=True)
def _no_own_settings(monkeypatch: pytest.MonkeyPatch, _private_folder: Path) -> None:
    """No keys, proxies, config file, store or weights of the developer: nothing is configured unless a test does it."""
    names = {name for row in resources.data("endpoints").values() for name in row["key_env"] + row["base_url_env"]}
    foreign = ("FUPAN_", "LANGSMITH_", "LANGCHAIN_", "OPENAI_")
    for name in os.environ:
        if name in names or name.startswith(foreign) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("FUPAN_CONFIG", str(_private_folder / "no-config.toml"))
    monkeypatch.setenv("FUPAN_DB", str(_private_folder / f"{uuid.uuid4().hex}.db"))
    monkeypatch.setenv("FUPAN_WEIGHTS_DIR", str(_private_folder / "no-weights"))
    monkeypatch.setenv("FUPAN_TEMPLATES_DIR", str(_private_folder / "no-templates"))


@pytest.fixture(scope="session")
def _pulled_weights(real_weights_dir: Path) -> Path:
    """The folder with the 0.5b weights; downloads them (about 0.5 GB) where they are missing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FUPAN_WEIGHTS_DIR", str(real_weights_dir))
        pull(find_weights("0.5b"))
    return real_weights_dir


@pytest.fixture
def embedded_weights(_pulled_weights: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the real weights visible to this test; returns their folder. Use with the marker ``embedded``."""
    monkeypatch.setenv("FUPAN_WEIGHTS_DIR", str(_pulled_weights))
    return _pulled_weights


class PlantedHandler(BaseHTTPRequestHandler):
    """Answers each request with the endpoint's next behaviour."""

    server: PlantedServer

    def do_POST(self) -> None:
        self.body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.endpoint.take(self)(self)

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""

    def send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def start_stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()

    def event(self, data: dict[str, Any] | str) -> None:
        text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
        self.wfile.write(f"data: {text}\n\n".encode())
        self.wfile.flush()

    def token(self, text: str = "", finish: str | None = None) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": finish}
        self.event({"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]})

    def end_stream(self, finish: str = "stop", cached: int = 0) -> None:
        self.token(finish=finish)
        usage = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
        usage["prompt_tokens_details"] = {"cached_tokens": cached}
        self.event(
            {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [], "usage": usage}
        )
        self.event("[DONE]")

    def reset(self) -> None:
        """Break the connection off hard."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True


class PlantedServer(ThreadingHTTPServer):
    """The HTTP server behind a planted endpoint."""

    daemon_threads = True
    endpoint: PlantedEndpoint

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the test."""


class PlantedEndpoint:
    """A real OpenAI-compatible HTTP endpoint on loopback that misbehaves as planned.

    ``plan`` are the behaviours of the requests in order, the last one for all further ones. ``bodies`` and ``headers``
    keep what was asked. ``says``, ``status``, ``resets_after`` … make behaviours.
    """

    key = "sk-very-secret-0123456789"

    def __init__(self) -> None:
        self.plan: list[Behaviour] = [self.says("好")]
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.times: list[float] = []
        self.released = threading.Event()
        self._lock = threading.Lock()
        self._server = PlantedServer(("127.0.0.1", 0), PlantedHandler)
        self._server.endpoint = self
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.base_url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def take(self, handler: PlantedHandler) -> Behaviour:
        with self._lock:
            self.bodies.append(handler.body)
            self.headers.append({name.lower(): text for name, text in handler.headers.items()})
            self.times.append(time.monotonic())
            return self.plan.pop(0) if len(self.plan) > 1 else self.plan[0]

    def close(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    def llm(self, *, timeout: float = 5.0, store: Store | None = None, fresh: bool = False) -> Llm:
        """An llm that asks this endpoint with ``key``."""
        config = LlmSettings(llm="compatible:m", base_url=self.base_url, api_key=SecretStr(self.key), timeout=timeout)
        llm = open_llm(None, store=store, fresh=fresh, config=config)
        assert llm
        return llm

    @staticmethod
    def says(text: str, *, finish: str = "stop", cached: int = 0) -> Behaviour:
        def behave(handler: PlantedHandler) -> None:
            handler.start_stream()
            for start in range(0, len(text), 5):
                handler.token(text[start : start + 5])
            handler.end_stream(finish, cached)

        return behave

    @staticmethod
    def status(status: int, message: str = "no", headers: dict[str, str] | None = None, **error: Any) -> Behaviour:
        body = json.dumps({"error": {"message": message, **error}}).encode()
        return lambda handler: handler.send(status, body, headers)

    @staticmethod
    def sends(body: bytes, content_type: str = "text/html") -> Behaviour:
        return lambda handler: handler.send(200, body, {"Content-Type": content_type})

    @staticmethod
    def resets_after(text: str) -> Behaviour:
        def behave(handler: PlantedHandler) -> None:
            handler.start_stream()
            handler.token(text)
            time.sleep(0.05)
            handler.reset()

        return behave

    @staticmethod
    def ends_after(text: str) -> Behaviour:
        def behave(handler: PlantedHandler) -> None:
            handler.start_stream()
            handler.token(text)

        return behave

    def silent_after(self, text: str) -> Behaviour:
        def behave(handler: PlantedHandler) -> None:
            handler.start_stream()
            if text:
                handler.token(text)
            self.released.wait(60)

        return behave


@pytest.fixture
def endpoint() -> Iterator[PlantedEndpoint]:
    """A planted endpoint; set ``endpoint.plan``."""
    planted = PlantedEndpoint()
    yield planted
    planted.close()


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Back-off takes no time; what the server asks to wait (Retry-After) still does."""
    monkeypatch.setattr("fupan.llm.retry.random.uniform", lambda _low, _high: 0.001)
