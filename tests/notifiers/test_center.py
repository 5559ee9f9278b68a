"""Popups of Windows and macOS, with a stand-in for desktop-notifier."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from relationship_desk.desk.ports import (
    Abilities,
    Fate,
    Heard,
    Notification,
    NotifierFailed,
    Reply,
)
from relationship_desk.notifiers import center
from relationship_desk.notifiers.center import CenterNotifier
from relationship_desk.notifiers.macos import MacNotifier
from relationship_desk.notifiers.windows import WindowsNotifier
from tests.support.stand_ins import play_module
from tests.support.waiting import eventually

REPLIES = (Reply.DONE, Reply.SNOOZE_1_HOUR, Reply.OPEN)
CALL = Notification("Call Ada", "Due <today>", "task 7", about=(41,), replies=REPLIES)
BOTH = pytest.mark.parametrize("kind", [WindowsNotifier, MacNotifier])


class Capability(Enum):
    MESSAGE = 1
    BUTTONS = 2


@dataclass
class Button:
    title: str
    on_pressed: Callable[[], None]


@dataclass
class Icon:
    path: Path


@dataclass
class Center:
    """What the library would have been told."""

    sent: list[dict[str, Any]] = field(default_factory=list)
    cleared: list[str] = field(default_factory=list)
    able: frozenset[Capability] = frozenset(Capability)
    allowed: bool = True
    hangs: bool = False
    made: list[dict[str, Any]] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Center:
    told = Center()

    class DesktopNotifier:
        def __init__(self, **wishes: Any) -> None:
            told.made.append(wishes)

        async def get_capabilities(self) -> frozenset[Capability]:
            if told.hangs:
                await asyncio.sleep(60)
            return told.able

        async def request_authorisation(self) -> bool:
            return told.allowed

        async def send(self, **wishes: Any) -> str:
            told.threads.add(threading.current_thread().name)
            told.sent.append(wishes)
            return f"id {len(told.sent)}"

        async def clear(self, identifier: str) -> None:
            told.cleared.append(identifier)
            if identifier == "id 3":
                raise OSError("Ada")

    play_module(
        monkeypatch, "desktop_notifier", DesktopNotifier=DesktopNotifier, Button=Button, Icon=Icon,
        Capability=Capability,
    )  # fmt: skip
    return told


@pytest.fixture
def heard() -> list[Heard]:
    return []


@pytest.fixture
def make(heard: list[Heard]) -> Iterator[Callable[..., CenterNotifier]]:
    """Notifiers whose threads are gone when the test ends."""
    made: list[CenterNotifier] = []

    def build(kind: type[CenterNotifier], *, listens: bool = True) -> CenterNotifier:
        made.append(kind(Path("desk.ico"), heard.append if listens else None))
        return made[-1]

    yield build
    for notifier in made:
        notifier.close()
    eventually(lambda: all(thread.name != "center" for thread in threading.enumerate()))


@BOTH
def test_a_popup_with_its_buttons_is_handed_over_in_a_thread_of_its_own(
    kind: type[CenterNotifier], make: Callable[..., CenterNotifier], played: Center
) -> None:
    notifier = make(kind)
    notifier.notify(CALL)
    notifier.notify(Notification("x" * 64, "", "t"))
    assert played.made == [{"app_name": "Relationship Desk", "app_icon": Icon(Path("desk.ico"))}]
    assert [sent["title"] for sent in played.sent] == ["Call Ada", "x" * 62 + "…"]
    assert played.sent[0]["message"] == "Due <today>"
    assert [b.title for b in played.sent[0]["buttons"]] == ["Done", "In 1 hour", "Open"]
    assert played.threads == {"center"}


@BOTH
def test_answers_are_heard_once_and_a_second_one_only_raises_the_window(
    kind: type[CenterNotifier],
    make: Callable[..., CenterNotifier],
    played: Center,
    heard: list[Heard],
) -> None:
    make(kind).notify(CALL)
    done, _, _ = played.sent[0]["buttons"]
    done.on_pressed()
    done.on_pressed()
    played.sent[0]["on_clicked"]()
    played.sent[0]["on_dismissed"]()
    played.sent[0]["on_dismissed"]()
    assert heard == [
        Heard(Fate.ANSWERED, kind.name, CALL, Reply.DONE),
        Heard(Fate.ANSWERED, kind.name, None, Reply.OPEN),
        Heard(Fate.ANSWERED, kind.name, CALL, Reply.OPEN),
        Heard(Fate.DISMISSED, kind.name, CALL),
    ]


@BOTH
def test_a_repeat_takes_the_place_of_its_popup_and_can_be_withdrawn(
    kind: type[CenterNotifier], make: Callable[..., CenterNotifier], played: Center
) -> None:
    notifier = make(kind)
    notifier.withdraw(["task 7"])
    for _ in range(3):
        notifier.notify(CALL)
    assert played.cleared == ["id 1", "id 2"]
    notifier.withdraw(["task 7", "unknown"])
    eventually(lambda: played.cleared == ["id 1", "id 2", "id 3"])
    notifier.notify(CALL)  # what the center could not clear stops nothing
    assert len(played.sent) == 4


@BOTH
def test_what_it_can_do_is_found_without_showing(
    kind: type[CenterNotifier], make: Callable[..., CenterNotifier], played: Center
) -> None:
    assert make(kind).probe() == Abilities(kind.service, buttons=True, replaces=True)
    assert not make(kind, listens=False).probe().buttons
    assert played.sent == []


@BOTH
def test_what_stands_in_the_way_is_reported(
    kind: type[CenterNotifier],
    make: Callable[..., CenterNotifier],
    played: Center,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failure() -> NotifierFailed:
        with pytest.raises(NotifierFailed) as caught:
            make(kind).notify(CALL)
        return caught.value

    played.allowed = False
    assert "allow it" in str(failure())
    played.able = frozenset()
    assert str(failure()) == kind.cannot
    monkeypatch.setattr(center, "_ANSWER_SECONDS", 0.1)
    played.hangs = True
    assert failure().timed_out
    monkeypatch.setitem(sys.modules, "desktop_notifier", None)
    assert "relationship-desk[native]" in str(failure())
    assert played.sent == []
