"""The way to the unreadable cards: offered while there are some, read again, thrown away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from relationship_desk.desk.commands.quarantine import discard_quarantined, import_quarantined
from relationship_desk.desk.desk import Outcome
from relationship_desk.desk.transfer.quarantine import ReadAgain, read_again, read_edited
from relationship_desk.desk.transfer.report import ImportReport
from relationship_desk.formats import READERS
from relationship_desk.store.cards import count_quarantined
from relationship_desk.store.database import Connection
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.quarantine import QuarantineDialog, still_unreadable
from relationship_desk.ui.import_words import result_sentence
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.undoing import Undoing
from relationship_desk.ui.widgets.bar import Message


class QuarantineActions(QObject):
    """One window of unreadable cards at a time; the desk stays usable beside it."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, undoing: Undoing, window: QWidget
    ) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._action = actions[ActionId.QUARANTINE]
        self._theme = theme
        self._undoing = undoing
        self._window = window
        self.dialog: QuarantineDialog | None = None
        self._action.triggered.connect(self.show)
        bridge.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Offer the action where there is something to see."""
        self._action.setEnabled(count_quarantined(self._bridge.reader) > 0)

    def show(self) -> None:
        """Open the window, or bring it to the front."""
        if self.dialog is None or not isValid(self.dialog):
            self.dialog = QuarantineDialog(self._bridge, self._theme, self._window)
            self.dialog.retry_wanted.connect(self._retry)
            self.dialog.edited_wanted.connect(self._read_edited)
            self.dialog.discard_wanted.connect(self._discard)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _retry(self) -> None:
        region = self._bridge.preferences().region
        self._look(
            lambda reader: read_again(reader, READERS, region, lambda done, total: None), region
        )

    def _read_edited(self, card_id: int, text: str) -> None:
        region = self._bridge.preferences().region
        self._look(lambda reader: read_edited(reader, READERS, region, card_id, text), region)

    def _look(self, read: Callable[[Connection], ReadAgain], region: str) -> None:
        store = self._bridge.desk.store

        def job() -> ReadAgain:
            connection = store.reader()
            try:
                return read(connection)
            finally:
                connection.close()

        self._bridge.in_background(job, lambda found: self._found(found, region))

    def _found(self, found: ReadAgain, region: str) -> None:
        plan = found.plan
        if plan is None:
            self._say(Message(still_unreadable(found.waiting, found.why)))
            return

        def read(outcome: Outcome[ImportReport]) -> None:
            self._undoing.done(result_sentence(outcome.result, plan), outcome, self._say)

        self._bridge.do(import_quarantined, read, plan=plan, region=region, card_ids=found.card_ids)

    def _discard(self, card_ids: list[int]) -> None:
        self._bridge.do(
            discard_quarantined,
            lambda outcome: self._undoing.done("Card discarded.", outcome, self._say),
            card_ids=card_ids,
        )

    def _say(self, message: Message) -> None:
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.bar.tell(message)
