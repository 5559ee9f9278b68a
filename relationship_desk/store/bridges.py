"""Who is the user's only bridge to a group, as things are: asked of the whole network at once.

Invariant: the dead and the archived are neither bridge nor group.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.bridges import only_bridges
from relationship_desk.domain.text import one_line
from relationship_desk.store.database import Connection
from relationship_desk.store.last_contact import last_contacts
from relationship_desk.store.living import living_people
from relationship_desk.store.people import names_of
from relationship_desk.store.ties import ties_of

_NAME = 60


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
