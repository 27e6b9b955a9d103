"""What ``--llm`` may say, what is used when it says nothing, and what is told."""

from __future__ import annotations

import subprocess
import sys

import pytest

from fupan.errors import ConfigError
from fupan.llm import choice as choice_module
from fupan.llm.choice import choose, describe_choice
from fupan.llm.endpoints import endpoints
from fupan.llm.factory import open_llm
from fupan.llm.settings import LlmSettings, load_settings
from fupan.llm.spec import ComposerSpec, EmbeddedSpec, ImportSpec, RemoteSpec, parse_spec
from fupan.llm.weights import find_weights


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("openai:gpt-x", "openai:gpt-x"),
        ("deepseek", "deepseek:deepseek-chat"),
        ("deepseek:", "deepseek:deepseek-chat"),
        (" DeepSeek : deepseek-reasoner ", "deepseek:deepseek-reasoner"),
        ("qwen", "dashscope:qwen-plus"),
        ("qwen:qwen-max", "dashscope:qwen-max"),
        ("kimi", "moonshot:kimi-latest"),
        ("ollama:qwen3:8b", "ollama:qwen3:8b"),
        ("vllm:Qwen/Qwen3-8B", "vllm:Qwen/Qwen3-8B"),
        ("compatible:m", "compatible:m"),
    ],
)
def test_remote(text, spec):
    parsed = parse_spec(text)
    assert isinstance(parsed, RemoteSpec)
    assert str(parsed) == spec


def test_others():
    assert parse_spec("embedded") == EmbeddedSpec("")
    assert parse_spec("embedded:0.5b") == EmbeddedSpec("0.5b")
    assert parse_spec("embedded:/a/B:c.gguf") == EmbeddedSpec("/a/B:c.gguf")
    assert parse_spec("none") == ComposerSpec()
    assert parse_spec("my.package.chat:build") == ImportSpec("my.package.chat", "build")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("deepseeek", "是不是 deepseek？"),
        ("deepseeek:chat", "是不是 deepseek？"),
        ("embeded", "是不是 embedded？"),
        ("openia:gpt", "是不是 openai？"),
        ("non", "是不是 none？"),
        ("蓝鲸", "fupan llm list"),
        ("__import__('os')", "fupan llm list"),
        ("a.b:c()", "fupan llm list"),
    ],
)
def test_unknown_names_the_nearest(text, hint):
    with pytest.raises(ConfigError, match="不认识大模型") as caught:
        parse_spec(text)
    assert hint in caught.value.hint


@pytest.mark.parametrize("name", ["ollama", "vllm", "compatible", "compatible:"])
def test_a_service_without_a_default_needs_a_model(name):
    with pytest.raises(ConfigError, match="没有说用哪个大模型"):
        parse_spec(name)


def test_nothing_set_means_the_composer():
    assert choose().spec == ComposerSpec()
    assert "规则写作" in describe_choice()
    assert open_llm(None) is None
    assert open_llm("none") is None


def test_weights_come_before_the_composer_and_a_key_before_them(monkeypatch, tmp_path):
    monkeypatch.setenv("FUPAN_WEIGHTS_DIR", str(tmp_path))
    with find_weights("0.5b").path.open("wb") as file:
        file.truncate(find_weights("0.5b").size)
    assert choose().spec == EmbeddedSpec("0.5b")
    assert "0.5b" in describe_choice()
    monkeypatch.setenv("DASHSCOPE_API_KEY", "sk-x")
    assert str(choose().spec) == "dashscope:qwen-plus"
    assert "DASHSCOPE_API_KEY" in describe_choice()
    assert "sk-x" not in describe_choice()
    monkeypatch.setenv("FUPAN_LLM", "none")
    assert choose().spec == ComposerSpec()
    assert str(choose("zhipu").spec) == "zhipu:glm-4-plus"


def test_weights_without_the_runtime_do_not_count(monkeypatch, tmp_path):
    monkeypatch.setenv("FUPAN_WEIGHTS_DIR", str(tmp_path))
    with find_weights("1.5b").path.open("wb") as file:
        file.truncate(find_weights("1.5b").size)
    monkeypatch.setattr(choice_module, "runtime_present", lambda: False)
    assert choose().spec == ComposerSpec()
    assert "fupan[embedded]" in describe_choice()


def test_missing_runtime_says_what_to_install(monkeypatch):
    monkeypatch.setattr("fupan.llm.embedded.engine.runtime_present", lambda: False)
    with pytest.raises(ConfigError) as caught:
        open_llm("embedded:0.5b")
    assert "pip install 'fupan[embedded]'" in caught.value.hint


def test_missing_weights_say_what_to_pull():
    for spec, name in (("embedded", "1.5b"), ("embedded:0.5b", "0.5b")):
        with pytest.raises(ConfigError, match="没有下载") as caught:
            open_llm(spec)
        assert f"fupan llm pull {name}" in caught.value.hint


def test_a_file_that_is_no_gguf(tmp_path):
    (tmp_path / "a.gguf").write_bytes(b"PK\x03\x04")
    with pytest.raises(ConfigError, match="不是 GGUF"):
        open_llm(f"embedded:{tmp_path}/a.gguf")
    with pytest.raises(ConfigError, match="读不了"):
        open_llm(f"embedded:{tmp_path}/none.gguf")
    with pytest.raises(ConfigError, match="没有名为“7b”的权重"):
        open_llm("embedded:7b")


@pytest.mark.parametrize(
    ("spec", "granularity"),
    [
        ("ollama:qwen2.5:1.5b", "step"),
        ("ollama:qwen3:4b-instruct", "step"),
        ("ollama:qwen3:8b", "section"),
        ("vllm:Qwen/Qwen2.5-32B-Instruct", "section"),
        ("ollama:gemma", "section"),
    ],
)
def test_a_small_llm_is_asked_step_by_step(spec, granularity):
    assert open_llm(spec).profile.granularity == granularity


def test_settings_shape_the_profile():
    llm = open_llm("ollama:qwen3:8b", config=LlmSettings(granularity="step", concurrency=3))
    assert (llm.profile.granularity, llm.profile.concurrency) == ("step", 3)


def test_every_endpoint_of_a_provider_is_https_and_has_a_key_variable():
    for endpoint in endpoints():
        assert endpoint.self_hosted != endpoint.needs_key
        assert endpoint.self_hosted or endpoint.base_url.startswith("https://")


def test_settings_come_from_the_file_and_the_environment_over_it(monkeypatch, tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('llm = "compatible:m"\nbase_url = "http://a/v1"\napi_key = "sk-file"\ntimeout = 5\n', "utf-8")
    monkeypatch.setenv("FUPAN_CONFIG", str(path))
    monkeypatch.setenv("FUPAN_BASE_URL", "http://b/v1")
    settings = load_settings()
    assert (settings.llm, settings.base_url, settings.timeout) == ("compatible:m", "http://b/v1", 5)
    assert settings.api_key.get_secret_value() == "sk-file"
    assert "sk-file" not in repr(settings)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('llm = "none', "不是正确的 TOML"),
        ('modl = "none"', "不认识的项“modl”"),
        ("temperature = 7", "temperature 的值不对"),
        ("concurrency = 0", "concurrency 的值不对"),
        ('base_url = "file:///etc/passwd"', "base_url 的值不对"),
        ('granularity = "word"', "granularity 的值不对"),
    ],
)
def test_a_wrong_config_file_is_told(monkeypatch, tmp_path, content, why):
    path = tmp_path / "config.toml"
    path.write_text(content, "utf-8")
    monkeypatch.setenv("FUPAN_CONFIG", str(path))
    with pytest.raises(ConfigError, match=why) as caught:
        load_settings()
    assert str(path) in str(caught.value)


def test_a_wrong_variable_is_told_by_its_name(monkeypatch):
    monkeypatch.setenv("FUPAN_TIMEOUT", "bald")
    with pytest.raises(ConfigError, match="环境变量 FUPAN_TIMEOUT 的值不对"):
        load_settings()


def test_choosing_the_composer_loads_no_client():
    script = (
        "import sys\nfrom fupan.llm.factory import describe_choice, open_llm\n"
        "assert open_llm('none') is None\ndescribe_choice('deepseek')\n"
        "heavy = {'openai', 'langchain_core', 'langchain_openai', 'xllamacpp', 'sqlalchemy', 'httpx', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
