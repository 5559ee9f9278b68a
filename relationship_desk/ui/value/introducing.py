"""Two people who may want to meet, and why: the form of an introduction."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from relationship_desk.desk.commands.introductions import (
    IntroductionForm,
)
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.introductions import Stage
from relationship_desk.domain.text import one_line
from relationship_desk.store.favours import acquainted
from relationship_desk.store.introductions import IntroductionRow
from relationship_desk.store.needs import need_rows
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.person_field import PersonField

_SHOWN = 60
_THEY_KNOW = "They seem to know each other already; see whether it is needed."


class IntroductionDialog(FormDialog):
    """`submitted` carries an `IntroductionForm`."""

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        row: IntroductionRow | None,
        first_id: int | None = None,
        second_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`row` None: a new one, to begin with these two."""
        super().__init__(
            theme,
            "Introduce two people",
            parent,
            says="Both are asked before either has the other's address; a no stays private.",
        )
        self._bridge, self._is_new = bridge, row is None
        self.first = PersonField(theme, bridge, "Who is asked first")
        self.second = PersonField(theme, bridge, "Whom they may want to meet")
        self.why = GrowingTextEdit(theme, "Why the two may want to meet", lines=2, most_lines=5)
        self.need = QComboBox()
        self.need.setAccessibleName("What one of them is looking for")
        self.need.addItem("Nothing in particular", None)
        self._hint = PlainLabel(tone="warning", size="small", wrap=True)
        self._hint.hide()
        self.add_row("First", self.first)
        self.add_row("Second", self.second)
        self.add_row("", self._hint)
        self.add_row("Why", self.why)
        self.add_row("They look for", self.need)
        self.first.set_person(first_id if row is None else row.first_id)
        self.second.set_person(second_id if row is None else row.second_id)
        for field in (self.first, self.second):
            field.line.textChanged.connect(lambda _: self._settle())
        if row is not None:
            self.why.setPlainText(row.why)
            asked = row.stage is not Stage.DRAFT
            self.first.setEnabled(not asked)
            self.second.setEnabled(not asked)
        self._settle()
        if row is not None:
            self.choose_need(row.need_id)
        (self.first if self.first.person_id() is None else self.why).setFocus()

    def choose_need(self, need_id: int | None) -> None:
        """What one of them is looking for."""
        self.need.setCurrentIndex(0 if need_id is None else max(self.need.findData(need_id), 0))

    def value(self) -> IntroductionForm | None:
        if not self.all_understood(self.first, self.second):
            return None
        first, second = self.first.person_id(), self.second.person_id()
        if first is None or second is None:
            (self.first if first is None else self.second).setFocus()
            raise UserError("An introduction needs two people.")
        why = self.why.toPlainText()
        return IntroductionForm(first, second, why, self.need.currentData())

    def _settle(self) -> None:
        """What either of the two looks for, and whether they know each other already."""
        people = [i for i in (self.first.person_id(), self.second.person_id()) if i is not None]
        chosen = self.need.currentData()
        while self.need.count() > 1:
            self.need.removeItem(1)
        for person_id in people:
            for need in need_rows(self._bridge.reader, person_id):
                words = f"{need.person_name}: {need.text}"
                self.need.addItem(visible(one_line(words, _SHOWN)), need.id)
        self.choose_need(chosen)
        pair = tuple(sorted(people))
        know = self._is_new and len(pair) == 2 and pair in acquainted(self._bridge.reader)
        self._hint.setText(_THEY_KNOW if know else "")
        self._hint.setVisible(know)
