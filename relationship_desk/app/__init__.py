"""The window program: composes the desk and shows it, until it is closed.

Invariant: whatever happens, what was acknowledged is on the disk when `run` returns.
"""

from __future__ import annotations

import gc
import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from relationship_desk import logs
from relationship_desk.app.refusing import refuse, refuse_or_restore
from relationship_desk.app.session import Session
from relationship_desk.app.starting import start_qt
from relationship_desk.autostart import pick as pick_autostart
from relationship_desk.autostart.port import Autostart
from relationship_desk.clock import SystemClock
from relationship_desk.domain.errors import StoreUnusable, UserError
from relationship_desk.domain.wanted import Wanted
from relationship_desk.notifiers import pick
from relationship_desk.paths import Paths
from relationship_desk.ui.restoring import restored
from relationship_desk.ui.single_instance import SingleInstance
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message

_NOT_ANSWERING = (
    "Relationship Desk is open already, but that window does not answer. Close it, or wait a "
    "moment, and try again."
)


def run(paths: Paths, wanted: Wanted, options: Namespace) -> int:
    """Open the window on the desk under `paths`, with what is wanted of it; the exit code.

    `options.demo`: on made-up people, in a throwaway folder where `options.data_dir` is None.
    """
    started = start_qt()
    if started is None:
        return 2
    application, theme = started
    try:
        with _demo_folder(paths, options) as paths:
            logs.configure(paths, to_stderr=False)
            # Made-up people do not live in the background: what is closed there is gone.
            autostart = None if options.demo else pick_autostart(paths)
            return _only_window(application, theme, paths, wanted, autostart)
    except UserError as error:
        return refuse(str(error), error.exit_code)
    finally:
        gc.enable()


@contextmanager
def _demo_folder(paths: Paths, options: Namespace) -> Iterator[Paths]:
    """The paths to use: those given, or a sample store that is thrown away afterwards."""
    if not options.demo:
        yield paths
        return
    # Not at the top: a start without the demo would read all of its modules for nothing.
    from relationship_desk.demo.build import build_demo

    clock = SystemClock()
    with TemporaryDirectory(prefix="relationship-desk-demo-") as folder:
        paths = paths if options.data_dir is not None else Paths.under(Path(folder))
        if not paths.store.exists():
            build_demo(paths, clock.now(), clock.zone())
        yield paths


def _only_window(
    application: QApplication,
    theme: Theme,
    paths: Paths,
    wanted: Wanted,
    autostart: Autostart | None,
) -> int:
    with suppress(OSError):  # composing says what is wrong with the folder
        paths.create()
    instance = SingleInstance(paths)
    if not instance.acquire():
        if wanted.background or instance.hand_over(replace(wanted, token=_activation_token())):
            return 0
        return refuse(_NOT_ANSWERING, 4)
    try:
        message: Message | None = None
        while True:
            try:
                session = Session(theme, paths, SystemClock(), instance, pick, autostart)
            except StoreUnusable as error:
                # Where a restore has just failed, its reason comes first.
                said = [message.text] if message is not None else []
                backup = refuse_or_restore("\n\n".join([*said, str(error)]), paths)
                if backup is None:
                    return error.exit_code
                message = restored(theme, paths, backup, SystemClock())
                continue
            session.open(wanted, message)
            code = application.exec()
            session.close()
            if session.restore_from is None:
                return code
            wanted = Wanted()
            message = restored(theme, paths, session.restore_from, SystemClock())
    finally:
        instance.release()


def _activation_token() -> str:
    """What the launcher gave this start, so that a window of it may come to the front."""
    return os.environ.get("XDG_ACTIVATION_TOKEN") or os.environ.get("DESKTOP_STARTUP_ID", "")
