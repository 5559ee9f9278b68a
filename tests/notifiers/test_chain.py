"""The chain of backends, with backends that work, fail, crash and hang."""

from __future__ import annotations

import time
from collections.abc import Iterator
from threading import Event

import pytest

from relationship_desk.desk.ports import Notification, Notifier, NotifierFailed
from relationship_desk.notifiers import BACKENDS, pick
from relationship_desk.notifiers.chain import Chain
from tests.support.waiting import eventually

CALL = Notification("Call Ada", "Due today", "task-1")
WRITE = Notification("Write to Bob", "Due today", "task-2")


class Showing:
    """A backend that shows everything."""

    name = "showing"

    def __init__(self) -> None:
        self.shown: list[str] = []

    def notify(self, notification: Notification) -> None:
        self.shown.append(notification.title)


class Failing:
    """A backend that raises what it was given, every time."""

    name = "failing"

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.asked = 0

    def notify(self, notification: Notification) -> None:
        self.asked += 1
        raise self.error


class Hanging:
    """A backend that returns only when the test lets it."""

    name = "hanging"

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.asked = 0
        self.returned = 0
        self.let_go = Event()

    def notify(self, notification: Notification) -> None:
        self.asked += 1
        assert self.let_go.wait(60)
        self.returned += 1
        if self.error is not None:
            raise self.error


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    """A hanging backend whose threads are all back before the test ends."""
    backend = Hanging(NotifierFailed("too late"))
    yield backend
    backend.let_go.set()
    eventually(lambda: backend.returned == backend.asked)


def test_each_notification_goes_to_the_first_backend_only() -> None:
    first, second = Showing(), Showing()
    assert Chain([first, second]).deliver([CALL, WRITE]) == [None, None]
    assert first.shown == ["Call Ada", "Write to Bob"]
    assert second.shown == []


def test_the_next_backend_is_asked_when_one_fails() -> None:
    last = Showing()
    failing = Failing(NotifierFailed("No bus."))
    assert Chain([failing, last]).deliver([CALL]) == [None]
    assert last.shown == ["Call Ada"]


def test_the_reason_of_the_first_backend_is_told_when_all_fail() -> None:
    chain = Chain([Failing(NotifierFailed("No bus.")), Failing(NotifierFailed("No tray."))])
    assert chain.deliver([CALL, WRITE]) == ["No bus.", "No bus."]


def test_a_backend_that_crashes_is_one_that_failed() -> None:
    last = Showing()
    crashing = Failing(OSError("Call Ada"))
    assert Chain([crashing, last]).deliver([CALL]) == [None]
    [said] = Chain([crashing]).deliver([CALL])
    assert said is not None
    assert "OSError" in said
    assert "Ada" not in said


def test_no_backend_is_asked_after_one_said_that_it_timed_out() -> None:
    failing, last = Failing(NotifierFailed("It hangs.", timed_out=True)), Showing()
    assert Chain([failing, last]).deliver([CALL, WRITE]) == ["It hangs.", "It hangs."]
    assert failing.asked == 1
    assert last.shown == []


def test_a_backend_is_asked_again_in_the_next_beat_after_it_timed_out() -> None:
    failing = Failing(NotifierFailed("It hangs.", timed_out=True))
    chain = Chain([failing])
    chain.deliver([CALL])
    chain.deliver([CALL])
    assert failing.asked == 2


def test_a_hanging_backend_is_left_behind_in_time(hanging: Hanging) -> None:
    last = Showing()
    begun = time.monotonic()
    [first, second] = Chain([hanging, last], seconds=0.2).deliver([CALL, WRITE])
    assert time.monotonic() - begun < 2
    assert first is not None
    assert "does not answer" in first
    assert second == first
    assert hanging.asked == 1
    hanging.let_go.set()
    eventually(lambda: hanging.returned == 1)
    assert last.shown == []


def test_no_second_thread_is_started_while_one_hangs(hanging: Hanging) -> None:
    chain = Chain([hanging], seconds=0.2)
    chain.deliver([CALL])
    [said] = chain.deliver([CALL])
    assert said is not None
    assert hanging.asked == 1
    hanging.let_go.set()
    eventually(lambda: hanging.returned == 1)
    eventually(lambda: chain.deliver([CALL]) == ["too late"])


def test_a_chain_without_backends_says_so() -> None:
    [said] = Chain([]).deliver([CALL])
    assert said is not None
    assert "inbox" in said


def test_nothing_to_deliver_is_nothing_delivered() -> None:
    assert Chain([Showing()]).deliver([]) == []


def test_what_the_window_hands_in_comes_after_the_backends() -> None:
    bar: Notifier = Showing()
    assert pick(more=[bar]).deliver([CALL]) == [None]  # no bus here, so the native one fails
    assert isinstance(bar, Showing)
    assert bar.shown == ["Call Ada"]


def test_every_backend_is_made_with_and_without_an_icon() -> None:
    assert all(make(None).name for make in BACKENDS)
