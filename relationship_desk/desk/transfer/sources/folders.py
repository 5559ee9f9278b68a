"""Finds the contact files of a folder, at any depth.

Invariant: it ends: links to folders are not followed, and there is a limit on what is looked at.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from relationship_desk.desk.transfer.plan import Refused
from relationship_desk.desk.transfer.sources.parts import (
    Gathered,
    Part,
    Room,
    plain_name,
    shown,
)
from relationship_desk.domain.text import counted

LOOKED_AT_LIMIT = 200_000  # files and folders
DEPTH_LIMIT = 32


def open_folder(folder: Path, room: Room, into: Gathered) -> None:
    """Add the folder's contact files in the order of their names, and say how many others are."""
    walk = _Walk(folder, room)
    walk.run()
    into.refused += walk.refused
    name = shown(folder.name or str(folder))
    others = counted(walk.others, "other file")
    if not walk.parts:
        seen = f": {others} in it" if walk.others else ""
        sentence = (
            f"“{name}” is a folder without files of contacts ({room.listed()}){seen}. Choose a "
            "folder that holds some."
        )
        into.refused.append(Refused(name, sentence))
        return
    into.parts += walk.parts
    aside = f" {others.capitalize()} in it were left alone." if walk.others else ""
    if walk.others == 1:
        aside = " One other file in it was left alone."
    into.notes.append(
        f"“{name}” is a folder with {counted(len(walk.parts), 'file')} of contacts.{aside}"
    )


class _Walk:
    """One folder, looked through."""

    def __init__(self, folder: Path, room: Room) -> None:
        self.parts: list[Part] = []
        self.refused: list[Refused] = []
        self.others = 0
        self._folder = folder
        self._room = room
        self._looked_at = 0

    def run(self) -> None:
        base = len(self._folder.parts)
        for here, folders, files in os.walk(self._folder, onerror=self._locked):
            self._room.checkpoint()
            self._looked_at += len(folders) + len(files)
            if self._looked_at > LOOKED_AT_LIMIT:
                self._stop(f"holds more than {LOOKED_AT_LIMIT:,} files; the rest was not looked at")
                return
            if len(Path(here).parts) - base >= DEPTH_LIMIT and folders:
                self._stop(f"has folders more than {DEPTH_LIMIT} deep; those were not looked at")
                folders.clear()
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                self._take(Path(here, name))

    def _take(self, path: Path) -> None:
        if path.name.startswith("."):
            return
        if not self._room.takes(path.name):
            self.others += 1
            return
        try:
            found = path.stat()
        except OSError:
            self._say(path, "could not be read: it is a link to nothing, or may not be looked at")
            return
        if not stat.S_ISREG(found.st_mode):
            self.others += 1
            return
        name = path.relative_to(self._folder.parent).as_posix()
        self.parts.append(Part(plain_name(name), path, found.st_size))

    def _locked(self, error: OSError) -> None:
        path = Path(os.fsdecode(error.filename or self._folder))
        self._say(path, f"could not be looked into: {error.strerror or error}")

    def _stop(self, what: str) -> None:
        self._say(self._folder, f"{what}. Give a smaller folder instead")

    def _say(self, path: Path, what: str) -> None:
        name = shown(path.name or str(path))
        self.refused.append(Refused(name, f"“{name}” {what}."))
