"""Popups over D-Bus, against a double of the Linux desktop's notification service."""

from __future__ import annotations

import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue

import pytest

from relationship_desk.desk.ports import (
    Abilities,
    Fate,
    Heard,
    Notification,
    NotifierFailed,
    Reply,
)
from relationship_desk.notifiers import dbus
from relationship_desk.notifiers.dbus import DbusNotifier
from tests.support.notification_double import NotificationDouble, notification_double
from tests.support.session_bus import SessionBus
from tests.support.waiting import eventually

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the Linux desktop")

REPLIES = (Reply.DONE, Reply.SNOOZE_10_MINUTES, Reply.SNOOZE_1_HOUR, Reply.SNOOZE_TOMORROW)
CALL = Notification("Call Ada", "Due today: the plans", "task 7", about=(41,), replies=REPLIES)
DIGEST = Notification("5 reminders are due", "Call Ada", "digest", about=(41, 42, 43, 44, 45))
LABELS = ["Done", "In 10 minutes", "In 1 hour", "Tomorrow", "Open"]


class Ear:
    """Keeps what was heard, in order."""

    def __init__(self) -> None:
        self._heard: SimpleQueue[Heard] = SimpleQueue()
        self.threads: set[str] = set()

    def __call__(self, heard: Heard) -> None:
        self.threads.add(threading.current_thread().name)
        self._heard.put(heard)

    def next(self) -> Heard:
        """The next thing that is heard, within half a minute."""
        return self._heard.get(timeout=30)

    def nothing_more(self) -> bool:
        return self._heard.empty()


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def notifier(double: NotificationDouble, ear: Ear) -> Iterator[DbusNotifier]:
    """One that has its own connection, and none is left behind."""
    made = DbusNotifier(hear=ear)
    yield made
    made.close()
    eventually(lambda: not _bus_threads())


def _bus_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "session-bus"]


def answer(reply: Reply, notification: Notification | None = CALL, token: str = "") -> Heard:
    return Heard(Fate.ANSWERED, "dbus", notification, reply, activation_token=token)


def failure_of(notifier: DbusNotifier) -> NotifierFailed:
    with pytest.raises(NotifierFailed) as caught:
        notifier.notify(CALL)
    return caught.value


# ---------------------------------------------------------------------------------- what arrives


def test_exactly_one_popup_arrives_with_our_name_the_text_and_buttons(
    double: NotificationDouble, tmp_path: Path, ear: Ear
) -> None:
    notifier = DbusNotifier(tmp_path / "icon.png", ear)
    notifier.notify(CALL)
    [popup] = double.received
    assert popup.app_name == "Relationship Desk"
    assert popup.title == "Call Ada"
    assert popup.body == "Due today: the plans"
    assert popup.icon == str(tmp_path / "icon.png")
    assert popup.replaces_id == 0
    assert popup.hints["desktop-entry"] == "relationship-desk"
    assert popup.actions[1::2] == ["Open", *LABELS]
    notifier.close()


@pytest.mark.parametrize(
    ("title", "arrives"),
    [
        ("-u", "-u"),
        ("--help", "--help"),
        ("O'Brien & <b>co</b>", "O'Brien & <b>co</b>"),
        ("x" * 64, "x" * 62 + "…"),
        ("\U0001f389" * 40, "\U0001f389" * 31 + "…"),
        ("a\x00b\u202ec\ud800d", "abcd"),
        ("", "Relationship Desk"),
    ],
)
def test_a_title_arrives_as_text_cut_with_an_ellipsis(
    notifier: DbusNotifier, double: NotificationDouble, title: str, arrives: str
) -> None:
    notifier.notify(Notification(title, "x", "t"))
    assert double.received[0].title == arrives


@pytest.mark.parametrize(
    ("capabilities", "arrives"),
    [(("body", "body-markup"), "&lt;b&gt; &amp; co"), (("body",), "<b> & co"), ((), "<b> & co")],
)
def test_a_body_is_escaped_only_where_markup_is_read(
    notifier: DbusNotifier, double: NotificationDouble, capabilities: tuple[str, ...], arrives: str
) -> None:
    double.behave(capabilities=capabilities)
    notifier.notify(Notification("x", "<b> & co", "t"))
    assert double.received[0].body == arrives


def test_a_long_body_is_cut_with_an_ellipsis(
    notifier: DbusNotifier, double: NotificationDouble
) -> None:
    notifier.notify(Notification("x", "y" * 300, "t"))
    assert double.received[0].body == "y" * 254 + "…"


def test_a_service_without_buttons_gets_none(
    notifier: DbusNotifier, double: NotificationDouble
) -> None:
    double.behave(capabilities=["body"])
    notifier.notify(CALL)
    assert double.received[0].actions == []


def test_no_buttons_are_offered_where_nobody_listens(double: NotificationDouble) -> None:
    silent = DbusNotifier()
    silent.notify(CALL)
    silent.close()
    assert double.received[0].actions == []
    assert double.closed == []


def test_a_digest_can_only_be_opened(notifier: DbusNotifier, double: NotificationDouble) -> None:
    notifier.notify(DIGEST)
    assert double.received[0].actions[1::2] == ["Open", "Open"]


def test_a_repeat_replaces_its_popup_and_another_does_not(
    notifier: DbusNotifier, double: NotificationDouble
) -> None:
    notifier.notify(CALL)
    notifier.notify(DIGEST)
    notifier.notify(CALL)
    assert [popup.replaces_id for popup in double.received] == [0, 0, 1]


def test_what_the_service_can_do_is_asked_once_and_found_without_showing(
    notifier: DbusNotifier, double: NotificationDouble
) -> None:
    able = Abilities("Double", buttons=True, replaces=True, markup=True)
    assert notifier.probe() == able
    double.behave(questions="hang")
    notifier.notify(CALL)
    assert notifier.probe() == able
    assert len(double.received) == 1


# --------------------------------------------------------------------------------- what is answered


@pytest.mark.parametrize(
    ("label", "reply"),
    [
        ("", Reply.OPEN),
        ("Open", Reply.OPEN),
        ("Done", Reply.DONE),
        ("In 10 minutes", Reply.SNOOZE_10_MINUTES),
        ("In 1 hour", Reply.SNOOZE_1_HOUR),
        ("Tomorrow", Reply.SNOOZE_TOMORROW),
    ],
)
def test_an_answer_is_heard_in_the_thread_of_the_bus(
    notifier: DbusNotifier, double: NotificationDouble, ear: Ear, label: str, reply: Reply
) -> None:
    notifier.notify(CALL)
    double.press(1, label)
    assert ear.next() == answer(reply)
    assert ear.threads == {"session-bus"}


def test_the_token_by_which_a_window_may_come_to_the_front_is_handed_on(
    notifier: DbusNotifier, double: NotificationDouble, ear: Ear
) -> None:
    notifier.notify(CALL)
    double.invoke(1, "default", token="let-me-in")
    assert ear.next() == answer(Reply.OPEN, token="let-me-in")


def test_the_same_answer_again_only_raises_the_window(
    notifier: DbusNotifier, double: NotificationDouble, ear: Ear
) -> None:
    notifier.notify(CALL)
    double.press(1, "Done")
    double.press(1, "Done")
    double.press(1, "Tomorrow")
    assert ear.next() == answer(Reply.DONE)
    assert ear.next() == answer(Reply.OPEN, None)
    assert ear.next() == answer(Reply.OPEN, None)


@pytest.mark.parametrize("number", [1, 9])
def test_an_answer_to_a_popup_of_an_earlier_run_only_raises_the_window(
    notifier: DbusNotifier, double: NotificationDouble, ear: Ear, number: int
) -> None:
    notifier.notify(CALL)
    double.invoke(number, "relationship-desk:00000000:41:done")
    assert ear.next() == answer(Reply.OPEN, None)


def test_what_is_said_to_another_program_is_not_heard(
    notifier: DbusNotifier, double: NotificationDouble, ear: Ear
) -> None:
    notifier.notify(CALL)
    double.invoke(9, "default")
    double.invoke(9, "reply")
    double.close(9, 2)
    double.press(1, "Done")
    assert ear.next() == answer(Reply.DONE)
    assert ear.nothing_more()


@pytest.mark.parametrize(
    ("reason", "fate"), [(1, Fate.EXPIRED), (2, Fate.DISMISSED), (4, Fate.EXPIRED)]
)
def test_a_popup_that_closes_says_how_and_can_still_be_answered(
    notifier: DbusNotifier, double: NotificationDouble, ear: Ear, reason: int, fate: Fate
) -> None:
    notifier.notify(CALL)
    double.close(1, reason)
    assert ear.next() == Heard(fate, "dbus", CALL)
    double.press(1, "Done")  # from the list of what was missed, which some desktops keep
    assert ear.next() == answer(Reply.DONE)


def test_a_popup_that_closes_after_its_answer_says_nothing_more(
    notifier: DbusNotifier, double: NotificationDouble, ear: Ear
) -> None:
    notifier.notify(CALL)
    notifier.notify(DIGEST)
    double.press(1, "Done")
    double.close(1, 2)
    double.close(2, 2)
    assert ear.next() == answer(Reply.DONE)
    assert ear.next() == Heard(Fate.DISMISSED, "dbus", DIGEST)


# -------------------------------------------------------------------------------- what is withdrawn


def test_a_popup_is_withdrawn_by_its_tag(
    notifier: DbusNotifier, double: NotificationDouble, ear: Ear
) -> None:
    notifier.notify(CALL)
    notifier.notify(DIGEST)
    notifier.withdraw(["task 7", "unknown"])
    assert ear.next() == Heard(Fate.WITHDRAWN, "dbus", CALL)
    assert double.closed == [1]
    notifier.withdraw(["task 7"])
    notifier.notify(CALL)
    assert double.closed == [1]
    assert double.received[-1].replaces_id == 0


def test_withdrawing_without_a_bus_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    DbusNotifier().withdraw(["task 7"])


def test_closing_takes_away_the_popups_whose_buttons_nobody_hears_any_more(
    notifier: DbusNotifier, double: NotificationDouble, ear: Ear
) -> None:
    notifier.notify(CALL)
    notifier.close()
    eventually(lambda: double.closed == [1])
    assert ear.nothing_more()


# ---------------------------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize(("hangs", "arrived"), [("questions", 0), ("notify", 1)])
def test_a_service_that_hangs_is_reported_within_three_seconds(
    notifier: DbusNotifier, double: NotificationDouble, hangs: str, arrived: int
) -> None:
    double.behave(
        questions="hang" if hangs == "questions" else "answer",
        notify="hang" if hangs == "notify" else "answer",
    )
    begun = time.monotonic()
    failure = failure_of(notifier)
    assert time.monotonic() - begun < 3
    assert failure.timed_out
    assert "does not answer" in str(failure)
    assert len(double.received) == arrived
    double.behave()
    notifier.notify(CALL)
    assert len(double.received) == arrived + 1


def test_a_refused_popup_is_reported_with_the_reason(
    notifier: DbusNotifier, double: NotificationDouble
) -> None:
    double.behave(notify="refuse")
    failure = failure_of(notifier)
    assert "refused the popup (Too many popups)" in str(failure)
    assert not failure.timed_out


def test_no_service_is_reported(
    bus: SessionBus, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
    notifier = DbusNotifier()
    assert "no notification service runs" in str(failure_of(notifier))
    with notification_double(bus, tmp_path) as double:
        notifier.notify(CALL)
        assert len(double.received) == 1
    notifier.close()


@pytest.mark.parametrize(
    "address", ["unix:path=/nonexistent/bus", "tcp:host=localhost,port=1", "nonsense", "unix:x=y"]
)
def test_no_bus_is_reported(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert "cannot be reached" in str(failure_of(DbusNotifier()))


@contextmanager
def a_socket(monkeypatch: pytest.MonkeyPatch, says: bytes) -> Iterator[None]:
    """Something that listens where the bus should be, and answers everything with this."""
    with tempfile.TemporaryDirectory(prefix="desk-bus-") as folder:
        path = str(Path(folder, "bus"))
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={path}")
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path)
            listening.listen()

            def answer() -> None:
                connection, _ = listening.accept()
                with connection, suppress(OSError):  # the other side may leave at any moment
                    while connection.recv(4096):
                        if says:
                            connection.sendall(says)

            thread = threading.Thread(target=answer)
            thread.start()
            yield
            thread.join(30)


@pytest.mark.parametrize(
    ("says", "words", "timed_out"),
    [
        (b"", "does not answer", True),
        (b"OK 0123456789abcdef0123456789abcdef\r\n", "cannot be reached", False),
    ],
)
def test_a_bus_that_is_silent_or_talks_nonsense_is_reported(
    monkeypatch: pytest.MonkeyPatch, says: bytes, words: str, timed_out: bool
) -> None:
    monkeypatch.setattr(dbus, "_ANSWER_SECONDS", 0.2)
    with a_socket(monkeypatch, says):
        notifier = DbusNotifier()
        failure = failure_of(notifier)
        assert words in str(failure)
        assert failure.timed_out is timed_out
        notifier.close()
    eventually(lambda: not _bus_threads())


def test_a_session_without_a_bus_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert "no message bus" in str(failure_of(DbusNotifier()))


def test_a_service_that_is_started_anew_is_asked_anew_and_its_numbers_are_its_own(
    bus: SessionBus, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ear: Ear
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
    notifier = DbusNotifier(hear=ear)
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    with notification_double(bus, first) as double:
        notifier.notify(CALL)
        assert double.received[0].actions
    with notification_double(bus, second) as double:
        double.behave(capabilities=["body"])
        eventually(lambda: not notifier.probe().buttons)
        notifier.notify(CALL)
        assert double.received[0].replaces_id == 0
        assert double.received[0].actions == []
        notifier.close()


def test_a_bus_that_goes_is_left_and_found_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from tests.support.session_bus import session_bus

    notifier = DbusNotifier()
    with session_bus() as first:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", first.address)
        (tmp_path / "first").mkdir()
        with notification_double(first, tmp_path / "first"):
            notifier.notify(CALL)
    assert "cannot be reached" in str(failure_of(notifier))
    with session_bus() as second:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", second.address)
        (tmp_path / "second").mkdir()
        with notification_double(second, tmp_path / "second") as double:
            notifier.notify(CALL)
            assert len(double.received) == 1
        notifier.close()
    eventually(lambda: not _bus_threads())
