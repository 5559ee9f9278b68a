"""Recognises what the desk itself has written out, so that it can come back and change nothing.

Invariant: only bytes that an export of today would write again are recognised.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from relationship_desk.desk.ports import CardNow, Format
from relationship_desk.desk.transfer.cards_now import people_now
from relationship_desk.desk.transfer.export import MODES, CardWriter, Mode
from relationship_desk.desk.transfer.facts import content_hash
from relationship_desk.store.cards import StoredCard, all_cards, originals
from relationship_desk.store.database import Connection

_PATIENCE = 20  # cards in vain until a file is taken for another program's
_SAMPLED = 16  # of such a file every so many-th card is looked at all the same
_NAMELESS = 200  # people without a name who are looked through
_HEAD = 200  # bytes of a card in which its version stands


class OwnExports:
    """The content hashes of what exports would write, worked out per person when asked for."""

    def __init__(self, connection: Connection, formats: Sequence[Format]) -> None:
        self._connection = connection
        self._formats = tuple(formats)
        self._of_person: dict[int, list[StoredCard]] | None = None
        self._known: dict[tuple[int, Mode], set[str]] = {}
        self._patience = _PATIENCE
        self._asked = 0
        self._groups: set[str] | None = None
        self._nameless: list[int] | None = None

    def hold(self, people: Iterable[int], content: str, raw: bytes) -> int | None:
        """For which of these people an export would write this card; None for nobody.

        Working it out is slow, so where a file has mostly cards of another program, or people who
        were edited since, only some are tried until one is found again.
        """
        self._asked += 1
        if self._patience <= 0 and self._asked % _SAMPLED:
            return None
        for person_id in people:
            for mode in MODES:
                if mode != "as_read" and mode.encode() not in raw[:_HEAD]:
                    continue
                found = self._known.get((person_id, mode))
                if found is None:
                    found = self._known[person_id, mode] = self._hashes(person_id, mode)
                if content in found:
                    self._patience += _PATIENCE
                    return person_id
        self._patience = max(0, self._patience - 1)
        return None

    def hold_nameless(self, content: str, raw: bytes) -> int | None:
        """The same among people without any name, whom nothing else of a card leads to."""
        if self._nameless is None:
            query = f"SELECT id FROM person WHERE full_name = '' ORDER BY id LIMIT {_NAMELESS}"
            self._nameless = [person_id for (person_id,) in self._connection.sql(query)]
        return self.hold(self._nameless, content, raw)

    def holds_group(self, content: str) -> bool:
        """Whether an export would write a group's card with this content hash."""
        if self._groups is None:
            cards = [card.id for card in all_cards(self._connection) if card.state == "group"]
            self._groups = {
                content_hash(format.convert(raw, CardNow({}), mode)[0])
                for raw in originals(self._connection, cards).values()
                for format in self._formats
                for mode in MODES
                if mode != "as_read"
            }
        return content in self._groups

    def _hashes(self, person_id: int, mode: Mode) -> set[str]:
        cards = self._cards().get(person_id, [])
        person = people_now(self._connection, [person_id]).get(person_id)
        if person is None:
            return set()
        raws = originals(self._connection, [card.id for card in cards])
        found: set[str] = set()
        for format in self._formats:
            writer = CardWriter(self._connection, format, mode, {person_id: cards})
            written = [writer.card(card, raws[card.id], person) for card in cards]
            written += [] if cards else [writer.new_card(person)]
            found.update(content_hash(one.data) for one in written if one.data)
        return found

    def _cards(self) -> dict[int, list[StoredCard]]:
        if self._of_person is None:
            self._of_person = defaultdict(list)
            for card in all_cards(self._connection):
                if card.person_id is not None:
                    self._of_person[card.person_id].append(card)
        return self._of_person
