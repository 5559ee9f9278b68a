"""The picker of a rule: a date or month as it is typed, a weekday of a month, a day by Easter.

Invariant: a rule that was set and not touched comes out exactly as it was set.
"""

from __future__ import annotations

import calendar

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.occasion_rules import (
    EASTER_AFTER,
    EASTER_BEFORE,
    EasterDay,
    NthWeekday,
    Rule,
)
from relationship_desk.domain.partial_dates import parse_partial_date
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.words import WordsField

_SHAPES = ("A date or a month", "A weekday of a month", "A day by Easter")
_NTHS = (("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("last", -1))


class DayOfYearField(WordsField[PartialDate]):
    """A date of which the year may be unknown, or a month: "12 April 1985", "12 April", "April"."""

    _help = "Not a day of the year. Try “12 April 1985”, “12 April” or “April”."

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.line.setPlaceholderText("12 April 1985, 12 April, or April")

    def _parse(self, text: str) -> PartialDate | None:
        found = parse_partial_date(text)
        return found if found is not None and found.month is not None else None

    def _typed(self, value: PartialDate) -> str:
        return value.in_words()

    def _told(self, value: PartialDate) -> str:
        if value.year is None:
            return "Year unknown, so no age is told." if value.day is not None else ""
        return ""


class RuleField(QWidget):
    """`edited` when the user changed something; `submitted` on Enter."""

    edited = Signal()
    submitted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._given: Rule | None = None
        self._shown: Rule | None = None
        self.shape = QComboBox()
        self.shape.setAccessibleName("How the day is found")
        self.shape.addItems(list(_SHAPES))
        self.day = DayOfYearField(theme, "On which day")
        self._build_weekday()
        self._build_easter()
        self._pages = QStackedWidget()
        for page in (self.day, self._weekday_page, self._easter_page):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.shape)
        column.addWidget(self._pages)
        self.setFocusProxy(self.day)
        self.shape.currentIndexChanged.connect(self._pages.setCurrentIndex)
        self.shape.currentIndexChanged.connect(self.edited)
        self.day.line.textChanged.connect(self.edited)
        self.day.submitted.connect(self.submitted)
        for box in (self.nth, self.weekday, self.month, self.side):
            box.currentIndexChanged.connect(self.edited)
        self.days.textChanged.connect(self.edited)
        self.days.returnPressed.connect(self.submitted)
        self.orthodox.toggled.connect(self.edited)

    def set_rule(self, rule: Rule | None) -> None:
        """Show a rule."""
        if isinstance(rule, NthWeekday):
            self.shape.setCurrentIndex(1)
            self.nth.setCurrentIndex(self.nth.findData(rule.nth))
            self.weekday.setCurrentIndex(rule.weekday)
            self.month.setCurrentIndex(rule.month - 1)
        elif isinstance(rule, EasterDay):
            self.shape.setCurrentIndex(2)
            self.days.setText(str(abs(rule.days)))
            self.side.setCurrentIndex(int(rule.days < 0))
            self.orthodox.setChecked(rule.orthodox)
        else:
            self.shape.setCurrentIndex(0)
            self.day.set_value(rule)
        self._given, self._shown = rule, self._typed()

    def rule(self) -> Rule | None:
        """What is chosen now; None where that is no rule."""
        typed = self._typed()
        return self._given if typed == self._shown else typed

    def complain(self) -> str:
        """Go to what is not understood; a sentence where the field itself says none."""
        if self.shape.currentIndex() == 0:
            self.day.complain()
            self.day.setFocus()
            return ""
        self.days.setFocus()
        return (
            f"A day by Easter lies at most {-EASTER_BEFORE} days before it or {EASTER_AFTER} after."
        )

    def _typed(self) -> Rule | None:
        if self.shape.currentIndex() == 0:
            return self.day.value()
        if self.shape.currentIndex() == 1:
            month, weekday = self.month.currentIndex() + 1, self.weekday.currentIndex()
            return NthWeekday(month, self.nth.currentData(), weekday)
        if not self.days.text():
            return None
        days = int(self.days.text()) * (-1 if self.side.currentIndex() else 1)
        in_reach = EASTER_BEFORE <= days <= EASTER_AFTER
        return EasterDay(days, self.orthodox.isChecked()) if in_reach else None

    def _build_weekday(self) -> None:
        self.nth, self.weekday, self.month = QComboBox(), QComboBox(), QComboBox()
        for word, number in _NTHS:
            self.nth.addItem(word, number)
        self.weekday.addItems(list(calendar.day_name))
        self.month.addItems(list(calendar.month_name)[1:])
        for box, name in (
            (self.nth, "Which one"),
            (self.weekday, "Weekday"),
            (self.month, "Month"),
        ):
            box.setAccessibleName(name)
        of = PlainLabel("of")
        self._weekday_page = self._in_a_row(self.nth, self.weekday, of, self.month)

    def _build_easter(self) -> None:
        self.days = QLineEdit("0")
        self.days.setValidator(QIntValidator(0, EASTER_AFTER, self.days))
        self.days.setMaximumWidth(self._theme.px(64))
        self.days.setAccessibleName("Days from Easter")
        self.side = QComboBox()
        self.side.addItems(["days after", "days before"])
        self.side.setAccessibleName("After or before Easter")
        self.orthodox = QCheckBox("Orthodox Easter")
        self._easter_page = self._in_a_row(self.days, self.side, self.orthodox)

    def _in_a_row(self, *widgets: QWidget) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(8))
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        return page
