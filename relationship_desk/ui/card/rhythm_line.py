"""A person's circles and how it stands with them, on the card; with the menu that changes it.

Invariant: the lane is said in words and by a picture, never by a colour alone.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from relationship_desk.domain.rhythm import Lane, Standing
from relationship_desk.domain.text import one_line
from relationship_desk.store.circles import circles_of
from relationship_desk.store.lanes import standings
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.card.rhythm_menu import RhythmMenu
from relationship_desk.ui.card.rhythm_offer import RhythmOfferNotice
from relationship_desk.ui.card.warmth_button import WarmthButton
from relationship_desk.ui.plain import visible
from relationship_desk.ui.theme import Text, Theme
from relationship_desk.ui.widgets.bar import Message
from relationship_desk.ui.widgets.flow import FlowLayout
from relationship_desk.ui.widgets.tags import TagChip

_PICTURES = {
    Lane.PAUSED: ("snooze", "quiet"),
    Lane.NO_RHYTHM: ("circle", "quiet"),
    Lane.NEVER_CONTACTED: ("person", "quiet"),
    Lane.OVERDUE: ("warning", "danger"),
    Lane.DUE: ("reminder", "warning"),
    Lane.SOON: ("clock", "quiet"),
    Lane.IN_TOUCH: ("done-circle", "success"),
}
_NAME = 40


class RhythmLine(QWidget):
    """Shows one person. `message` carries what was done, with its Undo."""

    message = Signal(Message)
    circles_wanted = Signal()  # the dialog of all circles

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._theme = bridge, theme
        self._person_id = 0
        self._standing: Standing | None = None
        # Long words of a circle must not make the card wider than the pane.
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, theme.px(6))
        self.button = QToolButton()
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setFont(theme.font(Text.SMALL))
        self.button.setIconSize(QSize(theme.px(16), theme.px(16)))
        # As high as the chips beside it.
        self.button.setStyleSheet(f"padding: {theme.px(2)}px {theme.px(6)}px;")
        self.menu = RhythmMenu(bridge, theme, self.button)
        self.menu.message.connect(self.message)
        self.menu.circles_wanted.connect(self.circles_wanted)
        self.menu.aboutToShow.connect(self.fill_menu)
        self.button.setMenu(self.menu)
        self._chips: list[TagChip] = []
        self.warmth = WarmthButton(bridge, theme)
        self.offer = RhythmOfferNotice(bridge, theme, self)  # the card puts it below
        self.offer.message.connect(self.message)
        self._flow.addWidget(self.button)
        self._flow.addWidget(self.warmth)

    def show_person(self, person_id: int) -> None:
        """Read anew how it stands with a person; nothing is shown of the dead and the archived."""
        reader, on = self._bridge.reader, self._bridge.today()
        self._person_id = person_id
        self._standing = standings(reader, on, [person_id]).get(person_id)
        circles = [name for name, _ in circles_of(reader, [person_id]).get(person_id, [])]
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        shown = [name for name in circles if self._standing and name != self._standing.circle]
        self._chips = [self._chip(name) for name in shown]
        if self._standing is not None:
            words = self._standing.words(on)
            icon, role = _PICTURES[self._standing.lane]
            self._theme.dress(self.button, icon, role)
            self.button.setText(visible(one_line(words, 60)).replace("&", "&&"))
            self.button.setAccessibleName(f"Rhythm: {visible(words)}")
            self.button.setAccessibleDescription(self._standing.lane.words)
            self.button.setToolTip(self._standing.lane.words)
        self.warmth.show_person(person_id)
        self.offer.show_person(person_id)
        self.setVisible(self._standing is not None)

    def _chip(self, name: str) -> TagChip:
        chip = TagChip(self._theme, one_line(name, _NAME), self)
        chip.setAccessibleName(f"Circle {visible(name)}")
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def fill_menu(self) -> None:
        """What can be chosen, as it is now."""
        self.menu.fill(self._person_id)
