"""Where the store lives: the user's data folder, or ``FUPAN_DB`` (any SQLAlchemy URL, or a path)."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_dir
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from fupan.errors import ConfigError


def store_url(given: str | None = None) -> URL:
    """The URL of the database: ``given``, else ``FUPAN_DB``, else ``fupan.db`` in the user's data folder.

    A text without ``://`` is the path of an SQLite file. Raises ConfigError for a URL that cannot be read.
    """
    text = (given or os.environ.get("FUPAN_DB", "")).strip()
    if not text:
        text = str(Path(user_data_dir("fupan", appauthor=False)) / "fupan.db")
    if "://" not in text:
        return URL.create("sqlite", database=str(Path(text).expanduser()))
    try:
        return make_url(text)
    except (ArgumentError, ValueError) as fault:
        # The text may hold a password: it is not repeated.
        raise ConfigError(
            "数据库地址 FUPAN_DB 写得不对", hint="应为文件路径，或 sqlite:///…、postgresql://… 这样的地址"
        ) from fault


def database_file(url: URL) -> Path | None:
    """The file behind an SQLite URL; None for a database in memory or on a server."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return None if url.database.startswith("file:") else Path(url.database)


def prepare_file(path: Path) -> None:
    """Create the database's folder and an empty file only its owner can read: it will hold the user's business data.

    Raises ConfigError where that is not possible.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as fault:
        raise ConfigError(
            f"无法写入数据库文件 {path}：{fault.strerror or fault}", hint="请用环境变量 FUPAN_DB 换一个可写的路径"
        ) from fault
