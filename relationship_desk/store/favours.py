"""The reads behind favours: what people are interested in, who knows whom, what was answered."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date

from relationship_desk.domain.contact import UNIT_SEPARATOR
from relationship_desk.domain.text import fold
from relationship_desk.store.database import Connection

_INTERESTS = """
    SELECT person_id, value FROM detail WHERE kind = 'interest'
    UNION ALL
    SELECT w.person_id, t.name FROM person_tag w JOIN tag t ON t.id = w.tag_id
"""
_TOGETHER = """
    SELECT DISTINCT one.person_id, other.person_id
    FROM (SELECT interaction_id FROM participant GROUP BY interaction_id HAVING count(*) > 1) shared
    JOIN participant one ON one.interaction_id = shared.interaction_id
    JOIN participant other
        ON other.interaction_id = one.interaction_id AND other.person_id > one.person_id
    UNION
    SELECT min(first_id, second_id), max(first_id, second_id) FROM introduction
    UNION
    SELECT min(person_id, other_id), max(person_id, other_id) FROM relation WHERE state = 'said'
"""


def interested(
    connection: Connection, topics: Collection[str], few: int = 0
) -> dict[str, dict[int, str]]:
    """Who is interested in what, by the interests of their cards and their tags: for each folded
    topic the people, each with the word that they have for it. Of these topics, folded, and of
    others those that more than one person has, and at most `few`."""
    spelled: dict[str, dict[str, str]] = defaultdict(dict)  # by folded topic, what is stored of it
    shared: Counter[str] = Counter()
    for value, count in connection.sql(f"SELECT value, count(*) FROM ({_INTERESTS}) GROUP BY 1"):
        topic = " ".join(value.split(UNIT_SEPARATOR)[0].split())
        spelled[fold(topic)][value] = topic
        shared[fold(topic)] += count
    found: dict[str, dict[int, str]] = {
        topic: {}
        for topic in spelled
        if topic and (topic in topics or 1 < shared[topic] <= few)
    }  # fmt: skip
    wanted = {
        value: (word, found[topic]) for topic in found for value, word in spelled[topic].items()
    }
    for person_id, value in connection.sql(
        f"SELECT person_id, value FROM ({_INTERESTS}) WHERE value IN (SELECT value FROM "
        "json_each(?))",
        (json.dumps(list(wanted)),),
    ):
        word, people = wanted[value]
        people[person_id] = min(word, people.get(person_id, word))
    return found


def acquainted(connection: Connection) -> frozenset[tuple[int, int]]:
    """Pairs, the smaller id first, who took part in one entry, are something to each other, or for
    whom an introduction was thought of."""
    return frozenset(connection.sql(_TOGETHER))


def given_already(connection: Connection) -> frozenset[tuple[int, int]]:
    """Who was given what of the shelf: `(person, resource)`."""
    return frozenset(
        connection.sql(
            "SELECT DISTINCT person_id, resource_id FROM giving WHERE resource_id IS NOT NULL"
        )
    )


def served_on(connection: Connection, on: date) -> dict[int, date]:
    """The last day, not after `on`, on which each person was given something."""
    return {
        person_id: date.fromisoformat(day)
        for person_id, day in connection.sql(
            "SELECT person_id, max(given_on) FROM giving WHERE given_on <= ? GROUP BY person_id",
            (on.isoformat(),),
        )
    }


def answered_favours(connection: Connection, on: date) -> set[str]:
    """The keys of the favours that are not to be offered on that day."""
    return {
        key
        for (key,) in connection.sql(
            "SELECT key FROM favour_answer WHERE until_on IS NULL OR until_on > ?",
            (on.isoformat(),),
        )
    }
