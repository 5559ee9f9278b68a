"""Whom to ask whether their rhythm fits: reads of contacts, and of what was answered before.

Invariant: nobody is asked about who is dead, archived, paused or in mourning.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from relationship_desk.domain.rhythm import SeasonKind
from relationship_desk.domain.rhythm_offers import RhythmOffer, RhythmReply, SaidToOffer, offer
from relationship_desk.store.circles import effective_rhythms, people_in_season
from relationship_desk.store.database import Connection
from relationship_desk.store.living import living_people

_CHUNK = 500
_DAYS = """
    SELECT DISTINCT p.person_id, i.happened_on
    FROM participant p JOIN interaction i INDEXED BY interaction_contact ON i.id = p.interaction_id
    WHERE p.person_id IN ({marks}) AND i.counts AND i.happened_on <= ?
"""
_SAID = """
    SELECT person_id, kind, ideal_days, offered_days FROM rhythm_reply
    WHERE person_id IN ({marks}) ORDER BY id
"""


def offers_of(connection: Connection, on: date, ids: Sequence[int]) -> dict[int, RhythmOffer]:
    """What to ask about these people on a day, in the order of their names; others are left out."""
    resting = {
        person_id
        for kind in (SeasonKind.PAUSE, SeasonKind.GRIEF)
        for person_id in people_in_season(connection, kind, on, ids)
    }
    living = [i for i in living_people(connection, on, ids) if i not in resting]
    rhythms = effective_rhythms(connection, living)
    asked = [person_id for person_id in living if person_id in rhythms]
    contacts, said = _contact_days(connection, on, asked), _said(connection, asked)
    found: dict[int, RhythmOffer] = {}
    for person_id in asked:
        question = offer(
            rhythms[person_id][0], contacts.get(person_id, ()), on, said.get(person_id, ())
        )
        if question is not None:
            found[person_id] = question
    return found


def contacted_between(connection: Connection, since: date, until: date) -> list[int]:
    """With whom there was contact from one day to the other."""
    return [
        person_id
        for (person_id,) in connection.sql(
            "SELECT DISTINCT p.person_id FROM interaction i "
            "JOIN participant p ON p.interaction_id = i.id "
            "WHERE i.happened_on BETWEEN ? AND ? AND i.counts ORDER BY p.person_id",
            (since.isoformat(), until.isoformat()),
        )
    ]


def reply_instants(connection: Connection) -> list[str]:
    """When offers were answered, as stored."""
    return [at for (at,) in connection.sql("SELECT at FROM rhythm_reply")]


def _contact_days(connection: Connection, on: date, ids: Sequence[int]) -> dict[int, list[date]]:
    found: dict[int, list[date]] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        query = _DAYS.format(marks=", ".join("?" * len(chunk)))
        for person_id, day in connection.sql(query, (*chunk, on.isoformat())):
            found.setdefault(person_id, []).append(date.fromisoformat(day))
    return found


def _said(connection: Connection, ids: Sequence[int]) -> dict[int, list[SaidToOffer]]:
    found: dict[int, list[SaidToOffer]] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        query = _SAID.format(marks=", ".join("?" * len(chunk)))
        for person_id, kind, ideal, offered in connection.sql(query, chunk):
            reply = SaidToOffer(RhythmReply(kind), ideal, offered)
            found.setdefault(person_id, []).append(reply)
    return found
