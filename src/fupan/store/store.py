"""The store: what was paid for once is kept.

Safe for several threads and several processes at once: every operation is one short transaction that starts with its
write, so SQLite's waiting for a lock works.
"""

from __future__ import annotations

import json
import sqlite3
import time
from typing import Any, Self

from sqlalchemy import URL, Engine, create_engine, event, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateTable

from fupan.errors import ConfigError
from fupan.store.address import database_file, prepare_file, store_url
from fupan.store.faults import explained
from fupan.store.tables import SCHEMA_VERSION, Base, CallRow, SchemaRow, SectionRow

_WAIT_MS = 30_000


class Store:
    """Answered llm calls and accepted sections in an SQL database. Use ``Store.open``."""

    def __init__(self, engine: Engine, url: URL) -> None:
        self._engine = engine
        self._url = url

    @classmethod
    def open(cls, url: str | None = None) -> Self:
        """Open the database at ``url`` (default: ``FUPAN_DB``, else the user's data folder) and make its tables.

        Raises ConfigError for a database that is corrupt, not reachable, not writable or of a newer fupan.
        """
        address = store_url(url)
        path = database_file(address)
        if path:
            prepare_file(path)
        with explained(address):
            engine = create_engine(address)
            if address.get_backend_name() == "sqlite":
                event.listen(engine, "connect", _set_up_sqlite)
            store = cls(engine, address)
            store._make_tables()
        return store

    def call(self, key: str) -> dict[str, Any] | None:
        """The reply stored under ``key``, or None."""
        with explained(self._url), Session(self._engine) as session:
            text = session.scalar(select(CallRow.reply).where(CallRow.key == key))
        return None if text is None else dict(json.loads(text))

    def put_call(
        self, key: str, *, llm: str, reply: dict[str, Any], prompt_tokens: int = 0, completion_tokens: int = 0
    ) -> None:
        """Keep ``reply`` (JSON-able) under ``key``; an older one is replaced."""
        text = json.dumps(reply, ensure_ascii=False)
        values = {"llm": llm, "reply": text, "prompt_tokens": prompt_tokens, "completion_tokens": completion_tokens}
        self._put(CallRow, {"key": key}, values)

    def section(self, run: str, section: str) -> dict[str, Any] | None:
        """The payload stored for ``section`` of the run with key ``run``, or None."""
        query = select(SectionRow.payload).where(SectionRow.run == run, SectionRow.section == section)
        with explained(self._url), Session(self._engine) as session:
            text = session.scalar(query)
        return None if text is None else dict(json.loads(text))

    def put_section(self, run: str, section: str, payload: dict[str, Any]) -> None:
        """Keep ``payload`` (JSON-able) for ``section`` of the run with key ``run``; an older one is replaced."""
        text = json.dumps(payload, ensure_ascii=False)
        self._put(SectionRow, {"run": run, "section": section}, {"payload": text})

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _put(self, table: type[Base], key: dict[str, Any], values: dict[str, Any]) -> None:
        """Update the row, or insert it; where another process inserts it in between, update it after all."""
        change = update(table).filter_by(**key).values(**values)
        with explained(self._url):
            with Session(self._engine) as session:
                if _changed(session, change):
                    return
            try:
                with Session(self._engine) as session, session.begin():
                    session.add(table(**key, **values))
            except IntegrityError:
                with Session(self._engine) as session:
                    _changed(session, change)

    def _make_tables(self) -> None:
        # Not `create_all`: it looks first and creates then, and another process may make any table in between.
        with self._engine.begin() as connection:
            for table in Base.metadata.sorted_tables:
                connection.execute(CreateTable(table, if_not_exists=True))
        with Session(self._engine) as session:
            version = session.scalar(select(SchemaRow.version).where(SchemaRow.id == 1))
        if version is None:
            self._put(SchemaRow, {"id": 1}, {"version": SCHEMA_VERSION})
        elif version > SCHEMA_VERSION:
            raise ConfigError(
                "数据库是由更新版本的 fupan 建立的", hint="请升级 fupan，或用环境变量 FUPAN_DB 换一个路径"
            )


def _changed(session: Session, change: Any) -> bool:  # noqa: ANN401 - SQLAlchemy's Update is generic in its table
    """Whether ``change`` found its row."""
    with session.begin():
        return bool(session.connection().execute(change).rowcount)


def _set_up_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DB-API connection
    """Readers do not block the writer (WAL), and a writer waits for its turn instead of failing."""
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_WAIT_MS}")
    _switch_to_wal(cursor)
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _switch_to_wal(cursor: Any) -> None:  # noqa: ANN401 - a DB-API cursor
    """Only one of several processes can switch a new database; SQLite waits for locks, but not for this one."""
    ends = time.monotonic() + _WAIT_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault) or time.monotonic() > ends:
                raise
            time.sleep(0.01)
        else:
            return
