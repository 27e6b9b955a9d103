"""What was paid for once is kept: answered llm calls and accepted sections, in any SQL database."""

from fupan.store.store import Store

__all__ = ["Store"]
