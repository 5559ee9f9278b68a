"""The favours of a day: gathers what the rules look at, and leaves out what was answered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import islice

from relationship_desk.domain.favours import (
    COMMON,
    Facts,
    Favour,
    Looking,
    OnShelf,
    find_favours,
    of_the_day,
    would_like,
)
from relationship_desk.domain.rhythm import SeasonKind
from relationship_desk.domain.text import fold
from relationship_desk.store.circles import people_in_season
from relationship_desk.store.database import Connection
from relationship_desk.store.favours import (
    acquainted,
    answered_favours,
    given_already,
    interested,
    served_on,
)
from relationship_desk.store.living import living_people
from relationship_desk.store.needs import needs_on
from relationship_desk.store.people import names_of
from relationship_desk.store.shelf import ResourceRow, get_resource, resource_rows

_MOST = 40  # of a list that somebody reads


def favours(
    connection: Connection, on: date, whom: Collection[int] | None = None
) -> Iterator[Favour]:
    """All that could be done on that day, in the order of the rules: whoever asks takes as many
    as they want, in one snapshot. For some people or for anybody; of the living who are not
    archived.

    Whoever grieves is asked for nothing.
    """
    answered = answered_favours(connection, on)
    found = find_favours(_facts(connection, on, resource_rows(connection)), whom)
    return (favour for favour in found if favour.key not in answered)


def today_and_later(connection: Connection, on: date) -> tuple[list[Favour], list[Favour]]:
    """Those of the day, and what may be done another day; of very many the first."""
    with connection.snapshot():
        found = list(islice(favours(connection, on), _MOST))
    first = of_the_day(found)
    return first, [favour for favour in found if favour not in first]


def who_would_like(connection: Connection, on: date, resource_id: int) -> list[tuple[Favour, str]]:
    """Who would like one thing on the shelf and why, with their names; not who has it already."""
    thing = get_resource(connection, resource_id)
    if thing is None:
        return []
    with connection.snapshot():
        facts = _facts(connection, on, [thing], alone=True)
        return [(favour, facts.name(favour.person_id)) for favour in would_like(facts, resource_id)]


def _facts(
    connection: Connection, on: date, shelf: Sequence[ResourceRow], *, alone: bool = False
) -> Facts:
    """What the rules look at; `alone`: those that give something of this shelf, and no others."""
    needs = needs_on(connection, on)
    topics = {fold(topic) for thing in shelf for topic in thing.topics}
    if not alone:
        topics |= {fold(topic) for need in needs for topic in need.topics}
    people = frozenset(living_people(connection, on))
    return Facts(
        on,
        people,
        people - people_in_season(connection, SeasonKind.GRIEF, on).keys(),
        tuple(Looking(n.id, n.person_id, n.text, frozenset(n.topics), n.since_on) for n in needs),
        tuple(
            OnShelf(thing.id, thing.title, frozenset(thing.topics), thing.added_on, thing.person_id)
            for thing in shelf
            if thing.added_on <= on
        ),
        given_already(connection),
        served_on(connection, on),
        cache(lambda person_id: names_of(connection, [person_id])[person_id]),
        # Somebody may spell a topic in several ways; the rule itself counts people.
        cache(lambda: interested(connection, topics, 0 if alone else COMMON * 4)),
        cache(lambda: acquainted(connection)),
    )
