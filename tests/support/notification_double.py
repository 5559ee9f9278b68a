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
from typing import Any, Literal

from tests.support import notification_service
from tests.support.session_bus import SessionBus


@dataclass(frozen=True, slots=True)
class Received:
    """One call of Notify, argument by argument."""

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

    def __init__(self, folder: Path) -> None:
        self._behaviour = folder / "behaviour.json"
        self._received = folder / "received.jsonl"
        self._received.touch()
        self.behave()

    def behave(
        self,
        *,
        notify: Literal["answer", "refuse", "hang"] = "answer",
        questions: Literal["answer", "hang"] = "answer",
        capabilities: Sequence[str] = ("body", "body-markup"),
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


@contextmanager
def notification_double(bus: SessionBus, folder: Path) -> Iterator[NotificationDouble]:
    """The double on this bus; `folder` is an empty one to keep its notes in."""
    double = NotificationDouble(folder)
    with subprocess.Popen(
        [sys.executable, str(notification_service.__file__), str(folder)],
        env={**os.environ, **bus.env},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "ready\n", "the double did not start"
            yield double
        finally:
            process.kill()
