"""The forms of an opportunity: what it is and how it came, a step that was taken, its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from relationship_desk.desk.commands.opportunities import LinkForm, OpportunityForm
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.opportunities import OpportunityStage
from relationship_desk.store.opportunities import LinkRow, OpportunityRow
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.networking.dialogs import line_of
from relationship_desk.ui.networking.fields import MoneyField, OrganisationField, WayStepField
from relationship_desk.ui.plain import visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.person_field import PersonField
from relationship_desk.ui.widgets.words import DateField


@dataclass(frozen=True, slots=True)
class OpportunityEdit:
    """What the form of an opportunity comes to."""

    form: OpportunityForm
    way: tuple[LinkForm, ...]


@dataclass(frozen=True, slots=True)
class Onwards:
    """What comes next, and how or why what was came about."""

    next_step: str
    next_on: date | None
    channel: Channel = Channel.OTHER
    why: str = ""
    thank: tuple[int, ...] = ()


class WayField(QWidget):
    """The way by which something came, the step nearest to the user first."""

    def __init__(self, theme: Theme, bridge: Bridge, way: Sequence[LinkRow]) -> None:
        super().__init__()
        self._theme, self._bridge = theme, bridge
        self.steps: list[WayStepField] = []
        self.more = QPushButton("Add a step")
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self._column.addWidget(self.more)
        for link in way:
            self._add().set_link(link)
        if not way:
            self._add()
        self.setFocusProxy(self.steps[0])

    def links(self) -> tuple[LinkForm, ...]:
        """The steps in which something stands."""
        return tuple(link for step in self.steps if (link := step.link()) is not None)

    def _add(self, _checked: bool = False) -> WayStepField:
        step = WayStepField(self._theme, self._bridge, len(self.steps) + 1)
        before = self.steps[-1].who if self.steps else None
        self.steps.append(step)
        self._column.insertWidget(len(self.steps) - 1, step)
        if before is not None:
            QWidget.setTabOrder(before, step.kind)
        QWidget.setTabOrder(step.kind, step.who)
        QWidget.setTabOrder(step.who, self.more)
        step.who.setFocus()
        return step


class OpportunityDialog(FormDialog):
    """`submitted` carries an `OpportunityEdit`."""

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        row: OpportunityRow | None,
        *,
        person_id: int | None = None,
        organisation: str = "",
        parent: QWidget | None = None,
    ) -> None:
        title = "Edit opportunity" if row else "New opportunity"
        super().__init__(theme, title, parent, width=520)
        self._why = row.why if row else ""
        self.title = line_of("What it is", row.title if row else "", "The museum's catalogue")
        self.stage = QComboBox()
        self.stage.setAccessibleName("Where it stands")
        for stage in OpportunityStage:
            self.stage.addItem(stage.words, stage)
        self.stage.setCurrentIndex(self.stage.findData(row.stage) if row else 0)
        self.person = PersonField(theme, bridge, "With whom", may_be_nobody=True)
        self.person.set_person(row.person_id if row else person_id)
        self.organisation = OrganisationField(bridge, prompt="None in particular")
        self.organisation.setText(row.organisation if row else organisation)
        self.worth = MoneyField(theme, "Worth")
        self.next_step = line_of("Next step", row.next_step if row else "", "Send the offer")
        self.next_on = DateField(theme, "Its day", bridge.clock)
        self.way = WayField(theme, bridge, row.way if row else ())
        self.note = GrowingTextEdit(theme, "Note", lines=1, most_lines=5)
        if row is not None:
            self.worth.set_value(row.value)
            self.next_on.set_value(row.next_on)
            self.note.setPlainText(row.note)
        for label, field in (
            ("What it is", self.title),
            ("Where it stands", self.stage),
            ("With", self.person),
            ("Organisation", self.organisation),
            ("Worth", self.worth),
            ("Next step", self.next_step),
            ("Its day", self.next_on),
            ("How it came", self.way),
            ("Note", self.note),
        ):
            self.add_row(label, field)
        self.title.setFocus()

    def value(self) -> OpportunityEdit | None:
        if not self.all_understood(self.person, self.worth, self.next_on):
            return None
        form = OpportunityForm(
            self.title.text(),
            OpportunityStage(self.stage.currentData()),
            self.person.person_id(),
            self.organisation.text(),
            self.worth.value(),
            self.next_step.text(),
            self.next_on.value(),
            self.note.toPlainText(),
            self._why,
        )
        return OpportunityEdit(form, self.way.links())


class OnwardsDialog(FormDialog):
    """A step was taken, or it came to an end: what next? `submitted` carries an `Onwards`.

    With somebody a step that was taken is written into their timeline, and the channel is asked.
    """

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        row: OpportunityRow,
        stage: OpportunityStage | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`stage` None: a step was taken; else it is won, lost, or rests."""
        done = row.next_step or row.title
        title = f"{stage.words}: {row.title}" if stage else f"Done: {done}"
        super().__init__(theme, title, parent, says=_asked(row, stage), save="Save")
        self.thanks: dict[int, QCheckBox] = {}
        self.channel: QComboBox | None = None
        self.why: QLineEdit | None = None
        if stage is OpportunityStage.WON:
            self._ask_thanks(row)
        if stage is not None:
            hint = "What won it" if stage is OpportunityStage.WON else ""
            self.why = line_of("Why", row.why, hint)
            self.add_row("Why", self.why)
        elif row.person_id is not None:
            self.channel = _channel_choice()
            self.add_row("How", self.channel)
        self.next_step = line_of("What next", "", "Leave it empty for nothing")
        self.next_on = DateField(theme, "On which day", bridge.clock)
        self.add_row("What next", self.next_step)
        self.add_row("On", self.next_on)
        (self.why or self.next_step).setFocus()

    def _ask_thanks(self, row: OpportunityRow) -> None:
        for person_id, name in row.helpers.items():
            box = QCheckBox(visible(f"Bring thanks to {name} into Today").replace("&", "&&"))
            box.setChecked(True)
            self.thanks[person_id] = box
            self.add_row("", box)

    def value(self) -> Onwards | None:
        if not self.all_understood(self.next_on):
            return None
        channel = Channel(self.channel.currentData()) if self.channel else Channel.OTHER
        thank = tuple(i for i, box in self.thanks.items() if box.isChecked())
        why = self.why.text() if self.why else ""
        return Onwards(self.next_step.text(), self.next_on.value(), channel, why, thank)


def _channel_choice() -> QComboBox:
    choice = QComboBox()
    choice.setAccessibleName("How")
    for channel in Channel:
        if channel is not Channel.NOTE:
            choice.addItem(channel.noun.capitalize(), channel)
    choice.setCurrentIndex(choice.findData(Channel.EMAIL))
    return choice


def _asked(row: OpportunityRow, stage: OpportunityStage | None) -> str:
    if stage is OpportunityStage.WON:
        helped = _joined(list(row.helpers.values()))
        return f"Well done. It came to you by {helped}." if helped else "Well done."
    if stage is OpportunityStage.LOST:
        return "A pity. What would you like to remember of it, and is there a next step?"
    if row.person_name:
        return f"It will stand in the timeline of {row.person_name}."
    return ""


def _joined(names: Sequence[str]) -> str:
    return " and ".join([*([", ".join(names[:-1])] if len(names) > 1 else []), *names[-1:]])
