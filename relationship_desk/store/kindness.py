"""Reads of kindnesses: of one person, of everybody, whom to thank, and what looks like one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from relationship_desk.domain.kindness import ThanksForm, ThanksState, Weight, thanks_state
from relationship_desk.domain.text import fold
from relationship_desk.store.database import Connection

_SELECT = """
    SELECT k.id, k.person_id, p.full_name, k.text, k.weight, k.meant_for, k.happened_on,
           k.interaction_id, k.wanted, k.form, k.draft, k.thanked_on, k.thanked_in_id,
           k.acknowledged_on
    FROM kindness k JOIN person p ON p.id = k.person_id
"""
_NEWEST = "ORDER BY k.happened_on DESC, k.id DESC"
_CHUNK = 500
_NEAR_DAYS = 365  # within which an event is offered


@dataclass(frozen=True, slots=True)
class KindnessRow:
    """What somebody did for the user, and how they were thanked. `form` as done or intended."""

    id: int
    person_id: int
    person_name: str
    text: str
    weight: Weight
    meant_for: str
    on: date
    interaction_id: int | None
    wanted: bool
    form: ThanksForm | None
    draft: str
    thanked_on: date | None
    thanked_in: int | None
    acknowledged_on: date | None
    topics: tuple[str, ...] = ()

    @property
    def state(self) -> ThanksState:
        return thanks_state(
            wanted=self.wanted,
            draft=self.draft,
            thanked_on=self.thanked_on,
            acknowledged_on=self.acknowledged_on,
        )


def kindness_rows(connection: Connection, person_id: int | None = None) -> list[KindnessRow]:
    """The kindnesses of one person, or of everybody who is not archived, newest first."""
    if person_id is None:
        return _rows(connection, f"WHERE p.archived_at IS NULL {_NEWEST}", ())
    return _rows(connection, f"WHERE p.id = ? {_NEWEST}", (person_id,))


def get_kindness(connection: Connection, kindness_id: int) -> KindnessRow | None:
    """One kindness, or None."""
    return next(iter(_rows(connection, "WHERE k.id = ?", (kindness_id,))), None)


def kindnesses_to_thank(connection: Connection, before: date) -> list[KindnessRow]:
    """Those for which thanks are wanted and not said, from before that day; the oldest first."""
    where = "k.thanked_on IS NULL AND k.wanted AND k.happened_on < ? AND p.archived_at IS NULL"
    return _rows(connection, f"WHERE {where} ORDER BY k.happened_on, k.id", (before.isoformat(),))


def kindnesses_in(
    connection: Connection, interaction_ids: Sequence[int]
) -> dict[int, list[KindnessRow]]:
    """The kindnesses that each of these entries tells of, by entry."""
    found: dict[int, list[KindnessRow]] = {}
    for start in range(0, len(interaction_ids), _CHUNK):
        chunk = tuple(interaction_ids[start : start + _CHUNK])
        marks = ", ".join("?" * len(chunk))
        for row in _rows(connection, f"WHERE k.interaction_id IN ({marks}) ORDER BY k.id", chunk):
            if row.interaction_id is not None:
                found.setdefault(row.interaction_id, []).append(row)
    return found


def purposes(connection: Connection, on: date) -> list[str]:
    """For what a kindness may have been: events and goals that are under way, the nearest to that
    day first, then what earlier ones were for; each once."""
    names = connection.sql(
        """
        SELECT name FROM (
            SELECT name, 0 AS rank, abs(julianday(starts_on) - julianday(?)) AS far FROM event
            WHERE abs(julianday(starts_on) - julianday(?)) <= ?
            UNION ALL
            SELECT title, 1, -id FROM opportunity WHERE closed_on IS NULL
            UNION ALL
            SELECT meant_for, 2, -max(id) FROM kindness WHERE meant_for <> '' GROUP BY meant_for
        ) ORDER BY rank, far
        """,
        (on.isoformat(), on.isoformat(), _NEAR_DAYS),
    )
    found: dict[str, str] = {}
    for (name,) in names:
        found.setdefault(fold(name), name)
    return list(found.values())


def matching(
    rows: Sequence[KindnessRow],
    *,
    states: frozenset[ThanksState] = frozenset(),
    topic: str = "",
    words: str = "",
) -> list[KindnessRow]:
    """The rows in one of these states (none: any), about a topic, with all of the words in what
    was done, for what, the name, or a topic."""
    wanted, about = fold(words).split(), fold(topic)
    return [
        row
        for row in rows
        if (not states or row.state in states)
        and (not about or about in map(fold, row.topics))
        and all(word in _folded(row) for word in wanted)
    ]


def _folded(row: KindnessRow) -> str:
    return fold(" ".join((row.text, row.meant_for, row.person_name, *row.topics)))


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of the timeline that may tell of a kindness, for one of its people."""

    interaction_id: int
    person_id: int
    person_name: str
    on: date
    text: str


def entries_without_kindness(connection: Connection, since: date, until: date) -> list[Told]:
    """What others did or what was done together in these days, to which no kindness belongs and
    which nobody has called none; with its first person, newest first."""
    return [
        Told(row_id, person_id, name, date.fromisoformat(on), text)
        for row_id, person_id, name, on, text in connection.sql(
            """
            SELECT i.id, p.id, p.full_name, i.happened_on, i.text
            FROM interaction i
            JOIN participant a ON a.id = (
                SELECT min(id) FROM participant WHERE interaction_id = i.id)
            JOIN person p ON p.id = a.person_id
            WHERE i.happened_on BETWEEN ? AND ? AND i.text <> '' AND p.archived_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM kindness k WHERE k.interaction_id = i.id)
              AND NOT EXISTS (SELECT 1 FROM kindness k WHERE k.thanked_in_id = i.id)
              AND NOT EXISTS (SELECT 1 FROM gift g WHERE g.interaction_id = i.id)
              AND NOT EXISTS (SELECT 1 FROM answer w WHERE w.source = 'interaction'
                              AND w.source_id = i.id AND w.kind = 'dismissed')
            ORDER BY i.happened_on DESC, i.id DESC
            """,
            (since.isoformat(), until.isoformat()),
        )
    ]


def _rows(connection: Connection, rest: str, values: Sequence[Any]) -> list[KindnessRow]:
    found = connection.sql(f"{_SELECT} {rest}", values)
    topics = _topics(connection, [row[0] for row in found])
    return [
        KindnessRow(
            row_id, person_id, name, text, Weight(weight), meant_for, date.fromisoformat(on),
            interaction_id, bool(wanted), ThanksForm(form) if form else None, draft,
            _day(thanked_on), thanked_in, _day(acknowledged_on), topics.get(row_id, ()),
        )
        for (
            row_id, person_id, name, text, weight, meant_for, on, interaction_id, wanted, form,
            draft, thanked_on, thanked_in, acknowledged_on,
        ) in found
    ]  # fmt: skip


def _topics(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        for row_id, name in connection.sql(
            "SELECT j.kindness_id, t.name FROM kindness_topic j JOIN topic t ON t.id = j.topic_id "
            f"WHERE j.kindness_id IN ({', '.join('?' * len(chunk))}) ORDER BY j.id",
            chunk,
        ):
            found[row_id] = (*found.get(row_id, ()), name)
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
