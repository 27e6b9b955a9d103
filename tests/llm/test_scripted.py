"""The shipped double, and chat models by import path."""

from __future__ import annotations

import json

import pytest

from fupan.errors import ConfigError, LlmError, LlmReplyError
from fupan.llm.chat import ChatLlm
from fupan.llm.factory import open_llm
from fupan.llm.local import build_imported
from fupan.llm.port import Ask, Profile
from fupan.llm.scripted import ScriptedChat
from fupan.llm.settings import LlmSettings
from fupan.llm.spec import ImportSpec

ASK = Ask((("system", "你是助手"), ("user", "写华东")), 50)
SPEC = "fupan.llm.scripted:from_script"


@pytest.fixture
def script(monkeypatch, tmp_path):
    def write(content) -> None:
        path = tmp_path / "script.json"
        path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        monkeypatch.setenv("FUPAN_SCRIPT", str(path))

    return write


def test_replies_in_turn(script):
    script(["一", {"a": 1}])
    llm = open_llm(SPEC)
    heard = []
    reply = llm.ask(ASK, heard.append)
    assert (reply.text, "".join(heard), reply.finish) == ("一", "一", "stop")
    assert (reply.prompt_tokens, reply.completion_tokens) == (7, 1)
    assert llm.ask(Ask(ASK.messages, 50, schema={"type": "object"})).data == {"a": 1}
    with pytest.raises(LlmReplyError, match="已用完"):
        llm.ask(ASK)


def test_replies_by_text(script):
    script({"华南": "南", "华东": "东", "": "其他"})
    llm = open_llm(SPEC)
    assert llm.ask(ASK).text == "东"
    assert llm.ask(Ask((("user", "华北"),), 50)).text == "其他"


def test_a_function_of_the_messages_sees_the_asked_schema():
    model = ScriptedChat(replies=lambda messages: messages[-1].text)
    text = model.invoke([("user", "回声")]).text
    assert text == "回声"
    assert model.calls == 1
    assert model.questions[0][0].text == "回声"


def test_a_model_without_constraints_is_told_the_schema_in_words(script):
    script({"JSON Schema": '{"a": 1}', "": "没有要求"})
    schema = {"type": "object", "required": ["a"]}
    assert open_llm(SPEC).ask(Ask(ASK.messages, 50, schema=schema)).data == {"a": 1}


def test_the_profile_is_the_models_own_or_as_set(script):
    script([])
    assert open_llm(SPEC).profile == Profile("scripted", "section", 4, "none", 32768)
    assert open_llm(SPEC, config=LlmSettings(granularity="step")).profile.granularity == "step"


def test_any_langchain_chat_model_by_its_class():
    spec = "langchain_core.language_models.fake_chat_models:ParrotFakeChatModel"
    llm = open_llm(spec)
    assert llm.name == spec
    assert llm.ask(ASK).text == "写华东"


def test_a_model_that_raises_anything_ends_in_a_clear_error():
    def broken(_messages):
        raise KeyError("sk-key")

    model, wiring = build_imported(ImportSpec("fupan.llm.scripted", "ScriptedChat"), LlmSettings())
    model.replies = broken
    with pytest.raises(LlmError, match="KeyError"):
        ChatLlm(model, wiring).ask(ASK)


@pytest.mark.parametrize(
    ("spec", "why"),
    [
        ("fupan.llm.nothing:x", "导入不了"),
        ("fupan.llm.scripted:nothing", "导入不了"),
        ("fupan.llm.port:Ask", "建不起来"),
        ("fupan.llm.scripted:json", "不是 LangChain 的聊天模型"),
        ("collections.abc:Callable", "建不起来"),
        ("fupan.llm.scripted:from_script", "FUPAN_SCRIPT"),
    ],
)
def test_an_import_path_that_gives_no_chat_model(spec, why):
    with pytest.raises(ConfigError, match=why):
        open_llm(spec)
