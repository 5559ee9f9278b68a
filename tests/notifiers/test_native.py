"""Popups through plyer, against a double of the Linux desktop's notification service."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from relationship_desk.desk.ports import Abilities, Notification, NotifierFailed
from relationship_desk.notifiers import pick
from relationship_desk.notifiers.chain import Chain
from relationship_desk.notifiers.native import NativeNotifier
from tests.support.needs import need_command
from tests.support.notification_double import NotificationDouble
from tests.support.session_bus import SessionBus
from tests.support.stand_ins import play_command, play_dbus_python

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the Linux desktop")

CALL = Notification("Call Ada", "Due today: the plans for the engine", "task-1")


def failure_of(notifier: NativeNotifier, notification: Notification = CALL) -> NotifierFailed:
    with pytest.raises(NotifierFailed) as caught:
        notifier.notify(notification)
    return caught.value


@on_linux
def test_what_it_can_do_is_found_without_showing(double: NotificationDouble) -> None:
    assert NativeNotifier().probe() == Abilities(markup=True)
    double.behave(capabilities=["body"])
    assert NativeNotifier().probe() == Abilities()
    assert double.received == []


@on_linux
def test_nothing_that_could_show_is_found_before_anything_is_shown(
    bus: SessionBus, only_commands: Callable[..., None]
) -> None:
    only_commands()
    with pytest.raises(NotifierFailed, match="notify-send is missing"):
        NativeNotifier().probe()


# ---------------------------------------------------------------------------------- what arrives


@on_linux
def test_one_popup_arrives_with_our_name_and_the_text(
    double: NotificationDouble, tmp_path: Path
) -> None:
    icon = tmp_path / "icon.png"
    NativeNotifier(icon).notify(CALL)
    [popup] = double.received
    assert popup.app_name == "Relationship Desk"
    assert popup.title == "Call Ada"
    assert popup.body == "Due today: the plans for the engine"
    assert popup.icon == str(icon)
    assert popup.replaces_id == 0
    assert popup.expires_ms == 10_000
    assert popup.actions == []
    assert popup.hints["desktop-entry"] == "relationship-desk"


@on_linux
def test_the_chosen_notifiers_send_our_icon(double: NotificationDouble) -> None:
    notifiers = pick()
    assert notifiers.deliver([CALL]) == [None]
    notifiers.close()
    [popup] = double.received
    assert Path(popup.icon).is_file()


@on_linux
@pytest.mark.parametrize(
    ("title", "arrives"),
    [
        ("-u", "‐u"),
        ("--help", "‐-help"),
        ("Miles O'Brien", "Miles O'Brien"),
        ("<b>Tom</b> & Jerry", "<b>Tom</b> & Jerry"),
        ("a\\nb", "a\\nb"),
        ("日本 Zoë 😀", "日本 Zoë 😀"),
        ("x" * 64, "x" * 62 + "…"),
        ("😀" * 40, "😀" * 31 + "…"),
        ("\0\x07\u202e", "Relationship Desk"),
    ],
)
def test_a_title_arrives_as_text(double: NotificationDouble, title: str, arrives: str) -> None:
    NativeNotifier().notify(Notification(title, "x", "t"))
    assert [popup.title for popup in double.received] == [arrives]


@on_linux
@pytest.mark.parametrize(
    ("body", "arrives"),
    [
        ("-u", "‐u"),
        ("Miles O'Brien", "Miles O'Brien"),
        ("C:\\new\\101", "C:\\new\\101"),
        ("two\nlines", "two\nlines"),
        ("", ""),
        ("\0nul and \ud800 half", "nul and  half"),
        ("y" * 256, "y" * 254 + "…"),
    ],
)
def test_a_body_arrives_as_text(double: NotificationDouble, body: str, arrives: str) -> None:
    NativeNotifier().notify(Notification("x", body, "t"))
    assert [popup.body for popup in double.received] == [arrives]


@on_linux
@pytest.mark.parametrize(
    ("capabilities", "arrives"),
    [
        (("body", "body-markup"), "&lt;b&gt; &amp; co"),
        (("body",), "<b> & co"),
        ((), "<b> & co"),
    ],
)
def test_a_body_is_escaped_only_where_markup_is_read(
    double: NotificationDouble, capabilities: tuple[str, ...], arrives: str
) -> None:
    double.behave(capabilities=capabilities)
    NativeNotifier().notify(Notification("x", "<b> & co", "t"))
    assert [popup.body for popup in double.received] == [arrives]


@on_linux
def test_a_body_is_neutral_where_nobody_can_be_asked(
    double: NotificationDouble, only_commands: Callable[..., None]
) -> None:
    only_commands("notify-send")
    NativeNotifier().notify(Notification("x", "<b> & co", "t"))
    assert [popup.body for popup in double.received] == ["‹b› ＆ co"]


@on_linux
@pytest.mark.parametrize(("tool", "package"), [("gdbus", "libglib2.0-bin"), ("dbus-send", "dbus")])
def test_either_tool_can_ask(
    double: NotificationDouble, only_commands: Callable[..., None], tool: str, package: str
) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"needs {tool}, of the package {package}")
    only_commands("notify-send", tool)
    NativeNotifier().notify(Notification("x", "<b>", "t"))
    double.behave(capabilities=["body"])
    NativeNotifier().notify(Notification("x", "<b>", "t"))
    assert [popup.body for popup in double.received] == ["&lt;b&gt;", "<b>"]


@on_linux
def test_a_folder_called_app_is_no_flatpak(
    double: NotificationDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = os.path.isdir
    monkeypatch.setattr(os.path, "isdir", lambda path: path == "/app" or really(path))
    NativeNotifier().notify(Notification("Miles O'Brien", "x", "t"))
    assert [popup.title for popup in double.received] == ["Miles O'Brien"]


@on_linux
def test_many_popups_arrive_once_each_and_in_order(double: NotificationDouble) -> None:
    wanted = [f"Call {number}" for number in range(5)]
    outcomes = Chain([NativeNotifier()]).deliver(
        Notification(title, "x", title) for title in wanted
    )
    assert outcomes == [None] * 5
    assert [popup.title for popup in double.received] == wanted


@on_linux
def test_dbus_python_is_used_where_there_is_no_notify_send(
    bus: SessionBus, only_commands: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = play_dbus_python(monkeypatch)
    only_commands()
    NativeNotifier(Path("icon.png")).notify(Notification("-u", "C:\\new", "t"))
    hints = {"desktop-entry": "relationship-desk"}
    assert asked == [
        ("Relationship Desk", 0, "icon.png", "-u", "C:\\new", [], hints, 10_000),
    ]


# ------------------------------------------------------------------------------------ what fails


@on_linux
def test_a_popup_that_dbus_python_cannot_send_is_reported(
    bus: SessionBus, only_commands: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    play_dbus_python(monkeypatch, OSError("org.freedesktop.DBus.Error.Failed: Too many popups"))
    only_commands()
    assert "(Too many popups)" in str(failure_of(NativeNotifier()))


@on_linux
def test_a_refused_popup_is_reported_with_the_reason(double: NotificationDouble) -> None:
    double.behave(notify="refuse")
    failure = failure_of(NativeNotifier())
    assert "refused" in str(failure)
    assert "(Too many popups)" in str(failure)
    assert not failure.timed_out
    assert len(double.received) == 1


@on_linux
def test_the_popup_is_shown_once_the_service_recovers(double: NotificationDouble) -> None:
    double.behave(notify="refuse")
    notifiers = Chain([NativeNotifier()])
    assert notifiers.deliver([CALL]) != [None]
    double.behave()
    assert notifiers.deliver([CALL]) == [None]


@on_linux
def test_a_service_that_hangs_is_sent_nothing_and_reported_in_three_seconds(
    double: NotificationDouble,
) -> None:
    double.behave(questions="hang", notify="hang")
    begun = time.monotonic()
    [said, also] = Chain([NativeNotifier()]).deliver([CALL, CALL])
    assert time.monotonic() - begun < 3
    assert said is not None
    assert "does not answer" in said
    assert also == said
    assert double.received == []


@on_linux
def test_a_service_that_hangs_on_the_popup_is_reported_in_three_seconds(
    double: NotificationDouble,
) -> None:
    double.behave(notify="hang")
    begun = time.monotonic()
    failure = failure_of(NativeNotifier())
    assert time.monotonic() - begun < 3
    assert failure.timed_out
    assert len(double.received) == 1


@on_linux
def test_no_service_on_the_bus_is_reported(bus: SessionBus) -> None:
    need_command("notify-send", "libnotify-bin")
    failure = failure_of(NativeNotifier())
    assert "no notification service" in str(failure)
    assert not failure.timed_out


@on_linux
def test_no_service_is_reported_by_the_sender_where_nobody_can_be_asked(
    bus: SessionBus, only_commands: Callable[..., None]
) -> None:
    need_command("notify-send", "libnotify-bin")
    only_commands("notify-send")
    assert "refused" in str(failure_of(NativeNotifier()))


@on_linux
def test_no_bus_is_reported() -> None:
    assert "no message bus" in str(failure_of(NativeNotifier()))


@on_linux
def test_a_bus_that_is_gone_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    need_command("notify-send", "libnotify-bin")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/gone")
    assert "cannot be reached" in str(failure_of(NativeNotifier()))


@on_linux
def test_the_bus_is_found_in_the_runtime_folder(
    double: NotificationDouble, bus: SessionBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    folder = Path(bus.address.partition("path=")[2].partition(",")[0]).parent
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    NativeNotifier().notify(CALL)
    assert len(double.received) == 1


@on_linux
def test_a_missing_sender_is_reported_with_the_package(
    bus: SessionBus, only_commands: Callable[..., None]
) -> None:
    only_commands("gdbus", "dbus-send")
    failure = failure_of(NativeNotifier())
    assert "libnotify-bin" in str(failure)
    assert not failure.timed_out


@on_linux
def test_every_failure_is_a_sentence_with_what_comes_next(bus: SessionBus) -> None:
    said = str(failure_of(NativeNotifier()))
    assert said.endswith(".")
    assert "inbox" in said


@on_linux
@pytest.mark.parametrize(
    ("error", "said", "timed_out"),
    [
        ("Error.NoReply: Message recipient disconnected", "does not answer", True),
        ("Error.Spawn.ChildSignaled: Process received signal 5", "no notification service", False),
        ("Error.NameHasNoOwner: Could not get owner", "no notification service", False),
        ("Error.Disconnected: Connection was closed", "cannot be reached", False),
    ],
)
def test_what_the_bus_says_is_put_in_words(
    bus: SessionBus,
    only_commands: Callable[..., None],
    tmp_path: Path,
    error: str,
    said: str,
    timed_out: bool,
) -> None:
    only_commands("notify-send")
    play_command(tmp_path / "bin" / "gdbus", f"echo 'org.freedesktop.DBus.{error}' >&2; exit 1")
    failure = failure_of(NativeNotifier())
    assert said in str(failure)
    assert failure.timed_out == timed_out


@on_linux
def test_a_service_that_knows_no_capabilities_still_gets_the_popup(
    double: NotificationDouble, only_commands: Callable[..., None], tmp_path: Path
) -> None:
    only_commands("notify-send")
    play_command(
        tmp_path / "bin" / "gdbus", "echo org.freedesktop.DBus.Error.UnknownMethod >&2; exit 1"
    )
    NativeNotifier().notify(Notification("x", "<b>", "t"))
    assert [popup.body for popup in double.received] == ["‹b›"]


@on_linux
def test_a_missing_icon_stops_no_popup(
    double: NotificationDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> Path:
        raise FileNotFoundError(name)

    monkeypatch.setattr("relationship_desk.resources.path", missing)
    notifiers = pick()
    assert notifiers.deliver([CALL]) == [None]
    notifiers.close()
    assert [popup.icon for popup in double.received] == [""]
