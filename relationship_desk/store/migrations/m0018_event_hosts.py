"""The organisation that hosts an event, beside the words in which it was said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE event ADD COLUMN host_id INTEGER REFERENCES organisation (id) ON DELETE RESTRICT",
    "CREATE INDEX event_host ON event (host_id)",
    "UPDATE event SET host_id = "
    "(SELECT min(o.id) FROM organisation o WHERE o.name = trim(event.host) COLLATE NOCASE)",
)


def up(sql: Callable[[str], Any]) -> None:
    """From a store that knows the name of a host to one that knows whom it names."""
    for statement in _STATEMENTS:
        sql(statement)
