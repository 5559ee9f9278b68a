"""The cards that could not be read: which, why, and their text as it is.

Invariant: nothing is thrown away here that Undo does not bring back.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.domain.dates import exact_date
from relationship_desk.formats.vcard import charset
from relationship_desk.store.cards import Quarantined, quarantined
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.base import prepare_list
from relationship_desk.ui.delegates.quarantine import QuarantineDelegate, where_words
from relationship_desk.ui.models.rows import RowsModel
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Bar

_SHOWN = 200_000  # bytes of a card; what is longer makes the field slow
_TITLE = "Unreadable cards"
_HELP = (
    "Their text is kept, so that nothing is lost. Set it right and read it, or wait for a newer "
    "version of the program."
)


class QuarantineDialog(QDialog):
    """`retry_wanted` asks for all to be read again, `edited_wanted(id, text)` for one as the
    user set it right, `discard_wanted(ids)` to throw away.
    """

    retry_wanted = Signal()
    edited_wanted = Signal(int, str)
    discard_wanted = Signal(list)

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._theme = bridge, theme
        self.setWindowTitle(_TITLE)
        self._editing: int | None = None  # the card whose text the user is setting right
        self._build()
        self.reload()
        bridge.changed.connect(self.reload)
        self.finished.connect(self.deleteLater)

    def reload(self) -> None:
        """Read anew what waits; the chosen card stays chosen."""
        index = self.list.currentIndex()
        place = max(0, index.row())
        chosen = self.model.rows[place].id if index.isValid() else None
        rows = quarantined(self._bridge.reader)
        self.model.set_rows(rows)
        ids = [row.id for row in rows]
        place = ids.index(chosen) if chosen in ids else min(place, len(rows) - 1)
        if rows:
            self.list.setCurrentIndex(self.model.index(place))
        count = "1 card waits here." if len(rows) == 1 else f"{len(rows):,} cards wait here."
        self._count.setText(f"{count} {_HELP}" if rows else "Every card could be read.")
        self._show_chosen()

    def _chosen(self) -> Quarantined | None:
        place = self.list.currentIndex().row()
        return self.model.rows[place] if 0 <= place < len(self.model.rows) else None

    def _show_chosen(self) -> None:
        card = self._chosen()
        for button in (self.copy, self.discard, self.retry, self.edit):
            button.setEnabled(card is not None)
        if card is not None and card.id == self._editing:
            return  # what was typed stays, also when the list is read anew
        self._editing = None
        self.text.setReadOnly(True)
        self.edit.setText("Edit text")
        self.copy.setText("Copy text")
        if card is None:
            self.why.setText("")
            self.text.clear()
            return
        day = exact_date(card.at.astimezone(self._bridge.clock.zone()).date())
        self.why.setText(f"{card.message}\n{where_words(card)}, tried on {day}.")
        self.copy.setEnabled(bool(card.original))
        self.edit.setEnabled(bool(card.original) and len(card.original) <= _SHOWN)
        self.text.setPlainText(raw_text(card))

    def _copy(self) -> None:
        card = self._chosen()
        if card is not None:
            QGuiApplication.clipboard().setText(card.original.decode("utf-8", "replace"))
            self.copy.setText("Copied")

    def _edit(self) -> None:
        """Let the text be set right; pressed again, read what stands there now."""
        card = self._chosen()
        if card is None:
            return
        if self._editing == card.id:
            self.edited_wanted.emit(card.id, self.text.toPlainText())
            return
        self._editing = card.id
        self.text.setPlainText(editable_text(card))
        self.text.setReadOnly(False)
        self.text.setFocus()
        self.edit.setText("Read this text")

    def _discard(self) -> None:
        card = self._chosen()
        if card is not None:
            self.discard_wanted.emit([card.id])

    # ------------------------------------------------------------------------------------ building

    def _build(self) -> None:
        px, theme = self._theme.px, self._theme
        self.bar = Bar(theme)
        self._count = PlainLabel(tone="quiet", wrap=True)
        self.list = QListView()
        prepare_list(self.list, _TITLE, uniform=True)
        self.model: RowsModel[Quarantined] = RowsModel(where_words, parent=self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(QuarantineDelegate(theme, self.list))
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.setMinimumWidth(px(200))
        self.why = PlainLabel(wrap=True)
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("The card's text")
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setMinimumWidth(px(240))
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.why)
        beside.addWidget(self.text, 1)
        framed = QFrame()
        framed.setProperty("pane", "card")
        inside = QVBoxLayout(framed)
        inside.setContentsMargins(1, px(4), 1, px(4))
        inside.addWidget(self.list)
        body = QSplitter(Qt.Orientation.Horizontal)
        body.setChildrenCollapsible(False)
        body.setHandleWidth(px(8))
        body.setStyleSheet("QSplitter::handle { background: transparent; }")
        body.addWidget(framed)
        body.addWidget(right)
        body.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(_TITLE, size="large"))
        column.addWidget(self._count)
        column.addWidget(self.bar)
        column.addWidget(body, 1)
        column.addSpacing(px(8))
        column.addLayout(self._build_buttons())
        self.resize(QSize(px(720), px(480)))

    def _build_buttons(self) -> QHBoxLayout:
        self.copy = QPushButton("Copy text")
        self.copy.clicked.connect(self._copy)
        self.edit = QPushButton("Edit text")
        self.edit.clicked.connect(self._edit)
        self.discard = QPushButton("Discard")
        self.discard.clicked.connect(self._discard)
        close = QPushButton("Close")
        close.clicked.connect(self.close)
        self.retry = QPushButton("Read all again")
        self.retry.setProperty("kind", "primary")
        self.retry.clicked.connect(self.retry_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(self._theme.px(8))
        for button in (self.edit, self.copy, self.discard):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (close, self.retry):
            buttons.addWidget(button)
        for button in (self.edit, self.copy, self.discard, close, self.retry):
            button.setAutoDefault(False)
        return buttons

    def _on_current(self, _index: QModelIndex) -> None:
        self._show_chosen()


def raw_text(card: Quarantined) -> str:
    """The card's text with what cannot be seen made visible."""
    if not card.original:
        return "It was too large to be kept."
    text = visible(card.original[:_SHOWN].decode("utf-8", "replace"))
    return text if len(card.original) <= _SHOWN else f"{text}\n… “Copy text” copies all of it."


def editable_text(card: Quarantined) -> str:
    """The card's own text, to be set right."""
    return charset.decode(card.original, charset.guess(card.original)).replace("\r\n", "\n")


def still_unreadable(waiting: int, why: str = "") -> str:
    """What is said where reading again came to nothing."""
    if waiting == 1 and why:
        return f"It cannot be read yet: {why} It stays here as it was."
    if waiting == 1:
        return "The card cannot be read yet. It stays here."
    return f"None of the {waiting:,} cards can be read yet. They stay here."
