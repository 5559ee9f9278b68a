"""The reads behind the figures: how much of what was done on which day.

Invariant: nothing after the day that is asked about is counted.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import StrEnum

from relationship_desk.store.database import Connection


class Technique(StrEnum):
    """The four habits. The values are shown."""

    NETWORKING = "Networking"
    APPRECIATION = "Appreciation"
    VALUE = "Value"
    TOUCH = "Staying in touch"


# What of each habit was done on which day; each of them an act of the user's own.
_ACTS = {
    Technique.NETWORKING: """
        SELECT met_on FROM encounter UNION ALL SELECT noted_on FROM insight
        UNION ALL SELECT starts_on FROM event
    """,
    Technique.APPRECIATION: """
        SELECT thanked_on FROM kindness WHERE thanked_on IS NOT NULL
        UNION ALL SELECT happened_on FROM gift WHERE way = 'given' AND happened_on IS NOT NULL
        UNION ALL SELECT sent_on FROM card_batch_person WHERE sent_on IS NOT NULL
    """,
    Technique.VALUE: "SELECT given_on FROM giving",
    Technique.TOUCH: "SELECT happened_on FROM interaction WHERE counts",
}


def acts_by_month(connection: Connection, on: date, first: str) -> dict[Technique, Counter[str]]:
    """How often each habit was practised, by month ("2026-03"), from the month `first` on."""
    found = {}
    for technique, acts in _ACTS.items():
        query = (
            f"SELECT substr(d, 1, 7), count(*) FROM (SELECT NULL AS d WHERE 0 UNION ALL {acts}) "
            "WHERE d >= ? AND d <= ? GROUP BY 1"
        )
        found[technique] = Counter(dict(connection.sql(query, (first, on.isoformat()))))
    return found


def contacts_by_day(connection: Connection, since: date, on: date) -> dict[date, int]:
    """How many entries that count as contact there were on each day."""
    return {
        date.fromisoformat(day): count
        for day, count in connection.sql(
            "SELECT happened_on, count(*) FROM interaction WHERE counts "
            "AND happened_on BETWEEN ? AND ? GROUP BY happened_on",
            (since.isoformat(), on.isoformat()),
        )
    }


def thanks_waits(connection: Connection, since: date, on: date) -> list[tuple[date, int]]:
    """Of each kindness that was thanked: the day of the thanks, and how many days it took."""
    return [
        (date.fromisoformat(thanked), int(days))
        for thanked, days in connection.sql(
            "SELECT thanked_on, max(0, julianday(thanked_on) - julianday(happened_on)) "
            "FROM kindness WHERE thanked_on BETWEEN ? AND ? ORDER BY thanked_on, id",
            (since.isoformat(), on.isoformat()),
        )
    ]


def introduction_stages(connection: Connection, on: date) -> Counter[str]:
    """How many introductions stand at each stage."""
    return Counter(
        dict(
            connection.sql(
                "SELECT stage, count(*) FROM introduction WHERE begun_on <= ? GROUP BY stage",
                (on.isoformat(),),
            )
        )
    )


def contacts_of(connection: Connection, person_id: int, on: date) -> list[tuple[date, str]]:
    """Day and channel of each contact with a person, the oldest first."""
    return [
        (date.fromisoformat(day), channel)
        for day, channel in connection.sql(
            "SELECT i.happened_on, i.channel FROM participant p "
            "JOIN interaction i ON i.id = p.interaction_id "
            "WHERE p.person_id = ? AND i.counts AND i.happened_on <= ? "
            "ORDER BY i.happened_on, i.id",
            (person_id, on.isoformat()),
        )
    ]


# What flowed one way and the other: kind, how often, to or from one person or all.
_GAVE = (
    ("gave advice, support or the like", "giving", "given_on", "kind <> 'introduction'"),
    ("made introductions", "giving", "given_on", "kind = 'introduction'"),
    ("gave a gift", "gift", "happened_on", "way = 'given'"),
    ("said thanks", "kindness", "thanked_on", "1"),
)
_CAME = (
    ("a kindness", "kindness", "happened_on", "1"),
    ("a gift", "gift", "happened_on", "way = 'received'"),
)


def flows(
    connection: Connection, since: date, on: date, person_id: int | None = None
) -> tuple[dict[str, int], dict[str, int]]:
    """What the user did and what came back, in words with how often; only what happened at all."""

    def counted(kinds: tuple[tuple[str, str, str, str], ...]) -> dict[str, int]:
        found = {}
        for words, table, column, which in kinds:
            whose = "1" if person_id is None else "person_id = ?"
            values = () if person_id is None else (person_id,)
            [(count,)] = connection.sql(
                f"SELECT count(*) FROM {table} WHERE {which} AND {column} BETWEEN ? AND ? "
                f"AND {whose}",
                (since.isoformat(), on.isoformat(), *values),
            )
            if count:
                found[words] = count
        return found

    return counted(_GAVE), counted(_CAME)


def last_directions(connection: Connection, person_id: int, on: date, most: int) -> list[str]:
    """Who reached out in the last contacts with a person, the newest first."""
    return [
        direction
        for (direction,) in connection.sql(
            "SELECT i.direction FROM participant p JOIN interaction i ON i.id = p.interaction_id "
            "WHERE p.person_id = ? AND i.counts AND i.happened_on <= ? "
            "ORDER BY i.happened_on DESC, i.happened_time DESC, i.id DESC LIMIT ?",
            (person_id, on.isoformat(), most),
        )
    ]
