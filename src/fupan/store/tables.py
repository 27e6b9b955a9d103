"""The tables. Schema version 1."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import DateTime, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

SCHEMA_VERSION = 1


def _now() -> datetime:
    return datetime.now(UTC)


class Base(DeclarativeBase):
    """All tables of fupan."""


class SchemaRow(Base):
    """One row: the version of the tables in this database."""

    __tablename__ = "schema_version"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    version: Mapped[int] = mapped_column(Integer)


class CallRow(Base):
    """One answered question to an llm. ``key`` is the SHA-256 of everything that shaped it; ``reply`` is JSON."""

    __tablename__ = "llm_calls"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    llm: Mapped[str] = mapped_column(String(200))
    reply: Mapped[str] = mapped_column(Text)
    prompt_tokens: Mapped[int] = mapped_column(Integer)
    completion_tokens: Mapped[int] = mapped_column(Integer)
    created: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=_now, onupdate=_now)


class SectionRow(Base):
    """One accepted section of a run. ``payload`` is JSON of the pipeline's own shape."""

    __tablename__ = "sections"

    run: Mapped[str] = mapped_column(String(64), primary_key=True)
    section: Mapped[str] = mapped_column(String(100), primary_key=True)
    payload: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=_now, onupdate=_now)
