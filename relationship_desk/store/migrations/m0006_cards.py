"""Where an unreadable card stood, which table a row was of, and how files are to be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_STATEMENTS: tuple[str, ...] = (
    # 0 where it is not known: of the cards that came before this.
    "ALTER TABLE card ADD COLUMN number INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE card ADD COLUMN last_line INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE card ADD COLUMN layout_key TEXT NOT NULL DEFAULT ''",
    """
    CREATE TABLE reading_rule (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE, value TEXT NOT NULL)
    """,
)


def up(sql: Callable[[str], Any]) -> None:
    """From a store that keeps unreadable cards to one that can read rows of tables again."""
    for statement in _STATEMENTS:
        sql(statement)
