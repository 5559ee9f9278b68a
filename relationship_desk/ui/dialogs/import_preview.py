"""The window of one import: reading, then what it would do, then writing.

Invariant: it never blocks the desk, and closing it at any moment leaves nothing behind.
"""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.desk.transfer.plan import ImportPlan
from relationship_desk.ui.dialogs.import_table import ImportTable
from relationship_desk.ui.import_words import button_words, report_text
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme

_STEPS = 1000


class ImportDialog(QDialog):
    """`confirmed` when the user wants the import; `rejected` when not, at any time.

    `columns_wanted(reading)` and `letters_wanted(reading)`: a file is to be read otherwise.
    """

    confirmed = Signal()
    columns_wanted = Signal(object)
    letters_wanted = Signal(object)

    def __init__(self, theme: Theme, zone: tzinfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._zone = theme, zone
        self.table: ImportTable | None = None
        self.setModal(False)
        self.setWindowTitle("Import contacts")
        self._build()

    # --------------------------------------------------------------------------------------- pages

    def show_reading(self, what: str) -> None:
        """The files are being read, perhaps anew; `set_progress` follows."""
        if self.table is not None:
            self._pages.removeWidget(self.table)
            self.table.deleteLater()
            self.table = None
        self.copy.hide()
        self.go.hide()
        self.cancel.setText("Cancel")
        self._show_waiting(f"Reading {what}", "")

    def set_progress(self, done: int, total: int) -> None:
        """How many bytes of how many are read."""
        if done >= total:
            self._show_waiting("Comparing with the people who are here", "")
            return
        self.progress.setRange(0, _STEPS)
        self.progress.setValue(done * _STEPS // total)
        self._words.setText(f"{_megabytes(done)} of {_megabytes(total)} MB")

    def show_plan(self, plan: ImportPlan) -> None:
        """Read and compared: say what it would do."""
        self.table = ImportTable(self._theme, plan, self._zone)
        self.table.plan_changed.connect(self._offer)
        self.table.readings.columns_wanted.connect(self.columns_wanted)
        self.table.readings.letters_wanted.connect(self.letters_wanted)
        self._pages.addWidget(self.table)
        self._pages.setCurrentWidget(self.table)
        self.copy.show()
        self.cancel.setAutoDefault(True)
        self._offer()
        self._make_room()
        self.table.show_only(None)
        self.table.list.setFocus()

    @property
    def plan(self) -> ImportPlan | None:
        """The plan with what the user decided over it; None while it is being made."""
        return None if self.table is None else self.table.plan

    def _offer(self) -> None:
        """Name the button after what it would do now."""
        plan = self.plan
        if plan is None:
            return
        self.copy.setText("Copy report")
        self.go.setText(button_words(plan).replace("&", "&&"))
        self.go.setVisible(not plan.changes_nothing)
        self.cancel.setText("Close" if plan.changes_nothing else "Cancel")
        first = self.cancel if plan.changes_nothing else self.go
        first.setDefault(True)

    def show_writing(self) -> None:
        """The user agreed: it is being written."""
        # A second Enter must not cancel what the first began.
        self.cancel.setAutoDefault(False)
        self.copy.hide()
        self.go.hide()
        self._show_waiting("Bringing them in", "You can go on working meanwhile.")
        self.progress.setRange(0, 0)

    # ------------------------------------------------------------------------------------ building

    def _build(self) -> None:
        px = self._theme.px
        self._title = PlainLabel(strong=True, wrap=True)
        self._words = PlainLabel(tone="quiet", size="small")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress")
        self._waiting = QWidget()
        waiting = QVBoxLayout(self._waiting)
        waiting.setContentsMargins(0, 0, 0, 0)
        waiting.setSpacing(px(8))
        waiting.addStretch(1)
        for widget in (self._title, self.progress, self._words):
            waiting.addWidget(widget)
        waiting.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._waiting)
        self.copy = QPushButton("Copy report")
        self._theme.dress(self.copy, "copy")
        self.copy.clicked.connect(self._copy)
        self.copy.hide()
        self.cancel = QPushButton("Cancel")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.go = QPushButton()
        self.go.setProperty("kind", "primary")
        self.go.clicked.connect(self.confirmed)
        self.go.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(16))
        column.addWidget(self._pages, 1)
        column.addLayout(buttons)
        self.resize(px(440), px(160))

    def _show_waiting(self, title: str, words: str) -> None:
        self._title.setText(title)
        self._words.setText(words)
        self.progress.setRange(0, 0)
        self.setAccessibleDescription(title)
        self._pages.setCurrentWidget(self._waiting)

    def _make_room(self) -> None:
        """Grow, and stay in the middle of the window where the small dialog was shown already."""
        self.resize(self._roomy())
        parent = self.parentWidget()
        if self.isVisible() and parent is not None:
            frame = self.frameGeometry()
            frame.moveCenter(parent.window().frameGeometry().center())
            self.move(frame.topLeft())

    def _roomy(self) -> QSize:
        """Large, but never larger than the window it belongs to."""
        px, parent = self._theme.px, self.parentWidget()
        room = parent.window().size() if parent is not None else QSize(px(840), px(600))
        return QSize(px(840), px(600)).boundedTo(room - QSize(px(48), px(32)))

    def _copy(self) -> None:
        plan = self.plan
        if plan is not None:
            QGuiApplication.clipboard().setText(report_text(plan, self._zone))
            self.copy.setText("Copied")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f}"
