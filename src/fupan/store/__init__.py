"""The store: llm calls and sections kept in SQLite through SQLAlchemy."""
