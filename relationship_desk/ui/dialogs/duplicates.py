"""Who may be here twice, the likeliest first: compare, merge, keep apart, or leave it for later.

Invariant: the store is searched in the background; the desk stays usable beside it.
"""

from __future__ import annotations

from threading import Event
from typing import Any

from PySide6.QtCore import QModelIndex, QSize
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from relationship_desk.desk.commands.apart import keep_apart
from relationship_desk.desk.commands.merging import merge_people
from relationship_desk.desk.desk import Outcome
from relationship_desk.desk.duplicates.evidence import Pair
from relationship_desk.desk.duplicates.finding import find_duplicates
from relationship_desk.desk.ports import Cancelled
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.text import one_line
from relationship_desk.store.people import Person, get_person, names_of
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.base import prepare_list
from relationship_desk.ui.delegates.pair import PairDelegate, PairRow, describe_pair
from relationship_desk.ui.dialogs.merge import MergePanel
from relationship_desk.ui.models.rows import RowsModel
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.undoing import Undoing
from relationship_desk.ui.widgets.bar import Bar, Message
from relationship_desk.ui.widgets.empty_state import EmptyState

_NAME = 60


class DuplicatesDialog(QDialog):
    """`first`: two ids that are to be compared at once, whatever the search says of them."""

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        undoing: Undoing,
        parent: QWidget | None = None,
        first: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._theme, self._undoing = bridge, theme, undoing
        self._asked = first
        self._later: set[tuple[int, int]] = set()
        self._found: list[Pair] = []
        self._shown: tuple[Pair, Person, Person] | None = None
        self._stop = Event()
        self._searching = self._again = False
        self.setWindowTitle("Duplicates")
        self._build()
        if first is not None:
            self._list()
        self.search()
        bridge.changed.connect(self._changed)
        self.finished.connect(self._end)

    def search(self) -> None:
        """Look through the store again; what is listed stays until the answer is here."""
        if self._searching:
            self._again = True
            return
        self._searching, self._again = True, False
        if not self.model.rows:
            self.empty.say("Comparing everybody with everybody", "You can go on working meanwhile.")
        stop, store = self._stop, self._bridge.desk.store

        def checkpoint() -> None:
            if stop.is_set():
                raise Cancelled

        def job() -> list[Pair]:
            reader = store.reader()
            try:
                return find_duplicates(reader, checkpoint)
            finally:
                reader.close()

        self._bridge.in_background(job, self._arrived, self._failed)

    def merge_chosen(self) -> None:
        """Make one of the two in front, as chosen."""
        row = self._chosen()
        if row is None:
            return
        said = f"Merged {_short(row.other)} into {_short(row.one)}."
        self._bridge.do(
            merge_people,
            lambda outcome: self._done(said, outcome),
            keep_id=row.pair.person_id,
            other_ids=[row.pair.other_id],
            region=self._bridge.preferences().region,
            form=self.panel.form(),
        )

    def keep_chosen_apart(self) -> None:
        """Remember that the two in front are not the same."""
        row = self._chosen()
        if row is None:
            return
        said = f"{_short(row.one)} and {_short(row.other)} are kept apart from now on."
        self._bridge.do(
            keep_apart,
            lambda outcome: self._done(said, outcome),
            person_id=row.pair.person_id,
            other_id=row.pair.other_id,
        )

    def put_off(self) -> None:
        """Go on with the next; these two come again when the list is opened anew."""
        row = self._chosen()
        if row is not None:
            self._later.add(row.id)
            self._list()

    # ------------------------------------------------------------------------------------- list

    def _arrived(self, found: list[Pair]) -> None:
        if not isValid(self):
            return
        self._searching = False
        self._found = found
        self._list()
        if self._again:
            self.search()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled) or not isValid(self):
            return
        self._searching = False
        self._bridge.tell(error)

    def _list(self) -> None:
        pairs = [pair for pair in self._pairs() if _ids(pair) not in self._later]
        people = sorted({i for pair in pairs for i in _ids(pair)})
        names = names_of(self._bridge.reader, people)
        rows = [
            PairRow(pair, names[pair.person_id], names[pair.other_id])
            for pair in pairs
            if pair.person_id in names and pair.other_id in names
        ]
        chosen, place = self._chosen(), self.list.currentIndex().row()
        self.model.set_rows(rows)
        ids = [row.id for row in rows]
        if chosen is not None and chosen.id in ids:
            place = ids.index(chosen.id)
        if rows:
            self.list.setCurrentIndex(self.model.index(min(max(place, 0), len(rows) - 1)))
            if self._stack.currentWidget() is not self._body:
                # What is hidden cannot take the focus, and it went to a button meanwhile.
                self._stack.setCurrentWidget(self._body)
                self.list.setFocus()
        else:
            self._tell_empty()
            self._stack.setCurrentWidget(self.empty)
        self._show_chosen()

    def _pairs(self) -> list[Pair]:
        """What was found, after the two that were asked for."""
        if self._asked is None:
            return self._found
        one, other = sorted(self._asked)
        first = next((pair for pair in self._found if _ids(pair) == (one, other)), None)
        first = first or Pair(one, other, 0, ("You asked to compare them.",))
        return [first, *(pair for pair in self._found if pair is not first)]

    def _tell_empty(self) -> None:
        if self._later:
            self.empty.say("Nobody else", "Those you left for later come again next time.")
        else:
            self.empty.say(
                "Nobody is here twice",
                "People are shown here when their names are alike and something else agrees.",
            )

    def _chosen(self) -> PairRow | None:
        index = self.list.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def _on_current(self, _index: QModelIndex) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self._chosen()
        for button in (self.merge, self.apart, self.later):
            button.setEnabled(row is not None)
        if row is None:
            return
        reader, today = self._bridge.reader, self._bridge.today()
        mine, theirs = (get_person(reader, i, today) for i in row.id)
        if mine is None or theirs is None or self._shown == (row.pair, mine, theirs):
            return  # what was chosen for these two stays chosen
        self._shown = (row.pair, mine, theirs)
        why = f"{row.likely}. {' '.join(row.pair.reasons)}"
        self.panel.show_pair(mine, theirs, why, self._bridge.preferences().region)

    def _done(self, said: str, outcome: Outcome[Any]) -> None:
        if not isValid(self):
            self._undoing.done(said, outcome)
            return
        self._asked = None
        self._undoing.done(said, outcome, self._say)

    def _say(self, message: Message) -> None:
        # The list may have been closed before the writer answered.
        if isValid(self.bar):
            self.bar.tell(message)

    def _changed(self, _changes: Changes) -> None:
        self._list()
        self.search()

    def _end(self) -> None:
        self._stop.set()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent, /) -> None:
        self._stop.set()
        super().closeEvent(event)

    # --------------------------------------------------------------------------------- building

    def _build(self) -> None:
        px, theme = self._theme.px, self._theme
        self.bar = Bar(theme)
        self.list = QListView()
        prepare_list(self.list, "People who may be the same", uniform=True)
        self.list.setMinimumWidth(px(220))
        self.model: RowsModel[PairRow] = RowsModel(describe_pair, parent=self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(PairDelegate(theme, self.list))
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.panel = MergePanel(theme)
        self.empty = EmptyState(theme, "people", "Nobody is here twice", "")
        framed = QFrame()
        framed.setProperty("pane", "card")
        inside = QVBoxLayout(framed)
        inside.setContentsMargins(1, px(4), 1, px(4))
        inside.addWidget(self.list)
        self._body = QSplitter()
        self._body.setChildrenCollapsible(False)
        self._body.setHandleWidth(px(8))
        self._body.setStyleSheet("QSplitter::handle { background: transparent; }")
        self._body.addWidget(framed)
        self._body.addWidget(self.panel)
        self._body.setSizes([px(260), px(580)])
        pages = QWidget()
        self._stack = QStackedLayout(pages)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._body)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel("Duplicates", size="large"))
        column.addWidget(
            PlainLabel(
                "History, tasks and tags of both are kept. A merge can be taken back, also later.",
                tone="quiet",
                wrap=True,
            )
        )
        column.addWidget(self.bar)
        column.addWidget(pages, 1)
        column.addSpacing(px(8))
        column.addLayout(self._buttons())
        self.resize(QSize(px(880), px(600)))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        self.merge = QPushButton("&Merge")
        self.merge.setProperty("kind", "primary")
        self.merge.clicked.connect(self.merge_chosen)
        self.apart = QPushButton("&Keep apart")
        self.apart.clicked.connect(self.keep_chosen_apart)
        self.later = QPushButton("&Later")
        self.later.clicked.connect(self.put_off)
        close = QPushButton("&Close")
        close.clicked.connect(self.close)
        row.addWidget(close)
        row.addStretch(1)
        for button in (self.later, self.apart, self.merge):
            row.addWidget(button)
        for button in (close, self.later, self.apart, self.merge):
            button.setAutoDefault(False)
        return row


def _ids(pair: Pair) -> tuple[int, int]:
    return pair.person_id, pair.other_id


def _short(name: str) -> str:
    return one_line(name, _NAME)
