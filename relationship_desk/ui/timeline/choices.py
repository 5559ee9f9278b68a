"""Choosing one of a few: the channel by its icon, the direction by its words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.ui.icons import channel_icon
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.rows import CHANNEL_WORDS
from relationship_desk.ui.theme import Theme

_DIRECTION_WORDS = {
    Direction.MINE: "I reached out",
    Direction.THEIRS: "They did",
    Direction.MUTUAL: "Both",
}


class ChannelPicker(QWidget):
    """One button per channel; the arrow keys go from one to the next."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(1))
        self._group = QButtonGroup(self)
        self.buttons: dict[Channel, QToolButton] = {}
        for channel in Channel:
            button = self.buttons[channel] = QToolButton()
            button.setCheckable(True)
            button.setIconSize(QSize(px(18), px(18)))
            button.setAccessibleName(CHANNEL_WORDS[channel])
            button.setToolTip(CHANNEL_WORDS[channel])
            theme.dress(button, channel_icon(channel))
            self._group.addButton(button)
            row.addWidget(button)
        self._words = PlainLabel(strong=True)
        row.addSpacing(px(8))
        row.addWidget(self._words)
        row.addStretch(1)
        self._group.buttonToggled.connect(self._toggled)
        self.setAccessibleName("Channel")
        self.set_channel(Channel.MET)

    def channel(self) -> Channel:
        """What is chosen."""
        return next(c for c, button in self.buttons.items() if button.isChecked())

    def set_channel(self, channel: Channel) -> None:
        """Choose this one."""
        self.buttons[channel].setChecked(True)
        self._words.setText(CHANNEL_WORDS[channel])

    def _toggled(self, _: object, checked: bool) -> None:
        if checked:
            self._words.setText(CHANNEL_WORDS[self.channel()])
            self.setAccessibleDescription(CHANNEL_WORDS[self.channel()])
            self.changed.emit()


class DirectionPicker(QWidget):
    """Who reached out."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(1))
        self._group = QButtonGroup(self)
        self.buttons: dict[Direction, QToolButton] = {}
        for direction in (Direction.MUTUAL, Direction.MINE, Direction.THEIRS):
            button = self.buttons[direction] = QToolButton()
            button.setText(_DIRECTION_WORDS[direction])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setCheckable(True)
            self._group.addButton(button)
            row.addWidget(button)
        self.setAccessibleName("Who reached out")
        self.set_direction(Direction.MUTUAL)

    def direction(self) -> Direction:
        """What is chosen."""
        return next(d for d, button in self.buttons.items() if button.isChecked())

    def set_direction(self, direction: Direction) -> None:
        """Choose this one."""
        self.buttons[direction].setChecked(True)
