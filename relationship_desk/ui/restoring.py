"""A restore between two windows: everything is closed, and only its progress is shown."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from relationship_desk.clock import Clock
from relationship_desk.desk.full_export import restore_any
from relationship_desk.desk.ports import Cancelled
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.preferences import guess_preferences
from relationship_desk.formats.desk_export import open_export
from relationship_desk.paths import Paths
from relationship_desk.ui.dialogs.progress import ProgressDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message

_STEPS = 100


def restored(theme: Theme, paths: Paths, source: Path, clock: Clock) -> Message:
    """Restore a backup or a full export; what to say of it in the next window.

    It is done here in the GUI thread, because no desk is open that could need it meanwhile.
    """
    dialog = ProgressDialog(theme, "Restoring", f"What is in {source.name} comes back.")
    enough = threading.Event()
    dialog.rejected.connect(enough.set)
    told = -1

    def progress(done: int, total: int) -> None:
        nonlocal told
        step = done * _STEPS // max(total, 1)
        if step != told:
            told = step
            dialog.show()
            dialog.set_progress(done, total)
            QCoreApplication.processEvents()
        if enough.is_set():
            raise Cancelled

    try:
        aside = restore_any(paths, source, clock, guess_preferences(), open_export, progress)
    except Cancelled:
        return Message("Nothing was restored; everything is as it was.", Kind.INFO)
    except UserError as error:
        return Message(str(error), Kind.ERROR)
    finally:
        dialog.blockSignals(True)
        dialog.close()
        dialog.deleteLater()
    before = f" What was there before lies at {aside}." if aside is not None else ""
    return Message(f"Restored {source.name}.{before}", Kind.SUCCESS)
