"""The backups there are: when, why, how large, how many people, and whether each is sound.

Invariant: nothing is restored or deleted here without a question; a look changes no file.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLocale, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.desk.backup_files import Why
from relationship_desk.desk.keeping import BackupRow, Keeper
from relationship_desk.domain.dates import date_in_words
from relationship_desk.domain.text import counted
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.ask import ask
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.rows import clock_words
from relationship_desk.ui.theme import Theme

_ROW = Qt.ItemDataRole.UserRole
_WHY = {
    Why.DAILY: "Once a day",
    Why.HAND: "Asked for",
    Why.IMPORT: "Before an import",
    Why.MERGE: "Before a merge",
    Why.MIGRATION: "Before an update",
    Why.RESTORE: "Before a restore",
}
_COLUMNS = ("When", "Why", "People", "Size", "State")
_ABOUT = (
    "Made once a day when something has changed, and before imports, merges, updates and restores. "
    "The last of 7 days, 4 weeks and 12 months stay. They hold everything, unencrypted, also "
    "people who were deleted or erased since."
)


class BackupsDialog(QDialog):
    """`chosen` carries the path of the backup to restore."""

    chosen = Signal(object)

    def __init__(
        self, keeper: Keeper, bridge: Bridge, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._bridge = bridge
        self._theme = theme
        self._open = True
        self.setWindowTitle("Backups")
        self._build()
        self.finished.connect(self._on_finished)
        self.reload()

    def reload(self) -> None:
        """Look into every file, in the background."""
        self.words.setText("Looking into each of them…")
        self._bridge.in_background(self._keeper.rows, self._show, self._fail)

    def back_up(self) -> None:
        """One more, now."""
        self._busy(True)
        self.words.setText("Backing up…")

        def done(_: object) -> None:
            if self._open:
                self._busy(False)
                self.reload()

        self._bridge.in_background(lambda: self._keeper.make(Why.HAND), done, self._fail)

    def restore(self) -> None:
        """Ask, and hand the chosen one on."""
        row = self.current()
        if row is not None and ask(
            self._theme,
            f"Restore the backup of {self._when(row)}?",
            f"It holds {_people(row)}. What is on the desk now is backed up and checked first, and "
            "the store itself is set aside, not deleted. The window closes and opens again.",
            "Restore",
            self,
            danger=False,
        ):
            self.accept()
            self.chosen.emit(row.file.path)

    def delete(self) -> None:
        """Ask, and delete the chosen one."""
        row = self.current()
        if row is None or not ask(
            self._theme,
            f"Delete the backup of {self._when(row)}?",
            f"{row.file.path.name} is deleted for good. The desk itself stays as it is.",
            "Delete",
            self,
        ):
            return

        def done(_: object) -> None:
            if self._open:
                self.reload()

        self._bridge.in_background(lambda: self._keeper.delete(row.file), done, self._fail)

    def current(self) -> BackupRow | None:
        """The row that is marked."""
        item = self.list.currentItem()
        found = None if item is None else item.data(0, _ROW)
        return found if isinstance(found, BackupRow) else None

    def _build(self) -> None:
        px = self._theme.px
        self.list = QTreeWidget()
        self.list.setAccessibleName("Backups, newest first")
        self.list.setHeaderLabels(_COLUMNS)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.header().setStretchLastSection(True)
        self.list.currentItemChanged.connect(lambda *_: self._offer())
        self.list.itemActivated.connect(lambda *_: self.restore())
        framed = QFrame()
        framed.setProperty("pane", "card")
        inside = QVBoxLayout(framed)
        inside.setContentsMargins(px(8), px(8), px(8), px(8))
        inside.addWidget(self.list)
        self.words = PlainLabel(tone="quiet", wrap=True)
        self.now = QPushButton("Back up now")
        self.folder = QPushButton("Open the folder")
        self.gone = QPushButton("Delete…")
        self.back = QPushButton("Restore…")
        self.back.setProperty("kind", "primary")
        close = QPushButton("Close")
        for button, slot in (
            (self.now, self.back_up),
            (self.folder, self._open_folder),
            (self.gone, self.delete),
            (self.back, self.restore),
            (close, self.reject),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, s=slot: s())
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.now)
        buttons.addWidget(self.folder)
        buttons.addStretch(1)
        buttons.addWidget(self.gone)
        buttons.addWidget(self.back)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(12))
        column.addWidget(PlainLabel(_ABOUT, wrap=True))
        column.addWidget(framed, 1)
        column.addWidget(self.words)
        column.addLayout(buttons)
        room = self.screen().availableSize() - QSize(px(32), px(64))
        self.resize(QSize(px(760), px(480)).boundedTo(room))
        self._offer()

    def _show(self, rows: Sequence[BackupRow]) -> None:
        if not self._open:
            return
        marked = self.current()
        self.list.clear()
        for row in rows:
            item = QTreeWidgetItem(
                [
                    self._when(row),
                    _WHY[row.file.why],
                    "" if row.people is None else f"{row.people:,}",
                    QLocale.system().formattedDataSize(row.file.size, 1),
                    "Sound" if row.sound else "Damaged",
                ]
            )
            item.setData(0, _ROW, row)
            item.setSizeHint(len(_COLUMNS) - 1, QSize(0, self._theme.px(32)))
            item.setToolTip(0, row.file.path.name)
            item.setIcon(
                4,
                self._theme.icon(
                    "done-circle" if row.sound else "warning",
                    "success" if row.sound else "danger",
                ),
            )
            self.list.addTopLevelItem(item)
            if marked is not None and row.file.path == marked.file.path:
                self.list.setCurrentItem(item)
        for column in range(len(_COLUMNS) - 1):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, self.list.columnWidth(column) + self._theme.px(8))
        first = self.list.topLevelItem(0)
        if self.list.currentItem() is None and first is not None:
            self.list.setCurrentItem(first)
        many = counted(len(rows), "backup")
        self.words.setText(f"{many} in {self._keeper.folder}" if rows else "No backup yet.")
        self._offer()

    def _fail(self, error: BaseException) -> None:
        if self._open:
            self._busy(False)
            self.words.setText(str(error))
            self.words.set_tone("danger")
        self._bridge.tell(error)

    def _offer(self) -> None:
        row = self.current()
        self.back.setEnabled(row is not None and row.sound)
        self.gone.setEnabled(row is not None)

    def _busy(self, busy: bool) -> None:
        self.words.set_tone("quiet")
        for button in (self.now, self.back, self.gone):
            button.setEnabled(not busy)
        if not busy:
            self._offer()

    def _when(self, row: BackupRow) -> str:
        day: date = row.file.at.date()
        words = date_in_words(day, self._bridge.today())
        return f"{words[:1].upper()}{words[1:]} {clock_words(row.file.at.time())}"

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._keeper.folder)))

    def _on_finished(self) -> None:
        self._open = False


def _people(row: BackupRow) -> str:
    return counted(row.people or 0, "person", "people")
