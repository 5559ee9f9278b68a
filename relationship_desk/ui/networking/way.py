"""The way by which an opportunity came, as a small path from the user to it.

Invariant: it says in words what it shows, and whoever stands on it can be opened by keyboard.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from relationship_desk.domain.opportunities import way_in_words
from relationship_desk.store.opportunities import OpportunityRow
from relationship_desk.ui.plain import PlainLabel, breakable, visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.flow import FlowLayout

_NAME = 48


class WayView(QWidget):
    """ "You → met at Book Fair → introduced by Bo → The catalogue"; `person_chosen` for a name."""

    person_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._flow = FlowLayout(self, theme.px(6))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_way(self, row: OpportunityRow | None) -> None:
        """The way of one opportunity; nothing for None."""
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(row is not None)
        if row is None:
            return
        way = way_in_words([link.step for link in row.way]) or "How it came is not said yet"
        self.setAccessibleName(visible(f"The way to {row.title}: {way}"))
        if not row.way:
            self._stop("", "Not said yet. Press E to say it.")
            return
        self._stop("", "You")
        for link in row.way:
            self._stop(link.kind.words, link.name, link.person_id)
        if row.person_id is not None and row.person_id not in row.helpers:
            self._stop("with", row.person_name, row.person_id)
        self._stop("to", row.title, strong=True)

    def _stop(
        self, how: str, name: str, person_id: int | None = None, *, strong: bool = False
    ) -> None:
        """An arrow with how it led on, and where to: they wrap together."""
        px = self._theme.px
        stop = QWidget()
        line = QHBoxLayout(stop)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(4))
        stop.setMinimumHeight(px(30))
        if how:
            line.addWidget(PlainLabel(f"→ {how}", tone="quiet", size="small"))
        shown = visible(name if len(name) <= _NAME else f"{name[:_NAME]}…")
        if person_id is not None:
            button = QPushButton(shown.replace("&", "&&"))
            button.setAccessibleName(visible(f"Show {name}"))
            button.setProperty("kind", "quiet")
            button.setAutoDefault(False)
            button.clicked.connect(lambda: self.person_chosen.emit(person_id))
            line.addWidget(button)
        elif name:
            label = PlainLabel(breakable(shown), strong=strong)
            label.setContentsMargins(px(8), 0, px(8), 0)
            label.setMinimumHeight(px(28))
            line.addWidget(label)
        self._flow.addWidget(stop)
