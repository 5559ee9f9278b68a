"""How warm it is with the person on the card, in words; a click tells what that is made of."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from relationship_desk.store.warmth import warmth_of
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.warmth import WarmthDialog
from relationship_desk.ui.theme import Text, Theme


class WarmthButton(QToolButton):
    """Hidden for whom no warmth is told; quiet in its colours, whatever the number."""

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._theme = bridge, theme
        self._person_id = 0
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFont(theme.font(Text.SMALL))
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        # As high as the chips beside it.
        self.setStyleSheet(f"padding: {theme.px(2)}px {theme.px(6)}px;")
        self.setToolTip("How warm it is by your rhythm; click to see what that is made of")
        theme.dress(self, "warmth", "quiet")
        self.clicked.connect(self._open)

    def show_person(self, person_id: int) -> None:
        """Read anew how warm it is; nothing is told of whom one has not been in touch with."""
        self._person_id = person_id
        found = warmth_of(self._bridge.reader, self._bridge.today(), [person_id]).get(person_id)
        told = found is not None and found.exact > 0
        if found is not None and told:
            self.setText(found.words)
            self.setAccessibleName(f"Warmth: {found.words}")
        self.setVisible(told)

    def _open(self) -> None:
        WarmthDialog(self._bridge, self._theme, self._person_id, self.window()).open()
