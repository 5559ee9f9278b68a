"""Reads of interactions: keyset pages of a timeline, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.store.database import Connection
from relationship_desk.store.news import told_in


@dataclass(frozen=True, slots=True)
class InteractionRow:
    """One entry of a timeline."""

    id: int
    on: date
    time: time | None
    channel: Channel
    direction: Direction
    text: str
    counts: bool
    people: tuple[tuple[int, str], ...]  # (id, full name)
    told: tuple[str, ...] = ()  # titles of the user's updates that were told in it

    @property
    def key(self) -> FeedKey:
        """Where the page that follows this row begins."""
        clock = self.time.strftime("%H:%M") if self.time else ""
        return (self.on.isoformat(), clock, self.id)


FeedKey = tuple[str, str, int]

_COLUMNS = "i.id, i.happened_on, i.happened_time, i.channel, i.direction, i.text, i.counts"
_BEFORE = "(i.happened_on, i.happened_time, i.id) < (?, ?, ?)"
_NEWEST_FIRST = "ORDER BY i.happened_on DESC, i.happened_time DESC, i.id DESC LIMIT ?"


def feed_page(
    connection: Connection,
    person_id: int | None = None,
    before: FeedKey | None = None,
    limit: int = 50,
) -> list[InteractionRow]:
    """A page of one person's timeline, or of everybody's; `before` is the last row's key."""
    source, wheres, values = "interaction i", [], list[Any]()
    if person_id is not None:
        source = "participant p JOIN interaction i ON i.id = p.interaction_id"
        wheres.append("p.person_id = ?")
        values.append(person_id)
    if before is not None:
        wheres.append(_BEFORE)
        values.extend(before)
    where = f"WHERE {' AND '.join(wheres)}" if wheres else ""
    rows = connection.sql(
        f"SELECT {_COLUMNS} FROM {source} {where} {_NEWEST_FIRST}", [*values, limit]
    )
    return _with_people(connection, rows)


def get_interaction(connection: Connection, interaction_id: int) -> InteractionRow | None:
    """One entry, or None."""
    rows = connection.sql(f"SELECT {_COLUMNS} FROM interaction i WHERE id = ?", (interaction_id,))
    return next(iter(_with_people(connection, rows)), None)


def _with_people(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> list[InteractionRow]:
    people: dict[int, list[tuple[int, str]]] = {}
    marks = ", ".join("?" * len(rows))
    for interaction_id, person_id, name in connection.sql(
        "SELECT p.interaction_id, p.person_id, n.full_name FROM participant p "
        f"JOIN person n ON n.id = p.person_id WHERE p.interaction_id IN ({marks}) ORDER BY p.id",
        [row[0] for row in rows],
    ):
        people.setdefault(interaction_id, []).append((person_id, name))
    told = told_in(connection, [row[0] for row in rows])
    return [
        InteractionRow(
            row_id,
            date.fromisoformat(day),
            time.fromisoformat(clock) if clock else None,
            Channel(channel),
            Direction(direction),
            text,
            bool(counts),
            tuple(people.get(row_id, ())),
            tuple(one.title for one in told.get(row_id, ())),
        )
        for row_id, day, clock, channel, direction, text, counts in rows
    ]
