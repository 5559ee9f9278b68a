"""Upkeep of the store: check it, repair what is derived, forget what is old in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from relationship_desk.desk.derived import rebuild
from relationship_desk.domain.errors import StoreUnusable
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.reminders import Circumstances
from relationship_desk.store.database import Connection
from relationship_desk.store.schema import DERIVED, FULL_TEXT, table
from relationship_desk.store.values import odd_value

KEEP_DAYS = 30
KEEP_OPERATIONS = 500


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found: `problems` stay, `repaired` was derived anew. Both are sentences."""

    problems: tuple[str, ...]
    repaired: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not self.problems


def check(connection: Connection, here: Circumstances) -> CheckReport:
    """Every page, every reference, and whether search finds what is there."""
    problems = [
        f"Damage: {message}"
        for (message,) in connection.sql("PRAGMA integrity_check(20)")
        if message != "ok" and not any(name in message for name in FULL_TEXT.values())
    ]
    problems += [
        f"A row of {child} (number {row_id}) points at a {parent} that is not there."
        for child, row_id, parent, _ in connection.sql("PRAGMA foreign_key_check")
    ]
    if not problems and (odd := odd_value(connection)):
        problems.append(f"A value in {odd} makes no sense.")
    if problems:
        return CheckReport(tuple(problems), ())
    before = _derived_rows(connection)
    in_step = _search_in_step(connection)
    with connection.transaction():
        rebuild(connection, here)
    if in_step and before is not None and _derived_rows(connection) == before:
        return CheckReport((), ())
    return CheckReport((), ("The search index was out of step and has been built anew.",))


def _search_in_step(connection: Connection) -> bool:
    try:
        for name in FULL_TEXT.values():
            connection.sql(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
    except StoreUnusable:
        # The index says "malformed" when it differs from its content; the data are not.
        return False
    return True


def _derived_rows(connection: Connection) -> list[list[tuple[object, ...]]] | None:
    """None where they cannot be read: they are built anew from what can."""
    try:
        return [connection.sql(f"SELECT * FROM {table(model)} ORDER BY 1, 2") for model in DERIVED]
    except StoreUnusable:
        return None


def prune(connection: Connection, now: datetime) -> int:
    """Forget the rows of old operations; one line of history stays of each. How many they were.

    Imports, merges and deletions stay; so do the last 30 days and the newest 500 operations.
    """
    oldest = to_text(now - timedelta(days=KEEP_DAYS))
    with connection.transaction():
        ids = connection.sql(
            "SELECT id FROM operation WHERE NOT pinned AND state <> 'pruned' AND at < ? "
            "AND id NOT IN (SELECT id FROM operation ORDER BY id DESC LIMIT ?)",
            (oldest, KEEP_OPERATIONS),
        )
        connection.many("DELETE FROM change WHERE operation_id = ?", ids)
        connection.many("UPDATE operation SET state = 'pruned' WHERE id = ?", ids)
    return len(ids)
