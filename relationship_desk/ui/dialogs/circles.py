"""The circles: which there are, how long their rhythms, how many people; made, changed, deleted.

Invariant: nothing goes here that Undo does not bring back; people stay when their circle goes.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.desk.commands.circles import add_circle, delete_circle, edit_circle
from relationship_desk.desk.desk import Outcome
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.rhythm import READY_MADE, Rhythm
from relationship_desk.domain.text import counted, fold, one_line
from relationship_desk.store.circles import CircleRow, all_circles
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.occasions.circle_lead import CircleLead
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.undoing import Undoing
from relationship_desk.ui.widgets.bar import Bar, Kind, Message
from relationship_desk.ui.widgets.days import RhythmFields

_TITLE = "Circles"
_HELP = (
    "A circle says how often you want to be in touch with the people in it. Who is in several "
    "follows the shortest."
)
_NAME = 60


class CirclesDialog(QDialog):
    """Stays open beside the desk."""

    def __init__(
        self, bridge: Bridge, theme: Theme, undoing: Undoing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._theme, self._undoing = bridge, theme, undoing
        self._circles: list[CircleRow] = []
        self._editing: int | None = None  # whose fields are shown; None for a new circle
        self.setWindowTitle(_TITLE)
        self._build()
        self.reload()
        bridge.changed.connect(self.reload)
        self.finished.connect(self.deleteLater)

    def reload(self) -> None:
        """Read the circles anew; the chosen one stays chosen."""
        circles = all_circles(self._bridge.reader)
        self.lead.show_circle(self._editing)
        if circles == self._circles and self.list.count():
            return
        self._circles = circles
        kept = self._editing
        self.list.blockSignals(True)
        self.list.clear()
        for circle in circles:
            self.list.addItem(
                _item(circle.name, circle.rhythm, counted(circle.people, "person", "people"))
            )
        there = {fold(circle.name) for circle in circles}
        for ready in READY_MADE:
            if fold(ready.name) not in there:
                self.list.addItem(_item(ready.name, ready.rhythm, "ready to use"))
        self.list.blockSignals(False)
        ids = [circle.id for circle in circles]
        if kept in ids:
            self.list.setCurrentRow(ids.index(kept))
        elif kept is not None:
            self.begin_new()

    def begin_new(self) -> None:
        """Empty fields for a new circle."""
        self.list.setCurrentRow(-1)
        self._editing = None
        self.lead.show_circle(None)
        self.name.clear()
        self.counts.setChecked(True)
        self.save.setText("Add")
        self.delete.setEnabled(False)
        self.name.setFocus()

    def _choose(self, row: int) -> None:
        if row < 0:
            return
        rhythm: Rhythm | None
        if row < len(self._circles):
            circle = self._circles[row]
            self._editing, name, rhythm = circle.id, circle.name, circle.rhythm
        else:
            item = self.list.item(row)
            self._editing, name = None, item.data(Qt.ItemDataRole.UserRole)
            rhythm = next(ready.rhythm for ready in READY_MADE if ready.name == name)
        self.lead.show_circle(self._editing)
        self.name.setText(name)
        self.counts.setChecked(rhythm is not None)
        if rhythm is not None:
            self.days.set_rhythm(rhythm)
        self.save.setText("Save" if self._editing is not None else "Add")
        self.delete.setEnabled(self._editing is not None)

    def _save(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            self.name.setFocus()
            return
        try:
            rhythm = self.days.rhythm() if self.counts.isChecked() else None
        except UserError as error:
            self.bar.tell(Message(str(error), Kind.ERROR))
            self.days.ideal.setFocus()
            return
        told = one_line(name, _NAME)
        if self._editing is None:

            def made(outcome: Outcome[int]) -> None:
                self._editing = outcome.result
                self.reload()
                self._done(f"Made the circle {told}.", outcome)

            self._bridge.do(add_circle, made, name=name, rhythm=rhythm)
        else:
            self._bridge.do(
                edit_circle,
                lambda outcome: self._done(f"Changed the circle {told}.", outcome),
                circle_id=self._editing,
                name=name,
                rhythm=rhythm,
            )

    def _delete(self) -> None:
        if self._editing is not None:
            told = one_line(self.name.text(), _NAME)
            self._bridge.do(
                delete_circle,
                lambda outcome: self._done(f"Deleted the circle {told}; its people stay.", outcome),
                circle_id=self._editing,
            )

    def _lead_saved(self, outcome: Outcome[Any]) -> None:
        told = one_line(self.name.text(), _NAME)
        self._done(f"Changed when occasions in {told} are told.", outcome)

    def _done(self, sentence: str, outcome: Outcome[Any]) -> None:
        self._undoing.done(sentence, outcome, self.bar.tell)

    # ------------------------------------------------------------------------------------ building

    def _build(self) -> None:
        px, theme = self._theme.px, self._theme
        self.bar = Bar(theme)
        self.list = QListWidget()
        self.list.setAccessibleName(_TITLE)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet(f"QListWidget::item {{ padding: {px(6)}px {px(4)}px; }}")
        self.list.currentRowChanged.connect(self._choose)
        gone = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        gone.setContext(Qt.ShortcutContext.WidgetShortcut)
        gone.activated.connect(self._delete)
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the circle")
        self.name.setPlaceholderText("Name, for example Monthly")
        self.name.returnPressed.connect(self._save)
        self.days = RhythmFields(theme)
        self.counts = QCheckBox("Gives a rhythm")
        self.counts.setChecked(True)
        self.counts.toggled.connect(self.days.setEnabled)
        self.lead = CircleLead(self._bridge, theme)
        self.lead.saved.connect(self._lead_saved)
        framed = QFrame()
        framed.setProperty("pane", "card")
        inside = QVBoxLayout(framed)
        inside.setContentsMargins(px(4), px(4), px(4), px(4))
        inside.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(_TITLE, size="large"))
        column.addWidget(PlainLabel(_HELP, tone="quiet", wrap=True))
        column.addWidget(self.bar)
        column.addWidget(framed, 1)
        for widget in (self.name, self.counts, self.days, self.lead):
            column.addWidget(widget)
        column.addSpacing(px(8))
        column.addLayout(self._build_buttons())
        self.resize(QSize(px(520), px(560)))
        self.begin_new()

    def _build_buttons(self) -> QHBoxLayout:
        self.new = QPushButton("New circle")
        self.new.clicked.connect(self.begin_new)
        self.delete = QPushButton("Delete")
        self.delete.clicked.connect(self._delete)
        close = QPushButton("Close")
        close.clicked.connect(self.close)
        self.save = QPushButton("Add")
        self.save.setProperty("kind", "primary")
        self.save.clicked.connect(self._save)
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        for button in (self.new, self.delete):
            row.addWidget(button)
        row.addStretch(1)
        for button in (close, self.save):
            row.addWidget(button)
        for button in (self.new, self.delete, close, self.save):
            button.setAutoDefault(False)
        return row


def _item(name: str, rhythm: Rhythm | None, people: str) -> QListWidgetItem:
    shown = visible(one_line(name, _NAME))
    how = f"{rhythm.words}, latest {rhythm.latest_days} days" if rhythm else "no rhythm"
    item = QListWidgetItem(f"{shown} · {how} · {people}")
    item.setData(Qt.ItemDataRole.UserRole, name)
    return item
