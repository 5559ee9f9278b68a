"""Who fits a rule of an audience, by what is known of people now.

A rule about a circle or tag that is gone fits nobody. Another kind of rule is a member of
`RuleKind` and one function here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date

from relationship_desk.domain.audience import Rule, RuleKind
from relationship_desk.domain.contact import UNIT_SEPARATOR
from relationship_desk.domain.rhythm import Lane
from relationship_desk.domain.text import fold
from relationship_desk.store.database import Connection
from relationship_desk.store.lanes import standings
from relationship_desk.store.people import person_ids

_TOWN, _REGION, _COUNTRY = 3, 4, 6  # parts of an address
# A need that is met is not one any more; what was given or received stays what it was about.
_TOPICS = """
    SELECT person_id, value FROM detail WHERE kind = 'interest'
    UNION ALL
    SELECT n.person_id, t.name FROM need_topic j JOIN need n ON n.id = j.need_id
    JOIN topic t ON t.id = j.topic_id WHERE coalesce(n.until_on, '9999') > ?
    UNION ALL
    SELECT g.person_id, t.name FROM giving_topic j JOIN giving g ON g.id = j.giving_id
    JOIN topic t ON t.id = j.topic_id WHERE g.given_on <= ?
    UNION ALL
    SELECT k.person_id, t.name FROM kindness_topic j JOIN kindness k ON k.id = j.kindness_id
    JOIN topic t ON t.id = j.topic_id WHERE k.happened_on <= ?
"""
# connection, value of the rule, day, the people asked about or None for all
_Fitting = Callable[[Connection, str, date, Sequence[int] | None], Collection[int]]


def fitting(
    connection: Connection, rule: Rule, on: date, ids: Sequence[int] | None = None
) -> set[int]:
    """The people who fit a rule on a day; of these, or of all. The archived may be among them."""
    found = set(_FITTING[rule.kind](connection, rule.value, on, ids))
    return found if ids is None else found.intersection(ids)


def rule_words(connection: Connection, rules: Sequence[Rule]) -> dict[Rule, str]:
    """What rules ask, as parts of a sentence: "in Monthly", "tagged press", "in Hamburg"."""
    return {rule: _words(connection, rule) for rule in dict.fromkeys(rules)}


def known_places(connection: Connection) -> list[str]:
    """The towns, regions and countries of addresses, each as it is written first, by name."""
    found: dict[str, str] = {}
    for (value,) in connection.sql("SELECT DISTINCT value FROM detail WHERE kind = 'address'"):
        for part in _places(value):
            found.setdefault(fold(part), part)
    return [found[key] for key in sorted(found)]


def known_topics(connection: Connection, on: date) -> list[str]:
    """What people have to do with, each as it is written first, by name."""
    found: dict[str, str] = {}
    for name in _topics(connection, on):
        found.setdefault(fold(name), name)
    return [found[key] for key in sorted(found)]


def _words(connection: Connection, rule: Rule) -> str:
    if rule.kind is RuleKind.PLACE:
        return f"at {rule.value}"
    if rule.kind is RuleKind.TOPIC:
        return f"to do with {rule.value}"
    if rule.kind is RuleKind.LANE:
        return Lane(rule.value).words.lower()
    if rule.kind is RuleKind.SEARCH:
        return f"found by “{rule.value}”"
    table = rule.kind.value
    names = connection.sql(f"SELECT name FROM {table} WHERE id = ?", (int(rule.value),))
    if not names:
        return f"a {table} that is gone"
    return f"tagged {names[0][0]}" if rule.kind is RuleKind.TAG else f"in {names[0][0]}"


def _in_circle(
    connection: Connection, value: str, on: date, ids: Sequence[int] | None
) -> Collection[int]:
    query = "SELECT person_id FROM person_circle WHERE circle_id = ?"
    return [person_id for (person_id,) in connection.sql(query, (int(value),))]


def _with_tag(
    connection: Connection, value: str, on: date, ids: Sequence[int] | None
) -> Collection[int]:
    query = "SELECT person_id FROM person_tag WHERE tag_id = ?"
    return [person_id for (person_id,) in connection.sql(query, (int(value),))]


def _at_place(
    connection: Connection, value: str, on: date, ids: Sequence[int] | None
) -> Collection[int]:
    wanted = f" {fold(value)} "
    return [
        person_id
        for person_id, address in connection.sql(
            "SELECT person_id, value FROM detail WHERE kind = 'address'"
        )
        if any(wanted in f" {fold(part)} " for part in _places(address))
    ]


def _about_topic(
    connection: Connection, value: str, on: date, ids: Sequence[int] | None
) -> Collection[int]:
    wanted = fold(value)
    return [i for name, ids in _topics(connection, on).items() if fold(name) == wanted for i in ids]


def _topics(connection: Connection, on: date) -> dict[str, set[int]]:
    """Who has to do with what, by its name as it is written: many people share few."""
    day = on.isoformat()
    written: dict[str, list[int]] = {}
    for person_id, value in connection.sql(_TOPICS, (day, day, day)):
        written.setdefault(value, []).append(person_id)
    found: dict[str, set[int]] = {}
    for value, ids in written.items():
        name = " ".join(value.split(UNIT_SEPARATOR)[0].split())
        if name:
            found.setdefault(name, set()).update(ids)
    return found


def _in_lane(
    connection: Connection, value: str, on: date, ids: Sequence[int] | None
) -> Collection[int]:
    lane = Lane(value)
    found = standings(connection, on, ids)
    return [person_id for person_id, standing in found.items() if standing.lane is lane]


def _found(
    connection: Connection, value: str, on: date, ids: Sequence[int] | None
) -> Collection[int]:
    return person_ids(connection, value)


_FITTING: dict[RuleKind, _Fitting] = {
    RuleKind.CIRCLE: _in_circle,
    RuleKind.TAG: _with_tag,
    RuleKind.PLACE: _at_place,
    RuleKind.TOPIC: _about_topic,
    RuleKind.LANE: _in_lane,
    RuleKind.SEARCH: _found,
}


def _places(address: str) -> list[str]:
    parts = address.split(UNIT_SEPARATOR)
    return [
        " ".join(part.replace(",", " ").split())
        for at in (_TOWN, _REGION, _COUNTRY)
        if at < len(parts) and (part := parts[at]).strip()
    ]
