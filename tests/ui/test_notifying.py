"""What becomes of popups: answered in the GUI thread, undone, opened, and written into the log."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from relationship_desk.desk.engine import Engine
from relationship_desk.desk.erasure import erase_people
from relationship_desk.desk.ports import Abilities, Fate, Heard, Notification, NotifierFailed, Reply
from relationship_desk.domain.changes import Changes
from relationship_desk.notifiers.base import ShowingOnly
from relationship_desk.notifiers.chain import Chain
from relationship_desk.store.popup_log import LogRow, popup_log
from relationship_desk.store.tasks import get_task
from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.popup_log import describe_popup
from relationship_desk.ui.dialogs.popup_log import PopupLogDialog
from relationship_desk.ui.importing import import_files
from relationship_desk.ui.main_window import MainWindow
from relationship_desk.ui.notifying import Notifying
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.window_state import WindowState
from tests.support.desks import DeskForTests

Settle = Callable[[], None]


class Popups(ShowingOnly):
    """A way that keeps what it is given, and fails on wish."""

    name, title = "dbus", "Desktop notifications"

    def __init__(self) -> None:
        self.shown: list[Notification] = []
        self.failure = ""

    def probe(self) -> Abilities:
        return Abilities("Double", buttons=True, replaces=True)

    def notify(self, notification: Notification) -> None:
        if self.failure:
            raise NotifierFailed(self.failure)
        self.shown.append(notification)


@pytest.fixture
def window(bridge: Bridge, theme: Theme, desk: DeskForTests, qtbot: QtBot) -> Iterator[MainWindow]:
    state = WindowState(desk.paths.config)
    made = MainWindow(bridge, theme, desk.paths, state, import_files)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def popups() -> Popups:
    return Popups()


@pytest.fixture
def notifying(bridge: Bridge, window: MainWindow, popups: Popups) -> Iterator[Notifying]:
    made = Notifying(bridge, window)
    made.follow(Chain([popups], made.hear))
    yield made
    made.close()


@pytest.fixture
def beat(desk: DeskForTests, notifying: Notifying, settle: Settle) -> Callable[[], None]:
    """One beat of the engine, and what follows from it in the window."""
    engine = Engine(desk.composition.desk, notifying.chain)

    def run() -> None:
        engine.beat()
        settle()

    return run


@pytest.fixture
def shown(
    desk: DeskForTests, popups: Popups, beat: Callable[[], None]
) -> Callable[..., Notification]:
    """A task that is due now, about Ida, and the popup that told of it."""

    def show(text: str = "Call", person_id: int | None = None) -> Notification:
        desk.task(text, person_id, due_on=desk.clock.now().date())
        beat()
        return popups.shown[-1]

    return show


def answer(notifying: Notifying, notification: Notification | None, reply: Reply) -> None:
    """As a backend would: from a thread of its own."""
    heard = Heard(Fate.ANSWERED, "dbus", notification, reply)
    thread = threading.Thread(target=notifying.hear, args=(heard,))
    thread.start()
    thread.join()


def fates(desk: DeskForTests) -> list[tuple[str, str, str]]:
    return [(row.title, row.fate, row.reply) for row in popup_log(desk.reader, None, 50)]


def test_done_on_a_popup_completes_the_task_in_the_gui_thread_and_can_be_undone(
    desk: DeskForTests,
    notifying: Notifying,
    shown: Callable[..., Notification],
    window: MainWindow,
    settle: Settle,
) -> None:
    popup = shown()
    answer(notifying, popup, Reply.DONE)
    assert get_task(desk.reader, 1).done_at is None  # type: ignore[union-attr]
    settle()
    assert get_task(desk.reader, 1).done_at is not None  # type: ignore[union-attr]
    message = window.bar.current
    assert message is not None
    assert (message.text, message.action) == ("Done: “Call”.", "Undo")
    assert message.on_action is not None
    message.on_action()
    settle()
    assert get_task(desk.reader, 1).done_at is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("reply", "until"),
    [
        (Reply.SNOOZE_10_MINUTES, datetime(2026, 3, 12, 17, 10, tzinfo=UTC)),
        (Reply.SNOOZE_1_HOUR, datetime(2026, 3, 12, 18, tzinfo=UTC)),
        (Reply.SNOOZE_TOMORROW, datetime(2026, 3, 13, 9, tzinfo=UTC)),
    ],
)
def test_a_snooze_on_a_popup_reminds_again_then(
    desk: DeskForTests,
    notifying: Notifying,
    shown: Callable[..., Notification],
    window: MainWindow,
    settle: Settle,
    reply: Reply,
    until: datetime,
) -> None:
    answer(notifying, shown(), reply)
    settle()
    assert get_task(desk.reader, 1).snoozed_until == until  # type: ignore[union-attr]
    message = window.bar.current
    assert message is not None
    assert message.text.startswith("Snoozed until ")


def test_the_same_answer_again_changes_nothing(
    desk: DeskForTests, notifying: Notifying, shown: Callable[..., Notification], settle: Settle
) -> None:
    popup = shown()
    answer(notifying, popup, Reply.DONE)
    answer(notifying, popup, Reply.DONE)
    answer(notifying, popup, Reply.SNOOZE_1_HOUR)
    settle()
    task = get_task(desk.reader, 1)
    assert task is not None
    assert task.done_at is not None
    assert task.snoozed_until is None
    assert len(desk.reader.sql("SELECT id FROM operation WHERE undoable")) == 2  # task, done


def test_open_on_a_popup_shows_whom_it_is_about(
    desk: DeskForTests,
    notifying: Notifying,
    shown: Callable[..., Notification],
    window: MainWindow,
    settle: Settle,
) -> None:
    desk.add("Bo Ray")
    ida = desk.add("Ida Vale")
    popup = shown("Call", ida)
    window.hide()
    answer(notifying, popup, Reply.OPEN)
    settle()
    assert window.isVisible()
    assert window.person_id == ida


def test_open_on_a_popup_about_nobody_or_many_shows_the_inbox(
    desk: DeskForTests,
    notifying: Notifying,
    shown: Callable[..., Notification],
    window: MainWindow,
    settle: Settle,
) -> None:
    answer(notifying, shown("Water the plants"), Reply.OPEN)
    settle()
    assert window.actions_table[ActionId.SHOW_INBOX].isChecked()


def test_an_answer_that_belongs_to_nothing_only_raises_the_window(
    desk: DeskForTests, notifying: Notifying, window: MainWindow, settle: Settle
) -> None:
    window.hide()
    answer(notifying, None, Reply.OPEN)
    settle()
    assert window.isVisible()
    assert fates(desk) == []


@pytest.mark.parametrize("fate", [Fate.EXPIRED, Fate.DISMISSED])
def test_a_popup_that_closes_leaves_its_reminder_in_the_inbox(
    desk: DeskForTests,
    notifying: Notifying,
    shown: Callable[..., Notification],
    beat: Callable[[], None],
    popups: Popups,
    fate: Fate,
) -> None:
    notifying.hear(Heard(fate, "dbus", shown()))
    beat()
    assert desk.reader.sql("SELECT state FROM delivery") == [("shown",)]
    assert len(popups.shown) == 1
    assert fates(desk) == [("Call", fate.value, ""), ("Call", "shown", "")]


# -------------------------------------------------------------------------------------- the log


def test_every_popup_is_a_line_of_the_log_and_a_failure_that_lasts_is_one(
    desk: DeskForTests,
    notifying: Notifying,
    popups: Popups,
    beat: Callable[[], None],
    settle: Settle,
) -> None:
    popups.failure = "No bus."
    desk.task("Call", due_on=desk.clock.now().date())
    for _ in range(3):
        beat()
    popups.failure = ""
    beat()
    answer(notifying, popups.shown[0], Reply.DONE)
    settle()
    done, shown, failed = popup_log(desk.reader, None, 50)
    assert (failed.fate, failed.reason, failed.tries) == ("failed", "No bus.", 3)
    assert (shown.fate, shown.backend, shown.tried_before) == ("shown", "dbus", 3)
    assert (done.fate, done.reply) == ("answered", "done")
    assert [describe_popup(row, desk.clock) for row in (done, shown, failed)] == [
        "Call, clicked “Done”, Desktop notifications, 17:00",
        "Call, shown, after 3 failures, Desktop notifications, 17:00",
        "Call, not shown, 3 times, Desktop notifications, 17:00, No bus.",
    ]


def test_a_digest_is_one_line_without_anybody_in_it(
    desk: DeskForTests, beat: Callable[[], None]
) -> None:
    for name in ("Ida", "Bo", "Ada", "Max"):
        desk.task(f"Call {name}", due_on=desk.clock.now().date())
    beat()
    [row] = popup_log(desk.reader, None, 50)
    assert (row.title, row.reminders) == ("4 reminders are due", 4)


def test_the_log_comes_in_pages_newest_first(
    desk: DeskForTests, notifying: Notifying, settle: Settle
) -> None:
    for number in range(7):
        notifying.hear(Heard(Fate.SHOWN, "dbus", Notification(str(number), "", f"t{number}")))
    settle()
    first: list[LogRow] = popup_log(desk.reader, None, 4)
    rest = popup_log(desk.reader, first[-1].key, 4)
    assert [row.title for row in (*first, *rest)] == list("6543210")


def test_erasing_somebody_for_good_erases_what_popups_said_of_them(
    desk: DeskForTests, shown: Callable[..., Notification], notifying: Notifying, settle: Settle
) -> None:
    ida = desk.add("Ida Vale")
    popup = shown("Call Ida Vale", ida)
    shown("Water the plants")
    store, now = desk.composition.store, desk.clock.now()
    desk.composition.desk.maintain(lambda c: erase_people(c, store, now, [ida])).result()
    notifying.hear(Heard(Fate.EXPIRED, "dbus", popup))
    settle()
    assert [title for title, _, _ in fates(desk)] == ["Water the plants"]


def test_the_log_in_the_window_follows_what_happens(
    bridge: Bridge,
    theme: Theme,
    notifying: Notifying,
    window: MainWindow,
    settle: Settle,
) -> None:
    window.actions_table[ActionId.POPUP_LOG].trigger()
    [dialog] = window.findChildren(PopupLogDialog)
    assert dialog.empty.isVisible()
    notifying.hear(
        Heard(Fate.FAILED, "plyer", Notification("A test", "", "test"), reason="No bus.")
    )
    settle()
    assert [row.title for row in dialog.model.rows] == ["A test"]
    assert dialog.list.isVisible()
    assert not dialog.grab().isNull()
    bridge.changed.emit(Changes(everything=True))
    dialog.close()
