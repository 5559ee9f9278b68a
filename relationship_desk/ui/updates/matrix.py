"""Who knows what: a row for each person, a column for each update.

Invariant: a cell says it in words, to eyes and to screen readers; sets are read once for the whole
table, so that moving over thousands of people asks nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from relationship_desk.desk.news import Rounds
from relationship_desk.domain.dates import plain_date
from relationship_desk.domain.news import Member
from relationship_desk.domain.text import one_line
from relationship_desk.store.news import NewsRow, all_news
from relationship_desk.store.people import names_of
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import tooltip, visible

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_MOST_NEWS = 12  # the newest; more columns are read by nobody
_HEADING = 24


class MatrixModel(QAbstractTableModel):
    """`news_at` and `person_at` say what a cell is about; `member_at` how it stands, or None where
    the update does not concern the person."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._news: Sequence[NewsRow] = ()
        self._people: Sequence[int] = ()
        self._names: dict[int, str] = {}
        self._rounds: list[dict[int, Member]] = []

    def read(self, bridge: Bridge) -> None:
        """Everything anew."""
        reader = bridge.reader
        news = all_news(reader)[:_MOST_NEWS]
        rounds = Rounds(reader, bridge.today())
        held = [{m.person_id: m for m in rounds.of(one).members} for one in news]
        whom = set().union(*held)
        order = reader.sql("SELECT id FROM person_index ORDER BY sort_key, id")
        self.beginResetModel()
        self._news, self._rounds = news, held
        self._people = [person_id for (person_id,) in order if person_id in whom]
        self._names = names_of(reader, self._people)
        self.endResetModel()

    def news_at(self, column: int) -> NewsRow:
        """The update of a column."""
        return self._news[column]

    def person_at(self, row: int) -> int:
        """The person of a row."""
        return self._people[row]

    def member_at(self, index: Index) -> Member | None:
        """How it stands with a person and an update."""
        return self._rounds[index.column()].get(self._people[index.row()])

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._news)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        upright = orientation is Qt.Orientation.Vertical
        words = self._names[self._people[section]] if upright else self._news[section].title
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(one_line(words, _HEADING))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(words)
        if role == Qt.ItemDataRole.TextAlignmentRole and upright:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        member = self.member_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(member)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            name = self._names[self._people[index.row()]]
            whole = f"{name}: {self._news[index.column()].title}: {_whole(member)}"
            is_tip = role == Qt.ItemDataRole.ToolTipRole
            return tooltip(whole) if is_tip else visible(one_line(whole))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        return None


def _words(member: Member | None) -> str:
    if member is None:
        return ""
    if member.known is not None:
        return "✓ knows"
    return "left out" if member.spared is not None else "to tell"


def _whole(member: Member | None) -> str:
    if member is None:
        return "not meant for them"
    if member.known is not None:
        return f"knows since {plain_date(member.known.on)}, {member.known.words}"
    return f"left out: {member.reason}" if member.spared is not None else "does not know yet"
