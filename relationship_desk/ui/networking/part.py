"""`Part`: a section with what it needs of the window around it.

Invariant: what was done is said with a button that takes back exactly this.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.telling import tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.section import Section


class Part(QWidget):
    """`message` carries what was done; `person_chosen` somebody to be put in front; `chosen` that
    the cursor is on another row."""

    message = Signal(object)
    person_chosen = Signal(int)
    chosen = Signal()

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self.bridge, self.theme = bridge, theme
        self.told = tell_done(bridge, self.message.emit)
        self.section: Section[Any] = self.build()
        self.section.add_wanted.connect(self.add)
        self.section.list.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)

    def build(self) -> Section[Any]:
        """The section, whose verbs are methods of this."""
        raise NotImplementedError

    def add(self) -> None:
        """Ask for a new one."""

    def ask(self, dialog: FormDialog, save: Callable[[Any], Any]) -> None:
        """Open a form, and save what it comes to."""
        dialog.save_by(self.bridge, save, self.told)
        dialog.open()

    def ask_form(
        self, dialog: FormDialog, add: Callable[..., Any], edit: Callable[..., Any], **which: int
    ) -> None:
        """Open the form of what `which` names, or of a new one where it names nothing."""
        desk = self.bridge.desk
        self.ask(
            dialog,
            lambda form: desk.do(edit, form=form, **which) if which else desk.do(add, form=form),
        )

    def show_person(self, row: Any) -> None:
        """Put whom the row is about in front."""
        if row.person_id is not None:
            self.person_chosen.emit(row.person_id)


def scrolled(inside: QWidget) -> QScrollArea:
    """Parts below each other, on the ground of the pane that they lie in."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    inside.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area
