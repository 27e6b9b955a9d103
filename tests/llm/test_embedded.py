"""The real llm in this process: constraints, streaming, stopping. Needs the 0.5b weights."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from fupan.errors import LlmCancelledError, LlmRefusedError, LlmReplyError
from fupan.llm.embedded.cores import default_threads, share_cores
from fupan.llm.embedded.engine import EngineSettings, engine_for
from fupan.llm.factory import open_llm
from fupan.llm.port import Ask
from fupan.store import Store

SYSTEM = "你是销售总结写作助手。" * 20
ASK = Ask((("system", SYSTEM), ("user", "把这句话改通顺：今年销售额{{f1}}。")), 40, seed=1)
LONG = Ask((("user", "写一篇很长很长的文章，介绍华东市场的历史。"),), 600, seed=1)


@pytest.fixture
def llm(embedded_weights):
    return open_llm("embedded:0.5b")


@pytest.mark.embedded
def test_it_answers_and_shares_the_prefix(llm):
    heard = []
    first = llm.ask(ASK, heard.append)
    assert first.text
    assert "".join(heard).strip() == first.text
    assert first.finish == "stop"
    assert first.prompt_tokens > 100
    assert first.completion_tokens > 1
    second = llm.ask(Ask((("system", SYSTEM), ("user", "改通顺：新客户{{f2}}。")), 40, seed=1))
    assert second.prefix_tokens > 100


@pytest.mark.embedded
def test_the_profile_is_that_of_a_small_llm(llm):
    assert (llm.profile.granularity, llm.profile.concurrency, llm.profile.grammar) == ("step", 1, True)


@pytest.mark.embedded
def test_a_schema_is_kept_to(llm):
    fields = {"text": {"type": "string"}, "n": {"enum": [1, 2]}}
    schema = {"type": "object", "properties": fields, "required": ["text", "n"]}
    data = llm.ask(Ask((("user", "随便写一句"),), 80, schema=schema, seed=1)).data
    assert set(data) == {"text", "n"}
    assert data["n"] in {1, 2}


@pytest.mark.embedded
def test_a_grammar_is_kept_to_and_wins_over_a_schema(llm):
    ask = Ask((("user", "选一个"),), 10, grammar='root ::= "{\\"a\\": 1}"', schema={"required": ["a"]}, seed=1)
    assert llm.ask(ask).text == '{"a": 1}'


@pytest.mark.embedded
def test_a_bad_grammar_is_a_clear_error(llm):
    with pytest.raises(LlmReplyError, match="不接受这次请求"):
        llm.ask(Ask((("user", "选一个"),), 10, grammar="root ::= (("))


@pytest.mark.embedded
def test_a_prompt_beyond_the_context_is_a_clear_error(llm):
    with pytest.raises(LlmReplyError, match="提示词太长"):
        llm.ask(Ask((("user", "华东销售额增长" * 3000),), 10))


@pytest.mark.embedded
def test_a_reply_that_is_cut_off_is_not_taken(llm):
    with pytest.raises(LlmReplyError, match="截断"):
        llm.ask(Ask(LONG.messages, 8, seed=1))


@pytest.mark.embedded
def test_cancel_stops_soon_and_the_next_question_is_answered(llm):
    cancel = threading.Event()
    start = time.monotonic()
    with pytest.raises(LlmCancelledError):
        llm.ask(LONG, lambda _text: cancel.set(), cancel)
    assert llm.ask(ASK).text
    assert time.monotonic() - start < 60


@pytest.mark.embedded
def test_threads_take_turns(llm):
    replies = []
    asks = [Ask((("user", f"用五个字说{what}"),), 60, seed=1, grammar="root ::= [一-龥]{2,5}") for what in ("春", "秋")]
    threads = [threading.Thread(target=lambda ask=ask: replies.append(llm.ask(ask).text)) for ask in asks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(replies) == 2


@pytest.mark.embedded
def test_the_store_answers_without_the_weights_being_loaded(llm, tmp_path):
    store = Store.open(str(tmp_path / "a.db"))
    first = open_llm("embedded:0.5b", store=store).ask(ASK)
    second = open_llm("embedded:0.5b", store=store).ask(ASK)
    assert (second.text, second.cached) == (first.text, True)
    store.close()


@pytest.mark.embedded
def test_the_listener_is_closed_to_others(embedded_weights):
    llm = open_llm("embedded:0.5b")
    llm.ask(ASK)
    address = llm._model.engine._server.listening_address
    host, _, port = address.removeprefix("http://").partition(":")
    assert host == "127.0.0.1"
    with socket.create_connection((host, int(port)), timeout=5):
        pass
    request = Request(f"{address}/v1/chat/completions", b"{}", {"Content-Type": "application/json"})
    with pytest.raises(HTTPError) as caught:
        urlopen(request, timeout=5)
    assert caught.value.code == 401
    caught.value.close()


@pytest.mark.embedded
@pytest.mark.skipif(os.name != "posix", reason="SIGINT is POSIX")
def test_ctrl_c_ends_the_program_quietly(embedded_weights):
    script = (
        # a test run in the background inherits an ignored SIGINT
        "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from fupan.llm.factory import open_llm\nfrom fupan.llm.port import Ask\n"
        "llm = open_llm('embedded:0.5b')\n"
        "llm.ask(Ask((('user', '写一篇很长很长的文章'),), 2000), lambda text: print('x', flush=True))\n"
    )
    pipe = subprocess.PIPE
    program = subprocess.Popen([sys.executable, "-c", script], stdout=pipe, stderr=pipe, text=True)
    assert program.stdout.readline() == "x\n"
    program.send_signal(signal.SIGINT)
    _, noise = program.communicate(timeout=60)
    assert noise.rstrip().endswith("KeyboardInterrupt")
    assert program.returncode in {1, -signal.SIGINT, 130}


@pytest.mark.embedded
def test_a_broken_file_is_a_clear_error(tmp_path, capfd):
    path = tmp_path / "a.gguf"
    path.write_bytes(b"GGUF" + b"\x00" * 1000)
    with pytest.raises(LlmRefusedError, match="无法载入权重") as caught:
        open_llm(f"embedded:{path}").ask(ASK)
    assert str(path) in caught.value.message
    assert capfd.readouterr().err == ""


def test_the_same_weights_are_one_engine(tmp_path):
    settings = EngineSettings(tmp_path / "a.gguf", 1, 512)
    assert engine_for(settings) is engine_for(EngineSettings(tmp_path / "a.gguf", 1, 512))
    assert engine_for(settings) is not engine_for(EngineSettings(tmp_path / "b.gguf", 1, 512))


def test_threads_are_at_most_the_cores_and_four(monkeypatch, tmp_path):
    assert 1 <= default_threads() <= 4
    quota = tmp_path / "cpu.max"
    monkeypatch.setattr("fupan.llm.embedded.cores._CGROUP_QUOTA", quota)
    quota.write_text("100000 100000\n")
    assert default_threads() == 1
    quota.write_text("max 100000\n")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(64)), raising=False)
    assert default_threads() == 4


def test_waiting_threads_sleep_unless_the_user_says_otherwise(monkeypatch):
    monkeypatch.delenv("OMP_WAIT_POLICY", raising=False)
    monkeypatch.setenv("GOMP_SPINCOUNT", "1000")
    share_cores()
    assert "OMP_WAIT_POLICY" not in os.environ
    monkeypatch.delenv("GOMP_SPINCOUNT")
    share_cores()
    assert os.environ["OMP_WAIT_POLICY"] == "passive"
