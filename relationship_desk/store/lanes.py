"""How it stands with people: their rhythm, their last contact, and the lane this comes to.

Invariant: on any day every living person who is not archived is in exactly one lane.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from relationship_desk.domain.rhythm import Lane, SeasonKind, Standing, lane_of
from relationship_desk.store.circles import effective_rhythms, own_rhythms, people_in_season
from relationship_desk.store.database import Connection
from relationship_desk.store.last_contact import last_contacts
from relationship_desk.store.living import living_people


def standings(
    connection: Connection,
    on: date,
    ids: Sequence[int] | None = None,
    *,
    contacts_until: date | None = None,
) -> dict[int, Standing]:
    """How it stands on a day with everybody, or with these people, in the order of the names.

    The dead and the archived are left out, and so are those who are not there. When rows were
    entered does not matter: `on` is today for all of it. Contacts after `contacts_until` are as if
    they had not been; by default those after `on`.
    """
    living = living_people(connection, on, ids)
    asked = None if ids is None else living
    last = last_contacts(connection, contacts_until or on, asked)
    paused = people_in_season(connection, SeasonKind.PAUSE, on, asked)
    rhythms = effective_rhythms(connection, asked)
    found: dict[int, Standing] = {}
    for person_id in living:
        rhythm, circle = rhythms.get(person_id, (None, ""))
        day = last.get(person_id)
        silence = None if day is None else (on - day).days
        lane = lane_of(rhythm, silence, paused=person_id in paused)
        found[person_id] = Standing(lane, rhythm, circle, day, paused.get(person_id))
    return found


def lanes(connection: Connection, on: date) -> dict[Lane, list[int]]:
    """The ids of the people in each lane, in the order of the names; every lane is there."""
    found: dict[Lane, list[int]] = {lane: [] for lane in Lane}
    for person_id, standing in standings(connection, on).items():
        found[standing.lane].append(person_id)
    return found


def unsorted_people(
    connection: Connection, on: date, ids: Sequence[int] | None = None
) -> list[int]:
    """Who has no rhythm and of whom nobody said that they need none; of these people, or of all."""
    found = standings(connection, on, ids)
    decided = own_rhythms(connection, None if ids is None else list(found))
    return [
        person_id
        for person_id, standing in found.items()
        if standing.lane is Lane.NO_RHYTHM and person_id not in decided
    ]
