"""Topics; kindnesses and thanks; gifts; standings, milestones and batches of cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE topic (
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE)
    """,
    """
    CREATE TABLE kindness (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        text TEXT NOT NULL, weight INTEGER NOT NULL, meant_for TEXT NOT NULL,
        happened_on TEXT NOT NULL,
        interaction_id INTEGER REFERENCES interaction (id) ON DELETE RESTRICT,
        wanted INTEGER NOT NULL, form TEXT NOT NULL, draft TEXT NOT NULL, thanked_on TEXT,
        thanked_in_id INTEGER REFERENCES interaction (id) ON DELETE RESTRICT,
        acknowledged_on TEXT, created_at TEXT NOT NULL)
    """,
    "CREATE INDEX kindness_person ON kindness (person_id)",
    "CREATE INDEX kindness_interaction ON kindness (interaction_id)",
    "CREATE INDEX kindness_thanked_in ON kindness (thanked_in_id)",
    "CREATE INDEX kindness_owed ON kindness (happened_on) WHERE thanked_on IS NULL AND wanted",
    """
    CREATE TABLE kindness_topic (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kindness_id INTEGER NOT NULL REFERENCES kindness (id) ON DELETE RESTRICT,
        topic_id INTEGER NOT NULL REFERENCES topic (id) ON DELETE RESTRICT,
        UNIQUE (kindness_id, topic_id))
    """,
    "CREATE INDEX kindness_topic_topic ON kindness_topic (topic_id)",
    """
    CREATE TABLE gift (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        way TEXT NOT NULL, text TEXT NOT NULL, occasion TEXT NOT NULL, needed_on TEXT,
        lead_days INTEGER, price TEXT NOT NULL, currency TEXT NOT NULL, happened_on TEXT,
        note TEXT NOT NULL,
        noted_in_id INTEGER REFERENCES interaction (id) ON DELETE RESTRICT,
        interaction_id INTEGER REFERENCES interaction (id) ON DELETE RESTRICT,
        kindness_id INTEGER REFERENCES kindness (id) ON DELETE RESTRICT,
        created_at TEXT NOT NULL)
    """,
    "CREATE INDEX gift_person ON gift (person_id)",
    "CREATE INDEX gift_noted_in ON gift (noted_in_id)",
    "CREATE INDEX gift_interaction ON gift (interaction_id)",
    "CREATE INDEX gift_kindness ON gift (kindness_id)",
    "CREATE INDEX gift_needed ON gift (needed_on) WHERE happened_on IS NULL",
    """
    CREATE TABLE gift_profile (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL UNIQUE REFERENCES person (id) ON DELETE RESTRICT,
        sizes TEXT NOT NULL, likes TEXT NOT NULL, allergies TEXT NOT NULL,
        never_give TEXT NOT NULL, budget TEXT NOT NULL, currency TEXT NOT NULL)
    """,
    """
    CREATE TABLE standing (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        kind TEXT NOT NULL, since_on TEXT, until_on TEXT, note TEXT NOT NULL)
    """,
    "CREATE INDEX standing_person ON standing (person_id)",
    """
    CREATE TABLE milestone (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        text TEXT NOT NULL, happened_on TEXT NOT NULL, created_at TEXT NOT NULL)
    """,
    "CREATE INDEX milestone_person ON milestone (person_id)",
    """
    CREATE TABLE card_batch (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL, form TEXT NOT NULL, due_on TEXT, created_at TEXT NOT NULL)
    """,
    """
    CREATE TABLE card_batch_person (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        batch_id INTEGER NOT NULL REFERENCES card_batch (id) ON DELETE RESTRICT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        what TEXT NOT NULL, checked_on TEXT, sent_on TEXT,
        interaction_id INTEGER REFERENCES interaction (id) ON DELETE RESTRICT,
        UNIQUE (batch_id, person_id))
    """,
    "CREATE INDEX card_batch_person_person ON card_batch_person (person_id)",
    "CREATE INDEX card_batch_person_interaction ON card_batch_person (interaction_id)",
)


def up(sql: Callable[[str], Any]) -> None:
    """From a store that knows who is spoken to, to one that knows who is thanked."""
    for statement in _STATEMENTS:
        sql(statement)
