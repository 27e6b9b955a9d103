"""No test reaches a real machine by accident."""

from __future__ import annotations

import socket
from types import SimpleNamespace

import pytest

import fupan.llm.factory as factory
from fupan.llm.port import Ask
from fupan.llm.settings import LlmSettings


def guard_error() -> type[BaseException]:
    with pytest.raises(BaseException) as caught:
        socket.getaddrinfo("example.com", 443)
    return caught.type


def test_names_and_addresses_beyond_this_machine_are_blocked():
    error = guard_error()
    assert not issubclass(error, Exception)
    for address in ("192.0.2.1", "10.0.0.1"):
        with socket.socket() as opened, pytest.raises(error):
            opened.connect((address, 443))


def test_an_llm_cannot_reach_out_even_where_it_catches_everything():
    llm = factory.open_llm("compatible:m", config=LlmSettings(llm="compatible:m", base_url="http://192.0.2.1/v1"))
    with pytest.raises(guard_error()):
        llm.ask(Ask((("user", "x"),), 5))


def test_loopback_is_open():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
    assert SimpleNamespace(open=True).open
