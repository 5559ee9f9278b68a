"""Inside Flatpak or Snap the desk may not reach the session's own folders; it says so."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from relationship_desk.autostart.port import AutostartRefused


def sandbox(env: Mapping[str, str], root: Path) -> str | None:
    """The command that starts this program from outside of its sandbox; None outside of any."""
    if env.get("FLATPAK_ID") or (root / ".flatpak-info").exists():
        return f"flatpak run {env.get('FLATPAK_ID') or 'relationship-desk'}"
    if env.get("SNAP") and env.get("SNAP_NAME"):
        return f"snap run {env['SNAP_NAME']}"
    return None


class Sandboxed:
    """Never on, as far as can be seen from here."""

    place = ""

    def __init__(self, command: str) -> None:
        self.refusal = (
            "This package may not change what starts with your session. Add this command to the "
            f"startup applications of your desktop: {command} --background"
        )

    def is_on(self) -> bool:
        return False

    def turn_on(self) -> None:
        raise AutostartRefused(self.refusal)

    def turn_off(self) -> None:
        raise AutostartRefused(self.refusal)
