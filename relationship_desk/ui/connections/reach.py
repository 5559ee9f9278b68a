"""How do I reach…: type a person or an organisation, and read the best ways there.

Invariant: the ways are those to what stands in the line, as things are now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from relationship_desk.domain.text import fold, one_line
from relationship_desk.store.people import names_of
from relationship_desk.store.places_of_work import organisations_called, people_at
from relationship_desk.store.ways import Ways, ways_to
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.connections.delegate import ConnectionDelegate
from relationship_desk.ui.connections.lines import ConnectionLine, Part, heading_of, way_lines
from relationship_desk.ui.connections.reading import Latest
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.offers import offer_words, people_offered
from relationship_desk.ui.widgets.popups import prepare_popup
from relationship_desk.ui.widgets.section import OPEN_KEYS, Section, Verb

_SOUGHT = Qt.ItemDataRole.UserRole + 1
_NAME = Qt.ItemDataRole.UserRole + 2
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLACES = 5  # organisations that are offered
_SHOWN = 60
_BEGIN = "You, people you know, people they know: the best ways of at most three steps."


@dataclass(frozen=True, slots=True)
class Sought:
    """Who or what is looked for: a person, or an organisation by its name."""

    name: str
    person_id: int | None = None


class ReachDialog(QDialog):
    """The desk stays usable beside it. `show_person(id)` puts somebody in front there."""

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        person_id: int | None,
        show_person: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._theme, self._show_person = bridge, theme, show_person
        self._latest: Latest[Ways] = Latest(bridge, self, self._arrived)
        self._sought: Sought | None = None
        self.setWindowTitle("How do I reach…")
        self.line = QLineEdit()
        self.line.setAccessibleName("A person or an organisation")
        self.line.setPlaceholderText("A person or an organisation")
        self.line.setClearButtonEnabled(True)
        self.said = PlainLabel(_BEGIN, tone="quiet", wrap=True)
        self.section: Section[ConnectionLine] = Section(
            theme,
            "Ways",
            describe=lambda line: line.spoken,
            delegate=lambda view: ConnectionDelegate(theme, view),
            verbs=(
                Verb(
                    "Show the first on the way",
                    self._open,
                    (*OPEN_KEYS, Qt.Key.Key_O),
                    lambda line: line.person_id is not None,
                    opens=True,
                ),
            ),
            empty="",
            heading=lambda line, before: (
                heading_of(line, before) if line.part is Part.NOTE else None
            ),
            key=lambda line: (line.part, line.key),
            fills=True,
        )
        self.section.hide()
        self._build()
        self._offer()
        names = {} if person_id is None else names_of(bridge.reader, [person_id])
        for found, name in names.items():
            self._take(Sought(name, found))
        self.line.selectAll()
        self.line.setFocus()
        bridge.changed.connect(lambda _: self.reload())
        self.finished.connect(self.deleteLater)

    def reload(self) -> None:
        """Look for the ways anew."""
        sought, on = self._sought, self._bridge.today()
        if sought is None:
            return
        if sought.person_id is not None:
            ends = [sought.person_id]
            self._latest.ask(lambda reader: ways_to(reader, on, ends))
        else:
            name = sought.name
            self._latest.ask(lambda reader: ways_to(reader, on, people_at(reader, name, on)))

    def _arrived(self, ways: Ways) -> None:
        if self._sought is None:
            return
        name = one_line(self._sought.name, _SHOWN)
        self.section.show_rows(list(way_lines(ways)))
        self.section.heading.set_count(len(ways.ways) or None)
        self.section.setVisible(bool(ways.ways or ways.left_out))
        self.said.setText(
            _BEGIN
            if ways.ways
            else f"No way of three steps leads to {name} yet. Say on people's pages, under "
            "Connections, what they are to each other; entries and events with both count, too."
        )

    def _open(self, line: ConnectionLine) -> None:
        if line.person_id is not None:
            self._show_person(line.person_id)

    # ------------------------------------------------------------------------------------ the line

    def _offer(self) -> None:
        self._found = QStandardItemModel(self)
        self._completer = QCompleter(self._found, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCompletionRole(_NAME)
        self._completer.activated[QModelIndex].connect(self._take_index)  # type: ignore[index]
        self.line.setCompleter(self._completer)
        self.line.textEdited.connect(self._search)
        self.line.installEventFilter(self)
        self.popup = prepare_popup(self._completer)
        self.popup.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in _ENTER or self.popup.currentIndex().isValid():
            return False
        # Enter with nothing marked takes the first that is offered.
        self.popup.hide()
        if self._found.rowCount():
            self._take_index(self._found.index(0, 0))
        elif self.line.text().strip() and self._sought is None:
            self.said.setText("Nobody and no organisation here is called that.")
        return True

    def _search(self, text: str) -> None:
        self._sought = None
        self._latest.forget()
        self.section.hide()
        self.said.setText(_BEGIN)
        self._found.clear()
        for row in people_offered(self._bridge, text):
            self._add(offer_words(row), Sought(row.name, row.id))
        if fold(text):
            for name in organisations_called(self._bridge.reader, text)[:_PLACES]:
                self._add(visible(f"{one_line(name, _SHOWN)} · organisation"), Sought(name))

    def _add(self, words: str, sought: Sought) -> None:
        item = QStandardItem(words)
        item.setData(sought, _SOUGHT)
        item.setData(visible(sought.name), _NAME)
        self._found.appendRow(item)

    def _take_index(self, index: QModelIndex) -> None:
        sought = index.data(_SOUGHT)
        if isinstance(sought, Sought):
            self._take(sought)

    def _take(self, sought: Sought) -> None:
        self._sought = sought
        self.line.setText(visible(sought.name))
        self._found.clear()
        self.reload()

    # ----------------------------------------------------------------------------------- building

    def _build(self) -> None:
        px = self._theme.px
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        row = QHBoxLayout()
        row.setContentsMargins(px(24), 0, px(24), 0)
        column = QVBoxLayout()
        column.setSpacing(px(8))
        column.addWidget(self.line)
        column.addWidget(self.said)
        row.addLayout(column)
        below = QHBoxLayout()
        below.setContentsMargins(px(24), 0, px(24), 0)
        below.addWidget(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, px(24), 0, px(16))
        whole.setSpacing(px(8))
        whole.addLayout(row)
        whole.addWidget(self.section, 1)
        whole.addStretch(0)
        whole.addLayout(below)
        self.resize(px(520), px(420))


class ReachActions(QObject):
    """Opens it for who is in front; one takes the place of the one that is open."""

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        whom: Callable[[], list[int]],
        show_person: Callable[[int], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bridge, self._theme, self._whom = bridge, theme, whom
        self._show_person, self._window = show_person, window
        self.dialog: ReachDialog | None = None

    def open(self) -> None:
        """Open it."""
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.close()
        ids = self._whom()
        self.dialog = ReachDialog(
            self._bridge, self._theme, ids[0] if ids else None, self._show_person, self._window
        )
        self.dialog.show()
