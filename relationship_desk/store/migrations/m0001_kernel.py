"""The kernel: people and their cards, interactions, tasks, preferences, journal and engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_STATEMENTS = (
    """
    CREATE TABLE person (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL, kind TEXT NOT NULL,
        full_name TEXT NOT NULL, prefix TEXT NOT NULL, given TEXT NOT NULL,
        additional TEXT NOT NULL, family TEXT NOT NULL, suffix TEXT NOT NULL,
        archived_at TEXT, maybe_same_as INTEGER, created_at TEXT NOT NULL)
    """,
    "CREATE INDEX person_uid ON person (uid)",
    """
    CREATE TABLE detail (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        position INTEGER NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, value TEXT NOT NULL,
        preferred INTEGER NOT NULL, match_key TEXT NOT NULL)
    """,
    "CREATE INDEX detail_person ON detail (person_id, position)",
    "CREATE INDEX detail_match ON detail (match_key) WHERE match_key <> ''",
    "CREATE INDEX detail_photo ON detail (value) WHERE kind = 'photo'",
    """
    CREATE TABLE tag (
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE)
    """,
    """
    CREATE TABLE person_tag (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE RESTRICT,
        UNIQUE (person_id, tag_id))
    """,
    "CREATE INDEX person_tag_tag ON person_tag (tag_id, person_id)",
    """
    CREATE TABLE photo (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        sha256 TEXT NOT NULL UNIQUE, media_type TEXT NOT NULL, data BLOB NOT NULL)
    """,
    """
    CREATE TABLE card (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER REFERENCES person (id) ON DELETE RESTRICT,
        state TEXT NOT NULL, original BLOB NOT NULL, content_hash TEXT NOT NULL,
        line_map TEXT NOT NULL, speaks INTEGER NOT NULL, source TEXT NOT NULL,
        first_line INTEGER NOT NULL, message TEXT NOT NULL, created_at TEXT NOT NULL)
    """,
    "CREATE INDEX card_person ON card (person_id)",
    "CREATE INDEX card_hash ON card (content_hash)",
    """
    CREATE TABLE interaction (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        happened_on TEXT NOT NULL, happened_time TEXT NOT NULL, channel TEXT NOT NULL,
        direction TEXT NOT NULL, text TEXT NOT NULL, counts INTEGER NOT NULL,
        created_at TEXT NOT NULL)
    """,
    "CREATE INDEX interaction_at ON interaction (happened_on, happened_time, id)",
    """
    CREATE TABLE participant (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        interaction_id INTEGER NOT NULL REFERENCES interaction (id) ON DELETE RESTRICT,
        person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        UNIQUE (interaction_id, person_id))
    """,
    "CREATE INDEX participant_person ON participant (person_id, interaction_id)",
    """
    CREATE TABLE task (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER REFERENCES person (id) ON DELETE RESTRICT,
        text TEXT NOT NULL, due_on TEXT, due_time TEXT NOT NULL, done_at TEXT,
        snoozed_until TEXT, created_at TEXT NOT NULL)
    """,
    "CREATE INDEX task_person ON task (person_id)",
    "CREATE INDEX task_due ON task (done_at, due_on, due_time)",
    """
    CREATE TABLE preference (
        id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL)
    """,
    """
    CREATE TABLE operation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL, name TEXT NOT NULL, label TEXT NOT NULL, state TEXT NOT NULL,
        revision INTEGER NOT NULL, origin TEXT NOT NULL, coalesce_key TEXT NOT NULL,
        undoable INTEGER NOT NULL, pinned INTEGER NOT NULL)
    """,
    "CREATE INDEX operation_revision ON operation (revision)",
    """
    CREATE TABLE change (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        operation_id INTEGER NOT NULL REFERENCES operation (id) ON DELETE RESTRICT,
        action TEXT NOT NULL, target TEXT NOT NULL,
        row_id INTEGER NOT NULL, last_id INTEGER NOT NULL,
        before TEXT, after TEXT, image BLOB)
    """,
    "CREATE INDEX change_operation ON change (operation_id, id)",
    "CREATE INDEX change_row ON change (target, row_id)",
    """
    CREATE TABLE person_index (
        id INTEGER PRIMARY KEY, archived INTEGER NOT NULL, sort_key TEXT NOT NULL,
        folded TEXT NOT NULL)
    """,
    "CREATE INDEX person_index_order ON person_index (archived, sort_key, id)",
    # Trigrams find any three letters inside a word, in every script; `detail='none'` halves the
    # index, and the reader checks its hits with instr().
    """
    CREATE VIRTUAL TABLE person_search USING fts5 (
        folded, content='person_index', content_rowid='id', tokenize='trigram', detail='none')
    """,
    """
    CREATE TABLE reminder (
        id INTEGER PRIMARY KEY, next_due_at TEXT NOT NULL, occurrence TEXT NOT NULL)
    """,
    "CREATE INDEX reminder_due ON reminder (next_due_at)",
    """
    CREATE TABLE delivery (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        task_id INTEGER NOT NULL, occurrence TEXT NOT NULL, state TEXT NOT NULL,
        at TEXT NOT NULL, attempts INTEGER NOT NULL, message TEXT NOT NULL,
        UNIQUE (task_id, occurrence))
    """,
    """
    CREATE TABLE engine_state (
        id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL)
    """,
)


def up(sql: Callable[[str], Any]) -> None:
    """From an empty file to the first schema."""
    for statement in _STATEMENTS:
        sql(statement)
