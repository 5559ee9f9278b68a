"""Where I am: the places of the window, one of them in front, with what waits in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from relationship_desk.ui.theme import Text, Theme


@dataclass(frozen=True, slots=True)
class Form:
    """One way to lay the places out."""

    columns: int
    icon: int  # the side of an icon, in px
    text: Text
    margin: int  # after the number, in px
    words: bool = True  # whether the names stand beside the icons


# From the most spacious to the one that leaves the most room to the people below.
FORMS = (
    Form(1, 20, Text.BODY, 8),
    Form(1, 18, Text.BODY, 8),
    Form(2, 16, Text.SMALL, 4),
    Form(5, 20, Text.SMALL, 2, words=False),
)
_GAP = 2
_BEFORE_NAME = 9  # besides the icon


class PlaceButton(QToolButton):
    """One place: icon, name, and a number at the right where something waits.

    Without its name it has only a dot for what waits; the number is told by tooltip and by name.
    """

    def __init__(self, theme: Theme, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = action.text()
        self._waiting, self._form = 0, FORMS[0]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._small = theme.font(Text.SMALL, bold=True)
        self.setDefaultAction(action)
        self.set_form(FORMS[0])
        action.changed.connect(self._say)  # the action has just given the button its own tooltip

    def set_form(self, form: Form) -> None:
        """Look as this form wants it."""
        px, style = self._theme.px, Qt.ToolButtonStyle
        self._form = form
        self.setIconSize(QSize(px(form.icon), px(form.icon)))
        self.setFont(self._theme.font(form.text))
        wanted = style.ToolButtonTextBesideIcon if form.words else style.ToolButtonIconOnly
        self.setToolButtonStyle(wanted)
        self.set_count(self._waiting)

    def set_count(self, count: int) -> None:
        """How many things wait there; 0 shows nothing."""
        self._waiting = count
        self._say()

    def _say(self) -> None:
        count, keys = self._waiting, self.defaultAction().toolTip()
        words = f"{count:,} waiting" if count else ""
        self.setAccessibleName(f"{self._name}, {words}" if words else self._name)
        self.setToolTip(f"{keys}, {words}" if words else keys)
        self.update()

    def count(self) -> str:
        """The number or the dot as it is shown."""
        if not self._waiting:
            return ""
        return f"{self._waiting:,}" if self._form.words else "•"

    def minimumSizeHint(self) -> QSize:
        # A name gives way to its neighbour's, and no name widens the window.
        return QSize(self.iconSize().width(), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent, /) -> None:
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        px, count = self._theme.px, self.count()
        if self._form.words:
            taken = QFontMetrics(self._small).horizontalAdvance(count)
            around = px(_BEFORE_NAME + self._form.margin + _GAP)
            room = self.width() - self.iconSize().width() - around - taken
            metrics = self.fontMetrics()
            option.text = metrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        # Painted, as a label of its own would be as wide as it was until the next layout.
        painter.setFont(self._small)
        painter.setPen(self._theme.colour("accent"))
        high = Qt.AlignmentFlag.AlignVCenter if self._form.words else Qt.AlignmentFlag.AlignTop
        place = self.rect().adjusted(0, 0, -px(self._form.margin), 0)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | high), count)
        painter.end()


class Navigation(QWidget):
    """The places in the order of their actions, column by column."""

    def __init__(
        self, theme: Theme, places: Sequence[QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._form = FORMS[0]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(_GAP))
        self._buttons = {action.objectName(): PlaceButton(theme, action) for action in places}
        self._lay_out()
        self.setAccessibleName("Places")

    def button(self, action: QAction) -> PlaceButton:
        """The button of a place."""
        return self._buttons[action.objectName()]

    @property
    def form(self) -> Form:
        """How the places are laid out now."""
        return self._form

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height_in(FORMS[-1]))

    def fit(self, room: int) -> None:
        """Take the most spacious form that is no higher than this, else the lowest there is."""
        fitting = (form for form in FORMS if self._height_in(form) <= room)
        form = next(fitting, FORMS[-1])
        if form is not self._form:
            self._form = form
            self._lay_out()

    def _height_in(self, form: Form) -> int:
        px = self._theme.px
        rows = -(-len(self._buttons) // form.columns)
        return rows * (px(form.icon) + 2 * (px(4) + 1)) + (rows - 1) * px(_GAP)

    def _lay_out(self) -> None:
        rows = -(-len(self._buttons) // self._form.columns)
        for place, button in enumerate(self._buttons.values()):
            button.set_form(self._form)
            self._grid.addWidget(button, place % rows, place // rows)
        for column in range(FORMS[-1].columns):
            self._grid.setColumnStretch(column, 1 if column < self._form.columns else 0)
