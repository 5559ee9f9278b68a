"""Which facts a card shows, in which order: a person's details as rows, and their layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.text import fold
from relationship_desk.store.people import Person
from relationship_desk.ui.card.links import VERBS, link_of
from relationship_desk.ui.card.words import address_lines, bare_address, day_words


@dataclass(frozen=True, slots=True)
class Fact:
    """One row; `value` is what is copied, `shown` what stands there where that is shorter."""

    icon: str
    value: str
    label: str
    link: str
    verb: str
    shown: str = ""


_ICONS = {
    DetailKind.PHONE: "phone",
    DetailKind.EMAIL: "email",
    DetailKind.ADDRESS: "address",
    DetailKind.MESSENGER: "channels/message",
    DetailKind.URL: "link",
    DetailKind.SOCIAL: "channels/social",
    DetailKind.DATE: "calendar",
    DetailKind.RELATED: "people",
    DetailKind.CALENDAR: "calendar",
    DetailKind.GEO: "address",
    DetailKind.TIME_ZONE: "clock",
    DetailKind.LANGUAGE: "info",
    DetailKind.GENDER: "person",
    DetailKind.PHONETIC: "info",
    DetailKind.SORT_AS: "info",
}
# Kinds whose values do not say by themselves what they are.
_TOLD = frozenset(
    {
        DetailKind.CALENDAR,
        DetailKind.GEO,
        DetailKind.TIME_ZONE,
        DetailKind.LANGUAGE,
        DetailKind.GENDER,
        DetailKind.PHONETIC,
        DetailKind.SORT_AS,
    }
)


def facts_of(person: Person, on: date) -> Iterator[Fact]:
    """What stands in the columns under the name; the main one of a kind first."""
    details = [stored.detail for stored in person.details]
    for kind, icon in _ICONS.items():
        of_kind = [d for d in details if d.kind is kind and d.text]
        if kind is DetailKind.SORT_AS:
            usual = fold(person.name.sort_text())
            of_kind = [d for d in of_kind if fold(d.text.replace(",", " ")) != usual]
        for detail in sorted(of_kind, key=lambda d: not d.preferred):
            yield _fact(detail, icon, on)


def _fact(detail: Detail, icon: str, on: date) -> Fact:
    link = link_of(detail)
    verb = VERBS.get(detail.kind, "")
    if detail.kind is DetailKind.ADDRESS:
        return Fact(icon, address_lines(detail) or detail.text, detail.label, link, verb)
    if detail.kind is DetailKind.DATE:
        value, meaning = day_words(detail, on)
        label = " · ".join(part for part in (detail.label, meaning) if part)
        return Fact("cake" if detail.label == "birthday" else icon, value, label, "", "")
    if detail.kind in (DetailKind.MESSENGER, DetailKind.SOCIAL):
        label = " · ".join(part for part in (*detail.parts[1:], detail.label) if part)
        return Fact(icon, detail.parts[0], label, link, verb, bare_address(detail.parts[0]))
    words = (detail.kind.word if detail.kind in _TOLD else "", detail.label)
    label = " · ".join(part for part in words if part)
    bare = detail.kind in (DetailKind.URL, DetailKind.CALENDAR)
    return Fact(icon, detail.text, label, link, verb, bare_address(detail.text) if bare else "")


class ColumnsLayout(QLayout):
    """Items in as many columns as fit, filled row by row.

    A column gets what its widest item asks for, where there is room for that; else all the same.
    """

    def __init__(self, column: int, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column, self._gap = column, gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem:
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int, /) -> QLayoutItem:
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        widths = self._widths(rect.width())
        columns = len(widths)
        y = rect.y()
        for start in range(0, len(self._items), columns):
            row = self._items[start : start + columns]
            heights = [
                item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
                for item, width in zip(row, widths, strict=False)
            ]
            if move:
                x = rect.x()
                for item, width, height in zip(row, widths, heights, strict=False):
                    item.setGeometry(QRect(x, y, width, height))
                    x += width + self._gap
            y += max(heights)
        return y - rect.y()

    def _widths(self, room: int) -> list[int]:
        """How wide each column is."""
        columns = max(1, (room + self._gap) // (self._column + self._gap))
        room -= (columns - 1) * self._gap
        asked = [
            max((item.sizeHint().width() for item in self._items[place::columns]), default=0)
            for place in range(columns)
        ]
        spare = room - sum(asked)
        if spare < 0:
            return [room // columns] * columns
        return [width + spare // columns for width in asked]
