"""The place Insights: the past of the desk in a few figures, and the warmth of one person.

Invariant: figures are worked out in the background; what is shown stays until the answer is here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from relationship_desk.desk.looking_back import FIGURES, figures, warmth_over_time
from relationship_desk.domain.figures import Figure
from relationship_desk.store.database import Connection
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.background_reading import BackgroundReading
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.insights.view import FigureView
from relationship_desk.ui.panes.base import LazyPane
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.person_field import PersonField
from relationship_desk.ui.widgets.whole import WholeWidget

_HINT = (
    "For looking back once in a while. Nothing here compares people, and nothing counts against "
    "anybody."
)


class InsightsPane(LazyPane):
    """A figure below the other, the one person's last."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self._reading = BackgroundReading(bridge, self, self._prepare, self._arrived)
        self.views = [FigureView(theme, self.message.emit) for _ in FIGURES]
        self.person = PersonField(theme, bridge, "Whose warmth")
        self.person.line.setPlaceholderText("Whose warmth over the years?")
        self.person.line.textChanged.connect(lambda _: self._show_warmth())
        self.warmth = FigureView(theme, self.message.emit)
        self.warmth.hide()
        self._build()

    def read(self) -> None:
        self._reading.read()
        self._show_warmth()

    def show_person(self, person_id: int | None) -> None:
        if person_id is not None and self.person.person_id() != person_id:
            self.person.set_person(person_id)

    def take_focus(self) -> None:
        self.views[0].as_table.setFocus()

    def _prepare(self) -> Callable[[Connection], list[Figure]]:
        return partial(figures, on=self.bridge.today(), preferences=self.bridge.preferences())

    def _arrived(self, found: list[Figure]) -> None:
        for view, figure in zip(self.views, found, strict=True):
            view.show_figure(figure)

    def _show_warmth(self) -> None:
        if not self.isVisible():
            return
        person_id = self.person.person_id()
        self.warmth.setVisible(person_id is not None)
        if person_id is not None:
            on = self.bridge.today()
            self.warmth.show_figure(warmth_over_time(self.bridge.reader, on, person_id))

    def _build(self) -> None:
        px = self.theme.px
        self.setAccessibleName("Insights")
        inside = WholeWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(24), px(20), px(24), px(24))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel("Insights", size="large"))
        column.addWidget(PlainLabel(_HINT, tone="quiet", wrap=True))
        column.addSpacing(px(12))
        for view in self.views:
            column.addWidget(view)
        column.addWidget(PlainLabel("Warmth over the years", strong=True))
        column.addWidget(self.person)
        column.addWidget(self.warmth)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
