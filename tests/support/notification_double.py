"""A double of the desktop's notification service: keeps what arrived, and can refuse or hang."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal

from tests.support import notification_service
from tests.support.session_bus import SessionBus


@dataclass(frozen=True, slots=True)
class Received:
    """One call of Notify, argument by argument, and the number that the popup got."""

    number: int
    app_name: str
    replaces_id: int
    icon: str
    title: str
    body: str
    actions: list[str]
    hints: dict[str, Any]
    expires_ms: int


class NotificationDouble:
    """The test's side of the service. It answers, until told to `behave` otherwise."""

    def __init__(self, folder: Path, wishes: IO[str]) -> None:
        self._wishes = wishes
        self._behaviour = folder / "behaviour.json"
        self._received = folder / "received.jsonl"
        self._received.touch()
        self._closed = folder / "closed.jsonl"
        self._closed.touch()
        self.behave()

    def behave(
        self,
        *,
        notify: Literal["answer", "refuse", "hang"] = "answer",
        questions: Literal["answer", "hang"] = "answer",
        capabilities: Sequence[str] = ("actions", "body", "body-markup"),
    ) -> None:
        """How it takes a popup, how it takes questions about itself, and what it says it can do.

        Holds from the next call on. What is refused, or never answered, is kept in `received` too.
        """
        wishes = {"notify": notify, "questions": questions, "capabilities": list(capabilities)}
        written = self._behaviour.with_suffix(".new")
        written.write_text(json.dumps(wishes), encoding="utf-8")
        written.replace(self._behaviour)

    @property
    def received(self) -> list[Received]:
        """All calls of Notify so far, in order."""
        lines = self._received.read_text(encoding="utf-8").split("\n")
        return [Received(**json.loads(line)) for line in lines[:-1]]

    @property
    def closed(self) -> list[int]:
        """The numbers of all popups that were asked to close, in order."""
        return [int(line) for line in self._closed.read_text(encoding="utf-8").split("\n")[:-1]]

    def press(self, number: int, label: str) -> None:
        """Press the button that says so on the popup of this number; "" clicks the popup itself."""
        actions = [popup.actions for popup in self.received if popup.number == number][-1]
        keys = dict(zip(actions[1::2], actions[::2], strict=True))
        self.invoke(number, keys[label] if label else "default")

    def invoke(self, number: int, key: str, token: str = "") -> None:
        """Tell of an action, whoever it is of; with a token to raise a window by."""
        if token:
            self._send("ActivationToken", number, token)
        self._send("ActionInvoked", number, key)

    def close(self, number: int, reason: int) -> None:
        """Tell that a popup is closed: 1 expired, 2 dismissed by the user, 3 withdrawn."""
        self._send("NotificationClosed", number, reason)

    def _send(self, *signal: object) -> None:
        print(json.dumps(signal), file=self._wishes, flush=True)


@contextmanager
def notification_double(bus: SessionBus, folder: Path) -> Iterator[NotificationDouble]:
    """The double on this bus; `folder` is an empty one to keep its notes in."""
    with subprocess.Popen(
        [sys.executable, str(notification_service.__file__), str(folder)],
        env={**os.environ, **bus.env},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "ready\n", "the double did not start"
            yield NotificationDouble(folder, process.stdin)
        finally:
            process.kill()
