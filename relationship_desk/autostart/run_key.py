"""Windows: a value of the user's own Run key. Not tried on Windows; tested against a fake."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any

from relationship_desk.autostart.port import AutostartRefused

_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
# Where the Task Manager and the settings keep what the user switched off there: twelve bytes, of
# which the first is odd for "off".
_APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"


class RunKey:
    """The value is the state, unless the user switched it off in the Task Manager."""

    refusal = ""
    place = "the list of startup apps of Windows"

    def __init__(self, name: str, command: Sequence[str], registry: Any = None) -> None:
        """`registry`: the module `winreg`, or what plays it."""
        self._name = name
        self._command = subprocess.list2cmdline(command)
        self._registry = registry if registry is not None else import_module("winreg")

    def is_on(self) -> bool:
        if self._value(_RUN) is None:
            return False
        approved = self._value(_APPROVED)
        return not (isinstance(approved, bytes) and approved[:1] and approved[0] & 1)

    def turn_on(self) -> None:
        r = self._registry
        try:
            self._delete(_APPROVED)
            with r.CreateKeyEx(r.HKEY_CURRENT_USER, _RUN, 0, r.KEY_SET_VALUE) as key:
                r.SetValueEx(key, self._name, 0, r.REG_SZ, self._command)
        except OSError as error:
            raise AutostartRefused(
                f"Windows does not let the desk be started with the session ({error.strerror})."
            ) from error

    def turn_off(self) -> None:
        try:
            self._delete(_RUN)
            self._delete(_APPROVED)
        except OSError as error:
            raise AutostartRefused(
                f"Windows does not let the desk be taken out of {self.place} ({error.strerror}). "
                "Switch it off in the Task Manager."
            ) from error

    def _value(self, path: str) -> object:
        r = self._registry
        try:
            with r.OpenKey(r.HKEY_CURRENT_USER, path) as key:
                value, _ = r.QueryValueEx(key, self._name)
        except OSError:
            return None
        return value

    def _delete(self, path: str) -> None:
        r = self._registry
        with (
            suppress(FileNotFoundError),
            r.OpenKey(r.HKEY_CURRENT_USER, path, 0, r.KEY_SET_VALUE) as key,
        ):
            r.DeleteValue(key, self._name)
