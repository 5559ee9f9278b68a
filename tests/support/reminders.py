"""Short ways to test the reminder engine: a notifier that keeps what it was given, the inbox."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime, timedelta

from relationship_desk.desk.commands.preferences import set_preferences
from relationship_desk.desk.ports import Notification
from relationship_desk.domain.preferences import Preferences
from relationship_desk.store.waiting import WaitingRow, waiting
from tests.support.desks import DeskForTests

NINE = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
BEAT = timedelta(seconds=20)
NO_DAEMON = "No popup was shown; your reminder waits in the inbox."


class Popups:
    """A notifier that keeps what it was given, and fails on wish."""

    def __init__(self) -> None:
        self.shown: list[Notification] = []
        self.withdrawn: list[str] = []
        self.refuses = False
        self.raises: Exception | None = None
        self.meanwhile: Callable[[], object] = lambda: None

    def deliver(self, notifications: Iterable[Notification]) -> list[str | None]:
        given = list(notifications)
        self.meanwhile()
        if self.raises is not None:
            raise self.raises
        if self.refuses:
            return [NO_DAEMON for _ in given]
        self.shown += given
        return [None for _ in given]

    def withdraw(self, tags: Collection[str]) -> None:
        self.withdrawn += sorted(tags)

    def prefer(self, name: str) -> None:
        """There is only this one."""

    def close(self) -> None:
        """Nothing is held."""

    @property
    def titles(self) -> list[str]:
        return [notification.title for notification in self.shown]


class Power(BaseException):
    """The power fails: nothing may catch it."""


def at(desk: DeskForTests, instant: datetime) -> None:
    desk.clock.advance(instant - desk.clock.now())


def in_inbox(desk: DeskForTests) -> list[WaitingRow]:
    return waiting(desk.reader, desk.clock.now())


def states(desk: DeskForTests) -> list[tuple[str, str]]:
    return [(row.title, row.state) for row in in_inbox(desk)]


def prefer(desk: DeskForTests, **values: object) -> None:
    defaults = desk.composition.desk.defaults
    wanted = Preferences(**{"region": defaults.region, **values})  # type: ignore[arg-type]
    desk.do(set_preferences, preferences=wanted, defaults=defaults)


def by_hand(desk: DeskForTests, statement: str) -> None:
    """Somebody opens the file with another program."""
    connection = desk.composition.store.writer()
    connection.sql(statement)
    connection.close()
