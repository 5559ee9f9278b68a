"""The beat of the window: every 20 seconds, and when something may have come due.

Invariant: one beat at a time, never in the GUI thread; garbage is collected in the GUI thread only.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from relationship_desk.desk.engine import BeatReport
from relationship_desk.domain.changes import EVERYTHING, Changes
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.widgets.bar import Kind, Message

_BEAT_MS = 20_000
_SOON_MS = 300
# A clock that is set by a network drifts by less between two beats.
_JUMP_SECONDS = 5


class Beat(QObject):
    """Calls `engine_beat` in the background; says in the window what could not be shown."""

    message = Signal(object)
    new_day = Signal(Changes)  # words such as "yesterday" or "9:00" mean something else now
    beaten = Signal(object)  # the `BeatReport`

    def __init__(
        self,
        bridge: Bridge,
        engine_beat: Callable[[], BeatReport],
        parent: QObject | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`monotonic`: seconds that no setting of the clock changes, and that sleep may skip."""
        super().__init__(parent)
        self._bridge = bridge
        self._engine_beat = engine_beat
        self._started = False
        self._busy = False
        self._again = False
        self._frozen = False
        self._said = ""
        self.monotonic = monotonic
        self._ahead = self._wall_ahead()
        self._zone = str(bridge.clock.zone())
        self._day = bridge.today()
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self.beat)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.beat)

    def start(self) -> None:
        """Beat now and from now on."""
        self._started = True
        self._bridge.changed.connect(self._on_changes)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_state)
        self._timer.start()
        self.beat()

    def stop(self) -> None:
        """No beat any more; one that is under way is left to itself."""
        if not self._started:
            return
        self._started = False
        if self._frozen:
            self._frozen = False
            gc.unfreeze()
        self._timer.stop()
        self._soon.stop()
        self._bridge.changed.disconnect(self._on_changes)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.disconnect(self._on_state)

    def beat(self) -> None:
        """Once, now; or once more after the one that is under way."""
        self._soon.stop()
        self._collect_garbage()
        if self._time_has_changed():
            self.new_day.emit(EVERYTHING)
        if self._busy:
            self._again = True
            return
        self._busy = True
        self._bridge.in_background(self._engine_beat, self._done, self._failed)

    def _collect_garbage(self) -> None:
        """Here and nowhere else, in the GUI thread; see `app.start_qt`."""
        if gc.isenabled():
            return
        gc.collect()
        if not self._frozen:
            # What is there now stays until the end: looking through it again on each beat would be
            # most of what an idle desk costs.
            self._frozen = True
            gc.freeze()

    def _time_has_changed(self) -> bool:
        """Whether the day, the zone or the clock is another than at the last beat.

        The wall clock that has run ahead of the monotonic one was set, or the computer slept.
        """
        day, zone = self._bridge.today(), str(self._bridge.clock.zone())
        wall_ahead = self._wall_ahead()
        changed = (
            day != self._day or zone != self._zone or abs(wall_ahead - self._ahead) > _JUMP_SECONDS
        )
        self._day, self._zone, self._ahead = day, zone, wall_ahead
        return changed

    def _wall_ahead(self) -> float:
        return self._bridge.now().timestamp() - self.monotonic()

    def _done(self, report: BeatReport) -> None:
        self._say(report.failed[0].reason if report.failed else "" if report.delivered else None)
        self.beaten.emit(report)
        self._next()

    def _failed(self, error: BaseException) -> None:
        # The same trouble is told once: the next beat comes in 20 seconds.
        sentence = f"{type(error).__name__} {error}"
        if sentence != self._said:
            self._said = sentence
            self._bridge.tell(error)
        self._next()

    def _next(self) -> None:
        self._busy = False
        if self._again:
            self._again = False
            self._soon.start()

    def _say(self, reason: str | None) -> None:
        """Say why no popup came, once until one comes; None where there was nothing to show."""
        if reason is None:
            return
        if reason and reason != self._said:
            self.message.emit(Message(reason, Kind.WARNING))
        self._said = reason

    def _on_changes(self, changes: Changes) -> None:
        if changes.everything or changes.tasks or changes.people or changes.preferences:
            self._soon.start()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._soon.start()
