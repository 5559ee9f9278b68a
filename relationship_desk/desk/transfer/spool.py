"""Where the cards of an import wait: in memory, then packed in a file without a name.

Invariant: an item comes out equal to what went in, and of those that come after the first megabyte
memory holds one block and where the others lie.
"""

from __future__ import annotations

import marshal
import tempfile
import weakref
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import IO, Any, overload

from relationship_desk.desk.ports import Problem, ReadCard, Unreadable
from relationship_desk.domain.contact import Contact, ContactKind, Detail, DetailKind, Name, Photo
from relationship_desk.domain.rhythm import (
    NO_OWN_FACTS,
    CircleFact,
    OwnFacts,
    OwnRhythm,
    Rhythm,
)

Item = ReadCard | Unreadable
_Packed = tuple[Any, ...]

_IN_MEMORY = 1_000_000  # bytes of cards; an everyday file never reaches the disk
_BLOCK = 100_000  # bytes of cards that are packed at once
# Without references, which take longer to look up than a word takes to write again.
_MARSHAL_VERSION = 2
_RAW = 3  # where a packed item has its bytes
_KINDS = {kind.value: kind for kind in DetailKind}
_CONTACT_KINDS = {kind.value: kind for kind in ContactKind}


class Spool(Sequence[Item]):
    """Items in their order, each with a `head` of plain values that is read without the rest.

    What is on the disk lies in blocks of many items. Any thread may read while nobody appends. The
    file goes with the last reference.
    """

    def __init__(self, in_memory: int = _IN_MEMORY, block: int = _BLOCK) -> None:
        self._early: list[tuple[_Packed, Item]] = []
        self._room = in_memory
        self._file: IO[bytes] | None = None
        self._block = block
        self._bounds = array("Q", [0])  # where the heads of each block end, and where its items do
        self._starts = array("Q")  # the number of each block's first item, of those on the disk
        self._stored = 0  # how many those are
        self._last: list[tuple[_Packed, _Packed]] = []  # what is no block yet
        self._weight = 0  # the bytes of cards in it
        self._read: tuple[int, list[_Packed]] = (-1, [])  # the block that was read last
        self._lock = Lock()

    def append(self, head: _Packed, item: Item) -> None:
        """Keep an item. The head is what `marshal` can hold: texts, numbers, tuples of them."""
        if self._room > 0 and not self._stored and not self._last:
            self._room -= len(item.raw)
            self._early.append((head, item))
            return
        self._last.append((head, _packed(item)))
        self._weight += len(item.raw)
        if self._weight > self._block:
            self._store()

    def cut(self, length: int) -> None:
        """Forget all items but the first `length`."""
        later = max(0, length - len(self._early))
        del self._early[length:]
        while later < self._stored:
            block = len(self._starts) - 1
            heads, items = self._loaded(2 * block), self._loaded(2 * block + 1)
            self._last = list(zip(heads, items, strict=True))
            self._stored = self._starts.pop()
            del self._bounds[-2:]
        del self._last[later - self._stored :]
        self._weight = sum(len(item[_RAW]) for _, item in self._last)
        self._read = (-1, [])

    def heads(self) -> Iterator[_Packed]:
        """The heads in order."""
        yield from (head for head, _ in self._early)
        for block in range(len(self._starts)):
            yield from self._loaded(2 * block)
        yield from (head for head, _ in self._last)

    def __len__(self) -> int:
        return len(self._early) + self._stored + len(self._last)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        later = index - len(self._early)
        if later < 0:
            return self._early[index][1]
        if later >= self._stored:
            return _unpacked(self._last[later - self._stored][1])
        block = bisect_right(self._starts, later) - 1
        number, items = self._read
        if number != block:
            items = self._loaded(2 * block + 1)
            self._read = (block, items)
        return _unpacked(items[later - self._starts[block]])

    def _store(self) -> None:
        """Write what waits as one block."""
        heads = marshal.dumps([head for head, _ in self._last], _MARSHAL_VERSION)
        items = marshal.dumps([item for _, item in self._last], _MARSHAL_VERSION)
        with self._lock:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 (closed with us)
                weakref.finalize(self, self._file.close)
            end = self._bounds[-1]
            self._file.seek(end)
            self._file.write(heads)
            self._file.write(items)
        self._bounds.extend((end + len(heads), end + len(heads) + len(items)))
        self._starts.append(self._stored)
        self._stored += len(self._last)
        self._last, self._weight = [], 0

    def _loaded(self, part: int) -> list[_Packed]:
        """The heads (where the number is even) or the items of a block."""
        start, end = self._bounds[part], self._bounds[part + 1]
        with self._lock:
            assert self._file is not None
            self._file.seek(start)
            found: list[_Packed] = marshal.loads(self._file.read(end - start))
        return found


def _packed(item: Item) -> _Packed:
    if isinstance(item, Unreadable):
        return item.first_line, item.last_line, item.message, item.raw, item.layout
    contact = item.contact
    name = contact.name
    return (
        item.first_line,
        item.last_line,
        [(p.line, p.message, p.raw) for p in item.problems],
        item.raw,
        item.detail_lines,
        (name.full, name.prefix, name.given, name.additional, name.family, name.suffix),
        [(d.kind._value_, d.parts, d.label, d.preferred) for d in contact.details],
        contact.tags,
        contact.uid,
        contact.kind._value_,
        [(p.sha256, p.media_type, p.data) for p in contact.photos],
        _packed_own(contact.own),
        contact.members,
    )


def _unpacked(values: _Packed) -> Item:
    first, last, told, raw, *rest = values
    if isinstance(told, str):
        return Unreadable(first, last, told, raw, *rest)
    detail_lines, name, details, tags, uid, kind, photos, own, members = rest
    contact = Contact(
        Name(*name),
        tuple([Detail(_KINDS[k], parts, label, pref) for k, parts, label, pref in details]),
        tags,
        uid,
        _CONTACT_KINDS[kind],
        tuple([Photo(*photo) for photo in photos]),
        _unpacked_own(own),
        members,
    )
    problems = tuple([Problem(*problem) for problem in told])
    return ReadCard(contact, raw, detail_lines, first, last, problems)


def _packed_own(own: OwnFacts) -> tuple[Any, ...] | None:
    if not own:
        return None
    return (
        [(circle.name, _packed_rhythm(circle.rhythm)) for circle in own.circles],
        None if own.rhythm is None else (_packed_rhythm(own.rhythm.rhythm),),
    )


def _unpacked_own(values: tuple[Any, ...] | None) -> OwnFacts:
    if values is None:
        return NO_OWN_FACTS
    circles, own = values
    return OwnFacts(
        tuple([CircleFact(name, _unpacked_rhythm(days)) for name, days in circles]),
        None if own is None else OwnRhythm(_unpacked_rhythm(own[0])),
    )


def _packed_rhythm(rhythm: Rhythm | None) -> tuple[int, int] | None:
    return None if rhythm is None else (rhythm.ideal_days, rhythm.latest_days)


def _unpacked_rhythm(days: tuple[int, int] | None) -> Rhythm | None:
    return None if days is None else Rhythm(*days)
