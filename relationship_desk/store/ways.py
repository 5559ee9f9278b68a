"""How the user reaches somebody, or anybody of an organisation: the best ways, each step in words.

Invariant: a way that is told was found by `domain/ways.best_ways`; what is left out, because
somebody on it cannot be asked, is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from relationship_desk.domain.dates import date_in_words, plain_date
from relationship_desk.domain.relations import RelationKind
from relationship_desk.domain.text import one_line
from relationship_desk.domain.ties import Tie, TieKind
from relationship_desk.domain.ways import Way, best_ways
from relationship_desk.store.database import Connection
from relationship_desk.store.last_contact import last_contacts
from relationship_desk.store.living import dead_people
from relationship_desk.store.network import StoreNetwork
from relationship_desk.store.people import names_of

_NAME, _TEXT = 60, 40


@dataclass(frozen=True, slots=True)
class Step:
    """One person on a way, and why the one before would bring the user to them."""

    id: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Ways:
    """The best ways, the best first. `left_out`: who could pass the user on and cannot be asked,
    a sentence each."""

    ways: tuple[tuple[Step, ...], ...]
    left_out: tuple[str, ...] = ()


def ways_to(connection: Connection, on: date, ends: Iterable[int]) -> Ways:
    """The best ways to any of these people, as things are on a day. The dead are not looked for."""
    with connection.snapshot():
        alive = set(ends) - dead_people(connection, on, sorted(ends))
        network = StoreNetwork(connection, on)
        found = best_ways(network, alive)
        missing = _missing(network, alive) if network.has_refused else {}
        people = sorted({i for way in found for i in way.people} | missing.keys())
        names = names_of(connection, people)
        words = _Words(connection, on, network, names)
        return Ways(
            tuple(words.steps(way) for way in found),
            tuple(f"{one_line(names[i], _NAME)} {why}." for i, why in missing.items()),
        )


def _missing(network: StoreNetwork, ends: Iterable[int]) -> dict[int, str]:
    """Who would stand on one of the best ways, but cannot be asked, and why."""
    network.strict = False
    return network.cannot({i for way in best_ways(network, ends) for i in way.people[:-1]})


class _Words:
    """Says what stands behind each step."""

    def __init__(
        self, connection: Connection, on: date, network: StoreNetwork, names: dict[int, str]
    ) -> None:
        self._connection, self._on, self._network, self._names = connection, on, network, names

    def steps(self, way: Way) -> tuple[Step, ...]:
        """The people of a way, each with the reason."""
        first = way.people[0]
        found = [Step(first, self._names[first], self._of_mine(first))]
        for one, other in pairwise(way.people):
            tie = self._network.ties([other])[other][one]  # from the end, as the search asked
            found.append(Step(other, self._names[other], self.why(one, tie, other)))
        return tuple(found)

    def _of_mine(self, person_id: int) -> str:
        last = last_contacts(self._connection, self._on, [person_id])[person_id]
        return f"You were in touch {date_in_words(last, self._on)}"

    def why(self, one_id: int, tie: Tie, other_id: int) -> str:
        """What holds two people together, in a few words."""
        one, other = (one_line(self._names[i], _NAME) for i in (one_id, other_id))
        return tie_words(self._connection, (one_id, one), tie, other)


def tie_words(connection: Connection, one: tuple[int, str], tie: Tie, other: str) -> str:
    """What holds two people together: `one` is `(id, name)`, `other` a name."""
    one_id, name = one
    if tie.kind is TieKind.RELATION:
        return _relation(connection, one_id, name, tie, other)
    if tie.kind is TieKind.INTRODUCTION:
        return f"You brought {name} and {other} together"
    verb = "" if tie.kind is TieKind.INTRODUCER else "were "
    return f"{name} and {other} {verb}{_shared(connection, tie)}"


def short_words(connection: Connection, one: tuple[int, str], tie: Tie, other: str) -> str:
    """The same where both names stand beside it: "Together on 3 March 2026 (“the fair”)"."""
    if tie.kind is TieKind.RELATION:
        return tie_words(connection, one, tie, other)
    if tie.kind is TieKind.INTRODUCTION:
        return "You brought them together"
    shared = _shared(connection, tie)
    return shared[:1].upper() + shared[1:]


def _shared(connection: Connection, tie: Tie) -> str:
    if tie.kind is TieKind.ENTRY:
        [(day, text)] = connection.sql(
            "SELECT happened_on, substr(text, 1, 200) FROM interaction WHERE id = ?", (tie.row_id,)
        )
        about = f" (“{one_line(text, _TEXT)}”)" if text.strip() else ""
        more = {0: "", 1: ", and once more"}.get(tie.more, f", and {tie.more} times more")
        return f"together on {_day(day)}{about}{more}"
    if tie.kind is TieKind.INTRODUCER:
        return f"know each other from {_named(connection, tie)}"
    return f"both {_at(tie)} {_named(connection, tie)}"


def _at(tie: Tie) -> str:
    return "with" if tie.kind is TieKind.ORGANISATION else "at"


def _relation(connection: Connection, one_id: int, one: str, tie: Tie, other: str) -> str:
    rows = connection.sql("SELECT person_id, kind FROM relation WHERE id = ?", (tie.row_id,))
    if not rows:
        return f"{one} and {other} know each other"
    [(person_id, word)] = rows
    kind = RelationKind(word)
    return (kind if person_id == one_id else kind.inverse).sentence(one, other)


def _named(connection: Connection, tie: Tie) -> str:
    name = "organisation" if tie.kind is TieKind.ORGANISATION else "event"
    [(found,)] = connection.sql(f"SELECT name FROM {name} WHERE id = ?", (tie.row_id,))
    return one_line(found, _NAME)


def _day(text: str) -> str:
    return plain_date(date.fromisoformat(text))
