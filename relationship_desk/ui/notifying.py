"""What becomes of popups, in the window: written into the log, answered, opened.

Invariant: an answer changes what it was about at most once, in the GUI thread, and can be undone;
one that cannot be told to be about anything only raises the window.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from relationship_desk.desk.commands.answers import DONE, SNOOZED
from relationship_desk.desk.commands.reminders import answer_deliveries
from relationship_desk.desk.desk import Outcome
from relationship_desk.desk.popup_log import log_popup
from relationship_desk.desk.ports import Fate, Heard, Notification, Reply
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.wanted import Wanted
from relationship_desk.notifiers.chain import Chain
from relationship_desk.store.popup_log import people_of
from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.main_window import MainWindow
from relationship_desk.ui.plain import visible
from relationship_desk.ui.rows import moment_words
from relationship_desk.ui.widgets.bar import Kind, Message

_log = logging.getLogger(__name__)

_SNOOZES = {
    Reply.SNOOZE_10_MINUTES: timedelta(minutes=10),
    Reply.SNOOZE_1_HOUR: timedelta(hours=1),
}


class Notifying(QObject):
    """Hears what becomes of popups, from any thread. `heard` is emitted in the GUI thread."""

    heard = Signal(object)  # `Heard`

    def __init__(self, bridge: Bridge, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._window = window
        self._chain: Chain | None = None

    def hear(self, heard: Heard) -> None:
        """The listener of the notifiers; returns at once."""
        self._bridge.call_soon(partial(self._on_heard, heard))

    def follow(self, chain: Chain) -> None:
        """Let what the user prefers hold for these notifiers."""
        self._chain = chain
        self._prefer()
        self._bridge.changed.connect(self._on_changes)

    @property
    def chain(self) -> Chain:
        """The notifiers that are in use."""
        assert self._chain is not None
        return self._chain

    def show_in_bar(self, notification: Notification) -> bool:
        """Remind in the window's own bar; False where nobody could see it."""
        window = self._window
        if not window.isVisible() or window.isMinimized():
            return False
        words = ". ".join(filter(None, (notification.title, notification.body)))
        window.bar.tell_later(
            Message(
                visible(" ".join(words.split())),
                action="Open",
                on_action=partial(self._open, notification),
            )
        )
        return True

    def close(self) -> None:
        """Nobody listens any more."""
        if self._chain is not None:
            self._bridge.changed.disconnect(self._on_changes)
            self._chain.close()

    def _on_changes(self, changes: Changes) -> None:
        if changes.preferences or changes.everything:
            self._prefer()

    def _prefer(self) -> None:
        self.chain.prefer(self._bridge.preferences().notifier)

    def _on_heard(self, heard: Heard) -> None:
        if heard.notification is not None:
            # The log may not stand in the way of what it tells of.
            self._bridge.follow(
                self._bridge.desk.do(log_popup, heard=heard),
                None,
                lambda error: _log.warning("no line in the log: %s", type(error).__name__),
            )
        self.heard.emit(heard)
        if heard.fate is not Fate.ANSWERED:
            return
        if heard.notification is None:
            self._window.answer(Wanted(token=heard.activation_token))
        elif heard.reply is Reply.OPEN:
            self._open(heard.notification, heard.activation_token)
        else:
            self._answer(heard.notification, heard.reply)

    def _answer(self, notification: Notification, reply: Reply | None) -> None:
        if reply is Reply.DONE:
            self._do(notification, DONE, None, _label)
        elif reply is not None:
            until = self._until(reply)
            words = moment_words(until, self._bridge.clock)
            self._do(notification, SNOOZED, until, lambda _: f"Snoozed until {words}.")

    def _do(
        self,
        notification: Notification,
        kind: str,
        until: datetime | None,
        words: Callable[[Outcome[int]], str],
    ) -> None:
        def told(outcome: Outcome[int]) -> None:
            operation_id = outcome.operation_id
            if not outcome.result or operation_id is None:
                self._window.come_to_the_front()  # answered elsewhere meanwhile
                return
            undo = partial(self._bridge.undo, None, operation_id)
            self._window.tell(Message(words(outcome), Kind.SUCCESS, "Undo", undo))

        self._bridge.do(
            answer_deliveries, told, delivery_ids=notification.about, kind=kind, until=until
        )

    def _until(self, reply: Reply) -> datetime:
        now = self._bridge.now()
        if reply in _SNOOZES:
            return now + _SNOOZES[reply]
        at = self._bridge.preferences().reminder_time
        tomorrow = self._bridge.today() + timedelta(days=1)
        return datetime.combine(tomorrow, at, tzinfo=self._bridge.clock.zone()).astimezone(UTC)

    def _open(self, notification: Notification, token: str = "") -> None:
        """Show whom it is about; the inbox where it is about many, or nobody."""
        if not notification.about:
            return  # a test: who clicks it looks at the preferences
        people = people_of(self._bridge.reader, notification.about)
        person_id = people[0] if len(people) == len(notification.about) == 1 else None
        self._window.answer(Wanted(person_id=person_id, token=token))
        if person_id is None:
            self._window.show_place(ActionId.SHOW_INBOX)


def _label(outcome: Outcome[Any]) -> str:
    return f"{visible(outcome.label)}."
