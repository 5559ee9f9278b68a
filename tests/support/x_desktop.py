"""Looks at real windows and moves a real pointer, by xdotool, on an X server nobody sees."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support import drag_source
from tests.support.needs import need_command
from tests.support.waiting import eventually


@dataclass(frozen=True, slots=True)
class XDesktop:
    """One X server; `env` leads to it."""

    env: Mapping[str, str]

    def windows(self, title: str) -> list[int]:
        """The ids of the visible windows whose title matches this regular expression."""
        found = self._xdotool("search", "--onlyvisible", "--name", title, check=False)
        return [int(line) for line in found.split()]

    def wait_for_window(self, title: str) -> int:
        """The first such window, as soon as there is one."""
        return eventually(lambda: self.windows(title))[0]

    def press(self, window: int, key: str) -> None:
        """A key in a window, which gets the focus first: there is no window manager here."""
        self._xdotool("windowfocus", "--sync", str(window), "key", key)

    def click(self, window: int, x: int, y: int) -> None:
        """The left button of the mouse, at a point of a window."""
        self._xdotool("mousemove", "--sync", "--window", str(window), str(x), str(y), "click", "1")

    @contextmanager
    def dropped(self, files: Sequence[Path], window: int, notes: Path) -> Iterator[None]:
        """Drag files from another program onto the middle of a window, which has to take them.

        The other program lives on inside: what is dropped is asked for after the button is up.
        """
        shape = dict(
            line.split("=", 1)
            for line in self._xdotool("getwindowgeometry", "--shell", str(window)).splitlines()
        )
        left, top = int(shape["X"]), int(shape["Y"])
        x, y = left + int(shape["WIDTH"]), top
        with (
            notes.open("w") as out,
            subprocess.Popen(
                [sys.executable, str(drag_source.__file__), str(x), str(y), *map(str, files)],
                env={**os.environ, **self.env},
                stdout=out,
                stderr=out,
            ) as source,
        ):
            try:
                eventually(lambda: "ready" in notes.read_text())
                middle = drag_source.SIZE // 2
                self._xdotool("mousemove", str(x + middle), str(y + middle))
                self._xdotool("mousedown", "1")
                self._xdotool("mousemove_relative", "--", "-5", "5")
                target = str(left + int(shape["WIDTH"]) // 2), str(top + int(shape["HEIGHT"]) // 2)
                self._xdotool("mousemove", *target)
                # A pointer that jumps once is one event; the drag wants to see it move.
                self._xdotool("mousemove_relative", "5", "5")
                eventually(lambda: "accepted" in notes.read_text())
                self._xdotool("mouseup", "1")
                end = eventually(lambda: set(notes.read_text().split()) & {"dropped", "refused"})
                assert end == {"dropped"}
                yield
            finally:
                source.kill()

    def _xdotool(self, *words: str, check: bool = True) -> str:
        ended = subprocess.run(
            [need_command("xdotool", "xdotool"), *words],
            env={**os.environ, **self.env},
            capture_output=True,
            text=True,
            timeout=60,
            check=check,
        )
        return ended.stdout
