"""The sentences behind somebody's warmth: each contact, how long ago, and what it adds."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.domain.changes import Changes
from relationship_desk.domain.text import one_line
from relationship_desk.domain.warmth import WarmthPart, rule_words, told_apart
from relationship_desk.store.people import names_of
from relationship_desk.store.warmth import warmth_of, warmth_parts
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.base import prepare_list
from relationship_desk.ui.delegates.warmth import WarmthDelegate, describe_part
from relationship_desk.ui.models.rows import RowsModel
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme

_NAME = 60
_NOBODY_YET = "You have not been in touch yet."
_NO_SCORE = "It is for you to see, and no score: nobody is sorted by it."


class WarmthDialog(QDialog):
    """Of one person; follows what happens while it is open, and closes when there is none."""

    def __init__(
        self, bridge: Bridge, theme: Theme, person_id: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._theme, self._person_id = bridge, theme, person_id
        self._build()
        self.reload()
        bridge.changed.connect(self._apply)
        self.finished.connect(self.deleteLater)

    def reload(self) -> None:
        """Read it anew."""
        reader, on, whom = self._bridge.reader, self._bridge.today(), self._person_id
        found = warmth_of(reader, on, [whom]).get(whom)
        if found is None:
            self.close()
            return
        self.setWindowTitle(f"Warmth of {one_line(names_of(reader, [whom])[whom], _NAME)}")
        self._number.setText(found.words)
        self._rule.setText(f"{rule_words(found.rhythm)} {_NO_SCORE}")
        parts = warmth_parts(reader, on, whom, found.rhythm)
        shown, faded = told_apart(parts)
        self.delegate.today = on
        self.model.set_rows(shown)
        self._framed.setVisible(bool(shown))
        self._faded.setText(faded if parts else _NOBODY_YET)
        self._faded.setVisible(bool(self._faded.text()))

    def _apply(self, changes: Changes) -> None:
        if changes.touches_person(self._person_id):
            self.reload()

    def _describe(self, part: WarmthPart) -> str:
        return describe_part(part, self._bridge.today())

    def _build(self) -> None:
        px, theme = self._theme.px, self._theme
        self._number = PlainLabel(size="large", wrap=True)
        self._rule = PlainLabel(tone="quiet", wrap=True)
        self._faded = PlainLabel(tone="quiet", wrap=True)
        self.list = QListView()
        prepare_list(self.list, "What it is made of", uniform=False)
        self.model: RowsModel[WarmthPart] = RowsModel(
            self._describe, parent=self, key=lambda part: part.entry_id
        )
        self.list.setModel(self.model)
        self.delegate = WarmthDelegate(theme, self.list, self._bridge.today())
        self.list.setItemDelegate(self.delegate)
        self._framed = QFrame()
        self._framed.setProperty("pane", "card")
        inside = QVBoxLayout(self._framed)
        inside.setContentsMargins(1, px(4), 1, px(4))
        inside.addWidget(self.list)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(self._number)
        column.addWidget(self._rule)
        column.addSpacing(px(8))
        column.addWidget(self._framed, 1)
        column.addWidget(self._faded)
        column.addSpacing(px(8))
        column.addLayout(buttons)
        self.resize(QSize(px(520), px(480)))
        self.list.setFocus()
