"""Reminders of every kind, repeating tasks, and what was answered to one of many occurrences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_STATEMENTS = (
    # Repeating tasks. `due_on` is the anchor of the rule.
    "ALTER TABLE task ADD COLUMN repeat TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE task ADD COLUMN repeat_from TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE task ADD COLUMN repeat_until TEXT",
    "ALTER TABLE task ADD COLUMN repeat_count INTEGER",
    "ALTER TABLE task ADD COLUMN repeat_since TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE task ADD COLUMN lead_days INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE task ADD COLUMN snoozed_occurrence TEXT NOT NULL DEFAULT ''",
    # No reference: the source says in which table `source_id` is.
    """
    CREATE TABLE answer (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source TEXT NOT NULL, source_id INTEGER NOT NULL, occurrence TEXT NOT NULL,
        kind TEXT NOT NULL, until TEXT, at TEXT NOT NULL,
        UNIQUE (source, source_id, occurrence))
    """,
    # Derived: rows come anew with the first beat, because the zone is another one for it.
    "DROP TABLE reminder",
    """
    CREATE TABLE reminder (
        source TEXT NOT NULL, source_id INTEGER NOT NULL,
        next_due_at TEXT NOT NULL, occurrence TEXT NOT NULL, settles TEXT NOT NULL,
        missed INTEGER NOT NULL, valid_from TEXT, valid_until TEXT,
        title TEXT NOT NULL, person_id INTEGER,
        PRIMARY KEY (source, source_id)) WITHOUT ROWID
    """,
    "CREATE INDEX reminder_due ON reminder (next_due_at)",
    "CREATE INDEX reminder_until ON reminder (valid_until) WHERE valid_until IS NOT NULL",
    "CREATE INDEX reminder_from ON reminder (valid_from) WHERE valid_from IS NOT NULL",
    "DELETE FROM engine_state WHERE key = 'zone'",
    # Not renamed: a rename leaves a lock of the full-text table behind until the file is closed.
    "CREATE TABLE task_delivery AS SELECT * FROM delivery",
    "DROP TABLE delivery",
    """
    CREATE TABLE delivery (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        source TEXT NOT NULL, source_id INTEGER NOT NULL, occurrence TEXT NOT NULL,
        state TEXT NOT NULL, at TEXT NOT NULL, attempts INTEGER NOT NULL, message TEXT NOT NULL,
        tag TEXT NOT NULL, UNIQUE (source, source_id, occurrence))
    """,
    "CREATE INDEX delivery_tag ON delivery (tag) WHERE tag <> ''",
    """
    INSERT INTO delivery (id, source, source_id, occurrence, state, at, attempts, message, tag)
    SELECT id, 'task', task_id, occurrence, state, at, attempts, message, '' FROM task_delivery
    """,
    "DROP TABLE task_delivery",
)


def up(sql: Callable[[str], Any]) -> None:
    """From reminders of tasks that come once to reminders of every kind."""
    for statement in _STATEMENTS:
        sql(statement)
