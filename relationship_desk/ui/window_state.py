"""What the window remembers of itself: sizes, places and what was said once. Never in the store."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter, QWidget

_FILE = "window.ini"


class WindowState:
    """An ini file in the configuration folder; a damaged or read-only one is as good as none."""

    def __init__(self, config: Path) -> None:
        self._settings = QSettings(str(config / _FILE), QSettings.Format.IniFormat)

    def restore(self, window: QWidget, splitter: QSplitter) -> None:
        """Give window and panes the sizes they had; leave them as they are the first time."""
        geometry, sizes = self._bytes("window/geometry"), self._bytes("window/panes")
        if geometry is not None:
            window.restoreGeometry(geometry)
        if sizes is not None:
            splitter.restoreState(sizes)

    def keep(self, window: QWidget, splitter: QSplitter) -> None:
        """Remember the sizes."""
        self._settings.setValue("window/geometry", window.saveGeometry())
        self._settings.setValue("window/panes", splitter.saveState())

    @property
    def person_id(self) -> int | None:
        """Who was in front last."""
        return self._number("window/person")

    @person_id.setter
    def person_id(self, person_id: int | None) -> None:
        self._settings.setValue("window/person", person_id or 0)

    @property
    def card_height(self) -> int | None:
        """How high the user drew the card above the timeline; None where they never did."""
        return self._number("window/card_height")

    @card_height.setter
    def card_height(self, height: int | None) -> None:
        self._settings.setValue("window/card_height", height or 0)

    @property
    def page(self) -> str:
        """The name of the page of a person that was open last; empty the first time."""
        return str(self._settings.value("window/page", ""))

    @page.setter
    def page(self, name: str) -> None:
        self._settings.setValue("window/page", name)

    @property
    def place(self) -> str:
        """The name of the place that was in front last; empty the first time."""
        return str(self._settings.value("window/place", ""))

    @place.setter
    def place(self, name: str) -> None:
        self._settings.setValue("window/place", name)

    def was_said(self, what: str) -> bool:
        """Whether `say_once` was asked with this word."""
        return self._number(f"said/{what}") is not None

    def say_once(self, what: str) -> bool:
        """True the first time it is asked with this word, ever."""
        if self.was_said(what):
            return False
        self._settings.setValue(f"said/{what}", 1)
        return True

    def close(self) -> None:
        """Write it to the disk."""
        self._settings.sync()

    def _bytes(self, key: str) -> QByteArray | None:
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else None

    def _number(self, key: str) -> int | None:
        try:
            return int(str(self._settings.value(key, "0"))) or None
        except ValueError:
            return None
