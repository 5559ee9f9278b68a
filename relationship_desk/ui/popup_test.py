"""A popup to try, and what can honestly be said of it.

Invariant: that a popup was seen is said only where somebody has clicked or closed it.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from relationship_desk.desk.ports import Fate, Heard, Notification
from relationship_desk.notifiers.words import APP_NAME, TITLES
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.notifying import Notifying

_WAIT_MS = 10_000
_TAG = "test"
_TEST = Notification(
    f"A test from {APP_NAME}", "Click it, so that the desk knows it has reached you.", _TAG
)
_NOT_SEEN = "If you did not see it, see whether “do not disturb” is on, or choose another way."
# Where nothing comes back, there is nothing to wait for.
_TELLS_NOTHING = frozenset({"plyer", "tray"})


class PopupTest(QObject):
    """`said(text, tone)` carries what is known by now; `ended` when nothing more will come."""

    said = Signal(str, str)
    ended = Signal()

    def __init__(self, bridge: Bridge, notifying: Notifying, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._notifying = notifying
        self._title = ""
        self._waits = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._on_silence)
        notifying.heard.connect(self._on_heard)

    def start(self, prefer: str) -> None:
        """Send one, by the backend with this name first of all."""
        self._waits = True
        self.said.emit("Sending…", "quiet")
        chain = self._notifying.chain
        self._bridge.in_background(partial(chain.deliver_one, _TEST, prefer), self._on_sent)

    def _on_sent(self, outcome: tuple[str, str | None]) -> None:
        if not isValid(self) or not self._waits:  # nobody wants to know any more
            return
        name, failure = outcome
        self._title = TITLES.get(name, name)
        if failure is not None:
            self._end(failure, "danger")
        elif name == "window":
            self._end("It stands in the bar of the window, where reminders will stand.", "success")
        elif name in _TELLS_NOTHING:
            self._end(f"Handed over to “{self._title}”, which tells no more. {_NOT_SEEN}", "quiet")
        else:
            self._timer.start()
            words = f"Handed over to “{self._title}”. Click the popup within ten seconds."
            self.said.emit(words, "quiet")

    def _on_heard(self, heard: Heard) -> None:
        if not self._waits or heard.notification is None or heard.notification.tag != _TAG:
            return
        if heard.fate is Fate.ANSWERED:
            self._end("You clicked it: popups reach you, and so do their buttons.", "success")
        elif heard.fate is Fate.DISMISSED:
            self._end("You closed it: popups reach you.", "success")
        elif heard.fate is Fate.EXPIRED:
            self._end(
                f"“{self._title}” took it and closed it again; nobody reacted. {_NOT_SEEN}", "quiet"
            )

    def _on_silence(self) -> None:
        self._end(
            f"“{self._title}” took it; nobody reacted within ten seconds. {_NOT_SEEN}", "quiet"
        )
        self._notifying.chain.withdraw([_TAG])

    def _end(self, words: str, tone: str) -> None:
        self._waits = False
        self._timer.stop()
        self.said.emit(words, tone)
        self.ended.emit()
