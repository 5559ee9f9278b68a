"""The people of the desk as a network in which ways are looked for: one reading of the store.

Invariant: each person is asked about once, however often a search comes by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.rhythm import Rhythm, SeasonKind
from relationship_desk.domain.ties import Tie
from relationship_desk.domain.warmth import warmth
from relationship_desk.store.circles import effective_rhythms, people_in_season
from relationship_desk.store.database import Connection
from relationship_desk.store.living import dead_people
from relationship_desk.store.ties import ties_of
from relationship_desk.store.warmth import contact_ages

YEARLY = Rhythm(365, 365)  # by which it is measured where somebody has no rhythm
_CHUNK = 500
_WORTH_ASKING = 200  # people whose ties are to be read otherwise
_KNOWN = """
    SELECT person_id FROM (SELECT DISTINCT person_id FROM participant) AS known
    WHERE EXISTS (
        SELECT 1 FROM participant p
        JOIN interaction i INDEXED BY interaction_contact ON i.id = p.interaction_id
        WHERE p.person_id = known.person_id AND i.counts AND i.happened_on <= ?
    ) LIMIT ?
"""


def nearness(connection: Connection, on: date, ids: Sequence[int] | None = None) -> dict[int, int]:
    """Whom of everybody, or of these people, the user knows, and how warm it is with them by their
    rhythm, or by a yearly one: from 0 to 100."""
    contacts: dict[int, list[tuple[int, Channel]]] = defaultdict(list)
    for person_id, age, channel in contact_ages(connection, on, ids):
        contacts[person_id].append((age, channel))
    rhythms = effective_rhythms(connection, None if ids is None else list(contacts))
    return {
        person_id: warmth(rhythms[person_id][0] if person_id in rhythms else YEARLY, found).points
        for person_id, found in contacts.items()
    }


def not_to_be_asked(connection: Connection, on: date, ids: Sequence[int]) -> dict[int, str]:
    """Who of these people cannot be asked to introduce somebody, and why, in words."""
    found: dict[int, str] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        for person_id, archived_at, kind in connection.sql(
            "SELECT id, archived_at, kind FROM person WHERE (archived_at IS NOT NULL "
            f"OR kind <> 'person') AND id IN ({', '.join('?' * len(chunk))})",
            chunk,
        ):
            found[person_id] = "is in the archive" if archived_at else f"is no person but a {kind}"
    found |= dict.fromkeys(people_in_season(connection, SeasonKind.GRIEF, on, ids), "is grieving")
    return found | dict.fromkeys(dead_people(connection, on, ids), "has died")


class StoreNetwork:
    """A `domain.ways.Network`. `strict`: without those who cannot be asked."""

    def __init__(self, connection: Connection, on: date) -> None:
        self._connection, self._on = connection, on
        self._ties: dict[int, dict[int, Tie]] = {}
        self._near: dict[int, int | None] = {}
        self._cannot: dict[int, str] = {}
        self._asked_about: set[int] = set()
        self.strict = True

    def ties(self, ids: Iterable[int]) -> Mapping[int, Mapping[int, Tie]]:
        """To whom these people are tied, and by what."""
        wanted = list(ids)
        new = [i for i in wanted if i not in self._ties]
        found = ties_of(self._connection, self._on, new)
        self._ties |= {i: found.get(i, {}) for i in new}
        return {i: self._ties[i] for i in wanted}

    def known(self, fewer_than: int) -> set[int] | None:
        """All whom the user knows where they are as few; asked only where that spares a lot."""
        if fewer_than < _WORTH_ASKING:
            return None
        rows = self._connection.sql(_KNOWN, (self._on.isoformat(), fewer_than))
        return None if len(rows) == fewer_than else {person_id for (person_id,) in rows}

    def near(self, ids: Iterable[int]) -> Mapping[int, int]:
        """Those of them whom the user knows, and how near."""
        wanted = list(ids)
        new = [i for i in wanted if i not in self._near]
        found = nearness(self._connection, self._on, new)
        self._near |= {i: found.get(i) for i in new}
        return {i: near for i in wanted if (near := self._near[i]) is not None}

    def may_ask(self, ids: Iterable[int]) -> set[int]:
        """Those of them who may be asked to introduce the user."""
        wanted = set(ids)
        return wanted - self.cannot(wanted).keys() if self.strict else wanted

    @property
    def has_refused(self) -> bool:
        """Whether anybody who was asked about so far cannot be asked."""
        return bool(self._cannot)

    def cannot(self, ids: Iterable[int]) -> dict[int, str]:
        """Those of them who cannot be asked, and why."""
        wanted = set(ids)
        new = sorted(wanted - self._asked_about)
        self._cannot |= not_to_be_asked(self._connection, self._on, new)
        self._asked_about.update(new)
        return {i: self._cannot[i] for i in sorted(wanted) if i in self._cannot}
