"""The user's llm settings: environment variables over the config file.

The config file is TOML, ``config.toml`` in the user's config folder (or at ``FUPAN_CONFIG``), with the keys of
``LlmSettings``; ``api_key`` may stand there, so the file should be the user's alone.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_config_dir
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from fupan.errors import ConfigError

_FROM_ENVIRONMENT = {
    "llm": "FUPAN_LLM",
    "base_url": "FUPAN_BASE_URL",
    "api_key": "FUPAN_API_KEY",
    "temperature": "FUPAN_TEMPERATURE",
    "threads": "FUPAN_THREADS",
    "granularity": "FUPAN_GRANULARITY",
    "concurrency": "FUPAN_CONCURRENCY",
    "timeout": "FUPAN_TIMEOUT",
}


class LlmSettings(BaseModel):
    """What the user set. None means: not set.

    ``timeout`` is the longest silence of an endpoint in seconds; ``threads`` is for the embedded llm only.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    llm: str | None = None
    base_url: str | None = Field(default=None, pattern=r"^https?://")
    api_key: SecretStr | None = None
    temperature: float | None = Field(default=None, ge=0, le=2)
    threads: int | None = Field(default=None, ge=1, le=256)
    granularity: Literal["section", "step"] | None = None
    concurrency: int | None = Field(default=None, ge=1, le=64)
    timeout: float = Field(default=60.0, gt=0, le=3600)


def config_path() -> Path:
    """Where the config file lies, or would lie."""
    override = os.environ.get("FUPAN_CONFIG", "").strip()
    return Path(override).expanduser() if override else Path(user_config_dir("fupan", appauthor=False)) / "config.toml"


def load_settings(environment: Mapping[str, str] | None = None) -> LlmSettings:
    """The settings of this user. Raises ConfigError that names the file or variable, the field and what is allowed."""
    path = config_path()
    values = _read(path)
    given = os.environ if environment is None else environment
    sources = {name: f"{path} 的 {name}" for name in values}
    for name, variable in _FROM_ENVIRONMENT.items():
        if text := given.get(variable, "").strip():
            values[name] = text
            sources[name] = f"环境变量 {variable}"
    try:
        return LlmSettings.model_validate(values)
    except ValidationError as fault:
        # pydantic repeats the value in its message; here it may be a key.
        raise _explain(fault, sources, path) from None


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ConfigError(f"配置文件 {path} 不是正确的 TOML：{fault}", hint='每行写成 名称 = "值" 的样子') from None
    except OSError as fault:
        raise ConfigError(f"配置文件 {path} 读不了：{fault.strerror}", hint="请检查它的权限") from fault


_ALLOWED = {
    "base_url": "应是 http:// 或 https:// 开头的地址",
    "temperature": "应是 0 到 2 之间的数",
    "threads": "应是 1 到 256 之间的整数",
    "granularity": "应是 section（按小节）或 step（按步骤）",
    "concurrency": "应是 1 到 64 之间的整数",
    "timeout": "应是大于 0、不超过 3600 的秒数",
}


def _explain(fault: ValidationError, sources: dict[str, str], path: Path) -> ConfigError:
    error = fault.errors(include_input=False, include_context=False, include_url=False)[0]
    name = str(error["loc"][0])
    if error["type"] == "extra_forbidden":
        known = list(LlmSettings.model_fields)
        near = get_close_matches(name, known, n=1)
        return ConfigError(
            f"配置文件 {path} 里有不认识的项“{name}”",
            hint=f"是不是 {near[0]}？" if near else f"可用的项：{'、'.join(known)}",
        )
    return ConfigError(f"{sources.get(name, name)} 的值不对", hint=_ALLOWED.get(name, "应是文字"))
