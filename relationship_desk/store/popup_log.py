"""Reads of the log of popups, newest first, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from relationship_desk.domain.instants import from_text
from relationship_desk.store.database import Connection

LogKey = tuple[str, int]  # `at` as it is stored, and id


@dataclass(frozen=True, slots=True)
class LogRow:
    """One thing that became of one popup. Words as in `desk.ports`: `Fate`, `Reply`."""

    id: int
    key: LogKey
    at: datetime
    title: str
    reminders: int  # told by this popup; 0 for a test
    backend: str
    fate: str
    reply: str
    reason: str
    tries: int  # how often the same has happened, the last time `at`
    tried_before: int  # failures of the same occurrence before this


def popup_log(connection: Connection, before: LogKey | None, limit: int) -> list[LogRow]:
    """What follows after this key; the newest for None."""
    where = "" if before is None else "WHERE (at, id) < (?, ?)"
    rows = connection.sql(
        "SELECT id, at, title, reminders, backend, fate, reply, reason, tries, "
        "coalesce((SELECT sum(tries) FROM delivery_event o WHERE o.source = e.source "
        "AND o.source_id = e.source_id AND o.occurrence = e.occurrence AND o.fate = 'failed' "
        f"AND o.id < e.id), 0) FROM delivery_event e {where} ORDER BY at DESC, id DESC LIMIT ?",
        (*(before or ()), limit),
    )
    return [LogRow(row[0], (row[1], row[0]), from_text(row[1]), *row[2:]) for row in rows]


def people_of(connection: Connection, delivery_ids: Sequence[int]) -> list[int]:
    """Whom these deliveries are about, each once; fewer than deliveries where some have nobody."""
    marks = ", ".join("?" * len(delivery_ids))
    found = connection.sql(
        "SELECT DISTINCT r.person_id FROM delivery d JOIN reminder r ON r.source = d.source "
        f"AND r.source_id = d.source_id WHERE d.id IN ({marks}) AND r.person_id IS NOT NULL "
        "ORDER BY r.person_id",
        delivery_ids,
    )
    return [person_id for (person_id,) in found]
