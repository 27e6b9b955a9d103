"""Every exception that fupan raises on purpose.

FupanError                    exit code 4 where nothing better is known
├── InputError                exit 2: a file, a field or an option the user can mend
│   ├── FileFormatError       one InputProblem: a file that cannot be read as YAML or JSON
│   └── FactSheetError        several InputProblems of one fact sheet at once
├── TemplateError             exit 2: a template or a prompt that cannot be used
├── ConfigError               exit 2: settings, keys, a missing extra
└── LlmError                  exit 3
    ├── LlmUnavailableError   retryable: 429, 5xx, time-out, broken connection
    ├── LlmRefusedError       wrong key, no such llm, no such endpoint: no retry helps
    ├── LlmReplyError         retryable: a reply that cannot be read (empty, cut off, not the asked form)
    └── LlmCancelledError     the user stopped the call
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass


class FupanError(Exception):
    """Base of all errors; ``message`` and ``hint`` are Chinese sentences for the user."""

    exit_code = 4
    retryable = False

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class InputError(FupanError):
    """Bad input of the user."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class InputProblem:
    """One fault of an input file: where it stands, what is wrong and what would be right.

    ``line`` counts from 1; 0 where no line is known. ``field`` is a path such as ``metrics[2].unit``.
    """

    file: str
    line: int
    field: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        named = f" {self.field}" if self.field else ""
        tail = f"（{self.hint}）" if self.hint else ""
        return f"{place}{named}: {self.message}{tail}"


class FileFormatError(InputError):
    """A file that cannot be read as YAML or JSON; ``problem`` says where and why."""

    def __init__(self, problem: InputProblem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def _told(problems: Sequence[InputProblem]) -> str:
    """One line a problem, the first 50."""
    told = [str(problem) for problem in problems[:50]]
    more = len(problems) - len(told)
    return "\n".join([*told, f"……另有 {more} 处"] if more else told)


class FactSheetError(InputError):
    """A fact sheet that does not validate; ``problems`` holds every fault found, in file order.

    The message tells the first 50.
    """

    def __init__(self, problems: list[InputProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(_told(problems))


class TemplateError(InputError):
    """A template or prompt that cannot be used; ``problems`` holds the faults of its files, by file and line.

    Without a ``message`` the problems are told. No problems: no file is at fault (there is no such template).
    """

    def __init__(self, message: str = "", *, hint: str = "", problems: tuple[InputProblem, ...] = ()) -> None:
        super().__init__(message or _told(problems), hint=hint)
        self.problems = problems


class ConfigError(InputError):
    """Settings that cannot work: a missing key, an extra that is not installed, an unknown llm name."""


class LlmError(FupanError):
    """The llm failed."""

    exit_code = 3


class LlmUnavailableError(LlmError):
    """The endpoint did not answer properly; trying again may help.

    ``retry_after`` is what the server asked for, in seconds, or None.
    """

    retryable = True

    def __init__(self, message: str, *, hint: str = "", retry_after: float | None = None) -> None:
        super().__init__(message, hint=hint)
        self.retry_after = retry_after


class LlmRefusedError(LlmError):
    """The endpoint will never answer this configuration: stop and tell the user what to change."""


class LlmReplyError(LlmError):
    """The llm answered something that cannot be used."""

    retryable = True


class LlmCancelledError(LlmError):
    """The user stopped the call; nothing is wrong with the llm."""


_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘满了",
    errno.EEXIST: "已经有同名的文件",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EIO: "磁盘读写出错",
    errno.ETXTBSY: "别的程序正开着它",
    errno.EBUSY: "别的程序正开着它",
}


def os_reason(error: OSError | ValueError) -> str:
    """Why the system could not read or write a file, in Chinese where the reason is a common one."""
    code = getattr(error, "errno", None)
    return _REASONS.get(code or 0) or str(getattr(error, "strerror", None) or error)
