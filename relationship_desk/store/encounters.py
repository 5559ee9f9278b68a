"""Reads of encounters: whom the user met at an event, and what has happened with them since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from relationship_desk.domain.follow_up import FollowUp, Touch
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.store.circles import effective_rhythms
from relationship_desk.store.database import Connection

_CHUNK = 500
_SELECT = """
    SELECT n.id, n.event_id, e.name, n.person_id, coalesce(p.full_name, n.name), n.interaction_id,
        n.line, n.needs, n.met_on, n.draft, n.drafted_on, n.settled_on
    FROM encounter n JOIN event e ON e.id = n.event_id LEFT JOIN person p ON p.id = n.person_id
"""
# Entries that tell of a meeting itself are no touch, and neither is what was written down before.
_TOUCHES = """
    SELECT p.person_id, i.id, i.happened_on, i.channel, i.direction
    FROM participant p JOIN interaction i ON i.id = p.interaction_id
    WHERE p.person_id IN ({marks}) AND i.counts AND i.happened_on <= ?
        AND NOT EXISTS (SELECT 1 FROM encounter n WHERE n.interaction_id = i.id)
    ORDER BY i.happened_on, i.id
"""


@dataclass(frozen=True, slots=True)
class EncounterRow:
    """One line that was written down; without a person it is a draft. `name`: of the person, else
    as it was typed. `needs`: what they look for."""

    id: int
    event_id: int
    event: str
    person_id: int | None
    name: str
    interaction_id: int | None
    line: str
    needs: tuple[str, ...]
    met_on: date
    draft: str
    drafted_on: date | None
    settled_on: date | None


@dataclass(frozen=True, slots=True)
class Card:
    """A card of the board: one person met at an event, or a draft. `row` is the newest line about
    them, which carries the follow-up; `lines` are all of them, the oldest first."""

    row: EncounterRow
    lines: tuple[EncounterRow, ...]
    follow_up: FollowUp
    rhythm: str = ""  # in words, where there is one

    @property
    def is_draft(self) -> bool:
        return self.row.person_id is None


def get_encounter(connection: Connection, encounter_id: int) -> EncounterRow | None:
    """One line, or None."""
    return next(iter(_rows(connection, "WHERE n.id = ?", (encounter_id,))), None)


def encounters(connection: Connection, event_id: int) -> list[EncounterRow]:
    """The lines of an event, the newest first, as they were written down."""
    return _rows(connection, "WHERE n.event_id = ? ORDER BY n.id DESC", (event_id,))


def encounters_of_person(connection: Connection, person_id: int) -> list[EncounterRow]:
    """Where somebody was met, the newest first."""
    return _rows(connection, "WHERE n.person_id = ? ORDER BY n.met_on DESC, n.id DESC",
                 (person_id,))  # fmt: skip


def unclear(connection: Connection) -> list[EncounterRow]:
    """The lines of all events of which it is not clear yet about whom they are."""
    return _rows(connection, "WHERE n.person_id IS NULL ORDER BY n.met_on, n.id", ())


def cards(
    connection: Connection,
    on: date,
    event_id: int | None = None,
    *,
    met_since: date | None = None,
) -> list[Card]:
    """The cards of one event, or of all, as they stand on a day: by the day of the meeting.
    `met_since`: only of meetings from that day on."""
    values: list[Any]
    where, values = "WHERE n.met_on >= ?", [(met_since or date.min).isoformat()]
    if event_id is not None:
        where, values = f"{where} AND n.event_id = ?", [*values, event_id]
    grouped: dict[tuple[int, int], list[EncounterRow]] = {}
    for row in _rows(connection, f"{where} ORDER BY n.met_on, n.id", values):
        who = -row.id if row.person_id is None else row.person_id
        grouped.setdefault((row.event_id, who), []).append(row)
    people = sorted({who for _, who in grouped if who > 0})
    touched = _touches(connection, on, people)
    rhythms = effective_rhythms(connection, people)
    found = []
    for lines in grouped.values():
        row = lines[-1]
        rhythm, circle = rhythms.get(row.person_id or 0, (None, ""))
        follow_up = FollowUp(
            row.met_on,
            row.drafted_on,
            row.settled_on,
            rhythm is not None,
            _since(row, touched.get(row.person_id or 0, ())),
        )
        words = circle or (rhythm.words if rhythm is not None else "")
        found.append(Card(row, tuple(lines), follow_up, words))
    return found


def first_contacts(connection: Connection, people: Sequence[int]) -> dict[int, date]:
    """The day of the first contact with each of these people."""
    found: dict[int, date] = {}
    for start in range(0, len(people), _CHUNK):
        chunk = people[start : start + _CHUNK]
        for person_id, day in connection.sql(
            "SELECT p.person_id, min(i.happened_on) FROM participant p "
            "JOIN interaction i ON i.id = p.interaction_id "
            f"WHERE p.person_id IN ({', '.join('?' * len(chunk))}) AND i.counts "
            "GROUP BY p.person_id",
            chunk,
        ):
            found[person_id] = date.fromisoformat(day)
    return found


def _since(row: EncounterRow, touched: Sequence[tuple[int, Touch]]) -> tuple[Touch, ...]:
    """What came after a meeting; of the same day only what was written down after it."""
    meeting = row.interaction_id or 0
    return tuple(
        touch
        for entry_id, touch in touched
        if touch.on > row.met_on or (touch.on == row.met_on and meeting and entry_id > meeting)
    )


def _touches(
    connection: Connection, on: date, people: Sequence[int]
) -> dict[int, list[tuple[int, Touch]]]:
    found: dict[int, list[tuple[int, Touch]]] = defaultdict(list)
    for start in range(0, len(people), _CHUNK):
        chunk = people[start : start + _CHUNK]
        query = _TOUCHES.format(marks=", ".join("?" * len(chunk)))
        for person_id, entry_id, day, channel, direction in connection.sql(
            query, (*chunk, on.isoformat())
        ):
            touch = Touch(date.fromisoformat(day), Channel(channel), Direction(direction))
            found[person_id].append((entry_id, touch))
    return found


def _rows(connection: Connection, rest: str, values: Sequence[Any]) -> list[EncounterRow]:
    return [
        EncounterRow(
            row_id, event_id, event, person_id, name, interaction_id, line,
            tuple(needs.splitlines()), date.fromisoformat(met_on), draft,
            _day(drafted_on), _day(settled_on),
        )
        for (
            row_id, event_id, event, person_id, name, interaction_id, line, needs, met_on, draft,
            drafted_on, settled_on,
        ) in connection.sql(f"{_SELECT} {rest}", values)
    ]  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
