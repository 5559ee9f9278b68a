"""The look: scheme, sizes and stylesheet of the application, following the system."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QFontDatabase, QFontInfo, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication

from relationship_desk import resources
from relationship_desk.ui import icons
from relationship_desk.ui.colours import Colours, colours_for
from relationship_desk.ui.stylesheet import stylesheet

# The size of body text for which the 8-pixel rhythm is drawn; px() scales from it.
_REFERENCE_TEXT = 13
_SMALLEST_TEXT = 13


class Mode(StrEnum):
    """Which scheme to show: the system's, or one by force (for pictures and tests)."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Text(StrEnum):
    """The three text sizes."""

    SMALL = "small"
    BODY = "body"
    LARGE = "large"


_FACTORS = {Text.SMALL: 0.88, Text.BODY: 1.0, Text.LARGE: 1.62}


class Theme(QObject):
    """Dresses one application; build it once, before the first window, and hand it down.

    `changed` is emitted after the scheme changed; widgets that paint with `colours` update then.
    `family` replaces the system's font where it is installed (for pictures). Lengths are given for
    body text of 13 device-independent pixels and scaled by `px`.
    """

    changed = Signal()

    def __init__(self, app: QApplication, mode: Mode = Mode.SYSTEM, family: str = "") -> None:
        super().__init__(app)
        self._app = app
        self._mode = mode
        self._dressed: WeakKeyDictionary[QObject, tuple[str, str]] = WeakKeyDictionary()
        QDir.setSearchPaths("style", [str(resources.folder() / "style")])
        app.setStyle("Fusion")
        if family in QFontDatabase.families():
            font = QFont(app.font())
            font.setFamily(family)
            app.setFont(font)
        self._body = max(QFontInfo(app.font()).pixelSize(), _SMALLEST_TEXT)
        self.colours = self._wanted()
        self._apply()
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    @property
    def mode(self) -> Mode:
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        """Show another scheme, or follow the system again."""
        self._mode = mode
        self._follow()

    def px(self, length: float) -> int:
        """A length of the 8-pixel rhythm at this user's text size."""
        return max(1, round(length * self._body / _REFERENCE_TEXT))

    def text_px(self, text: Text) -> int:
        """The height of a text size in device-independent pixels."""
        return round(self._body * _FACTORS[text])

    def font(self, text: Text = Text.BODY, *, bold: bool = False) -> QFont:
        """The system's font in one of the three sizes; bold is a half-bold."""
        font = QFont(self._app.font())
        font.setPixelSize(self.text_px(text))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def colour(self, role: str) -> QColor:
        """A colour by its field name in `Colours`."""
        return _qcolor(getattr(self.colours, role))

    def icon(self, name: str, role: str = "text") -> QIcon:
        """An icon of `resources/icons` in a colour of the scheme as it is now."""
        return icons.icon(name, getattr(self.colours, role), self.colours.edge)

    def pixmap(self, name: str, role: str, size: int, ratio: float) -> QPixmap:
        """The same for painting: `size` in device-independent pixels on a screen of `ratio`."""
        return icons.pixmap(name, getattr(self.colours, role), size, ratio)

    def dress(self, target: QAction | QAbstractButton, name: str, role: str = "text") -> None:
        """Give an action or a button this icon, now and after every change of the scheme."""
        self._dressed[target] = (name, role)
        target.setIcon(self.icon(name, role))

    def _wanted(self) -> Colours:
        hints = self._app.styleHints()
        if self._mode is Mode.SYSTEM:
            dark = hints.colorScheme() is Qt.ColorScheme.Dark
        else:
            dark = self._mode is Mode.DARK
        strong = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
        return colours_for(dark, strong)

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted == self.colours:
            return
        self.colours = wanted
        self._apply()
        for target, (name, role) in list(self._dressed.items()):
            if shiboken6.isValid(target) and isinstance(target, (QAction, QAbstractButton)):
                target.setIcon(self.icon(name, role))
        self.changed.emit()

    def _apply(self) -> None:
        self._app.setFont(self.font())
        self._app.setPalette(_qpalette(self.colours))
        sizes = {text.value: self.text_px(text) for text in Text}
        self._app.setStyleSheet(stylesheet(self.colours, sizes, self.px))


@lru_cache(maxsize=256)
def _qcolor(value: str) -> QColor:
    return QColor(value)


def _qpalette(c: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for target, value in (
        (role.Window, c.window),
        (role.WindowText, c.text),
        (role.Base, c.surface),
        (role.AlternateBase, c.hover),
        (role.Text, c.text),
        (role.PlaceholderText, c.quiet),
        (role.Button, c.raised),
        (role.ButtonText, c.text),
        (role.ToolTipBase, c.raised),
        (role.ToolTipText, c.text),
        (role.Highlight, c.selected),
        (role.HighlightedText, c.text),
        (role.Accent, c.accent),
        (role.Link, c.accent),
        (role.LinkVisited, c.accent),
        (role.BrightText, c.on_accent),
        (role.Light, c.raised),
        (role.Midlight, c.hover),
        (role.Mid, c.line),
        (role.Dark, c.edge),
        (role.Shadow, c.line),
    ):
        palette.setColor(target, QColor(value))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(c.edge))
    return palette
