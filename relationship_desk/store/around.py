"""Who stands around a person, how warm it is with each, and through whom one comes to them.

Invariant: a person stands there once, with the surest of what ties them; what the user says stands
before what only seems so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.text import one_line
from relationship_desk.domain.ties import TieKind
from relationship_desk.domain.warmth import Level, Warmth
from relationship_desk.domain.ways import best_ways
from relationship_desk.store.bridges import Bridge, bridge_of
from relationship_desk.store.database import Connection
from relationship_desk.store.living import living_people
from relationship_desk.store.network import StoreNetwork
from relationship_desk.store.people import names_of
from relationship_desk.store.proposals import Proposal, proposals_for
from relationship_desk.store.relations import RelationRow, relations_of
from relationship_desk.store.ties import ties_of
from relationship_desk.store.warmth import warmth_of
from relationship_desk.store.ways import Ways, short_words, ways_to

RING = 10  # so many are told of by name; of a larger number one can read nothing
_NAME = 60


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody beside the person. `label` is what they are to them where the user says so; `warmth`
    is None without a rhythm; `through` is who leads to them where the user does not know them.
    """

    id: int
    name: str
    label: str
    why: str
    is_said: bool
    is_known: bool
    warmth: Warmth | None
    through: str

    @property
    def level(self) -> Level | None:
        """How warm it is, in a word."""
        return self.warmth.level if self.warmth is not None and self.is_known else None

    @property
    def standing(self) -> str:
        """How the user stands with them: "Warm, 82 of 100", "You know them", "Through Ida"."""
        if self.is_known:
            return "You know them" if self.warmth is None else self.warmth.words
        return f"Through {one_line(self.through, _NAME)}" if self.through else "Not met yet"


@dataclass(frozen=True, slots=True)
class Connections:
    """Everything that a page about a person's connections says."""

    person_id: int
    name: str
    relations: tuple[RelationRow, ...]
    proposals: tuple[Proposal, ...]
    ways: Ways
    around: tuple[Beside, ...]  # the surest first, at most `RING`
    more_around: int
    more_beside: int  # of those how many are no relations
    bridge: Bridge | None  # to whom this person alone leads


def connections_of(connection: Connection, person_id: int, on: date) -> Connections | None:
    """What is known of a person's connections on a day; None where nobody has this id."""
    with connection.snapshot():
        names = names_of(connection, [person_id])
        if not names:
            return None
        relations = relations_of(connection, person_id)
        around, more, beside = _around(connection, person_id, on, relations)
        ways = ways_to(connection, on, [person_id])
        return Connections(
            person_id,
            names[person_id],
            tuple(relations),
            tuple(proposals_for(connection, person_id, on)),
            ways,
            around,
            more,
            beside,
            bridge_of(connection, on, person_id) if ways.ways else None,
        )


def _around(
    connection: Connection, person_id: int, on: date, relations: Sequence[RelationRow]
) -> tuple[tuple[Beside, ...], int, int]:
    """Those to be shown, how many more there are, and how many of these are no relations."""
    ties = ties_of(connection, on, [person_id]).get(person_id, {})
    there = living_people(connection, on, sorted(ties))  # in the order of their names
    surest = sorted(there, key=lambda i: (ties[i].kind is not TieKind.RELATION, -ties[i].strength))
    shown = surest[:RING]
    names = names_of(connection, [person_id, *shown])
    network = StoreNetwork(connection, on)
    near, warm = network.near(shown), warmth_of(connection, on, shown)
    labels: dict[int, list[str]] = {}
    for row in relations:
        labels.setdefault(row.other_id, []).append(row.label)
    me = (person_id, one_line(names[person_id], _NAME))
    around = tuple(
        Beside(
            i,
            names[i],
            ", ".join(labels.get(i, ())),
            short_words(connection, me, ties[i], one_line(names[i], _NAME)),
            i in labels,
            i in near,
            warm.get(i),
            "" if i in near else _through(connection, network, i),
        )
        for i in shown
    )
    return around, max(len(there) - RING, 0), sum(i not in labels for i in surest[RING:])


def _through(connection: Connection, network: StoreNetwork, person_id: int) -> str:
    """The name of who comes first on the best way to somebody whom the user does not know."""
    for way in best_ways(network, [person_id], count=1):
        return names_of(connection, [way.people[0]])[way.people[0]]
    return ""
