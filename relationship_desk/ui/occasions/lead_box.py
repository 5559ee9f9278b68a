"""The choice of how long before an occasion to tell of it."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

from relationship_desk.domain.dates import lead_in_words
from relationship_desk.domain.occasions import NEVER

_USUAL = (0, 1, 3, 7, 14, 30)


def lead_words(days: int) -> str:
    """ "on the day", "1 week before, and on the day", "no reminder"."""
    if days == NEVER:
        return "no reminder"
    words = lead_in_words(days)
    return f"{words}, and on the day" if days else words


class LeadBox(QComboBox):
    """The usual leads, and the one that is set where it is another.

    With `inherited` the first choice is None: what holds where nothing is set here.
    """

    def __init__(self, name: str, days: int | None, inherited: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        if inherited:
            self.addItem(inherited, None)
        for choice in (*_USUAL, NEVER):
            self._offer(self.count(), choice)
        self.choose(days)
        self.setMinimumContentsLength(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def choose(self, days: int | None) -> None:
        """Show these days; None is the first choice."""
        if days is not None and self.findData(days) < 0:
            self._offer(self.count() - 1, days)
        self.setCurrentIndex(0 if days is None else self.findData(days))

    def days(self) -> int | None:
        """The choice; None for the inherited one."""
        chosen: int | None = self.currentData()
        return chosen

    def _offer(self, place: int, days: int) -> None:
        words = lead_words(days)
        self.insertItem(place, words[:1].upper() + words[1:], days)

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        # A wheel that scrolls the page must not change what it passes over.
        event.ignore()
