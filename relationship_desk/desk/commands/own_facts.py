"""Writes the circles and rhythms that an import brings, and the circles that groups become.

Invariant: nobody loses a circle here, and a rhythm that a person has already is never replaced.
"""

from __future__ import annotations

from collections.abc import Sequence

from relationship_desk.desk.transfer.facts import plain_uid
from relationship_desk.domain.rhythm import CircleFact, OwnFacts
from relationship_desk.domain.text import fold
from relationship_desk.store import schema as s
from relationship_desk.store.work import Work


class OwnFactsWriter:
    """Collects by person, then writes each table at once."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._circles: dict[str, CircleFact] = {}  # by folded name, as it came first
        self._places: dict[tuple[int, str], None] = {}  # person, folded name of a circle
        self._rhythms: dict[int, tuple[int | None, int | None]] = {}
        self._groups: list[tuple[str, Sequence[str]]] = []
        self._met: dict[str, int] = {}  # who was met by the identifier of another card

    def add(self, person_id: int, own: OwnFacts, uid: str = "") -> None:
        """What a card tells of a person, and the card's identifier where it is not theirs."""
        if uid:
            self._met[plain_uid(uid)] = person_id
        for circle in own.circles:
            if folded := self._meet(circle):
                self._places[person_id, folded] = None
        if own.rhythm is not None:
            rhythm = own.rhythm.rhythm
            days = (rhythm.ideal_days, rhythm.latest_days) if rhythm else (None, None)
            self._rhythms.setdefault(person_id, days)

    def add_group(self, name: str, members: Sequence[str]) -> None:
        """The card of a group: a circle of the people with these identifiers, without a rhythm."""
        if folded := self._meet(CircleFact(name)):
            self._groups.append((folded, members))

    def write(self) -> None:
        """Write everything; after the people."""
        if not self._circles and not self._rhythms:
            return
        self._find_members()
        ids = self._circle_ids()
        work = self._work
        wanted = [(person_id, ids[folded]) for person_id, folded in self._places]
        there = {
            (row["person_id"], row["circle_id"])
            for row in work.rows(
                s.PersonCircle,
                work.ids_where(s.PersonCircle, "circle_id", sorted(set(ids.values()))),
            )
        }
        places = [place for place in dict.fromkeys(wanted) if place not in there]
        work.insert_many(s.PersonCircle, ("person_id", "circle_id"), places)
        decided = {
            row["person_id"]
            for row in work.rows(
                s.Rhythm, work.ids_where(s.Rhythm, "person_id", sorted(self._rhythms))
            )
        }
        rows = [(i, *days) for i, days in self._rhythms.items() if i not in decided]
        work.insert_many(s.Rhythm, ("person_id", "ideal_days", "latest_days"), rows)

    def _meet(self, circle: CircleFact) -> str:
        """The folded name of a circle that came, with its days where it has any; "" for none."""
        folded = fold(circle.name)
        known = self._circles.get(folded)
        if folded and (known is None or known.rhythm is None):
            self._circles[folded] = (
                circle if known is None else CircleFact(known.name, circle.rhythm)
            )
        return folded

    def _find_members(self) -> None:
        asked = {plain_uid(member) for _, members in self._groups for member in members} - {""}
        if not asked:
            return
        people = {
            plain: person_id
            for person_id, uid in self._work.connection.sql("SELECT id, uid FROM person")
            if (plain := plain_uid(uid)) in asked
        }
        people = {**self._met, **people}
        for folded, members in self._groups:
            for member in members:
                person_id = people.get(plain_uid(member))
                if person_id is not None:
                    self._places[person_id, folded] = None

    def _circle_ids(self) -> dict[str, int]:
        """The id of every circle by folded name; missing ones are made."""
        work = self._work
        there = {
            row["folded"]: row["id"]
            for row in work.rows(s.Circle, work.ids_where(s.Circle, "folded", list(self._circles)))
        }
        new = [(folded, circle) for folded, circle in self._circles.items() if folded not in there]
        ids = work.insert_many(
            s.Circle,
            ("name", "folded", "ideal_days", "latest_days"),
            [
                (
                    " ".join(circle.name.split()),
                    folded,
                    circle.rhythm.ideal_days if circle.rhythm else None,
                    circle.rhythm.latest_days if circle.rhythm else None,
                )
                for folded, circle in new
            ],
        )
        return there | {folded: i for (folded, _), i in zip(new, ids, strict=True)}
