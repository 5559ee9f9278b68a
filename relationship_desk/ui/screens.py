"""Pictures of every screen, light and dark: for the README, and for whoever mends the look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog

from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.main_window import MainWindow
from relationship_desk.ui.theme import Mode, Theme

_SETTLE_MS = 400  # pictures are decoded aside, and lists are laid out a moment later
_SIZE, _SMALL = QSize(1280, 800), QSize(1024, 640)

Step = tuple[str, Callable[[], None]]


class Screens(QObject):
    """Walks a window through its screens, saves a picture of each, and ends the program."""

    def __init__(self, window: MainWindow, theme: Theme, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._folder = folder
        self._shots: Iterator[Step] = iter(())
        self._name = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self._shoot)

    def take(self) -> None:
        """Begin; what was saved lies in the folder when the program has ended."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._shots = self._all()
        self._next()

    def _all(self) -> Iterator[Step]:
        for mode in (Mode.LIGHT, Mode.DARK):
            yield from (
                (f"{name}-{mode.value}", lambda m=mode, s=step: self._prepare(m, s))
                for name, step in self._steps()
            )

    def _steps(self) -> tuple[Step, ...]:
        window, actions = self._window, self._window.actions_table
        return (
            ("person", lambda: self._place(ActionId.SHOW_PEOPLE)),
            ("search", lambda: self._search("museum")),
            ("selected", self._select),
            ("edit", actions[ActionId.EDIT_PERSON].trigger),
            ("timeline", lambda: self._place(ActionId.SHOW_TIMELINE)),
            ("inbox", lambda: self._place(ActionId.SHOW_INBOX)),
            ("small", lambda: self._place(ActionId.SHOW_PEOPLE, _SMALL)),
            ("palette", window.show_palette),
            ("shortcuts", actions[ActionId.SHORTCUTS].trigger),
            ("history", actions[ActionId.HISTORY].trigger),
        )

    def _prepare(self, mode: Mode, step: Callable[[], None]) -> None:
        self._theme.set_mode(mode)
        for dialog in self._dialogs():
            dialog.close()
        self._window.panes.person.discard()
        self._window.panes.people.show_everybody()
        step()

    def _place(self, place: ActionId, size: QSize = _SIZE) -> None:
        self._window.resize(size)
        self._window.show_place(place)
        people = self._window.panes.people
        if place is ActionId.SHOW_PEOPLE and people.model.ids:
            self._window.show_person(people.model.ids[len(people.model.ids) // 3])

    def _search(self, text: str) -> None:
        self._place(ActionId.SHOW_PEOPLE)
        self._window.panes.people.search.setText(text)
        self._window.panes.people.focus_search()

    def _select(self) -> None:
        people = self._window.panes.people
        self._place(ActionId.SHOW_PEOPLE)
        people.select_first(4)

    def _next(self) -> None:
        shot = next(self._shots, None)
        if shot is None:
            self._window.close()
            return
        self._name, prepare = shot
        prepare()
        self._timer.start()

    def _shoot(self) -> None:
        picture = self._window.grab()
        painter = QPainter(picture)
        for dialog in self._dialogs():
            place = self._window.mapFromGlobal(dialog.mapToGlobal(QPoint(0, 0)))
            painter.drawPixmap(place, dialog.grab())
            painter.setPen(self._theme.colour("edge"))
            painter.drawRect(QRect(place, dialog.size()).adjusted(-1, -1, 0, 0))
        painter.end()
        picture.save(str(self._folder / f"{self._name}.png"))
        self._next()

    def _dialogs(self) -> list[QDialog]:
        """The dialogs that are open, the lowest first."""
        return [dialog for dialog in self._window.findChildren(QDialog) if dialog.isVisible()]
