"""Which of one's own updates were told in an entry: ticked in a menu.

Invariant: what nobody touched stays as it is in the store.
"""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from relationship_desk.domain.changes import Changes
from relationship_desk.domain.text import one_line
from relationship_desk.store.news import open_titles, told_in
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import visible

_TITLE = 40


class ToldField(QPushButton):
    """Hidden where there is no update to tick."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._titles: dict[int, str] = {}
        self._ticked: set[int] = set()
        self._touched = False
        self.setProperty("kind", "quiet")
        self.setAutoDefault(False)
        self.setToolTip("Updates of yours that were told in it")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.show_entry(None)
        bridge.changed.connect(self._follow)

    def show_entry(self, entry_id: int | None, told: tuple[int, ...] | None = None) -> None:
        """Tick what was told in an entry, or what was ticked before (`told`)."""
        reader = self._bridge.reader
        held = told_in(reader, [entry_id]).get(entry_id, []) if entry_id is not None else []
        self._titles = dict(open_titles(reader)) | {one.news_id: one.title for one in held}
        self._touched = told is not None
        self._ticked = {one.news_id for one in held} if told is None else set(told)
        self._tell()

    def value(self) -> tuple[int, ...] | None:
        """What is ticked; None where nothing was touched."""
        return tuple(sorted(self._ticked)) if self._touched else None

    def turn(self, news_id: int) -> None:
        """Tick it, or take the tick away."""
        self._touched = True
        self._ticked ^= {news_id}
        self._tell()

    def _follow(self, changes: Changes) -> None:
        """Another update is there now, or is called otherwise."""
        if changes.touches("news"):
            now = dict(open_titles(self._bridge.reader))
            kept = {i: title for i, title in self._titles.items() if i in self._ticked}
            self._titles = kept | now
            self._tell()

    def _fill(self) -> None:
        self._menu.clear()
        for news_id, title in self._titles.items():
            action = self._menu.addAction(visible(one_line(title, _TITLE)).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(news_id in self._ticked)
            action.triggered.connect(lambda _=False, i=news_id: self.turn(i))

    def _tell(self) -> None:
        names = [self._titles[i] for i in self._ticked if i in self._titles]
        words = "Told an update…" if not names else f"Told: {len(names)} updates"
        if len(names) == 1:
            words = f"Told: {one_line(names[0], 24)}"
        self.setText(visible(words).replace("&", "&&"))
        self.setAccessibleName(visible(", ".join(["Told your updates", *map(one_line, names)])))
        self.setVisible(bool(self._titles))
