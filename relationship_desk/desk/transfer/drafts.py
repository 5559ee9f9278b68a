"""The cards of an import as they are read: each waits in a spool with what it says of itself.

Invariant: every item taken is one draft, in its order; of a file that breaks off nothing stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from relationship_desk.desk.ports import ReadCard, Unreadable
from relationship_desk.desk.transfer.facts import (
    asked_keys,
    content_hash,
    is_nameless,
    plain_uid,
    reach_keys,
)
from relationship_desk.desk.transfer.known import SeenCard
from relationship_desk.desk.transfer.ladder import Question
from relationship_desk.desk.transfer.signs import signs_of
from relationship_desk.desk.transfer.spool import Item, Spool
from relationship_desk.domain.contact import Contact, ContactKind

_PERSON, _GROUP, _UNREADABLE = range(3)
_TOGETHER = 20_000  # bytes of cards that are taken at once


class Draft(NamedTuple):
    """What is asked of every card: its place, its identity, and by what it could be known.

    For what could not be read `name` is the sentence that says why.
    """

    file: int  # which file of the import
    sort: int
    hash: str
    first_line: int
    last_line: int
    name: str
    is_odd: bool
    uid: str = ""
    keys: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    signs: tuple[int, ...] = ()  # see `signs_of`

    @property
    def is_group(self) -> bool:
        return self.sort == _GROUP

    @property
    def is_unreadable(self) -> bool:
        return self.sort == _UNREADABLE

    def is_seen(self, seen: dict[str, SeenCard]) -> bool:
        """Whether these bytes are in the store; quarantined ones may be readable by now."""
        card = seen.get(self.hash)
        return card is not None and (card.state != "quarantined" or self.is_unreadable)


@dataclass(slots=True)
class Drafts:
    """The cards of all files; `region` is the country of numbers without one. `checkpoint` is
    called now and then while they are planned, and may raise `Cancelled`."""

    region: str
    checkpoint: Callable[[], None] = lambda: None
    items: Spool = field(default_factory=Spool)
    sources: list[str] = field(default_factory=list)

    def take(self, source: str, items: Iterable[Item]) -> None:
        """Take all cards of one file; none where reading it raises."""
        before = len(self.items)
        number = len(self.sources)
        try:
            for some in _by_weight(items):
                heads = [_head(number, source, item, self.region) for item in some]
                for head, item in zip(heads, some, strict=True):
                    self.items.append(head, item)
        except BaseException:
            self.items.cut(before)
            raise
        self.sources.append(source)

    def __iter__(self) -> Iterator[Draft]:
        return (Draft(*head) for head in self.items.heads())

    def question(self, index: int, draft: Draft) -> Question:
        """What the card says of who it is."""
        return Question(
            lambda: self._contact(index), draft.uid, draft.keys, draft.names, self.region
        )

    def _contact(self, index: int) -> Contact:
        item = self.items[index]
        assert isinstance(item, ReadCard)
        return item.contact


def _by_weight(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in lists of some cards each, of one where it is large.

    Reading, asking and packing in turns for each card costs a twelfth of a preview more: each of
    the three drives what the others need out of the processor's cache.
    """
    some: list[Item] = []
    weight = 0
    for item in items:
        some.append(item)
        weight += len(item.raw)
        if weight > _TOGETHER:
            yield some
            some, weight = [], 0
    if some:
        yield some


def _head(number: int, source: str, item: Item, region: str) -> tuple[Any, ...]:
    """The values of an item's draft; a plain tuple, because that is what waits in the spool."""
    first, last = item.first_line, item.last_line
    if isinstance(item, Unreadable):
        # What was too large to keep is told apart by where it stood and what was said of it.
        place = f"{source}\n{first}\n{item.message}".encode()
        key = content_hash(item.raw) if item.raw else hashlib.sha256(place).hexdigest()
        return number, _UNREADABLE, key, first, last, item.message, False
    contact = item.contact
    key = content_hash(item.raw)
    odd = bool(item.problems)
    if contact.kind is ContactKind.GROUP:
        return number, _GROUP, key, first, last, contact.name.full, odd
    uid = plain_uid(contact.uid) if contact.uid else ""
    keys = reach_keys(contact, region)
    names = () if is_nameless(contact) else asked_keys(contact.name)
    signs = tuple(signs_of(uid, keys, names))
    full = contact.name.full
    return number, _PERSON, key, first, last, full, odd, uid, tuple(keys), names, signs
