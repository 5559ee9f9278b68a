"""`IdListModel`: a long list as ids in SQL order, with the rows of what is looked at.

Invariant: no more than `_BLOCKS` blocks of rows are ever held, however long the list.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from relationship_desk.ui.rows import ROW_ROLE

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex

_BLOCK = 100
_BLOCKS = 30
_NO_INDEX = QModelIndex()
# Only a view that allows it lets its rows be dragged out.
_FLAGS = (
    Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)


class IdListModel(QAbstractListModel, Generic[T]):
    """`fetch(ids)` gives the rows by id, `describe(row)` the row as one sentence."""

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], dict[int, T]],
        describe: Callable[[T], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._describe = describe
        self._ids: list[int] = []
        self._places: dict[int, int] | None = None
        self._blocks: OrderedDict[int, dict[int, T]] = OrderedDict()

    @property
    def ids(self) -> Sequence[int]:
        """What is listed, in its order."""
        return self._ids

    def set_ids(self, ids: list[int]) -> bool:
        """List these; whether anything but the rows' content is different now."""
        if ids == self._ids:
            return False
        self.beginResetModel()
        self._ids = ids
        self._places = None
        self._blocks.clear()
        self.endResetModel()
        return True

    def forget_rows(self, ids: Iterable[int] | None = None) -> None:
        """Read these rows again when they are looked at; all of them where None is given."""
        if ids is None:
            self._blocks.clear()
            if self._ids:
                self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))
            return
        for row_id in ids:
            place = self.place_of(row_id)
            if place is not None:
                self._blocks.pop(place // _BLOCK, None)
                self.dataChanged.emit(self.index(place), self.index(place))

    def place_of(self, row_id: int) -> int | None:
        """Where in the list it stands; None where it is not listed."""
        if self._places is None:
            self._places = {listed: place for place, listed in enumerate(self._ids)}
        return self._places.get(row_id)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == ROW_ROLE:
            return self._row(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self._row(index.row())
            return None if row is None else self._describe(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def _row(self, place: int) -> T | None:
        """The row at a place; None for one that was removed a moment ago."""
        number = place // _BLOCK
        block = self._blocks.get(number)
        if block is None:
            start = number * _BLOCK
            block = self._blocks[number] = self._fetch(self._ids[start : start + _BLOCK])
            if len(self._blocks) > _BLOCKS:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(number)
        return block.get(self._ids[place])
