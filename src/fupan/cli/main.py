"""The entry point: runs a command and turns whatever ends it into a Chinese message and an exit code.

0 fine · 1 findings at error level · 2 usage or bad input · 3 the llm failed · 4 a bug · 130 interrupted · 141 the
reader of standard output went away.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import typer
from typer.main import get_command

from fupan.cli.commands import app
from fupan.cli.output import tell, use_utf8
from fupan.cli.usage_errors import usage_message
from fupan.errors import FupanError, os_reason

INTERRUPTED = 130
PIPE_CLOSED = 141
BUG = 4
_GARBAGE = 50_000
"""Objects between two collections: what a start imports stays, looking through it again and again frees nothing."""


def run() -> None:
    """``fupan`` as a program: never returns, exits with the code of the command."""
    use_utf8()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # none is wanted, looking for them costs every start
    gc.set_threshold(_GARBAGE)
    _exit(main(sys.argv[1:]))


def _exit(code: int) -> NoReturn:
    """Leave at once: taking a hundred thousand objects down one by one is a tenth of a short command's time."""
    atexit._run_exitfuncs()  # noqa: SLF001 - what is registered for the end still runs
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # told by ``main`` where it is the first failure
            stream.flush()
    os._exit(code)


def main(arguments: list[str]) -> int:
    """Run ``fupan`` with these arguments; the exit code."""
    try:
        code = get_command(app).main(args=arguments, prog_name="fupan", standalone_mode=False)
        sys.stdout.flush()
    except FupanError as error:
        return _failed(error)
    except typer.TyperException as error:
        tell(usage_message(error))
        return error.exit_code
    except typer.Abort:
        return _interrupted()
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        return _pipe_closed()
    except SystemExit as ended:
        # typer ends by itself where the pipe breaks while a command writes
        if isinstance(ended.__context__, BrokenPipeError):
            return _pipe_closed()
        raise
    except OSError as error:
        return _file_failed(error)
    except Exception as error:  # noqa: BLE001 - the last resort: a bug must end in a message, not in a traceback
        return _bug(error)
    # typer turns Ctrl-C inside a command into this code
    return _interrupted() if code == INTERRUPTED else code if isinstance(code, int) else 0


def _failed(error: FupanError) -> int:
    _trace(error)
    tell(f"错误：{error.message}")
    if error.hint:
        tell(f"建议：{error.hint}")
    return error.exit_code


def _interrupted() -> int:
    tell("\n已中断，已完成的部分已保存")
    return INTERRUPTED


def _pipe_closed() -> int:
    # Python flushes standard output once more at exit: give it a place that takes everything.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED


def _file_failed(error: OSError) -> int:
    if error.filename is None:
        return _bug(error)
    _trace(error)
    tell(f"错误：读写 {error.filename} 失败：{os_reason(error)}")
    return 2


def _bug(error: Exception) -> int:
    _trace(error)
    # The message of a foreign exception may quote a key or a whole prompt, so only its kind and place are told.
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "fupan" in Path(frame.filename).parts]
    place = f"，位置 {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    tell(f"程序出错了：{type(error).__name__}{place}。这是 fupan 的缺陷，不是你的操作有误")
    tell("请设 FUPAN_DEBUG=1 再运行一次，把完整输出报告给维护者（先删去其中的客户信息）")
    return BUG


def _trace(error: BaseException) -> None:
    if os.environ.get("FUPAN_DEBUG") == "1":
        tell("".join(traceback.format_exception(error)).rstrip())


if __name__ == "__main__":
    run()
