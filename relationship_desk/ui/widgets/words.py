"""Fields for days and times that take words; what they understood stands under the field."""

from __future__ import annotations

from datetime import date, time
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from relationship_desk.clock import Clock, today
from relationship_desk.domain.dates import (
    PartialDate,
    date_in_words,
    exact_date,
    parse_day,
    parse_day_and_time,
    parse_time,
)
from relationship_desk.domain.partial_dates import parse_partial_date
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.rows import clock_words
from relationship_desk.ui.theme import Theme

T = TypeVar("T")


class WordsField(QWidget, Generic[T]):
    """A line that reads its text as a value; empty is None.

    `edited` is emitted when the user changed the text; `submitted` on Enter.
    """

    edited = Signal()
    submitted = Signal()

    _help = ""  # what to type, said where the text was not understood

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setMinimumWidth(theme.px(72))
        self._hint = PlainLabel(tone="quiet", size="small", wrap=True)
        # The field is as wide as its form wants it; a long hint wraps.
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(self.line)
        column.addWidget(self._hint)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._tell)
        self.line.textEdited.connect(self.edited)
        self.line.returnPressed.connect(self.submitted)
        self._hint.hide()

    def value(self) -> T | None:
        """What the text means; None where it is empty or not understood."""
        text = self.line.text().strip()
        return self._parse(text) if text else None

    def set_value(self, value: T | None) -> None:
        """Show a value as it would be typed."""
        self.line.setText("" if value is None else self._typed(value))

    def is_understood(self) -> bool:
        """Whether the text is empty or means something."""
        return not self.line.text().strip() or self.value() is not None

    def hint(self) -> str:
        """What stands under the field now."""
        return self._hint.text()

    def _parse(self, text: str) -> T | None:
        """The value that the text means."""
        return None

    def _typed(self, value: T) -> str:
        """The value as it is typed."""
        return str(value)

    def _told(self, value: T) -> str:
        """The value in full, for the hint."""
        return str(value)

    def complain(self) -> None:
        """Show the field as not understood, also where it is merely empty."""
        self._show(self._help, wrong=True)

    def _tell(self) -> None:
        value = self.value()
        if not self.is_understood():
            self.complain()
        else:
            self._show("" if value is None else self._told(value), wrong=False)

    def _show(self, hint: str, *, wrong: bool) -> None:
        self._hint.setText(hint)
        self._hint.set_tone("danger" if wrong else "quiet")
        self._hint.setVisible(bool(hint))
        self.line.setAccessibleDescription(hint)
        if bool(self.line.property("wrong")) is not wrong:
            self.line.setProperty("wrong", wrong)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)


class DateField(WordsField[date]):
    """A day: "yesterday", "friday", "2026-03-01". The clock is asked whenever the text is read."""

    _help = "Not a day. Try “yesterday”, “friday” or “2026-03-01”."

    def __init__(
        self, theme: Theme, name: str, clock: Clock, parent: QWidget | None = None
    ) -> None:
        self._clock = clock
        super().__init__(theme, name, parent)
        self.line.setPlaceholderText("today, friday, 2026-03-01")

    def _parse(self, text: str) -> date | None:
        return parse_day(text, today(self._clock))

    def _typed(self, value: date) -> str:
        near = (value - today(self._clock)).days
        return date_in_words(value, today(self._clock)) if abs(near) <= 1 else value.isoformat()

    def _told(self, value: date) -> str:
        return exact_date(value)


class DueField(WordsField[tuple[date, time | None]]):
    """A day, perhaps with a time: "tomorrow", "friday 9:30", "2026-03-01 15:00"."""

    _help = "Not a day. Try “tomorrow”, “friday 9:30” or “2026-03-01”."

    def __init__(
        self, theme: Theme, name: str, clock: Clock, parent: QWidget | None = None
    ) -> None:
        self._clock = clock
        super().__init__(theme, name, parent)
        self.line.setPlaceholderText("tomorrow, friday 9:30, 2026-03-01")

    def _parse(self, text: str) -> tuple[date, time | None] | None:
        return parse_day_and_time(text, today(self._clock))

    def _typed(self, value: tuple[date, time | None]) -> str:
        day, clock = value
        near = abs((day - today(self._clock)).days) <= 1
        words = date_in_words(day, today(self._clock)) if near else day.isoformat()
        return words if clock is None else f"{words} {clock_words(clock)}"

    def _told(self, value: tuple[date, time | None]) -> str:
        day, clock = value
        return exact_date(day) if clock is None else f"{exact_date(day)}, {clock_words(clock)}"


class TimeField(WordsField[time]):
    """A time of day: "9:30"."""

    _help = "Not a time. Try “9:30”."

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.line.setPlaceholderText("9:30")

    def _parse(self, text: str) -> time | None:
        return parse_time(text)

    def _typed(self, value: time) -> str:
        return clock_words(value)

    def _told(self, value: time) -> str:
        return ""


class PartialDateField(WordsField[str]):
    """A date of a card, of which the year may be unknown: "12 April 1985", "12 April", "1985".

    The value is the stored text: `PartialDate` text where it was understood, else as typed. A card
    may hold any text as a date, so nothing is wrong here.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.line.setPlaceholderText("12 April 1985, or 12 April")

    def _parse(self, text: str) -> str:
        found = parse_partial_date(text)
        return text if found is None else str(found)

    def _typed(self, value: str) -> str:
        found = PartialDate.parse(value)
        return value if found is None else found.in_words()

    def _told(self, value: str) -> str:
        found = PartialDate.parse(value)
        if found is None:
            return "Kept as you wrote it; a date would read “12 April 1985”."
        if found.year is None:
            return f"{found.in_words()}, year unknown"
        typed = self.line.text().strip()
        return "" if found.in_words() == typed else found.in_words()
