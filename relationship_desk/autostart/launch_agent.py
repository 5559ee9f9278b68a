"""macOS: a property list in the user's LaunchAgents folder. Not tried there; tested as a file."""

from __future__ import annotations

import plistlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from relationship_desk.autostart.port import AutostartRefused


class LaunchAgent:
    """The file is the state. What the user switches off in the login items, macOS does not tell."""

    refusal = ""

    def __init__(self, name: str, command: Sequence[str], home: Path | None = None) -> None:
        self._label = name
        self._command = list(command)
        self.file = (home or Path.home()) / "Library" / "LaunchAgents" / f"{name}.plist"
        self.place = str(self.file)

    def is_on(self) -> bool:
        try:
            agent = plistlib.loads(self.file.read_bytes())
        except (OSError, ValueError):
            return False
        return (
            isinstance(agent, dict) and bool(agent.get("RunAtLoad")) and not agent.get("Disabled")
        )

    def turn_on(self) -> None:
        agent = {
            "Label": self._label,
            "ProgramArguments": self._command,
            "RunAtLoad": True,
            "LimitLoadToSessionType": "Aqua",  # a session with a screen, not one over ssh
            "ProcessType": "Interactive",
        }
        fresh = self.file.with_name(self.file.name + ".new")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(plistlib.dumps(agent))
            fresh.replace(self.file)
        except OSError as error:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise AutostartRefused(
                f"{self.file} cannot be written ({error.strerror}), so the desk will not start by "
                "itself."
            ) from error

    def turn_off(self) -> None:
        try:
            self.file.unlink(missing_ok=True)
        except OSError as error:
            raise AutostartRefused(
                f"{self.file} cannot be deleted ({error.strerror}), so the desk still starts by "
                "itself. Delete that file."
            ) from error
