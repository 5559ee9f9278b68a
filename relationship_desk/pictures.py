"""Leaves pictures of every screen in a folder: the sample desk, an empty one, and at 200 %.

Invariant: the clock stands still, so that the same version always gives the same pictures.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from relationship_desk.app.session import Session
from relationship_desk.app.starting import start_qt
from relationship_desk.clock import FixedClock
from relationship_desk.demo.build import PICTURE_NOW, build_demo
from relationship_desk.desk.ports import Abilities, Listener, Notification, Notifier
from relationship_desk.notifiers.base import ShowingOnly
from relationship_desk.notifiers.chain import Chain
from relationship_desk.notifiers.words import TITLES
from relationship_desk.paths import Paths
from relationship_desk.ui.screens import Screen, Screens
from relationship_desk.ui.single_instance import SingleInstance
from relationship_desk.ui.theme import Theme

_SCALE = "QT_SCALE_FACTOR"  # read by Qt, once, when it starts: another scale is another process
_IN_FRONT = "Ida Vale"


class _Silent(ShowingOnly):
    """Popups for a desk that nobody is reminded by."""

    name = "dbus"
    title = TITLES[name]

    def probe(self) -> Abilities:
        return Abilities("Plasma", buttons=True, replaces=True, markup=True)

    def notify(self, notification: Notification) -> None:
        """None is shown."""


def _pick(hear: Listener, more: Sequence[Notifier], alone: Sequence[Notifier]) -> Chain:
    return Chain([_Silent(), *more], hear, alone=alone)


def take(folder: Path) -> int:
    """Save the pictures as `NAME-SCHEME.png`; those at 200 % as `NAME-SCHEME-200.png`."""
    started = start_qt()
    if started is None:
        return 2
    application, theme = started
    scale = os.environ.get(_SCALE)
    with TemporaryDirectory(prefix="relationship-desk-demo-") as throwaway:
        sample = Paths.under(Path(throwaway) / "sample")
        build_demo(sample, PICTURE_NOW, UTC)
        if scale is not None:
            suffix = f"-{round(float(scale) * 100)}"
            _walk(application, theme, sample, folder, Screens.few, suffix)
            return 0
        _walk(application, theme, sample, folder, Screens.all)
        _walk(application, theme, Paths.under(Path(throwaway) / "empty"), folder, Screens.empty)
    return subprocess.run(
        [sys.executable, "-m", "relationship_desk", "--demo", "--screens", str(folder)],
        env={**os.environ, _SCALE: "2"},
        check=False,
    ).returncode


def _walk(
    application: QApplication,
    theme: Theme,
    paths: Paths,
    folder: Path,
    choose: Callable[[Screens], Sequence[Screen]],
    suffix: str = "",
) -> None:
    clock = FixedClock(PICTURE_NOW)
    session = Session(theme, paths, clock, SingleInstance(paths), _pick)
    session.open()
    screens = Screens(session.window, theme, folder, _IN_FRONT, suffix)
    screens.take(choose(screens))
    application.exec()
    session.close()
