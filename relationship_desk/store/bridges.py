"""Who is the user's only bridge to a group: of everybody, or whether one person is.

Invariant: the dead and the archived are neither bridge nor group; both questions have one answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.bridges import GROUP, only_bridges
from relationship_desk.domain.text import one_line
from relationship_desk.store.database import Connection
from relationship_desk.store.last_contact import last_contacts
from relationship_desk.store.living import living_people
from relationship_desk.store.people import names_of
from relationship_desk.store.ties import ties_of

_NAME = 60
_MOST = 200  # with more people behind them nobody is looked for further


@dataclass(frozen=True, slots=True)
class Bridge:
    """Somebody, and `(id, name)` of all who are reached through them alone."""

    id: int
    name: str
    leads_to: tuple[tuple[int, str], ...]

    def words(self, named: int) -> str:
        """One sentence, with so many of them by name."""
        names = [one_line(name, _NAME) for _, name in self.leads_to[:named]]
        more = len(self.leads_to) - len(names)
        *first, last = [*names, f"{more:,} more"] if more else names
        whom = f"{', '.join(first)} and {last}" if first else last
        return f"Only through {one_line(self.name, _NAME)} you reach {whom}."


def bridges_of(connection: Connection, on: date) -> list[Bridge]:
    """Those who lead to most people first, then by id."""
    with connection.snapshot():
        living = set(living_people(connection, on))
        ties = {
            one: others.keys() & living
            for one, others in ties_of(connection, on).items()
            if one in living
        }
        known = last_contacts(connection, on).keys() & living
        found = only_bridges(ties, known)
        names = names_of(connection, sorted({*found, *(i for ids in found.values() for i in ids)}))
    bridges = [
        Bridge(one, names[one], tuple((i, names[i]) for i in behind))
        for one, behind in found.items()
    ]
    return sorted(bridges, key=lambda bridge: (-len(bridge.leads_to), bridge.id))


def bridge_of(connection: Connection, on: date, person_id: int) -> Bridge | None:
    """Somebody whom the user can reach, as the only bridge to a group; None where they are none, or
    one to so many people that it is no group any more.

    From each neighbour on it is looked, ring by ring, for somebody whom the user knows: there is
    one near by nearly always.
    """
    if not living_people(connection, on, [person_id]):
        return None
    behind: set[int] = set()
    open_ones = _beside(connection, on, [person_id]) - {person_id}
    while open_ones:
        group, ring = set[int](), {min(open_ones)}
        known = False
        while ring and not known and len(group) <= _MOST:
            group |= ring
            known = bool(last_contacts(connection, on, sorted(ring)))
            ring = set() if known else _beside(connection, on, sorted(ring)) - group - {person_id}
        if len(group) > _MOST:
            return None
        open_ones -= group
        behind |= set() if known else group
    if len(behind) < GROUP:
        return None
    names = names_of(connection, [person_id, *sorted(behind)])
    return Bridge(person_id, names[person_id], tuple((i, names[i]) for i in sorted(behind)))


def _beside(connection: Connection, on: date, ids: Sequence[int]) -> set[int]:
    """Who among the living is tied to any of these."""
    ties = ties_of(connection, on, ids)
    return set(living_people(connection, on, sorted({i for found in ties.values() for i in found})))
