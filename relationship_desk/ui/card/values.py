"""The fields in which the value of one detail is typed, one class per shape of value.

Invariant: what was set and not touched comes out exactly as it was set.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from relationship_desk.domain.contact import ADDRESS_PARTS, DetailKind
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.words import PartialDateField

Parts = tuple[str, ...]


class ValueField(QWidget):
    """A field for the parts of a detail; `edited` when the user changed something.

    It hands its focus to none of its parts: what does is a stop of Tab that cannot be moved, and
    leads back to a row from wherever it was made.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given: Parts = ()
        self._shown: Parts = ()
        self._first: QWidget = self

    def begin(self) -> None:
        """Put the focus where typing begins."""
        self._first.setFocus()

    def set_parts(self, parts: Parts) -> None:
        """Show these parts."""
        self._given = parts
        self._show(parts)
        self._shown = self._typed()

    def parts(self) -> Parts:
        """The parts as they are typed now; none at all where everything is empty."""
        typed = self._typed()
        if typed == self._shown:
            return self._given
        return typed if any(typed) else ()

    def _show(self, parts: Parts) -> None:
        """Fill the fields."""

    def _typed(self) -> Parts:
        """What the fields hold."""
        return ()


class LineField(ValueField):
    """One line; for an e-mail address a word of doubt where it looks like none."""

    def __init__(self, theme: Theme, name: str, example: str, *, email: bool = False) -> None:
        super().__init__()
        self._email = email
        self._line = _line(name, example)
        self._doubt = PlainLabel(tone="warning", size="small", wrap=True)
        self._doubt.hide()
        column = _column(self, theme)
        column.addWidget(self._line)
        column.addWidget(self._doubt)
        self._first = self._line
        self._line.textEdited.connect(self.edited)
        self._line.textChanged.connect(self._tell_doubt)

    def _show(self, parts: Parts) -> None:
        _fill(self._line, parts[0] if parts else "")

    def _typed(self) -> Parts:
        return (" ".join(self._line.text().split()),)

    def _tell_doubt(self, text: str) -> None:
        odd = self._email and bool(text.strip()) and "@" not in text
        self._doubt.setText("Without an “@” this is no e-mail address." if odd else "")
        self._doubt.setVisible(odd)
        self._line.setAccessibleDescription(self._doubt.text())


class OrganisationField(ValueField):
    """The name, and under it the units: department, team."""

    _BETWEEN = " / "

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._name = _line("Organisation", "Harbour Museum")
        self._units = _line("Department", "Department / team")
        column = _column(self, theme)
        column.addWidget(self._name)
        column.addWidget(self._units)
        self._first = self._name
        for line in (self._name, self._units):
            line.textEdited.connect(self.edited)

    def _show(self, parts: Parts) -> None:
        _fill(self._name, parts[0] if parts else "")
        _fill(self._units, self._BETWEEN.join(parts[1:]))

    def _typed(self) -> Parts:
        units = (" ".join(unit.split()) for unit in self._units.text().split("/"))
        return (" ".join(self._name.text().split()), *(unit for unit in units if unit))


class ServiceField(ValueField):
    """A handle or address, and beside it the service where it is one's name."""

    def __init__(self, theme: Theme, name: str, example: str, service: str) -> None:
        super().__init__()
        self._handle = _line(name, example)
        self._service = _line(f"Service of the {name.lower()}", service)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self._handle, 3)
        row.addWidget(self._service, 2)
        self._first = self._handle
        for line in (self._handle, self._service):
            line.textEdited.connect(self.edited)

    def _show(self, parts: Parts) -> None:
        handle, service = (*parts, "", "")[:2]
        _fill(self._handle, handle)
        _fill(self._service, service)

    def _typed(self) -> Parts:
        handle = " ".join(self._handle.text().split())
        service = " ".join(self._service.text().replace('"', "'").split())
        if not handle:
            return ("",)
        return (handle, service) if service else (handle,)


# Where each part of an address stands: row, column, columns spanned, name.
_ADDRESS_GRID = {
    "street": (0, 0, 4, "Street and number"),
    "extended": (1, 0, 2, "Flat, floor"),
    "po_box": (1, 2, 2, "PO box"),
    "postcode": (2, 0, 1, "Postcode"),
    "locality": (2, 1, 3, "Town"),
    "region": (3, 0, 2, "Region"),
    "country": (3, 2, 2, "Country"),
}


class AddressField(ValueField):
    """The seven parts, where an envelope has them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(4))
        self._lines: dict[str, QLineEdit] = {}
        # Made in the order of the rows, so that Tab goes as the eye does.
        for part, (row, column, span, name) in _ADDRESS_GRID.items():
            line = self._lines[part] = _line(name, name)
            line.setMinimumWidth(theme.px(48))
            line.textEdited.connect(self.edited)
            grid.addWidget(line, row, column, 1, span)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        grid.setColumnMinimumWidth(0, theme.px(72))
        self._first = self._lines["street"]

    def _show(self, parts: Parts) -> None:
        for part, text in zip(ADDRESS_PARTS, (*parts, *[""] * 7), strict=False):
            # A line break inside a part cannot be typed in a line; it stays unless touched.
            _fill(self._lines[part], " ".join(text.split()))

    def _typed(self) -> Parts:
        return tuple(" ".join(self._lines[part].text().split()) for part in ADDRESS_PARTS)


class DayField(ValueField):
    """A date of which the year may be unknown."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._field = PartialDateField(theme, name)
        _column(self, theme).addWidget(self._field)
        self._field.setFocusProxy(None)  # type: ignore[arg-type]
        self._first = self._field.line
        self._field.edited.connect(self.edited)

    def _show(self, parts: Parts) -> None:
        self._field.set_value(parts[0] if parts else None)

    def _typed(self) -> Parts:
        return (self._field.value() or "",)


class TextField(ValueField):
    """Several lines of plain text."""

    def __init__(self, theme: Theme, name: str, example: str, lines: int) -> None:
        super().__init__()
        self._text = GrowingTextEdit(theme, name, lines=lines, most_lines=12)
        self._text.setPlaceholderText(example)
        _column(self, theme).addWidget(self._text)
        self._first = self._text
        self._text.textChanged.connect(self.edited)

    def _show(self, parts: Parts) -> None:
        self._text.setPlainText(parts[0] if parts else "")

    def _typed(self) -> Parts:
        return (self._text.toPlainText().strip(),)


def field_for(kind: DetailKind, theme: Theme) -> ValueField:
    """The field in which a detail of this kind is typed."""
    if kind is DetailKind.ORGANISATION:
        return OrganisationField(theme)
    if kind is DetailKind.ADDRESS:
        return AddressField(theme)
    if kind is DetailKind.DATE:
        return DayField(theme, "Date")
    if kind is DetailKind.NOTE:
        return TextField(theme, "Note", "What you want to remember about them", 3)
    if kind is DetailKind.HOW_MET:
        return TextField(theme, "How we met", "Where, when, and through whom", 1)
    if kind is DetailKind.MESSENGER:
        return ServiceField(theme, "Messenger", "name or number", "Signal")
    if kind is DetailKind.SOCIAL:
        return ServiceField(theme, "Social profile", "https://example.social/@name", "Mastodon")
    name, example = _LINES[kind]
    return LineField(theme, name, example, email=kind is DetailKind.EMAIL)


_LINES = {
    DetailKind.PHONE: ("Phone", "+49 40 123456"),
    DetailKind.EMAIL: ("E-mail", "name@example.org"),
    DetailKind.URL: ("Web address", "https://example.org"),
    DetailKind.NICKNAME: ("Nickname", "What friends say"),
    DetailKind.TITLE: ("Title", "Curator"),
    DetailKind.ROLE: ("Role", "Programme lead"),
    DetailKind.RELATED: ("Related person", "Their name"),
    DetailKind.INTEREST: ("Interest", "Rowing"),
    DetailKind.PRONOUNS: ("Pronouns", "they/them"),
    DetailKind.GENDER: ("Gender", "In their own words"),
    DetailKind.LANGUAGE: ("Language", "de"),
    DetailKind.PHONETIC: ("Phonetic name", "As it is said"),
    DetailKind.SORT_AS: ("Sorted as", "Vale, Ida"),
    DetailKind.TIME_ZONE: ("Time zone", "Europe/Berlin"),
    DetailKind.GEO: ("Place", "53.54,9.99"),
    DetailKind.CALENDAR: ("Calendar", "https://example.org/calendar.ics"),
}


def _line(name: str, example: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(example)
    return line


def _fill(line: QLineEdit, text: str) -> None:
    """Show a text from its beginning."""
    line.setText(text)
    line.setCursorPosition(0)


def _column(widget: QWidget, theme: Theme) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(4))
    return column
