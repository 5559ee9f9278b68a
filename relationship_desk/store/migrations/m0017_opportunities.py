"""Insights, opportunities, and the way by which an opportunity came."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE insight (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        text TEXT NOT NULL,
        person_id INTEGER REFERENCES person (id) ON DELETE RESTRICT,
        event_id INTEGER REFERENCES event (id) ON DELETE RESTRICT,
        organisation_id INTEGER REFERENCES organisation (id) ON DELETE RESTRICT,
        noted_on TEXT NOT NULL, created_at TEXT NOT NULL)
    """,
    "CREATE INDEX insight_person ON insight (person_id)",
    "CREATE INDEX insight_event ON insight (event_id)",
    "CREATE INDEX insight_organisation ON insight (organisation_id)",
    """
    CREATE TABLE insight_topic (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        insight_id INTEGER NOT NULL REFERENCES insight (id) ON DELETE RESTRICT,
        topic_id INTEGER NOT NULL REFERENCES topic (id) ON DELETE RESTRICT,
        UNIQUE (insight_id, topic_id))
    """,
    "CREATE INDEX insight_topic_topic ON insight_topic (topic_id)",
    """
    CREATE TABLE opportunity (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL, stage TEXT NOT NULL,
        person_id INTEGER REFERENCES person (id) ON DELETE RESTRICT,
        organisation_id INTEGER REFERENCES organisation (id) ON DELETE RESTRICT,
        value TEXT NOT NULL, currency TEXT NOT NULL,
        next_step TEXT NOT NULL, next_on TEXT,
        note TEXT NOT NULL, closed_on TEXT, why TEXT NOT NULL, created_at TEXT NOT NULL)
    """,
    "CREATE INDEX opportunity_person ON opportunity (person_id)",
    "CREATE INDEX opportunity_organisation ON opportunity (organisation_id)",
    """
    CREATE TABLE opportunity_link (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        opportunity_id INTEGER NOT NULL REFERENCES opportunity (id) ON DELETE RESTRICT,
        position INTEGER NOT NULL, kind TEXT NOT NULL,
        person_id INTEGER REFERENCES person (id) ON DELETE RESTRICT,
        event_id INTEGER REFERENCES event (id) ON DELETE RESTRICT,
        organisation_id INTEGER REFERENCES organisation (id) ON DELETE RESTRICT,
        words TEXT NOT NULL)
    """,
    "CREATE INDEX opportunity_link_opportunity ON opportunity_link (opportunity_id)",
    "CREATE INDEX opportunity_link_person ON opportunity_link (person_id)",
    "CREATE INDEX opportunity_link_event ON opportunity_link (event_id)",
    "CREATE INDEX opportunity_link_organisation ON opportunity_link (organisation_id)",
)


def up(sql: Callable[[str], Any]) -> None:
    """From a store that knows where people belong to one that knows what came of it."""
    for statement in _STATEMENTS:
        sql(statement)
