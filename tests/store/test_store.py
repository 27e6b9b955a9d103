"""The store keeps what was paid for: across threads, processes, kills, and with clear words when it cannot."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from fupan.errors import ConfigError
from fupan.store import Store
from fupan.store.address import database_file, store_url


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "a.db"


@pytest.fixture
def store(path):
    opened = Store.open(str(path))
    yield opened
    opened.close()


def test_what_was_put_is_there_after_opening_again(path):
    first = Store.open(str(path))
    first.put_call("k", llm="x", reply={"text": "销售额{{f1}}", "data": {"a": [1, None]}}, prompt_tokens=3)
    first.put_section("run", "kpi", {"steps": ["一"]})
    first.close()
    second = Store.open(str(path))
    assert second.call("k") == {"text": "销售额{{f1}}", "data": {"a": [1, None]}}
    assert second.section("run", "kpi") == {"steps": ["一"]}
    assert second.call("other") is None
    assert second.section("run", "gap") is None
    assert second.section("other", "kpi") is None
    second.close()


def test_the_last_one_put_counts(store):
    for text_ in ("旧", "新"):
        store.put_call("k", llm="x", reply={"text": text_})
        store.put_section("run", "kpi", {"text": text_})
    assert store.call("k") == {"text": "新"}
    assert store.section("run", "kpi") == {"text": "新"}


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_the_file_is_its_owners_alone(store, path):
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_many_threads(store):
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda n: store.put_call(f"k{n % 10}", llm="x", reply={"n": n}), range(200)))
        found = list(pool.map(lambda n: store.call(f"k{n}"), range(10)))
    assert all(reply is not None and reply["n"] % 10 == n for n, reply in enumerate(found))


def test_several_processes_at_once(path):
    script = (
        "import sys\nfrom fupan.store import Store\nstore = Store.open(sys.argv[1])\n"
        "for n in range(40):\n    store.put_call(f'k{n}', llm='x', reply={'n': n})\n"
        "    store.put_call(f'{sys.argv[2]}-{n}', llm='x', reply={'n': n})\n"
    )
    started = [subprocess.Popen([sys.executable, "-c", script, str(path), str(number)]) for number in range(3)]
    assert [process.wait(60) for process in started] == [0, 0, 0]
    store = Store.open(str(path))
    assert all(store.call(f"{number}-{n}") == {"n": n} for number in range(3) for n in range(40))
    assert all(store.call(f"k{n}") == {"n": n} for n in range(40))
    store.close()


def test_several_processes_make_the_same_new_database_at_once(tmp_path):
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom fupan.store import Store\nfolder = Path(sys.argv[1])\n"
        "for n in range(20):\n    (folder / f'{n}-{sys.argv[2]}').touch()\n"
        "    while len(list(folder.glob(f'{n}-*'))) < 3:\n        time.sleep(0)\n"
        "    Store.open(f'sqlite:///{folder}/{n}.db').close()\n"
    )
    started = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path), str(number)]) for number in range(3)]
    try:
        assert [process.wait(60) for process in started] == [0, 0, 0]
    finally:
        for process in started:  # one that failed leaves the others waiting for it
            process.kill()
            process.wait()


def test_a_killed_process_loses_nothing_that_was_put(path):
    script = (
        "import os, sys\nfrom fupan.store import Store\nstore = Store.open(sys.argv[1])\n"
        "store.put_call('k', llm='x', reply={'n': 1})\nos._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, str(path)], check=False).returncode == 9
    store = Store.open(str(path))
    assert store.call("k") == {"n": 1}
    store.close()


def test_a_reader_does_not_wait_for_a_writer(store, path):
    store.put_call("k", llm="x", reply={"n": 1})
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert store.call("k") == {"n": 1}
    writer.close()


@pytest.mark.parametrize(
    "content", [b"this is no database, but long enough to look at", b"SQLite format 3\x00" + b"\xff" * 4096]
)
def test_a_corrupt_file_is_told_with_the_way_out(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(ConfigError, match="已损坏") as caught:
        Store.open(str(path))
    assert f"mv '{path}'" in caught.value.hint
    assert caught.value.exit_code == 2


def open_and_read(path):
    reopened = Store.open(str(path))
    try:
        reopened.call("k")
    finally:
        reopened.close()


def test_a_file_that_becomes_corrupt_later_is_told(store, path):
    store.put_call("k", llm="x", reply={"text": "长" * 20_000})
    store.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(size - 4096))
    with pytest.raises(ConfigError, match="已损坏"):
        open_and_read(path)


def test_a_newer_database_is_not_touched(store, path):
    with store._engine.begin() as connection:
        connection.execute(text("UPDATE schema_version SET version = 99"))
    store.close()
    with pytest.raises(ConfigError, match="更新版本"):
        Store.open(str(path))


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConfigError, match="无法写入数据库文件") as caught:
        Store.open(str(tmp_path / "file" / "a.db"))
    assert "FUPAN_DB" in caught.value.hint


def test_a_full_disk_is_told(store):
    with store._engine.begin() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
        connection.execute(text(f"PRAGMA max_page_count = {pages + 1}"))
    with pytest.raises(ConfigError, match="磁盘已满"):
        store.put_call("k", llm="x", reply={"text": "长" * 50_000})


def test_the_address_comes_from_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("FUPAN_DB", str(tmp_path / "b.db"))
    assert database_file(store_url()) == tmp_path / "b.db"
    monkeypatch.setenv("FUPAN_DB", f"sqlite:///{tmp_path}/c.db")
    assert database_file(store_url()) == tmp_path / "c.db"
    monkeypatch.delenv("FUPAN_DB")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert database_file(store_url()).name == "fupan.db"


def test_a_database_in_memory_works():
    store = Store.open("sqlite://")
    store.put_call("k", llm="x", reply={"n": 1})
    assert store.call("k") == {"n": 1}
    store.close()


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("nosuch://u:geheim@host/db", "没有安装数据库 nosuch 的驱动"),
        ("postgresql+psycopg://u:geheim@127.0.0.1:9/db", r"没有安装数据库|出错"),
    ],
)
def test_a_database_that_is_not_there_is_told_without_its_password(url, why):
    with pytest.raises(ConfigError, match=why) as caught:
        Store.open(url)
    assert "geheim" not in str(caught.value)


def test_an_address_that_cannot_be_read_is_told_without_repeating_it():
    with pytest.raises(ConfigError, match="写得不对") as caught:
        Store.open("://u:geheim@x")
    assert "geheim" not in str(caught.value)
