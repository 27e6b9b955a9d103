"""The entry point: help, usage errors, and how each kind of failure ends."""

import os
import subprocess
import sys
from types import ModuleType

import pytest

from fupan import __version__
from fupan.cli import commands
from fupan.cli.commands import COMMANDS, Entry
from fupan.cli.main import main
from fupan.errors import InputError, LlmRefusedError


@pytest.fixture
def failing(monkeypatch):
    """Registers a command ``boom`` that raises the given exception, and runs it."""

    def run(exception):
        def boom() -> None:
            raise exception

        module = ModuleType("fupan_test_boom")
        module.boom = boom
        monkeypatch.setitem(sys.modules, "fupan_test_boom", module)
        monkeypatch.setitem(commands.COMMANDS, "boom", Entry("fupan_test_boom:boom", "试验"))
        return main(["boom"])

    return run


def test_front_page_names_every_command(capsys):
    assert main([]) == 0
    page = capsys.readouterr().out
    for name, entry in COMMANDS.items():
        assert f"  {name} " in page
        assert entry.about in page


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_exists_and_explains_itself_in_chinese(name, capsys):
    assert main([name, "--help"]) == 0
    page = capsys.readouterr().out
    assert page.startswith(f"用法：fupan {name}")
    assert "显示这一页" in page
    assert "Options" not in page
    assert "fupan " + name in page.split("\n", 1)[1], "help teaches with an example"


def test_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"fupan {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["chekc"], "是不是 fupan check？"),
        (["--nonsense"], "没有选项 --nonsense"),
        (["check"], "少了参数 文稿"),
        (["check", "a.md", "--format", "xml"], "--format 不能是「xml」，可选：text、json、sarif、html"),
        (["check", "a.md", "--fact", "b"], "没有选项 --fact，是不是 --facts、--format？"),
        (["check", "a.md", "b.md"], "多出了参数：b.md"),
        (["check", "a.md", "-o"], "选项 -o 后面要跟一个值"),
    ],
)
def test_usage_errors_are_told_in_chinese_and_exit_2(arguments, told, capsys):
    assert main(arguments) == 2
    assert told in capsys.readouterr().err


def test_an_expected_error_shows_message_and_hint(failing, capsys):
    assert failing(InputError("第 3 行写错了", hint="改成 万元")) == 2
    assert capsys.readouterr().err == "错误：第 3 行写错了\n建议：改成 万元\n"


def test_an_llm_failure_exits_3(failing):
    assert failing(LlmRefusedError("密钥不对")) == 3


def test_user_text_cannot_drive_the_terminal(failing, capsys):
    failing(InputError("看不懂 \x1b[2J\u202e[bold]文件[/bold]"))
    assert capsys.readouterr().err == "错误：看不懂 \\x1b[2J\\u202e[bold]文件[/bold]\n"


def test_interruption_exits_130_and_says_that_work_is_kept(failing, capsys):
    assert failing(KeyboardInterrupt()) == 130
    assert "已中断，已完成的部分已保存" in capsys.readouterr().err


def test_a_bug_exits_4_without_traceback_or_secret(failing, capsys, monkeypatch):
    monkeypatch.delenv("FUPAN_DEBUG", raising=False)
    assert failing(ValueError("key sk-secret")) == 4
    told = capsys.readouterr().err
    assert "ValueError" in told
    assert "FUPAN_DEBUG=1" in told
    assert "Traceback" not in told
    assert "sk-secret" not in told


def test_debugging_shows_the_traceback(failing, capsys, monkeypatch):
    monkeypatch.setenv("FUPAN_DEBUG", "1")
    assert failing(ValueError("x")) == 4
    assert "Traceback" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_bad_input(failing, capsys):
    assert failing(PermissionError(13, "Permission denied", "总结.md")) == 2
    assert "读写 总结.md 失败：没有权限" in capsys.readouterr().err


@pytest.mark.parametrize("module", ["fupan", "fupan.cli.main"])
def test_the_package_is_a_program_too(module):
    ended = subprocess.run([sys.executable, "-m", module, "--version"], capture_output=True, check=False, timeout=60)
    assert (ended.returncode, ended.stdout[:6], ended.stderr) == (0, b"fupan ", b"")


def test_a_closed_pipe_is_quiet():
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [sys.executable, "-m", "fupan.cli.main"], stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (141, b"")


def test_output_is_utf8_whatever_the_code_page():
    environment = os.environ | {"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    ended = subprocess.run(
        [sys.executable, "-m", "fupan.cli.main"], capture_output=True, env=environment, check=True, timeout=60
    )
    assert "复盘" in ended.stdout.decode("utf-8")
