"""Reads of how files are to be read, as the user decided it."""

from __future__ import annotations

from relationship_desk.store.database import Connection


def reading_rules(connection: Connection) -> dict[str, str]:
    """Every decision by its key, as `desk.transfer.readings` makes them."""
    return dict(connection.sql("SELECT key, value FROM reading_rule"))
