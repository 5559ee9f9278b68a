"""Reads of the journal: what was done, and what Undo and Redo would take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from relationship_desk.domain.instants import from_text
from relationship_desk.store.database import Connection
from relationship_desk.store.journal import newest
from relationship_desk.store.schema import Operation


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One operation."""

    id: int
    at: datetime
    name: str
    label: str
    state: str  # "done", "undone", "discarded" or "pruned"
    undoable: bool


def history(connection: Connection, limit: int = 200) -> list[HistoryRow]:
    """The newest operations, newest first."""
    o = Operation
    rows = connection.rows(
        o.select(o.id, o.at, o.name, o.label, o.state, o.undoable)
        .order_by(o.id.desc())
        .limit(limit)
    )
    return [
        HistoryRow(row_id, from_text(at), name, label, state, bool(undoable))
        for row_id, at, name, label, state, undoable in rows
    ]


def undo_label(connection: Connection) -> str:
    """What Undo would take back; empty where there is nothing."""
    found = newest(connection, "done")
    return found[1] if found else ""


def redo_label(connection: Connection) -> str:
    """What Redo would do again; empty where there is nothing."""
    found = newest(connection, "undone")
    return found[1] if found else ""


def last_foreign_revision(connection: Connection, origin: str) -> int:
    """The newest revision that another running program made; 0 where there is none."""
    [(revision,)] = connection.sql(
        "SELECT coalesce(max(revision), 0) FROM operation WHERE origin <> ?", (origin,)
    )
    return int(revision)
