"""Undo and redo in the window: their names, their keys, and the bar that says what they did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from relationship_desk.desk.commands.people import delete_people
from relationship_desk.desk.desk import Outcome
from relationship_desk.domain.text import one_line
from relationship_desk.store.history import redo_label, undo_label
from relationship_desk.store.people import names_of
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import visible
from relationship_desk.ui.rows import joined
from relationship_desk.ui.telling import NO_OFFER, Offer, Tell
from relationship_desk.ui.widgets.bar import Kind, Message

_LABEL = 60
_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit)


class Undoing(QObject):
    """Keeps the two actions named after what they would take back."""

    def __init__(self, bridge: Bridge, actions: Actions, tell: Tell, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._undo, self._redo = actions[ActionId.UNDO], actions[ActionId.REDO]
        self._tell = tell
        self._undo.triggered.connect(lambda: self.undo())
        self._redo.triggered.connect(lambda: self.redo())
        bridge.changed.connect(self.refresh)
        self._field: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._watch)
        self.refresh()

    def refresh(self) -> None:
        """Read anew what would be taken back."""
        reader = self._bridge.reader
        for action, verb, label in (
            (self._undo, "Undo", undo_label(reader)),
            (self._redo, "Redo", redo_label(reader)),
        ):
            words = visible(one_line(label, _LABEL))
            action.setText(f"{verb} {words}".strip().replace("&", "&&"))
            action.setEnabled(bool(label))

    def undo(self, operation_id: int | None = None, tell: Tell | None = None) -> None:
        """Take the newest change back, or the named one, and say so (in another bar: `tell`)."""
        where = tell or self._tell
        self._bridge.undo(lambda outcome: self._undone(outcome, where), operation_id)

    def redo(self, tell: Tell | None = None) -> None:
        """Do again what was taken back last, and say so."""
        where = tell or self._tell
        self._bridge.redo(
            lambda outcome: where(
                Message(
                    f"Done again: {_short(outcome)}.",
                    Kind.INFO,
                    "Undo",
                    lambda: self.undo(None, where),
                )
            )
        )

    def done(
        self,
        sentence: str,
        outcome: Outcome[Any],
        tell: Tell | None = None,
        offer: Offer = NO_OFFER,
    ) -> None:
        """Say what was done, with a button that takes back exactly this, and perhaps one before."""
        operation_id, where = outcome.operation_id, tell or self._tell
        if operation_id is None:
            return
        where(Message(sentence, Kind.INFO, "Undo", lambda: self.undo(operation_id, where), *offer))

    def _undone(self, outcome: Outcome[Any], tell: Tell) -> None:
        kept: Sequence[int] = outcome.result.kept_people
        if not kept:
            words = f"Taken back: {_short(outcome)}."
            tell(Message(words, Kind.INFO, "Redo", lambda: self.redo(tell)))
            return
        names = names_of(self._bridge.reader, kept)
        who = joined([names.get(person_id, "1 person") for person_id in kept])
        were, them = ("was", "that one") if len(kept) == 1 else ("were", "them")
        tell(
            Message(
                f"Taken back: {_short(outcome)}. {who} {were} changed since then and kept.",
                Kind.WARNING,
                f"Remove {them} too",
                lambda: self._bridge.do(
                    delete_people, lambda gone: self._removed(gone, tell), person_ids=kept
                ),
            )
        )

    def _removed(self, outcome: Outcome[int], tell: Tell) -> None:
        self.done(f"Removed {outcome.label.removeprefix('Delete ')}.", outcome, tell)

    # A line of text takes Ctrl+Z for itself even where it has nothing to take back; then it is
    # the desk's.

    def _watch(self) -> None:
        # Without the signal's arguments: a widget that is just being destroyed comes as the old
        # one, and Python would keep what it makes of it beyond its end.
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        focused = QApplication.focusWidget()
        self._field = focused if isinstance(focused, _FIELDS) else None
        if self._field is not None:
            self._field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.matches(QKeySequence.StandardKey.Undo):
            mine = _can(watched, "undo")
        elif event.matches(QKeySequence.StandardKey.Redo):
            mine = _can(watched, "redo")
        else:
            return False
        if not mine:
            event.ignore()
        return not mine


def _can(field: QObject, verb: str) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if verb == "undo" else field.isRedoAvailable()
    if isinstance(field, (QPlainTextEdit, QTextEdit)):
        document = field.document()
        return document.isUndoAvailable() if verb == "undo" else document.isRedoAvailable()
    return False


def _short(outcome: Outcome[Any]) -> str:
    return one_line(outcome.label, _LABEL)
