"""Every fault of an endpoint ends in a good reply or in a clear error; planted by a real HTTP server."""

from __future__ import annotations

import threading
import time

import pytest

from fupan.errors import LlmCancelledError, LlmError, LlmRefusedError, LlmReplyError, LlmUnavailableError
from fupan.llm.factory import open_llm
from fupan.llm.port import Ask
from fupan.llm.settings import LlmSettings

ASK = Ask((("system", "你是助手"), ("user", "说一句")), 50)
SCHEMA = {"type": "object", "properties": {"text": {"type": "string", "minLength": 1}}, "required": ["text"]}
JSON_ASK = Ask((("user", "说一句"),), 50, schema=SCHEMA)

pytestmark = pytest.mark.usefixtures("no_waiting")


def test_good_reply_is_streamed_and_counted(endpoint):
    endpoint.plan = [endpoint.says("今年销售额{{f1}}，增长明显。", cached=9)]
    heard = []
    reply = endpoint.llm().ask(ASK, heard.append)
    assert reply.text == "今年销售额{{f1}}，增长明显。"
    assert "".join(heard) == reply.text
    assert len(heard) > 1
    assert (reply.prompt_tokens, reply.completion_tokens, reply.prefix_tokens) == (11, 7, 9)
    assert (reply.finish, reply.cached) == ("stop", False)
    assert endpoint.headers[0]["authorization"] == f"Bearer {endpoint.key}"
    body = endpoint.bodies[0]
    assert (body["model"], body["max_tokens"], body["temperature"], body["stream"]) == ("m", 50, 0.3, True)


def test_429_waits_as_long_as_the_server_asks(endpoint):
    endpoint.plan = [endpoint.status(429, headers={"Retry-After": "1"}), endpoint.says("好")]
    assert endpoint.llm().ask(ASK).text == "好"
    assert 0.95 <= endpoint.times[1] - endpoint.times[0] < 3


def test_429_that_asks_for_an_hour_is_not_waited_for(endpoint):
    endpoint.plan = [endpoint.status(429, headers={"Retry-After": "3600"})]
    with pytest.raises(LlmUnavailableError, match="太频繁") as caught:
        endpoint.llm().ask(ASK)
    assert caught.value.retry_after == 3600
    assert len(endpoint.bodies) == 1


def test_429_without_credit_stops_at_once(endpoint):
    endpoint.plan = [endpoint.status(429, "You exceeded your quota", code="insufficient_quota")]
    with pytest.raises(LlmRefusedError, match="余额"):
        endpoint.llm().ask(ASK)
    assert len(endpoint.bodies) == 1


@pytest.mark.parametrize("code", [500, 502, 503, 504, 408])
def test_passing_server_error_is_survived(endpoint, code):
    endpoint.plan = [endpoint.status(code), endpoint.status(code), endpoint.says("好")]
    assert endpoint.llm().ask(ASK).text == "好"


def test_lasting_server_error_ends_after_four_attempts(endpoint):
    endpoint.plan = [endpoint.status(500, "out of memory")]
    with pytest.raises(LlmUnavailableError, match=r"暂时不可用（500）：.*out of memory") as caught:
        endpoint.llm().ask(ASK)
    assert len(endpoint.bodies) == 4
    assert caught.value.exit_code == 3


def test_reset_in_mid_stream_is_survived_without_the_lost_half(endpoint):
    endpoint.plan = [endpoint.resets_after("前半句"), endpoint.says("整句。")]
    assert endpoint.llm().ask(ASK).text == "整句。"


def test_lasting_reset_is_a_clear_error(endpoint):
    endpoint.plan = [endpoint.resets_after("前半句")]
    with pytest.raises(LlmUnavailableError, match="连接失败"):
        endpoint.llm().ask(ASK)


def test_stream_that_just_ends_counts_as_broken(endpoint):
    endpoint.plan = [endpoint.ends_after("前半句"), endpoint.says("整句。")]
    assert endpoint.llm().ask(ASK).text == "整句。"


@pytest.mark.parametrize("first", ["", "前半句"])
def test_silence_is_noticed_and_survived(endpoint, first):
    endpoint.plan = [endpoint.silent_after(first), endpoint.says("整句。")]
    start = time.monotonic()
    assert endpoint.llm(timeout=0.5).ask(ASK).text == "整句。"
    assert 0.4 < time.monotonic() - start < 5


def test_lasting_silence_ends(endpoint):
    endpoint.plan = [endpoint.silent_after("半句")]
    with pytest.raises(LlmUnavailableError, match=r"没有任何回应|超时|timed out"):
        endpoint.llm(timeout=0.4).ask(ASK)
    assert len(endpoint.bodies) == 2


def test_cancel_stops_a_silent_call_at_once(endpoint):
    endpoint.plan = [endpoint.silent_after("半句")]
    cancel = threading.Event()
    threading.Timer(0.3, cancel.set).start()
    start = time.monotonic()
    with pytest.raises(LlmCancelledError):
        endpoint.llm(timeout=30).ask(ASK, cancel=cancel)
    assert time.monotonic() - start < 2


def test_cancel_stops_the_wait_between_attempts(endpoint):
    endpoint.plan = [endpoint.status(429, headers={"Retry-After": "30"})]
    cancel = threading.Event()
    threading.Timer(0.3, cancel.set).start()
    start = time.monotonic()
    with pytest.raises(LlmCancelledError):
        endpoint.llm().ask(ASK, cancel=cancel)
    assert time.monotonic() - start < 2


def test_invalid_json_is_asked_for_again(endpoint):
    endpoint.plan = [endpoint.says("好的，如下：text=一"), endpoint.says('```json\n{"text": "一"}\n```')]
    assert endpoint.llm().ask(JSON_ASK).data == {"text": "一"}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("不是 JSON", "不是 JSON"),
        ('{"text": "一', "不是 JSON"),
        ('{"other": "一"}', "缺少字段 text"),
        ('{"text": 7}', "text 的类型不对"),
        ('{"text": "  "}', "text 是空的"),
        ("[" * 100_000, "不是 JSON"),
    ],
)
def test_lasting_bad_json_is_a_reply_error(endpoint, said, why):
    endpoint.plan = [endpoint.says(said) if len(said) < 1000 else endpoint.says(said[:5000])]
    with pytest.raises(LlmReplyError, match=why):
        endpoint.llm().ask(JSON_ASK)
    assert len(endpoint.bodies) == 2


def test_reply_cut_off_by_length_gets_more_room_once(endpoint):
    endpoint.plan = [endpoint.says("前半句", finish="length"), endpoint.says("整句。")]
    assert endpoint.llm().ask(ASK).text == "整句。"
    assert [body["max_tokens"] for body in endpoint.bodies] == [50, 100]


def test_reply_that_is_always_cut_off_is_a_reply_error(endpoint):
    endpoint.plan = [endpoint.says("前半句", finish="length")]
    with pytest.raises(LlmReplyError, match="截断"):
        endpoint.llm().ask(ASK)
    assert len(endpoint.bodies) == 2


@pytest.mark.parametrize("said", ["", "  \n", "<think>想了很久</think>"])
def test_empty_reply_is_a_reply_error(endpoint, said):
    endpoint.plan = [endpoint.says(said)]
    with pytest.raises(LlmReplyError, match="空的回复"):
        endpoint.llm().ask(ASK)


def test_thoughts_are_not_part_of_the_reply(endpoint):
    endpoint.plan = [endpoint.says("<think>先想想</think>\n\n销售增长。")]
    assert endpoint.llm().ask(ASK).text == "销售增长。"


@pytest.mark.parametrize(
    "said", ["抱歉，我无法完成这个请求。", "很抱歉，作为AI我不能提供。", "I'm sorry, but I can't help."]
)
def test_refusal_is_a_reply_error_and_not_repeated(endpoint, said):
    endpoint.plan = [endpoint.says(said)]
    with pytest.raises(LlmReplyError, match="拒绝"):
        endpoint.llm().ask(ASK)
    assert len(endpoint.bodies) == 1


def test_apology_in_a_report_is_no_refusal(endpoint):
    endpoint.plan = [endpoint.says("客户对交期延误表示不满，团队当面致歉并无法回避责任，随后补发。")]
    assert endpoint.llm().ask(ASK).text.startswith("客户")


def test_filtered_reply_is_a_refusal(endpoint):
    endpoint.plan = [endpoint.says("半", finish="content_filter")]
    with pytest.raises(LlmReplyError, match="内容审核"):
        endpoint.llm().ask(ASK)


@pytest.mark.parametrize("code", [401, 403])
def test_wrong_key_stops_at_once_and_stays_stopped(endpoint, code):
    endpoint.plan = [endpoint.status(code, f"Incorrect API key provided: {endpoint.key}")]
    llm = endpoint.llm()
    with pytest.raises(LlmRefusedError, match="不接受密钥") as caught:
        llm.ask(ASK)
    assert "FUPAN_API_KEY" in caught.value.hint
    with pytest.raises(LlmRefusedError, match="不接受密钥"):
        llm.ask(JSON_ASK)
    assert len(endpoint.bodies) == 1


def test_no_such_model(endpoint):
    endpoint.plan = [endpoint.status(404, "The model `m` does not exist")]
    with pytest.raises(LlmRefusedError, match=r"没有大模型“m”.*does not exist"):
        endpoint.llm().ask(ASK)
    assert len(endpoint.bodies) == 1


def test_ollama_says_what_to_pull(endpoint):
    endpoint.plan = [endpoint.status(404, "model 'qwen3:8b' not found")]
    config = LlmSettings(llm="ollama:qwen3:8b", base_url=endpoint.base_url)
    with pytest.raises(LlmRefusedError) as caught:
        open_llm(None, config=config).ask(ASK)
    assert "ollama pull qwen3:8b" in caught.value.hint


def test_too_long_prompt_is_about_this_question_only(endpoint):
    endpoint.plan = [endpoint.status(400, "This model's maximum context length is 4096 tokens"), endpoint.says("好")]
    llm = endpoint.llm()
    with pytest.raises(LlmReplyError, match="太长"):
        llm.ask(Ask((("user", "长" * 10),), 50, seed=1))
    assert llm.ask(ASK).text == "好"


def test_error_event_in_the_stream_is_retried(endpoint):
    def breaks(handler) -> None:
        handler.start_stream()
        handler.token("半")
        handler.event({"error": {"message": "overloaded", "code": 500}})

    endpoint.plan = [breaks, endpoint.says("整句。")]
    assert endpoint.llm().ask(ASK).text == "整句。"


@pytest.mark.parametrize("body", [b"<html>login</html>", b"", b"data: {broken\n\n", b"data: {}\n\n", b"data: []\n\n"])
def test_nonsense_with_status_200_is_a_clear_error(endpoint, body):
    endpoint.plan = [endpoint.sends(body, "text/event-stream")]
    with pytest.raises(LlmError):
        endpoint.llm().ask(ASK)


def test_nothing_listens():
    config = LlmSettings(llm="vllm:m", base_url="http://127.0.0.1:9/v1", timeout=2)
    with pytest.raises(LlmUnavailableError, match="连接失败") as caught:
        open_llm(None, config=config).ask(ASK)
    assert "http://127.0.0.1:9/v1" in caught.value.hint


def test_proxy_down_names_the_proxy(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    config = LlmSettings(llm="compatible:m", base_url="http://llm.invalid/v1", timeout=2)
    with pytest.raises(LlmUnavailableError, match="连接失败") as caught:
        open_llm(None, config=config).ask(ASK)
    assert "HTTP_PROXY" in caught.value.hint


def test_proxy_of_the_environment_is_not_used_for_this_machine(endpoint, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert endpoint.llm().ask(ASK).text == "好"
