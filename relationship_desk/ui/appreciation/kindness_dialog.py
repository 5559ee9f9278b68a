"""A kindness, opened: who did what, when, how much it mattered, for what, and about what."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QWidget

from relationship_desk.desk.commands.thanks import KindnessForm
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kindness import Weight
from relationship_desk.domain.text import one_line
from relationship_desk.store.kindness import KindnessRow, purposes
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.value.topics_field import topics_field
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.person_field import PersonField
from relationship_desk.ui.widgets.popups import prepare_popup
from relationship_desk.ui.widgets.words import DateField


class KindnessDialog(FormDialog):
    """`submitted` carries a `KindnessForm`."""

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        row: KindnessRow | None = None,
        begin: KindnessForm | None = None,
        parent: QWidget | None = None,
        says: str = "",
    ) -> None:
        """`row` None: a new one, begun with what `begin` says."""
        title = "Edit kindness" if row is not None else "Record a kindness"
        super().__init__(theme, title, parent, says=says)
        self._entry = row.interaction_id if row is not None else None
        self.text = GrowingTextEdit(
            theme, "What they did for you", lines=2, most_lines=6, enter_submits=True
        )
        self.text.setPlaceholderText("recommended me for the museum job")
        self.person = PersonField(theme, bridge, "Who was kind")
        self.on = DateField(theme, "When", bridge.clock)
        self.on.set_value(bridge.today())
        self.weight = QComboBox()
        self.weight.setAccessibleName("How much it mattered")
        for weight in Weight:
            self.weight.addItem(weight.words[:1].upper() + weight.words[1:], weight)
        self.weight.setCurrentIndex(list(Weight).index(Weight.HELP))
        self.meant_for = _purpose_field(bridge)
        self.topics = topics_field(theme, bridge)
        self.wanted = QCheckBox("I would like to thank them")
        self.wanted.setChecked(True)
        self._fill(row, begin)
        self.add_row("They", self.text)
        self.add_row("Who", self.person)
        self.add_row("When", self.on)
        self.add_row("Mattered", self.weight)
        self.add_row("For", self.meant_for)
        self.add_row("Topics", self.topics)
        self.add_row("", self.wanted)
        self.text.setFocus()
        self.text.selectAll()

    def _fill(self, row: KindnessRow | None, begin: KindnessForm | None) -> None:
        if row is not None:
            begin = KindnessForm(
                row.person_id, row.text, row.on, row.weight, row.meant_for, row.wanted,
                row.topics, row.interaction_id,
            )  # fmt: skip
        if begin is None:
            return
        self._entry = begin.interaction_id
        self.person.set_person(begin.person_id)
        self.text.setPlainText(begin.text)
        self.on.set_value(begin.on)
        self.weight.setCurrentIndex(list(Weight).index(begin.weight))
        self.meant_for.setEditText(begin.meant_for)
        self.topics.set_tags(begin.topics)
        self.wanted.setChecked(begin.wanted)

    def value(self) -> KindnessForm | None:
        if not self.all_understood(self.person, self.on):
            return None
        person_id, on = self.person.person_id(), self.on.value()
        if person_id is None:
            self.person.setFocus()
            raise UserError("Say who it was: a kindness has somebody who did it.")
        if on is None:
            self.on.complain()
            self.on.setFocus()
            return None
        return KindnessForm(
            person_id, self.text.toPlainText(), on, Weight(self.weight.currentData()),
            self.meant_for.currentText(), self.wanted.isChecked(), self.topics.tags(), self._entry,
        )  # fmt: skip


def _purpose_field(bridge: Bridge) -> QComboBox:
    """Events and goals to choose, and anything else may be typed."""
    field = QComboBox()
    field.setEditable(True)
    field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setAccessibleName("For which goal or event")
    names = [one_line(name) for name in purposes(bridge.reader, bridge.today())]
    field.addItems(names)
    field.setCurrentIndex(-1)
    line = field.lineEdit()
    if line is not None:
        line.setPlaceholderText("the harbour plan")
        line.setAccessibleName("For which goal or event")
    completer = QCompleter(names, field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    prepare_popup(completer)
    field.setCompleter(completer)
    return field
