"""Database faults in words a user can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DatabaseError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from fupan.errors import ConfigError
from fupan.store.address import database_file

_CORRUPT = ("not a database", "malformed", "database corruption", "disk image")
_FULL = ("disk is full", "no space left")


@contextmanager
def explained(url: URL) -> Iterator[None]:
    """Turn every database fault inside the block into a ConfigError that names the database and what to do."""
    try:
        yield
    except (SQLAlchemyError, ModuleNotFoundError) as fault:
        raise _explain(fault, url) from fault


def _explain(fault: Exception, url: URL) -> ConfigError:
    path = database_file(url)
    shown = str(path) if path else url.render_as_string(hide_password=True)
    if isinstance(fault, (NoSuchModuleError, ModuleNotFoundError)):
        return ConfigError(f"没有安装数据库 {url.drivername} 的驱动", hint="请先用 pip 安装它，或换用 SQLite 文件")
    reason = str(fault.orig) if isinstance(fault, DBAPIError) else str(fault)
    if path and isinstance(fault, DatabaseError) and any(mark in reason for mark in _CORRUPT):
        return ConfigError(
            f"数据库文件 {path} 已损坏",
            hint=f"请把它移走后重试（只会丢失已存的大模型回复）：mv '{path}' '{path}.bad'",
        )
    if any(mark in reason.lower() for mark in _FULL):
        return ConfigError(f"磁盘已满，写不进数据库 {shown}", hint="请腾出空间，或用环境变量 FUPAN_DB 换一个路径")
    if "locked" in reason:
        return ConfigError(f"数据库 {shown} 一直被别的程序占用", hint="请等它结束后重试")
    if "readonly" in reason or "unable to open" in reason:
        return ConfigError(f"数据库 {shown} 打不开或不可写", hint="请检查权限，或用环境变量 FUPAN_DB 换一个路径")
    return ConfigError(f"数据库 {shown} 出错：{reason[:200]}", hint="可用环境变量 FUPAN_DB 换一个数据库")
