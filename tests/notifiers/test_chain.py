"""The chain of backends, with backends that work, fail, crash and hang."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from threading import Event

import pytest

from relationship_desk.desk.ports import Abilities, Fate, Heard, Notification, NotifierFailed
from relationship_desk.notifiers import BACKENDS, pick
from relationship_desk.notifiers.base import ShowingOnly
from relationship_desk.notifiers.chain import AUTOMATIC, Chain, Probed
from tests.support.waiting import eventually

CALL = Notification("Call Ada", "Due today", "task-1")
WRITE = Notification("Write to Bob", "Due today", "task-2")
HUNG = NotifierFailed("It hangs.", timed_out=True)


class Showing(ShowingOnly):
    """A backend that shows everything."""

    title = "Showing"

    def __init__(self, name: str = "showing", daemon: str = "") -> None:
        self.name, self.daemon = name, daemon
        self.shown: list[str] = []
        self.withdrawn: list[str] = []

    def withdraw(self, tags: Collection[str]) -> None:
        self.withdrawn += tags

    def notify(self, notification: Notification) -> None:
        self.shown.append(notification.title)


class Failing(ShowingOnly):
    """A backend that raises what it was given, every time."""

    name = "failing"
    title = "Failing"

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.asked = 0

    def probe(self) -> Abilities:
        self.asked += 1
        raise self.error

    def withdraw(self, tags: Collection[str]) -> None:
        raise self.error

    def notify(self, notification: Notification) -> None:
        self.asked += 1
        raise self.error


class Hanging(ShowingOnly):
    """A backend that returns only when the test lets it."""

    name = "hanging"
    title = "Hanging"

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
    bar = Showing()
    assert pick(more=[bar]).deliver([CALL]) == [None]  # no bus here, so those before it fail
    assert bar.shown == ["Call Ada"]


def test_every_backend_has_a_name_of_its_own_a_title_and_needs_no_icon() -> None:
    made = [make(None, None) for _, make in BACKENDS]
    assert len({backend.name for backend in made}) == len(made) > 1
    assert all(backend.title and backend.daemon for backend in made)


def test_another_daemon_is_tried_after_one_hung_and_those_of_the_same_are_not() -> None:
    hung, same, other = Failing(HUNG), Showing(), Showing(daemon="window")
    assert Chain([hung, same, other]).deliver([CALL, WRITE]) == [None, None]
    assert (same.shown, other.shown) == ([], ["Call Ada", "Write to Bob"])
    assert hung.asked == 1


def test_what_is_preferred_is_tried_first_and_the_others_after_it() -> None:
    first, second = Showing("first"), Showing("second")
    chain = Chain([first, second, Failing(HUNG)])
    chain.prefer("second")
    chain.deliver([CALL])
    chain.prefer("failing")
    chain.prefer(AUTOMATIC)
    chain.deliver([WRITE])
    assert (first.shown, second.shown) == (["Write to Bob"], ["Call Ada"])


def test_the_listener_hears_which_backend_took_it_or_why_none_did() -> None:
    heard: list[Heard] = []
    Chain([Failing(NotifierFailed("No bus.")), Showing()], heard.append).deliver([CALL])
    Chain([Failing(NotifierFailed("No bus."))], heard.append).deliver([CALL])
    Chain([], heard.append).deliver([CALL])
    assert heard[:2] == [
        Heard(Fate.SHOWN, "showing", CALL),
        Heard(Fate.FAILED, "failing", CALL, reason="No bus."),
    ]
    assert (heard[2].fate, heard[2].backend) == (Fate.FAILED, "")


def test_a_survey_shows_nothing_and_says_of_each_what_it_can_do_or_why_not() -> None:
    showing = Showing()
    chain = Chain([Failing(NotifierFailed("No bus.")), Failing(OSError("Ada")), showing])
    chain.prefer("showing")
    able, failed, crashed = chain.survey()
    assert able == Probed("showing", "Showing", Abilities())
    assert failed == Probed("failing", "Failing", None, "No bus.")
    assert crashed.abilities is None
    assert "OSError" in crashed.reason
    assert showing.shown == []


def test_a_survey_asks_no_other_backend_of_a_daemon_that_hangs() -> None:
    hung, same = Failing(HUNG), Showing()
    assert [probed.reason for probed in Chain([hung, same]).survey()] == ["It hangs."] * 2


def test_withdrawing_reaches_every_backend_whatever_one_raises() -> None:
    first, last = Showing(), Showing()
    Chain([first, Failing(OSError("Ada")), last]).withdraw(["task-1"])
    Chain([first]).withdraw([])
    assert first.withdrawn == last.withdrawn == ["task-1"]


def test_a_closed_chain_tells_nobody_any_more() -> None:
    heard: list[Heard] = []
    chain = Chain([Showing()], heard.append)
    chain.close()
    chain.deliver([CALL])
    assert heard == []
