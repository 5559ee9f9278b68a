"""Starting with the session: one file per system, all behind `Autostart`. Knows no Qt."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from relationship_desk.autostart.command import entry_name, start_command
from relationship_desk.autostart.launch_agent import LaunchAgent
from relationship_desk.autostart.port import Autostart
from relationship_desk.autostart.run_key import RunKey
from relationship_desk.autostart.sandbox import Sandboxed, sandbox
from relationship_desk.autostart.xdg import XdgEntry
from relationship_desk.paths import Paths


def pick(
    paths: Paths, platform: str = sys.platform, env: Mapping[str, str] = os.environ
) -> Autostart:
    """The way of this system, for the desk under `paths`."""
    command, name = start_command(paths), entry_name(paths)
    if platform == "win32":
        return RunKey(name, command)
    if platform == "darwin":
        return LaunchAgent(name, command)
    inside = sandbox(env, Path("/"))
    return XdgEntry(name, command, env) if inside is None else Sandboxed(inside)
