"""One occasion, opened: what it is, on which day it falls, how long before it is told."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from relationship_desk.clock import Clock, today
from relationship_desk.desk.commands.occasions import OccasionForm
from relationship_desk.domain.dates import exact_date
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.occasion_rules import LeapDay, Rule, is_leap_day, next_on
from relationship_desk.domain.occasions import DEATH_LABEL, Occasion, OccasionKind
from relationship_desk.store.occasions import CARD, OccasionRow
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.occasions.lead_box import LeadBox
from relationship_desk.ui.occasions.rule_field import RuleField
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.words import PartialDateField

_SHOWN_DAYS = 3
_EXAMPLES = {
    OccasionKind.WORK: "Where they work",
    OccasionKind.REMEMBRANCE: "What is remembered",
    OccasionKind.OTHER: "What you call it",
}
_DIED = "died"  # the choice that is no kind
_ON_CARD = "This date stands on the card; it is changed there, with Edit."


@dataclass(frozen=True, slots=True)
class OccasionEdit:
    """What the dialog says. `form` is None for a date of a card, of which only lead and leap day
    can be set here; `death` is a date as typed, "" for unknown, None where nobody died."""

    form: OccasionForm | None
    lead_days: int | None
    leap: LeapDay | None  # None where the day is not 29 February
    death: str | None = None


class OccasionDialog(FormDialog):
    """`submitted` carries an `OccasionEdit`. `row` None is a new occasion; `leap` and `lead_days`
    are what is set now."""

    remove_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        row: OccasionRow | None,
        leap: LeapDay,
        lead_days: int | None,
        parent: QWidget | None = None,
    ) -> None:
        self._clock, self._row = clock, row
        self._stands_on_card = row is not None and row.source == CARD
        title = "New occasion" if row is None else "Occasion"
        says = _ON_CARD if self._stands_on_card else ""
        super().__init__(theme, title, parent, says=says, width=480)
        self.kind = QComboBox()
        self.kind.setAccessibleName("What it is")
        for kind in OccasionKind:
            self.kind.addItem(kind.words[:1].upper() + kind.words[1:], kind)
        if row is None:
            self.kind.addItem("They died", _DIED)
        self.label = QLineEdit()
        self.label.setAccessibleName("What it is called")
        self.rule = RuleField(theme)
        self.died_on = PartialDateField(theme, "The day of death, empty where it is unknown")
        self.lead = LeadBox("Reminder", lead_days, "As for others of its kind")
        self._build_leap(leap)
        self._preview = PlainLabel(tone="quiet", wrap=True)
        self._build()
        self._fill()
        self.kind.currentIndexChanged.connect(self._settle)
        self.label.textChanged.connect(self._settle)
        self.rule.edited.connect(self._settle)
        self._leaps.buttonToggled.connect(self._settle)
        self._settle()
        (self.lead if self._stands_on_card else self.kind).setFocus()

    def value(self) -> OccasionEdit:
        if self._is_death():
            return OccasionEdit(None, None, None, self.died_on.value() or "")
        rule = self._rule()
        if rule is None:
            raise UserError(self.rule.complain())
        leap = self._leap() if is_leap_day(rule) else None
        form = None
        if not self._stands_on_card:
            kind = OccasionKind(self.kind.currentData())
            form = OccasionForm(kind, rule, self.label.text(), self.lead.days())
        return OccasionEdit(form, self.lead.days(), leap)

    def preview(self) -> str:
        """What is said of the days to come."""
        return self._preview.text()

    def _is_death(self) -> bool:
        return bool(self.kind.currentData() == _DIED)

    def _rule(self) -> Rule | None:
        return self._row.occasion.rule if self._stands_on_card and self._row else self.rule.rule()

    def _leap(self) -> LeapDay:
        return LeapDay.MARCH if self.march.isChecked() else LeapDay.FEBRUARY

    def _fill(self) -> None:
        if self._row is None:
            return
        occasion = self._row.occasion
        self.kind.setCurrentIndex(self.kind.findData(occasion.kind))
        self.label.setText("" if occasion.label == DEATH_LABEL else occasion.label)
        self.rule.set_rule(occasion.rule)
        for widget in (self.kind, self.label, self.rule):
            widget.setEnabled(not self._stands_on_card)

    def _settle(self) -> None:
        """Show the fields that matter for what is chosen, and the days to come."""
        died = self._is_death()
        rule = None if died else self._rule()
        is_birthday = self.kind.currentData() is OccasionKind.BIRTHDAY
        called = bool(self.label.text()) or not (self._stands_on_card or is_birthday)
        rows = (
            (self.label, called and not died),
            (self.rule, not died),
            (self.died_on, died),
            (self.lead, not died),
            (self._leap_row, rule is not None and is_leap_day(rule)),
        )
        for field, shown in rows:
            self.form.setRowVisible(field, shown)
        self.label.setPlaceholderText(_EXAMPLES.get(self.kind.currentData(), "In your own words"))
        self._preview.setText(self._died_words() if died else self._days_words(rule))
        self.hush()

    def _died_words(self) -> str:
        return "The day is remembered every year, and nobody congratulates any more."

    def _days_words(self, rule: Rule | None) -> str:
        if rule is None:
            return ""
        kind = OccasionKind(self.kind.currentData())
        dead = self._row is not None and self._row.occasion.of_the_dead
        label = self.label.text().strip()
        if self._stands_on_card and self._row is not None:
            label = self._row.occasion.label
        occasion = Occasion(kind, rule, label, dead)
        days: list[str] = []
        begin = today(self._clock)
        while len(days) < _SHOWN_DAYS:
            day = next_on(rule, begin, self._leap())
            if day is None:
                break
            if occasion.counts_on(day):
                words = f": {occasion.words_on(day)}" if occasion.number_on(day) else ""
                days.append(exact_date(day) + words)
            begin = day.replace(year=day.year + 1, month=1, day=1)
        return "\n".join(days)

    def _build_leap(self, leap: LeapDay) -> None:
        self.february, self.march = QRadioButton("28 February"), QRadioButton("1 March")
        self._leaps = QButtonGroup(self)
        for button, day in ((self.february, LeapDay.FEBRUARY), (self.march, LeapDay.MARCH)):
            self._leaps.addButton(button)
            button.setAccessibleDescription("In years without 29 February")
            button.setChecked(day is leap)
        self._leap_row = self.row(self.february, self.march)

    def _build(self) -> None:
        self.add_row("What", self.kind)
        self.add_row("Called", self.label)
        self.add_row("When", self.rule)
        self.add_row("On", self.died_on)
        self.add_row("In other years", self._leap_row)
        self.add_row("Remind", self.lead)
        self.add_row("Next", self._preview)
        self.remove = QPushButton("Remove")
        self.remove.clicked.connect(self.remove_wanted)
        self.add_button(self.remove)
        self.remove.setVisible(self._row is not None and not self._stands_on_card)
