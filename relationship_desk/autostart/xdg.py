"""Linux and other Unix desktops: a `.desktop` file in the user's autostart folder.

Desktop Application Autostart Specification 0.5; quoting by the Desktop Entry Specification 1.5,
"The Exec key".
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from relationship_desk.autostart.port import AutostartRefused

_RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`%=")
_ENTRY = """\
[Desktop Entry]
Type=Application
Name=Relationship Desk
Comment=Reminders in the background
Exec={command}
TryExec={program}
Icon=relationship-desk
Terminal=false
StartupNotify=false
X-GNOME-Autostart-enabled=true
"""


class XdgEntry:
    """The file is the state: it is there and not hidden, or the desk is not started."""

    refusal = ""

    def __init__(self, name: str, command: Sequence[str], env: Mapping[str, str]) -> None:
        config = Path(env.get("XDG_CONFIG_HOME", ""))
        if not config.is_absolute():  # the base directory specification says to ignore it
            config = Path.home() / ".config"
        self.file = config / "autostart" / f"{name}.desktop"
        self.place = str(self.file)
        self._command = tuple(command)

    def is_on(self) -> bool:
        try:
            lines = self.file.read_text("utf-8", errors="replace").splitlines()
        except OSError:
            return False
        said = {line.replace(" ", "").casefold() for line in lines}
        # The first is how desktops switch off what they do not own, the second is GNOME's own.
        return not said & {"hidden=true", "x-gnome-autostart-enabled=false"}

    def turn_on(self) -> None:
        entry = _ENTRY.format(
            command=" ".join(map(quoted, self._command)), program=_escaped(self._command[0])
        )
        fresh = self.file.with_name(self.file.name + ".new")
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh.write_bytes(os.fsencode(entry))  # a path may be any bytes
            fresh.replace(self.file)
        except OSError as error:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise AutostartRefused(
                f"{self.file} cannot be written ({error.strerror}), so the desk will not start by "
                "itself."
            ) from error

    def turn_off(self) -> None:
        try:
            self.file.unlink()
        except FileNotFoundError:
            return
        except OSError as error:
            raise AutostartRefused(
                f"{self.file} cannot be deleted ({error.strerror}), so the desk still starts by "
                "itself. Delete that file."
            ) from error
        with suppress(OSError):  # others are started from here as well
            self.file.parent.rmdir()


def quoted(word: str) -> str:
    """One word of an Exec key."""
    doubled = word.replace("%", "%%")  # a single one would be a field code
    if word and not set(word) & _RESERVED:
        return _escaped(doubled)
    for character in '\\"`$':  # the backslash first, or it would quote the quotes
        doubled = doubled.replace(character, "\\" + character)
    return _escaped(f'"{doubled}"')


def _escaped(value: str) -> str:
    """A value of type string: it is unescaped before the quotes are looked at."""
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
