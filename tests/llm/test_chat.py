"""The llm on top of a chat model: store, threads, profile."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from fupan.errors import LlmReplyError
from fupan.llm.port import Ask
from fupan.store import Store

ASK = Ask((("system", "你是助手"), ("user", "说一句")), 50)
SCHEMA = {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}


@pytest.fixture
def store(tmp_path):
    opened = Store.open(str(tmp_path / "a.db"))
    yield opened
    opened.close()


def test_many_threads_share_one_llm(endpoint):
    llm = endpoint.llm()
    with ThreadPoolExecutor(12) as pool:
        replies = list(pool.map(lambda seed: llm.ask(Ask(ASK.messages, 50, seed=seed)).text, range(24)))
    assert replies == ["好"] * 24


def test_an_answered_question_is_not_paid_for_twice(endpoint, store):
    endpoint.plan = [endpoint.says('{"text": "一"}', cached=3)]
    ask = replace(ASK, schema=SCHEMA)
    first = endpoint.llm(store=store).ask(ask)
    heard = []
    second = endpoint.llm(store=store).ask(ask, heard.append)
    assert len(endpoint.bodies) == 1
    assert (first.cached, second.cached) == (False, True)
    assert second == replace(first, cached=True)
    assert heard == [first.text]


@pytest.mark.parametrize(
    "change",
    [
        {"messages": (("user", "说一句"),)},
        {"max_tokens": 51},
        {"schema": SCHEMA},
        {"grammar": "root ::= x"},
        {"temperature": 0.4},
        {"seed": 1},
        {"attempt": 1},
    ],
)
def test_everything_that_shapes_a_question_makes_it_another(endpoint, store, change):
    endpoint.plan = [endpoint.says('{"text": "一"}')]
    llm = endpoint.llm(store=store)
    llm.ask(ASK)
    assert not llm.ask(replace(ASK, **change)).cached
    assert len(endpoint.bodies) == 2


def test_fresh_ignores_the_store_but_fills_it(endpoint, store):
    endpoint.plan = [endpoint.says("旧"), endpoint.says("新")]
    endpoint.llm(store=store).ask(ASK)
    assert endpoint.llm(store=store, fresh=True).ask(ASK).text == "新"
    assert endpoint.llm(store=store).ask(ASK).text == "新"


@pytest.mark.usefixtures("no_waiting")
def test_a_reply_that_cannot_be_used_is_not_stored(endpoint, store):
    endpoint.plan = [endpoint.says("")]
    with pytest.raises(LlmReplyError):
        endpoint.llm(store=store).ask(ASK)
    endpoint.plan = [endpoint.says("好")]
    assert not endpoint.llm(store=store).ask(ASK).cached


def test_a_fault_of_the_listener_is_not_called_a_fault_of_the_llm(endpoint):
    def broken(_text):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        endpoint.llm().ask(ASK, broken)


def test_closing_twice_is_fine(endpoint):
    llm = endpoint.llm()
    llm.ask(ASK)
    llm.close()
    llm.close()
