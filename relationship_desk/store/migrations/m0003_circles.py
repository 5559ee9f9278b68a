"""Circles, the rhythm that a person has of their own, and seasons: pauses, grief, quiet times."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_STATEMENTS: tuple[str, ...] = (
    # A circle without days is a group of people and no rhythm: an address book's list, for example.
    """
    CREATE TABLE circle (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE,
        ideal_days INTEGER, latest_days INTEGER)
    """,
    """
    CREATE TABLE person_circle (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        circle_id INTEGER NOT NULL REFERENCES circle (id) ON DELETE RESTRICT,
        UNIQUE (person_id, circle_id))
    """,
    "CREATE INDEX person_circle_circle ON person_circle (circle_id, person_id)",
    # A row without days says: no rhythm for this person, whatever their circles say.
    """
    CREATE TABLE rhythm (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL UNIQUE REFERENCES person (id) ON DELETE RESTRICT,
        ideal_days INTEGER, latest_days INTEGER)
    """,
    # Nobody's season is the user's own. It lasts from from_on (NULL: since ever) to the day before
    # until_on (NULL: until it is ended).
    """
    CREATE TABLE season (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER REFERENCES person (id) ON DELETE RESTRICT,
        kind TEXT NOT NULL, from_on TEXT, until_on TEXT)
    """,
    "CREATE INDEX season_person ON season (person_id, kind)",
    "CREATE INDEX detail_date ON detail (person_id, label, value) WHERE kind = 'date'",
    # Narrow, so that the newest contact of everybody is found without reading what was said.
    "CREATE INDEX interaction_contact ON interaction (id, counts, happened_on, happened_time)",
)


def up(sql: Callable[[str], Any]) -> None:
    """From a store that knows people and talks to one that knows how often they should talk."""
    for statement in _STATEMENTS:
        sql(statement)
