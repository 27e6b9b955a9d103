"""Where a rewritten document goes: another file, the screen, or the file itself with a copy of what it was."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from fupan.cli.output import is_same, refuse_source, tell
from fupan.errors import InputError, os_reason
from fupan.intake.documents import STDIN
from fupan.pipeline.rewrite.source import Source

_SCREEN = "-"


@dataclass(frozen=True)
class Target:
    """Where the result of one source is written. The source's own file only with ``in_place``, a copy kept."""

    source: Source
    output: Path | None
    in_place: bool

    def __post_init__(self) -> None:
        """Raises InputError for a place that would overwrite the document, or a wish that cannot be met."""
        if self.in_place and self.output is not None:
            raise InputError("--in-place 和 -o 只能用一个", hint="写回原文件用 --in-place，写到别处用 -o")
        if self.in_place and self.source.path == STDIN:
            raise InputError("标准输入没有可以写回的文件", hint="用 -o 写到一个文件")
        if self.in_place and self.source.fixed:
            raise InputError(f"{self.source.path} 不能写回：{self.source.fixed}", hint="另存为 .md 或 .txt 再改写")
        if self.output is not None:
            refuse_source(self.output, self.source.path, "要写回原文件请用 --in-place（会留一份 .bak）")

    def write(self, content: bytes, *, interactive: bool = False, quiet: bool = False) -> None:
        """Write the new bytes; after a session without ``-o``, and for a Word document, beside others in out/."""
        if self.in_place:
            self._write_back(content)
            return
        path = self.output
        if path is None and (interactive or self.source.word):
            path = Path("out") / (Path(self.source.path).name if self.source.path != STDIN else "改写.md")
            if is_same(path, self.source.path):
                path = path.with_stem(f"{path.stem}.rewritten")
        if path is None or str(path) == _SCREEN:
            if not quiet:
                _to_screen(content)
            return
        _write(path, content)
        tell(f"已写入 {path}")

    def write_patch(self, before: str, after: str) -> None:
        """The difference as a patch, in the file's own encoding; ``--in-place`` has no part in it."""
        from fupan.pipeline.rewrite.patch import unified  # noqa: PLC0415

        if self.source.word:
            raise InputError("Word 文稿没有补丁", hint="用 --apply：改动写成修订，在 Word 或 WPS 里逐条接受")
        content = unified(self.source.path, before, after).encode(self.source.encoding)
        if self.output is None or str(self.output) == _SCREEN:
            _to_screen(content)
        else:
            _write(self.output, content)
            tell(f"已写入 {self.output}")

    def _write_back(self, content: bytes) -> None:
        path = Path(self.source.path)
        copy = _free(path)
        try:
            shutil.copy2(path, copy)
        except OSError as error:
            raise InputError(f"留不了副本 {copy}：{os_reason(error)}，原稿没有动", hint="检查文件夹的权限") from error
        _write(path, content)
        tell(f"已写回 {path}，原稿在 {copy}")


def _free(path: Path) -> Path:
    """The first name for a copy that nothing has yet: 总结.md.bak, 总结.md.bak1, …"""
    number = 0
    while (copy := path.with_name(f"{path.name}.bak{number or ''}")).exists():
        number += 1
    return copy


def _to_screen(content: bytes) -> None:
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # a stream of text only
        sys.stdout.write(content.decode("utf-8", "replace"))
        return
    buffer.write(content)
    buffer.flush()


def _write(path: Path, content: bytes) -> None:
    """In one step, so that a reader never sees half a file; the file's rights stay. Raises InputError."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise InputError(f"写不了文件 {path}：{os_reason(error)}", hint="换一个可以写入的位置，用 -o 指定") from error
