"""Tags or circles as filters: those of most people as chips in one line, the others in a menu.

Invariant: several narrow the list; what it is narrowed by is in sight, whatever line it takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from relationship_desk.domain.text import counted
from relationship_desk.store.circles import CircleRow
from relationship_desk.store.people import TagRow
from relationship_desk.ui.plain import set_tooltip, visible
from relationship_desk.ui.theme import Text, Theme
from relationship_desk.ui.widgets.flow import FlowLayout

_CHIPS = 5
_LONGEST = 18


class TagFilter(QWidget):
    """`changed` when another set is asked for. Tab comes here from the widget `before`.

    `noun` is what one of them is called, "tag" or "circle", and the name of their icon.
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, before: QWidget, noun: str = "tag", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._before, self._noun = before, noun
        self._theme = theme
        self._tags: tuple[TagRow | CircleRow, ...] = ()
        self._chosen: set[int] = set()
        self._ranked: list[QToolButton] = []  # the chips, those that stay longest first
        self._worn = 0
        self._flow = FlowLayout(self, theme.px(4))
        self._more = QToolButton()
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(QMenu(self._more))
        self._more.setFont(theme.font(Text.SMALL))
        self._more.setIconSize(QSize(theme.px(14), theme.px(14)))
        self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        theme.dress(self._more, noun, "quiet")
        self._more.setProperty("chip", False)
        self._more.setText("All")
        self._more.setToolTip(f"All {noun}s")
        self._more.setAccessibleName(f"Filter by any {noun}")
        self.setAccessibleName(f"Filter by {noun}s")
        theme.changed.connect(self._dress)
        self._dress()
        self._draw()

    @property
    def last(self) -> QWidget:
        """Where Tab leaves from here."""
        return self._more

    @property
    def chosen(self) -> frozenset[int]:
        """The tags that everybody in the list has to wear."""
        return frozenset(self._chosen)

    def set_tags(self, tags: Sequence[TagRow | CircleRow]) -> None:
        """What there is to choose from; a chosen tag that is gone is no filter any more."""
        if tuple(tags) == self._tags:
            return
        self._tags = tuple(tags)
        before = set(self._chosen)
        self._chosen &= {tag.id for tag in tags}
        self._draw()
        if self._chosen != before:
            self.changed.emit()

    def choose(self, tag_id: int, chosen: bool = True) -> None:
        """Filter by a tag, or no more."""
        if (tag_id in self._chosen) is chosen:
            return
        if chosen:
            self._chosen.add(tag_id)
        else:
            self._chosen.discard(tag_id)
        self._draw()
        self.changed.emit()

    def clear(self) -> None:
        """Filter by no tag."""
        if self._chosen:
            self._chosen.clear()
            self._draw()
            self.changed.emit()

    def chips(self) -> list[QToolButton]:
        """The chips that are shown, in their order."""
        laid_out = (self._flow.itemAt(place).widget() for place in range(self._flow.count()))
        return [chip for chip in laid_out if chip in self._ranked and not chip.isHidden()]

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Those for whom the line has no room are in the menu; those that are chosen stay."""
        gap = self._flow.spacing()
        needed = sum(chip.sizeHint().width() + gap for chip in self._ranked) - gap
        in_menu = self._worn > len(self._ranked) or needed > self.width()
        room = self.width() + gap - (self._more.sizeHint().width() + gap if in_menu else 0)
        for chip in self._ranked:
            wanted = chip.sizeHint().width() + gap
            chip.setVisible(chip.isChecked() or wanted <= room)
            room -= wanted if chip.isVisibleTo(self) else 0
        self._more.setVisible(in_menu)
        self.updateGeometry()

    def _draw(self) -> None:
        for chip in self._ranked:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self._more)
        worn = [tag for tag in self._tags if tag.people or tag.id in self._chosen]
        ranked = sorted(worn, key=lambda tag: (tag.id not in self._chosen, -tag.people))
        chips = {tag.id: self._chip(tag) for tag in ranked[: max(_CHIPS, len(self._chosen))]}
        self._ranked, self._worn = list(chips.values()), len(worn)
        for tag in worn:
            if tag.id in chips:
                self._flow.addWidget(chips[tag.id])
        self._flow.addWidget(self._more)
        menu = self._more.menu()
        menu.clear()
        for tag in worn:
            action = menu.addAction(visible(tag.name).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(tag.id in self._chosen)
            action.toggled.connect(lambda on, tag_id=tag.id: self.choose(tag_id, on))
        self.setVisible(bool(worn))
        self._fit()
        # New chips come last in the window's order of Tab; here they go where they are seen.
        if self._before.window() is self.window():
            for before, after in pairwise([self._before, *self.chips(), self._more]):
                QWidget.setTabOrder(before, after)

    def _chip(self, tag: TagRow | CircleRow) -> QToolButton:
        chip = QToolButton(self)
        name = visible(" ".join(tag.name.split()))
        short = name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"
        chip.setText(short.replace("&", "&&"))
        chip.setFont(self._theme.font(Text.SMALL))
        chip.setProperty("chip", True)
        chip.setCheckable(True)
        chip.setChecked(tag.id in self._chosen)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setAccessibleName(f"{self._noun.capitalize()} {name}")
        set_tooltip(chip, f"{tag.name}: {counted(tag.people, 'person', 'people')}")
        chip.toggled.connect(lambda on: self.choose(tag.id, on))
        return chip

    def _dress(self) -> None:
        colours, px = self._theme.colours, self._theme.px
        self.setStyleSheet(
            f"QToolButton[chip='true'] {{ background: {colours.hover}; color: {colours.text};"
            f" border: 1px solid {colours.hover}; border-radius: {px(10)}px;"
            f" padding: {px(2)}px {px(8)}px; font-size: {self._theme.text_px(Text.SMALL)}px; }}"
            f"QToolButton[chip='true']:hover {{ border-color: {colours.edge}; }}"
            f"QToolButton[chip='true']:checked {{ background: {colours.selected};"
            f" border-color: {colours.accent}; }}"
            f"QToolButton[chip='true']:focus {{ border-color: {colours.accent}; }}"
            f"QToolButton[chip='false'] {{ padding: {px(2)}px {px(4)}px; }}"
        )
