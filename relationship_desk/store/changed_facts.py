"""What the journal tells of one person's facts since an instant: what they were and what they are.

Invariant: what was undone never happened; a fact that is again as it was is not told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.instants import from_text, to_text
from relationship_desk.store.database import Connection
from relationship_desk.store.images import from_json, unpack

_SHOWN = ("kind", "label", "value")
_SINCE = """
    SELECT c.action, c.row_id, c.last_id, c.before, c.image, o.at, o.id
    FROM operation o JOIN change c ON c.operation_id = o.id
    WHERE o.at >= ? AND o.state = 'done' AND c.target = ? ORDER BY c.id
"""


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """One fact, and when it was changed last; None: there was none before, or is none now."""

    at: datetime
    before: Detail | None
    after: Detail | None


def changed_facts(connection: Connection, person_id: int, since: datetime) -> list[ChangedFact]:
    """The details of a person that are others than at `since`, in the order of their last change.

    What a person was entered with is no change.
    """
    entered = {
        operation
        for action, first, last, _, _, _, operation in connection.sql(
            _SINCE, (to_text(since), "person")
        )
        if action == "insert" and first <= person_id <= last
    }
    now = {
        row[0]: dict(zip(_SHOWN, row[1:], strict=True))
        for row in connection.sql(
            "SELECT id, kind, label, value FROM detail WHERE person_id = ?", (person_id,)
        )
    }
    events = connection.sql(_SINCE, (to_text(since), "detail"))
    gone = _deleted(events, person_id)
    before: dict[int, dict[str, Any] | None] = {**now, **gone}
    at: dict[int, str] = {}
    # Backwards: each step says what was there before it, so that the oldest has the last word.
    for action, first, last, columns, _, instant, operation in reversed(events):
        if action == "insert":
            new = [] if operation in entered else range(first, last + 1)
            for detail_id in [i for i in before if first <= i <= last]:
                if detail_id in new:
                    at.setdefault(detail_id, instant)
                    before[detail_id] = None
                else:
                    at.pop(detail_id, None)
                    before.pop(detail_id)
        elif first in before:
            at.setdefault(first, instant)
            if action == "update":
                before[first] = _earlier(before[first], from_json(columns), person_id)
    found = [
        ChangedFact(from_text(at[i]), _detail(before[i]), _detail(now.get(i)))
        for i in sorted(at, key=lambda i: (at[i], i))
    ]
    return [fact for fact in found if fact.before != fact.after]


def former_name(
    connection: Connection, person_id: int, since: datetime
) -> tuple[datetime, str] | None:
    """When a person's name was changed last after `since`, and what it was before that time."""
    found: tuple[datetime, str] | None = None
    for action, row_id, _, columns, _, at, _ in connection.sql(_SINCE, (to_text(since), "person")):
        if action == "update" and row_id == person_id:
            name = from_json(columns).get("full_name")
            if name is not None:
                found = (from_text(at), name if found is None else found[1])
    return found


def _deleted(events: list[tuple[Any, ...]], person_id: int) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for action, _, _, _, image, _, _ in events:
        if action == "delete":
            names, rows = unpack(image)
            for values in rows:
                row = dict(zip(names, values, strict=True))
                if row["person_id"] == person_id:
                    found[row["id"]] = {name: row[name] for name in _SHOWN}
    return found


def _earlier(
    row: dict[str, Any] | None, columns: dict[str, Any], person_id: int
) -> dict[str, Any] | None:
    """A row before an update; None where it was somebody else's then."""
    if row is None or columns.get("person_id", person_id) != person_id:
        return None
    return {name: columns.get(name, row[name]) for name in _SHOWN}


def _detail(row: dict[str, Any] | None) -> Detail | None:
    return None if row is None else Detail.of(DetailKind(row["kind"]), row["value"], row["label"])
