"""`Bridge`: the one QObject between the desk's threads and the window.

Invariant: every signal of it is emitted in the GUI thread; `changed` at most once per turn of the
event loop, with everything that happened since.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from datetime import date, datetime, time
from typing import Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from relationship_desk.clock import Clock, today, wall_time
from relationship_desk.desk.desk import Desk, Outcome
from relationship_desk.desk.ports import Cancelled
from relationship_desk.desk.threads import Runner
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.preferences import Preferences
from relationship_desk.store.database import Connection
from relationship_desk.store.history import last_foreign_revision

P = ParamSpec("P")
T = TypeVar("T")
_POLL_MS = 1000
_log = logging.getLogger(__name__)


class Bridge(QObject):
    """What a pane talks to: reads through `reader`, writes through `do`, hears `changed`."""

    changed = Signal(Changes)
    failed = Signal(str)  # a sentence for the user
    bug = Signal(str)  # a copyable report
    saving = Signal(bool)  # a change is waiting for the writer

    _hop = Signal(object)  # a callable, to be called in the GUI thread

    def __init__(
        self,
        desk: Desk,
        reader: Connection,
        clock: Clock,
        background: Runner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.reader = reader
        self.clock = clock
        self._background = background
        self._pending = Changes()
        self._in_flight = 0
        self._closed = False
        self._hop.connect(self._call, Qt.ConnectionType.QueuedConnection)
        self._stop_listening = desk.listen(
            lambda changes: self.call_soon(lambda: self._gather(changes))
        )
        self._data_version = reader.data_version()
        self._foreign_revision = last_foreign_revision(reader, desk.origin)
        self._poll = QTimer(self)
        self._poll.timeout.connect(self.look_for_foreign_changes)

    # ------------------------------------------------------------------------------------- reads

    def now(self) -> datetime:
        """The present instant, UTC."""
        return self.clock.now()

    def today(self) -> date:
        """The civil date in the user's zone."""
        return today(self.clock)

    def wall_time(self) -> time:
        """The time of day in the user's zone."""
        return wall_time(self.clock)

    def preferences(self) -> Preferences:
        """What the user has set, over the defaults."""
        return self.desk.preferences(self.reader)

    # ------------------------------------------------------------------------------------ writes

    def do(
        self,
        command: Callable[Concatenate[Any, Any, P], T],
        then: Callable[[Outcome[T]], None] | None,
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Run a command; `then(outcome)` in the GUI thread when it is done.

        A `UserError` is emitted as `failed`, anything else as `bug`.
        """
        self.follow(self.desk.do(command, *args, **kwargs), then)

    def undo(
        self,
        then: Callable[[Outcome[Any]], None] | None = None,
        operation_id: int | None = None,
    ) -> None:
        """Take the newest change back, or the named one."""
        self.follow(self.desk.undo(operation_id), then)

    def redo(self, then: Callable[[Outcome[Any]], None] | None = None) -> None:
        """Do again what was taken back last."""
        self.follow(self.desk.redo(), then)

    def in_background(
        self,
        job: Callable[[], T],
        then: Callable[[T], None] | None = None,
        otherwise: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Run a job in a background thread, `then(result)` in the GUI thread.

        `otherwise(error)` takes its errors; without it they are told as those of `do`.
        """
        self._watch(self._background.submit(job), then, otherwise)

    def follow(
        self,
        future: Future[T],
        then: Callable[[T], None] | None = None,
        otherwise: Callable[[BaseException], None] | None = None,
    ) -> None:
        """The same for a write that was started elsewhere."""
        self._in_flight += 1
        self.saving.emit(True)
        self._watch(future, then, otherwise, saves=True)

    def call_soon(self, job: Callable[[], None]) -> None:
        """Call it in the GUI thread, from any thread; not at all once the bridge is closed."""
        # A thread that is still busy when the window goes must not reach into what is left of it.
        if not self._closed:
            self._hop.emit(job)

    def _watch(
        self,
        future: Future[T],
        then: Callable[[T], None] | None,
        otherwise: Callable[[BaseException], None] | None,
        saves: bool = False,
    ) -> None:
        def arrive() -> None:
            if saves:
                self._in_flight -= 1
                if not self._in_flight:
                    self.saving.emit(False)
            try:
                result = future.result()
            except (Cancelled, CancelledError) as error:
                if otherwise is not None:
                    otherwise(error)
            except Exception as error:
                if otherwise is not None:
                    otherwise(error)
                else:
                    self.tell(error)
            else:
                if then is not None:
                    then(result)

        future.add_done_callback(lambda _: self.call_soon(arrive))

    def tell(self, error: BaseException) -> None:
        """Say what went wrong: a sentence for the user's error, a report for a bug."""
        if isinstance(error, UserError):
            self.failed.emit(str(error))
        else:
            _log.error("a bug", exc_info=error)
            self.bug.emit("".join(traceback.format_exception(error)))

    # ----------------------------------------------------------------------------------- changes

    def start_polling(self) -> None:
        """Follow what other programs write, once a second."""
        self._poll.start(_POLL_MS)

    def look_for_foreign_changes(self) -> None:
        """Ask whether another program has written, and tell it as a change."""
        version = self.reader.data_version()
        if version == self._data_version:
            return
        self._data_version = version
        revision = last_foreign_revision(self.reader, self.desk.origin)
        foreign = revision > self._foreign_revision
        self._foreign_revision = revision
        self._gather(Changes(everything=True) if foreign else Changes(deliveries=True))

    def _gather(self, changes: Changes) -> None:
        if not self._pending:
            QTimer.singleShot(0, self, self._emit)
        self._pending |= changes

    def _emit(self) -> None:
        changes, self._pending = self._pending, Changes()
        if changes:
            self.changed.emit(changes)

    def _call(self, job: Callable[[], None]) -> None:
        job()

    def close(self) -> None:
        """Stop listening; nothing is emitted any more."""
        self._closed = True
        self._poll.stop()
        self._stop_listening()
        self._hop.disconnect(self._call)
