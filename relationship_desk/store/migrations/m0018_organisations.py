"""Organisations, the places that people have in them, and the user's own memberships."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE organisation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
        url TEXT NOT NULL, place TEXT NOT NULL, note TEXT NOT NULL,
        archived_at TEXT, created_at TEXT NOT NULL)
    """,
    """
    CREATE TABLE affiliation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        organisation_id INTEGER NOT NULL REFERENCES organisation (id) ON DELETE RESTRICT,
        role TEXT NOT NULL, since_on TEXT, until_on TEXT)
    """,
    "CREATE INDEX affiliation_person ON affiliation (person_id)",
    "CREATE INDEX affiliation_organisation ON affiliation (organisation_id, person_id)",
    """
    CREATE TABLE membership (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        organisation_id INTEGER NOT NULL REFERENCES organisation (id) ON DELETE RESTRICT,
        role TEXT NOT NULL, since_on TEXT, until_on TEXT,
        renews_on TEXT, renews_day INTEGER NOT NULL, every_months INTEGER NOT NULL,
        lead_days INTEGER NOT NULL, fee TEXT NOT NULL, currency TEXT NOT NULL,
        participation TEXT NOT NULL, reviewed_on TEXT, verdict TEXT, created_at TEXT NOT NULL)
    """,
    "CREATE INDEX membership_organisation ON membership (organisation_id)",
)


def up(sql: Callable[[str], Any]) -> None:
    """From a store of people to one that knows where they belong, and where the user does."""
    for statement in _STATEMENTS:
        sql(statement)
