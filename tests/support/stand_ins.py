"""Stand-ins for modules and programs that this machine does not have."""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest


def play_module(monkeypatch: pytest.MonkeyPatch, name: str, **contents: object) -> None:
    """Stand-in for a module of plyer that imports only on its own system."""
    module = ModuleType(name)
    for key, value in contents.items():
        setattr(module, key, value)
    monkeypatch.setitem(sys.modules, name, module)


def play_command(path: Path, script: str) -> None:
    """Stand-in for a program on the PATH."""
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def play_dbus_python(
    monkeypatch: pytest.MonkeyPatch, error: Exception | None = None
) -> list[tuple[object, ...]]:
    """Stand-in for dbus-python, a compiled package of the system; gives Notify's calls."""
    asked: list[tuple[object, ...]] = []

    def notify(*arguments: object) -> None:
        asked.append(arguments)
        if error is not None:
            raise error

    play_module(
        monkeypatch,
        "dbus",
        __spec__=ModuleSpec("dbus", None),
        SessionBus=lambda: SimpleNamespace(get_object=lambda name, path: (name, path)),
        Interface=lambda service, name: SimpleNamespace(Notify=notify),
    )
    return asked
