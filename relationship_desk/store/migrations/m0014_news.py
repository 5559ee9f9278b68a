"""The user's own news, for whom they are, and who was told in which entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE news (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL, short_text TEXT NOT NULL, long_text TEXT NOT NULL,
        link TEXT NOT NULL, tone TEXT NOT NULL, audience TEXT NOT NULL,
        created_at TEXT NOT NULL, closed_at TEXT)
    """,
    """
    CREATE TABLE news_person (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        news_id INTEGER NOT NULL REFERENCES news (id) ON DELETE RESTRICT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        choice TEXT NOT NULL, draft TEXT NOT NULL, known_on TEXT, later_at TEXT,
        UNIQUE (news_id, person_id))
    """,
    "CREATE INDEX news_person_person ON news_person (person_id, news_id)",
    # Who was told is not said here: a telling is about a part in an entry, so that it follows the
    # entry's day, its people, and its going and coming back.
    """
    CREATE TABLE telling (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        news_id INTEGER NOT NULL REFERENCES news (id) ON DELETE RESTRICT,
        participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE RESTRICT,
        wrote INTEGER NOT NULL,
        UNIQUE (news_id, participant_id))
    """,
    "CREATE INDEX telling_participant ON telling (participant_id)",
)


def up(sql: Callable[[str], Any]) -> None:
    """From a store that knows what others do to one that knows the user's own news."""
    for statement in _STATEMENTS:
        sql(statement)
