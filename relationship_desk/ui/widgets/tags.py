"""Tags as chips, and the field in which they are typed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from relationship_desk.domain.text import fold
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.flow import FlowLayout
from relationship_desk.ui.widgets.popups import prepare_popup


class TagChip(QWidget):
    """One tag; `removed` carries its text when its cross is pressed."""

    removed = Signal(str)

    def __init__(
        self, theme: Theme, tag: str, parent: QWidget | None = None, *, removable: bool = False
    ) -> None:
        super().__init__(parent)
        self.tag = tag
        self._theme = theme
        px = theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(8), px(2), px(3 if removable else 8), px(2))
        row.setSpacing(px(2))
        row.addWidget(PlainLabel(" ".join(tag.split()), size="small"))
        self.setAccessibleName(f"Tag {visible(tag)}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if removable:
            cross = QToolButton()
            cross.setIconSize(QSize(px(12), px(12)))
            cross.setStyleSheet(f"padding: {px(1)}px;")
            cross.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            cross.setAccessibleName(f"Remove the tag {visible(tag)}")
            cross.setToolTip("Remove")
            theme.dress(cross, "close", "quiet")
            cross.clicked.connect(lambda: self.removed.emit(self.tag))
            row.addWidget(cross)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("line" if self._theme.colours.high_contrast else "hover"))
        painter.setBrush(self._theme.colour("hover"))
        radius = self.height() / 2
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius
        )
        painter.end()


class TagEditor(QFrame):
    """A field of tags. Enter or a comma adds what is typed, Backspace in the empty field removes.

    A tag is kept once, whatever its case and accents. `tags_changed` carries the tuple.
    """

    tags_changed = Signal(tuple)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, prompt: str = "Add a tag"
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._prompt = prompt
        self._chips: list[TagChip] = []
        self.setProperty("field", True)
        self._flow = FlowLayout(self, theme.px(4))
        edge = theme.px(4)
        self._flow.setContentsMargins(edge, edge, edge, edge)
        self._line = QLineEdit()
        self._line.setProperty("bare", True)
        self._line.setPlaceholderText(prompt)
        self._line.setAccessibleName(prompt)
        self._line.setMinimumWidth(theme.px(88))
        self._line.textEdited.connect(self._split_at_commas)
        self._line.installEventFilter(self)
        self._flow.addWidget(self._line)
        self._known = QStringListModel(self)
        self._completer = QCompleter(self._known, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.activated.connect(self._take_completion, Qt.ConnectionType.QueuedConnection)
        prepare_popup(self._completer)
        self._line.setCompleter(self._completer)
        self.setFocusProxy(self._line)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Tags")

    def tags(self) -> tuple[str, ...]:
        """The tags, with what is still being typed as the last one."""
        typed = " ".join(self._line.text().split())
        held = tuple(chip.tag for chip in self._chips)
        return (*held, typed) if typed and not self._holds(typed) else held

    def set_tags(self, tags: Iterable[str]) -> None:
        """Show these tags; nothing is emitted."""
        self._line.clear()
        for chip in list(self._chips):
            self._drop(chip)
        for tag in tags:
            self._append(tag)

    def set_known_tags(self, tags: Iterable[str]) -> None:
        """What the field offers to complete."""
        self._known.setStringList(list(tags))

    def add(self, tag: str) -> bool:
        """Add one tag; False where it is empty or there already."""
        if not self._append(tag):
            return False
        self.tags_changed.emit(self.tags())
        return True

    def remove(self, tag: str) -> None:
        """Take one tag away."""
        for chip in self._chips:
            if fold(chip.tag) == fold(tag):
                self._drop(chip)
                self._line.setFocus()
                self.tags_changed.emit(self.tags())
                return

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if isinstance(event, QFocusEvent):
            self._set_active(event.gotFocus())
            if event.lostFocus() and event.reason() is not Qt.FocusReason.PopupFocusReason:
                self._take_typed()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # An empty field lets Enter through, so that it still submits the form around.
            popup = self._completer.popup()
            return not (popup is not None and popup.isVisible()) and self._take_typed()
        if event.key() == Qt.Key.Key_Backspace and not self._line.text() and self._chips:
            self.remove(self._chips[-1].tag)
            return True
        return False

    def _take_typed(self) -> bool:
        typed = self._line.text().strip()
        self._line.clear()
        if typed:
            self.add(typed)
        return bool(typed)

    def _take_completion(self, tag: str) -> None:
        self._line.clear()
        self.add(tag)

    def _split_at_commas(self, text: str) -> None:
        *whole, rest = text.replace(";", ",").split(",")
        if whole:
            self._line.setText(rest.lstrip())
            for tag in whole:
                self.add(tag)

    def _holds(self, tag: str) -> bool:
        return any(fold(chip.tag) == fold(tag) for chip in self._chips)

    def _append(self, tag: str) -> bool:
        tag = " ".join(tag.split())
        if not tag or self._holds(tag):
            return False
        chip = TagChip(self._theme, tag, self, removable=True)
        chip.removed.connect(self.remove)
        self._flow.insert_widget(len(self._chips), chip)
        self._chips.append(chip)
        chip.show()
        self._relay()
        return True

    def _drop(self, chip: TagChip) -> None:
        self._chips.remove(chip)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self._relay()

    def _relay(self) -> None:
        self._line.setPlaceholderText("" if self._chips else self._prompt)
        self.updateGeometry()

    def _set_active(self, active: bool) -> None:
        self.setProperty("active", active)
        self.style().unpolish(self)
        self.style().polish(self)
