"""Popups through plyer on Windows and macOS, with stand-ins for what plyer has there."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event

import pytest

from relationship_desk.desk.ports import Notification, NotifierFailed
from relationship_desk.notifiers.native import NativeNotifier
from tests.support.stand_ins import play_module

CALL = Notification("Call Ada", "Due today: the plans for the engine", "task-1")
BALLOON = "plyer.platforms.win.libs.balloontip"
MACOS = "plyer.platforms.macosx.notification"


def failure_of(notifier: NativeNotifier) -> NotifierFailed:
    with pytest.raises(NotifierFailed) as caught:
        notifier.notify(CALL)
    return caught.value


def test_a_balloon_gets_the_text_and_only_an_ico(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []
    play_module(monkeypatch, BALLOON, balloon_tip=lambda **wishes: asked.append(wishes))
    NativeNotifier(Path("desk.png"), platform="win32").notify(CALL)
    NativeNotifier(Path("desk.ico"), platform="win32").notify(CALL)
    assert [wishes["title"] for wishes in asked] == ["Call Ada", "Call Ada"]
    assert [wishes["message"] for wishes in asked] == [CALL.body, CALL.body]
    assert [wishes["app_name"] for wishes in asked] == ["Relationship Desk"] * 2
    assert [wishes["app_icon"] for wishes in asked] == ["", "desk.ico"]


def test_a_balloon_that_stays_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    put_away, gone = Event(), Event()

    def stay(**wishes: object) -> None:
        put_away.wait(60)
        gone.set()

    play_module(monkeypatch, BALLOON, balloon_tip=stay)
    NativeNotifier(platform="win32").notify(CALL)
    assert not gone.is_set()
    put_away.set()
    assert gone.wait(60)


def test_a_balloon_that_windows_refuses_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**wishes: object) -> None:
        raise Exception("Shell_NotifyIconW failed.")

    play_module(monkeypatch, BALLOON, balloon_tip=refuse)
    failure = failure_of(NativeNotifier(platform="win32"))
    assert "Shell_NotifyIconW failed" in str(failure)


def test_macos_without_pyobjus_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, MACOS, None)
    assert "pyobjus" in str(failure_of(NativeNotifier(platform="darwin")))


def test_macos_gets_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []

    class OSXNotification:
        def notify(self, **wishes: object) -> None:
            asked.append(wishes)

    play_module(monkeypatch, MACOS, OSXNotification=OSXNotification)
    NativeNotifier(platform="darwin").notify(CALL)
    assert asked == [{"title": "Call Ada", "message": CALL.body, "app_name": "Relationship Desk"}]


def test_an_unknown_system_is_reported() -> None:
    assert "this system" in str(failure_of(NativeNotifier(platform="plan9")))
