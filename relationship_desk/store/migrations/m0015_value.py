"""What people look for, my shelf, what was given and became of it, and who is brought together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE need (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        text TEXT NOT NULL, since_on TEXT NOT NULL, until_on TEXT,
        interaction_id INTEGER REFERENCES interaction (id) ON DELETE RESTRICT,
        created_at TEXT NOT NULL)
    """,
    "CREATE INDEX need_person ON need (person_id)",
    "CREATE INDEX need_interaction ON need (interaction_id)",
    """
    CREATE TABLE need_topic (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        need_id INTEGER NOT NULL REFERENCES need (id) ON DELETE RESTRICT,
        topic_id INTEGER NOT NULL REFERENCES topic (id) ON DELETE RESTRICT,
        UNIQUE (need_id, topic_id))
    """,
    "CREATE INDEX need_topic_topic ON need_topic (topic_id)",
    """
    CREATE TABLE resource (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL, title TEXT NOT NULL, address TEXT NOT NULL,
        person_id INTEGER REFERENCES person (id) ON DELETE RESTRICT,
        note TEXT NOT NULL, added_on TEXT NOT NULL, archived_at TEXT, created_at TEXT NOT NULL)
    """,
    "CREATE INDEX resource_person ON resource (person_id)",
    """
    CREATE TABLE resource_topic (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        resource_id INTEGER NOT NULL REFERENCES resource (id) ON DELETE RESTRICT,
        topic_id INTEGER NOT NULL REFERENCES topic (id) ON DELETE RESTRICT,
        UNIQUE (resource_id, topic_id))
    """,
    "CREATE INDEX resource_topic_topic ON resource_topic (topic_id)",
    """
    CREATE TABLE introduction (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        first_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        second_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        why TEXT NOT NULL,
        need_id INTEGER REFERENCES need (id) ON DELETE RESTRICT,
        stage TEXT NOT NULL, begun_on TEXT NOT NULL, asked_first_on TEXT, asked_second_on TEXT,
        made_on TEXT, checked_on TEXT, closed_on TEXT, declined_by TEXT NOT NULL,
        outcome TEXT NOT NULL, created_at TEXT NOT NULL)
    """,
    "CREATE INDEX introduction_first ON introduction (first_id)",
    "CREATE INDEX introduction_second ON introduction (second_id)",
    "CREATE INDEX introduction_need ON introduction (need_id)",
    """
    CREATE TABLE giving (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        kind TEXT NOT NULL, text TEXT NOT NULL, given_on TEXT NOT NULL, effort_minutes INTEGER,
        resource_id INTEGER REFERENCES resource (id) ON DELETE RESTRICT,
        need_id INTEGER REFERENCES need (id) ON DELETE RESTRICT,
        introduction_id INTEGER REFERENCES introduction (id) ON DELETE RESTRICT,
        interaction_id INTEGER REFERENCES interaction (id) ON DELETE RESTRICT,
        outcome TEXT NOT NULL, outcome_on TEXT,
        outcome_interaction_id INTEGER REFERENCES interaction (id) ON DELETE RESTRICT,
        created_at TEXT NOT NULL)
    """,
    "CREATE INDEX giving_person ON giving (person_id, given_on)",
    "CREATE INDEX giving_resource ON giving (resource_id)",
    "CREATE INDEX giving_need ON giving (need_id)",
    "CREATE INDEX giving_introduction ON giving (introduction_id)",
    "CREATE INDEX giving_interaction ON giving (interaction_id)",
    "CREATE INDEX giving_outcome ON giving (outcome_interaction_id)",
    """
    CREATE TABLE giving_topic (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        giving_id INTEGER NOT NULL REFERENCES giving (id) ON DELETE RESTRICT,
        topic_id INTEGER NOT NULL REFERENCES topic (id) ON DELETE RESTRICT,
        UNIQUE (giving_id, topic_id))
    """,
    "CREATE INDEX giving_topic_topic ON giving_topic (topic_id)",
    """
    CREATE TABLE favour_answer (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE, until_on TEXT, created_at TEXT NOT NULL)
    """,
)


def up(sql: Callable[[str], Any]) -> None:
    """From a store that knows what comes in to one that knows what goes out, too."""
    for statement in _STATEMENTS:
        sql(statement)
