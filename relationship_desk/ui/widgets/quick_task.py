"""The line in which a task is written down: words, perhaps a day, Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from relationship_desk.clock import Clock
from relationship_desk.desk.commands.tasks import TaskForm
from relationship_desk.domain.text import one_line
from relationship_desk.ui.plain import visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.words import DueField

_NAME = 28


class QuickTask(QWidget):
    """`submitted` carries a `TaskForm`; the words stay until `begin_again`, once it is saved."""

    submitted = Signal(object)
    more_wanted = Signal(object)  # the same, to be opened with everything that can be said

    def __init__(self, theme: Theme, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._person_id: int | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText("New task")
        self.line.setAccessibleName("New task")
        self.line.setToolTip("Type what is to be done, and Enter (Ctrl+T)")
        plus = QAction(self.line)
        theme.dress(plus, "add", "quiet")
        self.line.addAction(plus, QLineEdit.ActionPosition.LeadingPosition)
        self.due = DueField(theme, "Due", clock)
        self.due.line.setPlaceholderText("When? tomorrow, friday 9:30, …")
        self.about = QCheckBox()
        self.about.setChecked(True)
        self.more = QPushButton("Repeat and more…")
        self.more.setProperty("kind", "quiet")
        self.more.clicked.connect(self._ask_for_more)
        self.line.returnPressed.connect(self._submit)
        self.due.submitted.connect(self._submit)
        for field in (self.line, self.due.line, self.about, self.more):
            field.installEventFilter(self)
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        for widget in (self.line, self.due, self.about):
            column.addWidget(widget)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._unfold)
        self._unfold()

    def set_person(self, person_id: int | None, name: str) -> None:
        """Whom a new task is about, if it is not unticked; None for nobody."""
        if person_id != self._person_id:
            self.about.setChecked(True)
        self._person_id = person_id
        self.about.setText(f"About {visible(one_line(name, _NAME))}".replace("&", "&&"))
        self._unfold()

    def set_saving(self, saving: bool) -> None:
        """While it is saved it is not saved twice."""
        self.line.setReadOnly(saving)

    def clear(self) -> None:
        """Ready for the next task."""
        self.line.clear()
        self.due.set_value(None)
        self.due.line.clear()
        self._unfold()

    def begin_again(self) -> None:
        """The task is saved: empty, and ready to type the next where the last was typed here."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.line.setFocus()
        self.clear()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if isinstance(event, QFocusEvent):
            # Where the focus goes is known only after this event.
            QTimer.singleShot(0, self, self._unfold)
        elif (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and (self.line.text() or self.due.line.text())
        ):
            self.clear()
            self.line.setFocus()
            return True
        return False

    def _unfold(self) -> None:
        """The day and the person are asked for only while a task is being written."""
        focus = QApplication.focusWidget()
        writing = bool(self.line.text()) or (focus is not None and self.isAncestorOf(focus))
        self.due.setVisible(writing)
        self.more.setVisible(writing)
        self.about.setVisible(writing and self._person_id is not None)

    def _submit(self) -> None:
        if self.line.isReadOnly():
            return
        if not self.line.text().strip():
            self.line.setFocus()
            return
        if not self.due.is_understood():
            self.due.complain()
            self.due.setFocus()
            return
        self.submitted.emit(self._form())

    def _ask_for_more(self) -> None:
        self.more_wanted.emit(self._form())

    def _form(self) -> TaskForm:
        day, clock = self.due.value() or (None, None)
        about = self._person_id if self.about.isChecked() else None
        return TaskForm(self.line.text(), about, day, clock)
