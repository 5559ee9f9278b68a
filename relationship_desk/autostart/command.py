"""What the system has to run: the same program that runs now, in the background.

Invariant: words, never one string; each system's file quotes them by its own rules.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from relationship_desk.paths import Paths

_NAME = "relationship-desk"


def start_command(paths: Paths) -> tuple[str, ...]:
    """The words that start this program, from a frozen bundle, a wheel or a checkout."""
    folder = () if paths == Paths.default() else ("--data-dir", str(paths.data))
    return (*_program(), *folder, "--background")


def entry_name(paths: Paths) -> str:
    """The name under which the system keeps it: a desk in a named folder has one of its own."""
    if paths == Paths.default():
        return _NAME
    return f"{_NAME}-{hashlib.sha256(os.fsencode(paths.data)).hexdigest()[:8]}"


def _program() -> tuple[str, ...]:
    if getattr(sys, "frozen", False):
        # Inside an AppImage the executable lies in a mount that is gone at the next start.
        return (os.environ.get("APPIMAGE") or sys.executable,)
    python = Path(sys.executable)
    if sys.platform == "win32":  # python.exe and the script would open a console
        windowed = python.with_name("pythonw.exe")
        return str(windowed if windowed.exists() else python), "-m", "relationship_desk"
    script = python.with_name(_NAME)
    if script.exists():
        return (str(script),)
    return str(python), "-m", "relationship_desk"
