"""Events, who is there, and whom the user met there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE event_series (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE)
    """,
    """
    CREATE TABLE event (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        series_id INTEGER REFERENCES event_series (id) ON DELETE RESTRICT,
        uid TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
        starts_on TEXT NOT NULL, ends_on TEXT NOT NULL, starts_time TEXT NOT NULL,
        place TEXT NOT NULL, link TEXT NOT NULL, host TEXT NOT NULL,
        cost TEXT NOT NULL, currency TEXT NOT NULL,
        goal_people INTEGER, goal_insights INTEGER, goal TEXT NOT NULL,
        notes TEXT NOT NULL, created_at TEXT NOT NULL)
    """,
    "CREATE INDEX event_series_id ON event (series_id)",
    "CREATE INDEX event_days ON event (starts_on, ends_on)",
    """
    CREATE TABLE event_person (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        event_id INTEGER NOT NULL REFERENCES event (id) ON DELETE RESTRICT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        part TEXT NOT NULL, wanted INTEGER NOT NULL, why TEXT NOT NULL, opening TEXT NOT NULL,
        introducer_id INTEGER REFERENCES person (id) ON DELETE RESTRICT)
    """,
    "CREATE INDEX event_person_event ON event_person (event_id)",
    "CREATE INDEX event_person_person ON event_person (person_id)",
    "CREATE INDEX event_person_introducer ON event_person (introducer_id)",
    """
    CREATE TABLE encounter (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        event_id INTEGER NOT NULL REFERENCES event (id) ON DELETE RESTRICT,
        person_id INTEGER REFERENCES person (id) ON DELETE RESTRICT,
        interaction_id INTEGER REFERENCES interaction (id) ON DELETE RESTRICT,
        line TEXT NOT NULL, name TEXT NOT NULL, needs TEXT NOT NULL, met_on TEXT NOT NULL,
        draft TEXT NOT NULL, drafted_on TEXT,
        sent_id INTEGER REFERENCES interaction (id) ON DELETE RESTRICT,
        answered_id INTEGER REFERENCES interaction (id) ON DELETE RESTRICT,
        settled_on TEXT, created_at TEXT NOT NULL)
    """,
    "CREATE INDEX encounter_event ON encounter (event_id)",
    "CREATE INDEX encounter_person ON encounter (person_id)",
    "CREATE INDEX encounter_interaction ON encounter (interaction_id)",
    "CREATE INDEX encounter_sent ON encounter (sent_id)",
    "CREATE INDEX encounter_answered ON encounter (answered_id)",
)


def up(sql: Callable[[str], Any]) -> None:
    """From a store of people and what happened to one that knows where they were met, too."""
    for statement in _STATEMENTS:
        sql(statement)
