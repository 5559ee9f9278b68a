"""Organisations by name, whoever names them: the cards of people, or the user's own list.

Invariant: two spellings that fold to the same are one organisation.
"""

from __future__ import annotations

from datetime import date

from relationship_desk.domain.contact import UNIT_SEPARATOR
from relationship_desk.domain.text import fold
from relationship_desk.store.database import Connection
from relationship_desk.store.in_common import working_at


def organisations_called(connection: Connection, text: str) -> list[str]:
    """Names of organisations that may be meant: the one called exactly so, else those whose name
    holds all the words; in order."""
    wanted = fold(text)
    if not wanted:
        return []
    names: dict[str, str] = {}
    for (name,) in connection.sql("SELECT name FROM organisation ORDER BY id"):
        names.setdefault(fold(name), name)
    for (value,) in connection.sql("SELECT value FROM detail WHERE kind = 'organisation'"):
        name = value.split(UNIT_SEPARATOR)[0]
        names.setdefault(fold(name), name)
    if wanted in names:
        return [names[wanted]]
    words = wanted.split()
    return [names[key] for key in sorted(names) if key and all(word in key for word in words)]


def people_at(connection: Connection, name: str, on: date) -> list[int]:
    """Who is with an organisation on a day, by their cards or by a place that they have there."""
    wanted = fold(name)
    day = on.isoformat()
    found = set(working_at(connection, name))
    found.update(
        person_id
        for (person_id,) in connection.sql(
            "SELECT a.person_id FROM affiliation a JOIN organisation o ON o.id = a.organisation_id "
            "JOIN person p ON p.id = a.person_id AND p.archived_at IS NULL WHERE o.folded = ? "
            "AND (a.since_on IS NULL OR a.since_on <= ?) "
            # A year or a month lasts to its end, and "2026" sorts before "2026-03-03".
            "AND (a.until_on IS NULL OR a.until_on >= substr(?, 1, length(a.until_on)))",
            (wanted, day, day),
        )
    )
    return sorted(found)
