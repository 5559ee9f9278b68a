"""A real host of tray icons on an X server: trayer, at the lower right corner."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from tests.support.needs import need_command
from tests.support.waiting import eventually


@dataclass(frozen=True, slots=True)
class TrayHost:
    """Moves the pointer on `env`'s display, over the one icon that is there."""

    env: Mapping[str, str]

    def click(self, button: int) -> None:
        """Press a button of the mouse on the icon: 1 the left one, 3 that of the menu."""
        x, y = self._icon()
        self.xdotool("mousemove", str(x), str(y), "click", str(button))

    def has_icon(self) -> bool:
        return bool(self._icons())

    def _icon(self) -> tuple[int, int]:
        shape = dict(
            line.split("=", 1)
            for line in self.xdotool(
                "getwindowgeometry", "--shell", str(eventually(self._icons)[0])
            ).splitlines()
        )
        return (
            int(shape["X"]) + int(shape["WIDTH"]) // 2,
            int(shape["Y"]) + int(shape["HEIGHT"]) // 2,
        )

    def _icons(self) -> list[int]:
        """The windows of our program that are no larger than an icon."""
        # Not searched by name: a window that is embedded has none of the old kind.
        found = self.xdotool("search", "--onlyvisible", "--name", ".*").split()
        return [
            int(window)
            for window in found
            if self._is_small(window)
            and self.xdotool("getwindowname", window).strip() == "Relationship Desk"
        ]

    def _is_small(self, window: str) -> bool:
        shape = self.xdotool("getwindowgeometry", "--shell", window)
        return any(f"WIDTH={width}\n" in shape for width in range(16, 65))

    def xdotool(self, *words: str) -> str:
        ended = subprocess.run(
            [need_command("xdotool", "xdotool"), *words],
            env={**os.environ, **self.env},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return ended.stdout


@contextmanager
def tray_host(env: Mapping[str, str]) -> Iterator[TrayHost]:
    """A host on the display of `env`, gone at the end."""
    program = need_command("trayer", "trayer")
    arguments = "--edge bottom --align right --widthtype request --height 28".split()
    with subprocess.Popen(
        [program, *arguments],
        env={**os.environ, **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            host = TrayHost(env)
            eventually(lambda: host.xdotool("search", "--onlyvisible", "--name", "^panel$").strip())
            yield host
        finally:
            process.kill()
