"""What a page of the preferences is, what it may use, and the form that most pages are."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLayout, QVBoxLayout, QWidget

from relationship_desk.autostart.port import Autostart
from relationship_desk.domain.preferences import Preferences
from relationship_desk.paths import Paths
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.notifying import Notifying
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.words import WordsField


@dataclass(frozen=True, slots=True)
class Around:
    """What is around the pages: what they look like, read and trigger."""

    theme: Theme
    bridge: Bridge
    actions: Actions
    paths: Paths
    notifying: Notifying | None = None  # the page of notifications needs it
    autostart: Autostart | None = None  # None: this desk ends with its window


class Page(QWidget):
    """One page. A subclass names itself and builds its fields into `form` or `column`.

    What is tried out at once (a test, a switch of the system) a page does itself; everything else
    it only tells, through `changes`, when the whole dialog is saved.
    """

    title: ClassVar[str]
    icon: ClassVar[str]  # of resources/icons

    def __init__(self, around: Around, preferences: Preferences) -> None:
        """`preferences` is what is set now; the fields begin with it."""
        super().__init__()
        self.around = around
        self.given = preferences
        px = around.theme.px
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(px(16))
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(px(16))
        self.form.setVerticalSpacing(px(12))
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.column.addLayout(self.form)

    def add_row(self, label: str, field: QWidget | QLayout) -> None:
        """A field of the form with its label, which is its accessible name, too."""
        if isinstance(field, QWidget) and not field.accessibleName():
            field.setAccessibleName(label)
        self.form.addRow(PlainLabel(label), field)

    def changes(self) -> dict[str, Any]:
        """What the fields say, by the names of `Preferences`; only those of this page."""
        return {}

    def unclear(self) -> WordsField[Any] | None:
        """The first field in use whose words mean nothing; the dialog goes there, not away."""
        return None


def whole_path(words: str) -> str:
    """The folder that was typed, whole: the next start may be from another place; "" for none."""
    typed = words.strip()
    if not typed:
        return ""
    with suppress(RuntimeError):  # nobody has this home: who uses it will say it is not there
        return str(Path(typed).expanduser().absolute())
    return str(Path(typed).absolute())
