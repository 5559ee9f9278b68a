"""`RowsModel`: a short list held whole; `FeedModel`: a timeline, read page by page.

Invariant: what stays in the list keeps its place in the view: only the stretch that differs is
taken out and put in, so that selection and scroll position survive every change.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from relationship_desk.store.timeline import InteractionRow
from relationship_desk.ui.rows import HEADING_ROLE, ROW_ROLE


class Entry(Protocol):
    """A row of a feed: what follows after it is asked for by its key."""

    @property
    def key(self) -> Any: ...


T = TypeVar("T")
E = TypeVar("E", bound=Entry)
Index = QModelIndex | QPersistentModelIndex

_PAGE = 50
_COMPARED = 2000  # in a longer stretch that differs, nothing is looked for that stayed
_NO_INDEX = QModelIndex()


class RowsModel(QAbstractListModel, Generic[T]):
    """A list of rows.

    `describe(row)` is the row as one sentence; `heading(row, before)` what stands above it, given
    the row before it (None for the first), or None; `key(row)` stays the same while a row changes.
    """

    def __init__(
        self,
        describe: Callable[[T], str],
        heading: Callable[[T, T | None], object] = lambda _row, _before: None,
        parent: QObject | None = None,
        *,
        key: Callable[[T], Hashable] = lambda row: getattr(row, "id", row),
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._describe = describe
        self._heading = heading
        self._rows: list[T] = []

    @property
    def rows(self) -> Sequence[T]:
        """What is listed, in its order."""
        return self._rows

    def set_rows(self, rows: list[T]) -> None:
        """List these."""
        before = {self._key(row): (row, above) for row, above in _with_above(self._rows)}
        for first, gone, come in _stretches(
            [self._key(row) for row in self._rows], [self._key(row) for row in rows]
        ):
            self._replace(first, gone, rows[come.start : come.stop])
        self._rows = rows
        for place, (row, above) in enumerate(_with_above(rows)):
            # The row above decides over the heading.
            if before.get(self._key(row), (row, above)) != (row, above):
                self._tell(place, place)

    def _replace(self, first: int, gone: int, rows: list[T]) -> None:
        held = self._rows
        if gone:
            self.beginRemoveRows(_NO_INDEX, first, first + gone - 1)
            self._rows = held = held[:first] + held[first + gone :]
            self.endRemoveRows()
        if rows:
            self.beginInsertRows(_NO_INDEX, first, first + len(rows) - 1)
            self._rows = held[:first] + rows + held[first:]
            self.endInsertRows()

    def retell(self) -> None:
        """The words of every row may be different now: another day has begun."""
        self._tell(0, len(self._rows) - 1)

    def _tell(self, first: int, last: int) -> None:
        last = min(last, len(self._rows) - 1)
        if first <= last:
            self.dataChanged.emit(self.index(first), self.index(last))

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        place = index.row()
        row = self._rows[place]
        if role == ROW_ROLE:
            return row
        if role == HEADING_ROLE:
            return self._heading(row, self._rows[place - 1] if place else None)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._describe(row)
        return None


def _with_above(rows: Sequence[T]) -> Iterator[tuple[T, T | None]]:
    return ((row, rows[place - 1] if place else None) for place, row in enumerate(rows))


def _stretches(old: list[Hashable], new: list[Hashable]) -> list[tuple[int, int, range]]:
    """What to replace, the last stretch first: place, number of old rows, places of new ones."""
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    if not (gone and come) or max(len(gone), len(come)) > _COMPARED:
        return [(head, len(gone), range(head, head + len(come)))] if gone or come else []
    return [
        (head + i1, i2 - i1, range(head + j1, head + j2))
        for tag, i1, i2, j1, j2 in reversed(
            SequenceMatcher(None, gone, come, autojunk=False).get_opcodes()
        )
        if tag != "equal"
    ]


def begins_a_day(row: InteractionRow, before: InteractionRow | None) -> bool:
    """Whether this entry of a timeline is the first of its day."""
    return before is None or before.on != row.on


class FeedModel(RowsModel[E]):
    """`page(before, limit)` gives the entries that follow a key, newest first."""

    def __init__(
        self,
        page: Callable[[Any, int], list[E]],
        describe: Callable[[E], str],
        heading: Callable[[E, E | None], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(describe, heading, parent)
        self._page = page
        self._has_more = False

    def reload(self, *, from_the_start: bool = False) -> None:
        """Read again as many entries as are listed; only the first page `from_the_start`."""
        wanted = _PAGE if from_the_start else max(_PAGE, len(self._rows))
        rows = self._page(None, wanted)
        self._has_more = len(rows) == wanted
        self.set_rows(rows)

    def place_of(self, wanted: Callable[[E], bool]) -> int | None:
        """Where the first such entry stands, however far down; None where there is none."""
        place = 0
        while place < len(self._rows) or self._has_more:
            if place == len(self._rows):
                self.fetchMore(_NO_INDEX)
            elif wanted(self._rows[place]):
                return place
            else:
                place += 1
        return None

    def canFetchMore(self, parent: Index, /) -> bool:
        return not parent.isValid() and self._has_more

    def fetchMore(self, parent: Index, /) -> None:
        if parent.isValid() or not self._has_more or not self._rows:
            return
        more = self._page(self._rows[-1].key, _PAGE)
        self._has_more = len(more) == _PAGE
        if more:
            self.beginInsertRows(_NO_INDEX, len(self._rows), len(self._rows) + len(more) - 1)
            self._rows = [*self._rows, *more]
            self.endInsertRows()
