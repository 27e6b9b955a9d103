"""The embedded llm and chat models of the user's own, as parts of ``open_llm``."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from fupan.errors import ConfigError, FupanError
from fupan.llm.chat import Wiring
from fupan.llm.embedded.engine import require_runtime
from fupan.llm.faults import Service
from fupan.llm.manners import Manners, embedded_arguments, no_arguments
from fupan.llm.port import Profile
from fupan.llm.retry import RetryPolicy
from fupan.llm.settings import LlmSettings
from fupan.llm.spec import EmbeddedSpec, ImportSpec
from fupan.llm.weights import ORDER, find_weights, installed_weights

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel

    from fupan.llm.embedded import ChatEmbedded

_CONTEXT_TOKENS = 8192
_MAGIC = b"GGUF"


def build_embedded(spec: EmbeddedSpec, settings: LlmSettings) -> tuple[ChatEmbedded, Wiring]:
    """The embedded llm for ``spec``; the weights are loaded on the first question.

    Raises ConfigError where the runtime or the weights are missing, or the file is not a GGUF file.
    """
    require_runtime()
    path, name, identity = _find_file(spec.weights)
    from fupan.llm.embedded import ChatEmbedded  # noqa: PLC0415 - needs langchain-core, which costs a second

    profile = Profile(
        name=f"embedded:{name}",
        granularity=settings.granularity or "step",
        concurrency=1,
        structured="json_schema",
        context_tokens=_CONTEXT_TOKENS,
        grammar=True,
    )
    wiring = Wiring(
        name=profile.name,
        identity=f"embedded:{identity}",
        profile=profile,
        service=Service(title="内置大模型", model=name),
        arguments=embedded_arguments,
        manners=Manners("json_schema"),
        silence=None,  # reading a long prompt on a busy machine takes minutes
        # The pipeline repeats a small llm's useless reply with another prompt; repeating it here too costs too long.
        policy=RetryPolicy(replies=1),
        temperature=settings.temperature,
    )
    return ChatEmbedded(path=path, threads=settings.threads or 0, context_tokens=_CONTEXT_TOKENS), wiring


def _find_file(weights: str) -> tuple[Path, str, str]:
    """Path, name and identity (what its replies depend on) of the weights the user means."""
    if weights and weights.lower() not in ORDER:
        path = Path(weights).expanduser()
        if path.suffix.lower() != ".gguf" and not path.exists():
            find_weights(weights)
        _require_gguf(path)
        told = path.stat()
        return path, path.name, f"{path.resolve()}:{told.st_size}:{told.st_mtime_ns}"
    known = find_weights(weights) if weights else installed_weights()
    if known is None or not known.present:
        wanted = known.name if known else ORDER[0]
        raise ConfigError(f"没有下载内置大模型的权重 {wanted}", hint=f"请先运行 fupan llm pull {wanted}")
    return known.path, known.name, known.sha256


def _require_gguf(path: Path) -> None:
    try:
        with path.open("rb") as file:
            magic = file.read(len(_MAGIC))
    except OSError as fault:
        raise ConfigError(f"权重文件 {path} 读不了：{fault.strerror}", hint="请检查路径") from fault
    if magic != _MAGIC:
        raise ConfigError(f"{path} 不是 GGUF 格式的权重文件", hint="请给 llama.cpp 的 GGUF 文件")


def build_imported(spec: ImportSpec, settings: LlmSettings) -> tuple[BaseChatModel, Wiring]:
    """A LangChain chat model by import path. Raises ConfigError where it cannot be imported or is none.

    A model may carry its own ``fupan_profile`` (a ``Profile``); without one it is taken for a large llm whose replies
    cannot be constrained.
    """
    model = _instantiate(spec)
    own = getattr(model, "fupan_profile", None)
    profile = own if isinstance(own, Profile) else Profile(str(spec), "section", 4, "none", 32768)
    profile = Profile(
        name=profile.name,
        granularity=settings.granularity or profile.granularity,
        concurrency=settings.concurrency or profile.concurrency,
        structured=profile.structured,
        context_tokens=profile.context_tokens,
        grammar=False,
    )
    wiring = Wiring(
        name=str(spec),
        identity=f"{spec}:{model._identifying_params!r}",  # noqa: SLF001 - langchain's own word for this
        profile=profile,
        service=Service(title=str(spec)),
        arguments=no_arguments,
        manners=Manners("none"),
        silence=settings.timeout,
        temperature=settings.temperature,
    )
    return model, wiring


def _instantiate(spec: ImportSpec) -> BaseChatModel:
    from langchain_core.language_models.chat_models import BaseChatModel  # noqa: PLC0415 - costs a second

    try:
        factory = getattr(import_module(spec.module), spec.attribute)
    except (ImportError, AttributeError) as fault:
        raise ConfigError(f"导入不了 {spec}：{fault}", hint="请检查 包.模块:工厂 的写法，以及包是否已安装") from fault
    model = factory if isinstance(factory, BaseChatModel) else _call(factory, spec)
    if not isinstance(model, BaseChatModel):
        raise ConfigError(
            f"{spec} 给出的不是 LangChain 的聊天模型", hint="应是 BaseChatModel 的子类，或返回它的无参函数"
        )
    return model


def _call(factory: object, spec: ImportSpec) -> object:
    if not callable(factory):
        return factory
    try:
        return factory()
    except FupanError:
        raise
    except Exception as fault:
        raise ConfigError(
            f"{spec} 建不起来：{type(fault).__name__}：{str(fault)[:200]}", hint="它必须不用参数就能调用"
        ) from fault
