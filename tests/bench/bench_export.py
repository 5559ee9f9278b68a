"""The whole desk out and in, and the calendar in its folder, against one copy of the store."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from relationship_desk.compose import Composition
from relationship_desk.desk.backups import back_up
from relationship_desk.desk.calendar_files import keep_calendar_folder
from relationship_desk.desk.full_export import export_desk, restore_any
from relationship_desk.domain.preferences import Preferences
from relationship_desk.formats.desk_export import open_export, write_export
from relationship_desk.formats.ics import ICalendar
from relationship_desk.paths import Paths
from tests.bench.harness import Figure, compare

_REPEATS = 3  # each takes seconds


def figures(opened: Composition, repeats: int) -> Iterator[Figure]:
    """Every figure of this file."""
    with TemporaryDirectory(prefix="desk-bench-export-") as folder:
        yield from _figures(opened, Path(folder), min(repeats, _REPEATS))


def _figures(opened: Composition, folder: Path, repeats: int) -> Iterator[Figure]:
    out, calendars = folder / "out.zip", folder / "calendars"
    calendars.mkdir()

    def copy() -> None:
        (folder / "copy").unlink(missing_ok=True)
        back_up(opened.store.path, folder / "copy")

    def restore() -> None:
        shutil.rmtree(folder / "other", ignore_errors=True)
        paths = Paths.under(folder / "other")
        restore_any(paths, out, opened.clock, Preferences(), open_export)

    def export() -> None:
        export_desk(
            opened.reader,
            write_export,
            out,
            opened.clock.now(),
            playbooks=opened.paths.playbooks,
            force=True,
        )

    def keep() -> None:
        here = opened.desk.circumstances(opened.reader)
        keep_calendar_folder(opened.reader, ICalendar(), calendars, here)

    note = "floor: a verified copy of the store"
    yield compare("export the whole desk", copy, export, repeats=repeats, note=note)
    yield compare("restore the whole desk", copy, restore, repeats=repeats, note=note)
    yield compare("keep an unchanged calendar folder", copy, keep, repeats=repeats, note=note)
