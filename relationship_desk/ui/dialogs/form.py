"""`FormDialog`: fields below each other, which scroll where the screen is small, a line for what is
wrong, Cancel and Save.

Invariant: what was typed stays until it is saved or cancelled; a form never closes by an error.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from relationship_desk.desk.desk import Outcome
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.errors import UserError
from relationship_desk.store.people import names_of
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.room import Room
from relationship_desk.ui.widgets.whole import WholeWidget

_AROUND = 170  # as high is all that is not fields
_GONE = "This person was deleted meanwhile. What you typed stays here; Undo brings them back."


class Understood(Protocol):
    """A field that may hold words which mean nothing, such as one for dates."""

    def is_understood(self) -> bool: ...

    def setFocus(self) -> None: ...


class FormDialog(QDialog):
    """A subclass adds its fields by `add_row`, and says in `value` what they come to.

    `submitted` carries that value; whoever saves it closes the dialog, or complains in it, and
    `save_by` does both.
    """

    submitted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        title: str,
        parent: QWidget | None = None,
        *,
        says: str = "",
        save: str = "Save",
        width: int = 440,
    ) -> None:
        """`says`: what the form is about, above the fields, where they do not say it themselves."""
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(title)
        px = theme.px
        fields = WholeWidget()
        self.form = QFormLayout(fields)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setHorizontalSpacing(px(16))
        self.form.setVerticalSpacing(px(10))
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._problem = PlainLabel(tone="danger", wrap=True)
        self._problem.hide()
        self.save = QPushButton(save)
        self.save.setProperty("kind", "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self.submit)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(px(8))
        self._buttons.addStretch(1)
        self._buttons.addWidget(cancel)
        self._buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        if says:
            column.addWidget(PlainLabel(says, tone="quiet", wrap=True))
        self._room = Room(fields, least_width=px(width - 48), around=px(_AROUND))
        column.addWidget(self._room, 1)
        column.addWidget(self._problem)
        column.addSpacing(px(8))
        column.addLayout(self._buttons)
        self.setMinimumWidth(px(width))
        self.finished.connect(self.deleteLater)

    # -------------------------------------------------------------------------------- for a form

    def value(self) -> Any:
        """What the fields say; None where a field has complained, a `UserError` to say it here."""
        raise NotImplementedError

    def add_row(self, label: str, field: QWidget) -> None:
        """One field with its name; Enter in it saves, where the field tells of Enter."""
        self.form.addRow(PlainLabel(label) if label else "", field)
        submitted = getattr(field, "submitted", None) or getattr(field, "returnPressed", None)
        if submitted is not None:
            submitted.connect(self.submit)

    def add_button(self, button: QPushButton) -> None:
        """A button at the left, apart from Cancel and Save."""
        button.setAutoDefault(False)
        self._buttons.insertWidget(0, button)

    def row(self, *widgets: QWidget) -> QWidget:
        """Several widgets side by side, as one field."""
        page = QWidget()
        line = QHBoxLayout(page)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self.theme.px(8))
        for widget in widgets:
            line.addWidget(widget)
        line.addStretch(1)
        return page

    def all_understood(self, *fields: Understood) -> bool:
        """Whether each of these makes sense; the first that does not complains and is in focus."""
        for field in fields:
            if not field.is_understood():
                complain = getattr(field, "complain", None)
                if complain is not None:
                    complain()
                field.setFocus()
                return False
        return True

    def watch_person(self, bridge: Bridge, person_id: int) -> None:
        """Say at once where whom it is about is deleted meanwhile."""

        self._watched = (bridge.reader, person_id)
        bridge.changed.connect(self._look_for_person)

    def _look_for_person(self, changes: Changes) -> None:
        reader, person_id = self._watched
        if changes.touches_person(person_id):
            gone = not names_of(reader, [person_id])
            if gone or self._problem.text() == _GONE:
                self.complain(_GONE if gone else "")

    # ---------------------------------------------------------------------------------- the saving

    def submit(self) -> None:
        """Hand over what the fields say, where all of it is understood."""
        if not self.save.isEnabled():
            return
        try:
            value = self.value()
        except UserError as error:
            self.complain(str(error))
            self._room.show_focus()
            return
        if value is None:
            self._room.show_focus()
            return
        self.hush()
        self.save.setEnabled(False)
        self.submitted.emit(value)

    def complain(self, sentence: str) -> None:
        """It was not saved: say why, and keep what was typed."""
        self.save.setEnabled(True)
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.setAccessibleDescription(sentence)

    def hush(self) -> None:
        """Something was changed: what was wrong may be right now."""
        self._problem.hide()

    def save_by(
        self,
        bridge: Bridge,
        save: Callable[[Any], Future[Outcome[Any]]],
        told: Callable[[Outcome[Any]], None],
    ) -> None:
        """Save each value that is submitted; `told(outcome)` when the dialog has closed by it."""
        self.submitted.connect(lambda value: self.follow(bridge, save(value), told))

    def follow(
        self,
        bridge: Bridge,
        future: Future[Outcome[Any]],
        told: Callable[[Outcome[Any]], None],
    ) -> None:
        """Close when that is written; stay, and say why, when it could not be."""

        # The dialog may have been closed before the writer answered.
        def saved(outcome: Outcome[Any]) -> None:
            if isValid(self):
                self.accept()
            told(outcome)

        def failed(error: BaseException) -> None:
            if isValid(self):
                self.complain(str(error) if isinstance(error, UserError) else "")
            if not isinstance(error, UserError) or not isValid(self):
                bridge.tell(error)

        bridge.follow(future, saved, failed)
