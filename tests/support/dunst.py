"""A real dunst on a private bus and an X server nobody sees, clicked by a real mouse."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.support import click_menu
from tests.support.needs import need_command
from tests.support.session_bus import SessionBus
from tests.support.waiting import eventually

# A left click opens the menu of the actions, which is dunst's way to show more than one.
_CONFIGURATION = """\
[global]
    width = 400
    height = 200
    origin = top-left
    offset = 20x20
    font = Sans 12
    mouse_left_click = context
    dmenu = {menu}
[urgency_normal]
    timeout = 0
"""


@contextmanager
def dunst(bus: SessionBus, env: Mapping[str, str], folder: Path) -> Iterator[None]:
    """Owns the notification service of the bus; `folder` is one to keep its notes in."""
    daemon = need_command("dunst", "dunst")
    # Not the folder's own path in the settings: dunst splits the command at blanks.
    menu = folder / "menu.sh"
    menu.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" "{click_menu.__file__}" 2>>"{folder}/menu.txt"\n'
    )
    menu.chmod(0o755)
    settings = folder / "dunstrc"
    settings.write_text(_CONFIGURATION.format(menu=menu))
    with (
        (folder / "dunst.txt").open("w") as notes,
        subprocess.Popen(
            [daemon, "-conf", str(settings)],
            env={**os.environ, **env, **bus.env},
            stdin=subprocess.DEVNULL,
            stdout=notes,
            stderr=notes,
        ) as process,
    ):
        try:
            eventually(lambda: _owned(bus) or process.poll() is not None)
            assert process.poll() is None, (folder / "dunst.txt").read_text()
            yield
        finally:
            process.kill()


def _owned(bus: SessionBus) -> bool:
    asked = subprocess.run(
        [
            need_command("dbus-send", "dbus"),
            "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus",
            "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.Notifications",
        ],
        env={**os.environ, **bus.env},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )  # fmt: skip
    return "boolean true" in asked.stdout
