"""The picker of a repetition: by days, weeks, months or years, from when, and until when.

Invariant: a repetition that was set and not touched comes out exactly as it was set.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.clock import Clock
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.occasion_rules import LeapDay
from relationship_desk.domain.recurrence import MOST, Repeat, Rule, Unit
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.words import DateField

_UNITS = (
    ("Does not repeat", None),
    ("By days", Unit.DAY),
    ("By weeks", Unit.WEEK),
    ("By months", Unit.MONTH),
    ("By years", Unit.YEAR),
)
_DATE, _NUMBER = "date", "number"  # the choices of a month's day that are no number of a weekday
_IN_MONTH = (
    ("on the day of its date", _DATE),
    ("on day", _NUMBER),
    ("on the first", 1),
    ("on the second", 2),
    ("on the third", 3),
    ("on the fourth", 4),
    ("on the last", -1),
)
_LEAPS = (
    ("in other years on 28 February", LeapDay.FEBRUARY),
    ("in other years on 1 March", LeapDay.MARCH),
)
_FROM = (("counted from its date", False), ("counted from when it is done", True))
_NEVER, _UNTIL, _TIMES = "never", "until", "times"
_ENDS = (("without end", _NEVER), ("until", _UNTIL), ("so often:", _TIMES))


class Choice(QComboBox):
    """Words to choose from, each with its value."""

    def __init__(self, name: str, offers: Sequence[tuple[str, object]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._values = [value for _, value in offers]
        self.addItems([words for words, _ in offers])

    def value(self) -> object:
        """What is chosen."""
        return self._values[self.currentIndex()]

    def choose(self, value: object) -> None:
        """Show the choice with this value."""
        self.setCurrentIndex(self._values.index(value))

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        # A wheel that scrolls the page must not change what it passes over.
        event.ignore()


def number_line(theme: Theme, name: str, most: int, least: int = 1) -> QLineEdit:
    """A narrow line that takes a number."""
    line = QLineEdit()
    line.setValidator(QIntValidator(least, most, line))
    line.setMaximumWidth(theme.px(64))
    line.setAccessibleName(name)
    return line


class RepeatField(QWidget):
    """`edited` when the user changed something; `submitted` on Enter in a line."""

    edited = Signal()
    submitted = Signal()

    def __init__(self, theme: Theme, clock: Clock, first_weekday: int) -> None:
        super().__init__()
        self._theme = theme
        self._anchor: date | None = None
        self.unit = Choice("Repeats", _UNITS)
        self.interval = number_line(theme, "Every how many", MOST)
        self._unit_words = PlainLabel("")
        self.days = {
            number: self._day_button(number)
            for number in ((first_weekday + place) % 7 for place in range(7))
        }
        self.in_month = Choice("On which day of the month", _IN_MONTH)
        self.month_day = number_line(theme, "Day of the month", 31)
        self.weekday = Choice("Weekday", [(name, n) for n, name in enumerate(calendar.day_name)])
        self.leap = Choice("29 February", _LEAPS)
        self.origin = Choice("Counted from", _FROM)
        self.ends = Choice("Ends", _ENDS)
        self.until = DateField(theme, "Until", clock)
        self.times = number_line(theme, "How many times", MOST)
        self._build()
        self._connect()
        self.set_repeat(None)

    def set_anchor(self, day: date | None) -> None:
        """The date of what repeats, by which the picker knows a 29 February."""
        self._anchor = day
        self._settle()

    def set_repeat(self, repeat: Repeat | None) -> None:
        """Show a repetition."""
        rule = Rule(Unit.WEEK) if repeat is None else repeat.rule
        self.unit.choose(None if repeat is None else rule.unit)
        self.interval.setText(str(rule.interval))
        in_week = rule.weekdays if rule.unit is Unit.WEEK else ()
        for number, button in self.days.items():
            button.setChecked(number in in_week)
        by_date = _DATE if rule.month_day is None else _NUMBER
        self.in_month.choose(by_date if rule.nth is None else rule.nth)
        self.month_day.setText("" if rule.month_day is None else str(rule.month_day))
        self.weekday.choose(rule.weekdays[0] if rule.nth is not None else 0)
        self.leap.choose(rule.leap)
        self.origin.choose(repeat is not None and repeat.from_completion)
        until, count = (None, None) if repeat is None else (repeat.until, repeat.count)
        self.ends.choose(_UNTIL if until else _TIMES if count else _NEVER)
        self.until.set_value(until)
        self.times.setText("" if count is None else str(count))
        self._settle()

    def repeat(self) -> Repeat | None:
        """What is chosen; None for what comes once. Raises `UserError` for what cannot be."""
        unit = self.unit.value()
        if not isinstance(unit, Unit):
            return None
        ends = self.ends.value()
        until = self.until.value() if ends == _UNTIL else None
        if ends == _UNTIL and until is None:
            raise UserError("Say on which day it ends, such as “friday” or “2026-12-24”.")
        count = self._number(self.times, "how many times it comes") if ends == _TIMES else None
        return Repeat(self._rule(unit), bool(self.origin.value()), until, count)

    def _rule(self, unit: Unit) -> Rule:
        interval = self._number(self.interval, f"after how many {unit}s it comes again")
        if unit is Unit.WEEK:
            chosen = sorted(number for number, button in self.days.items() if button.isChecked())
            return Rule(unit, interval, tuple(chosen))
        if unit is Unit.MONTH:
            place = self.in_month.value()
            if isinstance(place, int):
                weekday = self.weekday.value()
                assert isinstance(weekday, int)
                return Rule(unit, interval, (weekday,), place)
            by_number = place == _NUMBER
            day = self._number(self.month_day, "on which day of the month") if by_number else None
            return Rule(unit, interval, month_day=day)
        if unit is Unit.YEAR:
            leap = self.leap.value()
            assert isinstance(leap, LeapDay)
            return Rule(unit, interval, leap=leap)
        return Rule(unit, interval)

    def _number(self, line: QLineEdit, what: str) -> int:
        if not line.hasAcceptableInput():
            validator = line.validator()
            assert isinstance(validator, QIntValidator)
            raise UserError(f"Say {what}: a number from 1 to {validator.top()}.")
        return int(line.text())

    def _settle(self) -> None:
        """Show the fields that matter for what is chosen."""
        unit = self.unit.value()
        repeats = isinstance(unit, Unit)
        one = self.interval.text() == "1"
        self._unit_words.setText(f"{unit}{'' if one else 's'}" if repeats else "")
        place, ends = self.in_month.value(), self.ends.value()
        leap_day = self._anchor is not None and (self._anchor.month, self._anchor.day) == (2, 29)
        for widget, shown in (
            (self._every, repeats),
            (self._week_row, unit is Unit.WEEK),
            (self._month_row, unit is Unit.MONTH),
            (self.month_day, place == _NUMBER),
            (self.weekday, isinstance(place, int)),
            (self.leap, unit is Unit.YEAR and leap_day),
            (self._end_row, repeats),
            (self.until, ends == _UNTIL),
            (self.times, ends == _TIMES),
            (self._times_words, ends == _TIMES),
        ):
            widget.setVisible(shown)

    def _changed(self) -> None:
        self._settle()
        self.edited.emit()

    def _connect(self) -> None:
        for choice in (
            self.unit, self.in_month, self.weekday, self.leap, self.origin, self.ends,
        ):  # fmt: skip
            choice.currentIndexChanged.connect(self._changed)
        for line in (self.interval, self.month_day, self.times, self.until.line):
            line.textChanged.connect(self._changed)
            line.returnPressed.connect(self.submitted)
        for button in self.days.values():
            button.toggled.connect(self._changed)

    def _day_button(self, number: int) -> QCheckBox:
        button = QCheckBox(calendar.day_abbr[number])
        button.setAccessibleName(calendar.day_name[number])
        return button

    def _build(self) -> None:
        self._every = self._in_a_row(PlainLabel("every"), self.interval, self._unit_words)
        self._week_row = self._in_a_row(*self.days.values())
        self._month_row = self._in_a_row(self.in_month, self.month_day, self.weekday)
        self._times_words = PlainLabel("times")
        self._end_row = self._in_a_row(
            self.origin, self.ends, self.until, self.times, self._times_words
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(8))
        column.addWidget(self._in_a_row(self.unit, self._every))
        for row in (self._week_row, self._month_row, self.leap, self._end_row):
            column.addWidget(row)
        self.setFocusProxy(self.unit)

    def _in_a_row(self, *widgets: QWidget) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(6))
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        return page
