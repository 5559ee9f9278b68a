"""Occasions that no card carries, and how long before and on which day people are told of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE occasion (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        kind TEXT NOT NULL, label TEXT NOT NULL, rule TEXT NOT NULL,
        lead_days INTEGER, created_at TEXT NOT NULL)
    """,
    "CREATE INDEX occasion_person ON occasion (person_id)",
    # Days before, or -1 for no reminder at all.
    """
    CREATE TABLE occasion_lead (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        kind TEXT NOT NULL, lead_days INTEGER NOT NULL, UNIQUE (person_id, kind))
    """,
    # No reference: what was set for a circle outlives it, because Undo brings the circle back.
    """
    CREATE TABLE circle_lead (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        circle_id INTEGER NOT NULL UNIQUE, lead_days INTEGER NOT NULL)
    """,
    # When the date was entered: days before that do not remind. Empty: with its person.
    "ALTER TABLE detail ADD COLUMN entered_at TEXT NOT NULL DEFAULT ''",
    # When somebody born on 29 February celebrates in other years.
    """
    CREATE TABLE leap_choice (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL UNIQUE REFERENCES person (id) ON DELETE RESTRICT,
        day TEXT NOT NULL)
    """,
)


def up(sql: Callable[[str], Any]) -> None:
    """From a store whose dates stand on cards alone to one that knows other occasions too."""
    for statement in _STATEMENTS:
        sql(statement)
