"""`Desk`: runs commands, undo and redo in the writer, and tells listeners what changed."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from relationship_desk.clock import Clock
from relationship_desk.desk.derived import rebuild, renew
from relationship_desk.desk.threads import Runner
from relationship_desk.domain.changes import EVERYTHING, Changes
from relationship_desk.domain.errors import NothingToUndo, StoreUnusable
from relationship_desk.domain.preferences import Preferences, from_stored
from relationship_desk.domain.reminders import Circumstances
from relationship_desk.store import journal
from relationship_desk.store.database import Connection, Store
from relationship_desk.store.errors import SearchOutOfStep
from relationship_desk.store.preferences import stored_preferences
from relationship_desk.store.work import Touched, Work

P = ParamSpec("P")
T = TypeVar("T")

# A command: what to do, inside a transaction, at this instant. See `desk/commands`.
Command = Callable[Concatenate[Work, Any, P], T]
Listener = Callable[[Changes], None]


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a command returned and what it touched; `operation_id` is None if it changed nothing."""

    result: T
    changes: Changes
    operation_id: int | None
    label: str


class Desk:
    """The one way to change anything. Every call returns a future, done in the writer's order."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        runner: Runner,
        defaults: Preferences,
        before: Callable[[str], None] = lambda command: None,
    ) -> None:
        """`before(name of the command)` is called in the writer's thread; it never raises."""
        self.store = store
        self.clock = clock
        self.defaults = defaults
        self.origin = uuid.uuid4().hex  # which running program this is
        self._runner = runner
        self._before = before
        self._listeners: list[Listener] = []
        self._connection: Connection | None = None

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Hear every `Changes`, in the writer's thread; the result stops it."""
        self._listeners.append(listener)

        def stop() -> None:
            with suppress(ValueError):
                self._listeners.remove(listener)

        return stop

    def do(
        self,
        command: Command[P, T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Future[Outcome[T]]:
        """Run a command in one transaction and journal it."""
        return self.do_watched(lambda: None, command, *args, **kwargs)

    def do_watched(
        self,
        checkpoint: Callable[[], None],
        command: Command[P, T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Future[Outcome[T]]:
        """The same for a long command: `checkpoint` is called on the way and may raise `Cancelled`,
        which leaves nothing behind."""

        def job() -> Outcome[T]:
            connection = self._writer()
            now = self.clock.now()
            work = Work(connection, checkpoint, self.circumstances(connection))
            result = command(work, now, *args, **kwargs)
            work.touched.with_companions(connection)
            self._renew(connection, work.touched, checkpoint)
            name = getattr(command, "__name__", "command")
            operation_id = journal.commit(work, now, self.origin, name)
            return Outcome(result, work.touched.changes(), operation_id, work.label)

        def run() -> Outcome[T]:
            self._before(getattr(command, "__name__", ""))
            return self._transact(job)

        return self._runner.submit(run)

    def undo(self, operation_id: int | None = None) -> Future[Outcome[journal.Undone]]:
        """Take back the newest operation, or the named one. Raises `NothingToUndo`."""
        return self._runner.submit(lambda: self._transact(lambda: self._turn("done", operation_id)))

    def redo(self) -> Future[Outcome[journal.Undone]]:
        """Do again what was undone last. Raises `NothingToUndo`."""
        return self._runner.submit(lambda: self._transact(lambda: self._turn("undone", None)))

    def _transact(self, job: Callable[[], Outcome[T]]) -> Outcome[T]:
        """Run a job in one transaction, then tell what it changed.

        A search index that is out of step is built anew and the job tried once more: the user's
        data are sound, and their change must not be refused for it.
        """
        connection = self._writer()
        try:
            with connection.transaction():
                outcome = job()
        except SearchOutOfStep:
            with connection.transaction():
                rebuild(connection, self.circumstances(connection))
            with connection.transaction():
                outcome = job()
        self._tell(outcome.changes)
        return outcome

    def _turn(self, state: str, operation_id: int | None) -> Outcome[journal.Undone]:
        connection = self._writer()
        touched = Touched()
        if operation_id is None:
            found = journal.newest(connection, state)
            if found is None:
                raise NothingToUndo(f"There is nothing to {_VERBS[state]}.")
            operation_id = found[0]
        else:
            journal.require(connection, operation_id, state)
        turn = journal.undo if state == "done" else journal.redo
        undone = turn(connection, operation_id, self.origin, touched)
        self._renew(connection, touched)
        return Outcome(undone, touched.changes(), operation_id, undone.label)

    def maintain(self, job: Callable[[Connection], T]) -> Future[T]:
        """Run upkeep on the writing connection, in its turn: no transaction, no journal."""

        def run() -> T:
            result = job(self._writer())
            self._tell(EVERYTHING)
            return result

        return self._runner.submit(run)

    def preferences(self, connection: Connection) -> Preferences:
        """What the user has set, over the defaults of this computer."""
        return from_stored(stored_preferences(connection), self.defaults)

    def circumstances(self, connection: Connection) -> Circumstances:
        """The present moment here, as reminders see it."""
        return Circumstances(self.clock.now(), self.clock.zone(), self.preferences(connection))

    def _renew(
        self,
        connection: Connection,
        touched: Touched,
        checkpoint: Callable[[], None] = lambda: None,
    ) -> None:
        renew(connection, touched, self.circumstances(connection), checkpoint)

    def _writer(self) -> Connection:
        """The writing connection, opened in the writer's own thread."""
        if self._connection is None:
            self._connection = self.store.writer()
        return self._connection

    def _tell(self, changes: Changes) -> None:
        if changes:
            for listener in list(self._listeners):
                listener(changes)

    def close(self) -> None:
        """Let the writer finish, move its log into the file, and close."""

        def job() -> None:
            if self._connection is not None:
                # What was acknowledged is on the disk; a full or busy one only keeps it in the log,
                # and nobody should wait for that.
                with suppress(StoreUnusable):
                    self._connection.sql("PRAGMA busy_timeout = 100")
                    self._connection.checkpoint()
                self._connection.close()
                self._connection = None

        self._runner.submit(job).result()
        self._runner.close()


_VERBS = {"done": "undo", "undone": "redo"}
