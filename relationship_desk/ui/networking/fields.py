"""Fields for organisations, spans of time, money, events, and one step of a way.

Invariant: what a field takes for something known is what stands in its line, letter by letter.
"""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QWidget

from relationship_desk.desk.commands.opportunities import LinkForm
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.money import Money, parse_money
from relationship_desk.domain.opportunities import LinkKind
from relationship_desk.domain.organisations import typed_end
from relationship_desk.domain.text import fold
from relationship_desk.store.events import find_events
from relationship_desk.store.opportunities import LinkRow
from relationship_desk.store.organisations import organisation_rows
from relationship_desk.store.people import matching_people
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.offers import people_offered
from relationship_desk.ui.widgets.popups import prepare_popup
from relationship_desk.ui.widgets.words import WordsField


class SpanEndField(WordsField[PartialDate]):
    """A year, a month of one, or a day: "2019", "May 2019"."""

    _help = "Not a date with a year. Try “2019”, “May 2019” or “3 May 2019”."

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.line.setPlaceholderText("2019, or May 2019")

    def _parse(self, text: str) -> PartialDate | None:
        try:
            return typed_end(text)
        except UserError:
            return None

    def _typed(self, value: PartialDate) -> str:
        return value.in_words()

    def _told(self, value: PartialDate) -> str:
        return "" if value.in_words() == self.line.text().strip() else value.in_words()


class MoneyField(WordsField[Money]):
    """An amount with its currency: "120 EUR", "€1,200.50"."""

    _help = "Not an amount. Try “120”, “120 EUR” or “€1,200.50”."

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.line.setPlaceholderText("120 EUR")

    def _parse(self, text: str) -> Money | None:
        return parse_money(text)

    def _typed(self, value: Money) -> str:
        return f"{value.stored} {value.currency}".strip()

    def _told(self, value: Money) -> str:
        return "" if str(value) == self.line.text().strip() else str(value)


class OrganisationField(QLineEdit):
    """The name of an organisation; those that are known are offered, a new name makes one."""

    def __init__(self, bridge: Bridge, name: str = "Organisation", prompt: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(prompt)
        known = [visible(row.name) for row in organisation_rows(bridge.reader)]
        completer = QCompleter(known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        prepare_popup(completer)
        self.setCompleter(completer)


class EventField(QComboBox):
    """One of the events, the newest first, or none."""

    def __init__(self, bridge: Bridge, event_id: int | None = None) -> None:
        super().__init__()
        self.setAccessibleName("Event")
        self.addItem("No event", None)
        for row in find_events(bridge.reader, ""):
            self.addItem(visible(f"{row.name}, {row.starts_on.year}"), row.id)
        self.setCurrentIndex(max(0, self.findData(event_id)))
        self.setMinimumContentsLength(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def event_id(self) -> int | None:
        """Which one is chosen."""
        found = self.currentData()
        return int(found) if found is not None else None


class WayStepField(QWidget):
    """One step of the way by which something came: how, and through whom or what.

    The line offers people, events and organisations; what is none of these stays words.
    """

    def __init__(self, theme: Theme, bridge: Bridge, number: int) -> None:
        super().__init__()
        self._bridge = bridge
        self._known: dict[str, tuple[str, int]] = {}
        self.kind = QComboBox()
        self.kind.setAccessibleName(f"Step {number}: how")
        for kind in LinkKind:
            self.kind.addItem(kind.words.capitalize(), kind)
        self.who = QLineEdit()
        self.who.setAccessibleName(f"Step {number}: through whom or what")
        self.who.setPlaceholderText("Somebody, an event, a place")
        self.who.setClearButtonEnabled(True)
        self._offers = QStringListModel(self)
        completer = QCompleter(self._offers, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        prepare_popup(completer)
        self.who.setCompleter(completer)
        self.who.textEdited.connect(self._offer)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(8))
        line.addWidget(self.kind)
        line.addWidget(self.who, 1)
        self.setFocusProxy(self.who)

    def set_link(self, link: LinkRow) -> None:
        """Show a step that is there."""
        self.kind.setCurrentIndex(self.kind.findData(link.kind))
        name = visible(link.name)
        for what, row_id in (
            ("person", link.person_id),
            ("event", link.event_id),
            ("organisation", link.organisation_id),
        ):
            if row_id is not None:
                self._known[name] = (what, row_id)
        self.who.setText(name)

    def link(self) -> LinkForm | None:
        """The step; None where nothing is typed."""
        text = self.who.text().strip()
        kind = LinkKind(self.kind.currentData())
        if not text:
            return None
        what, row_id = self._known.get(text) or self._found(text)
        if what == "person":
            return LinkForm(kind, row_id)
        if what == "event":
            return LinkForm(kind, event_id=row_id)
        if what == "organisation":
            return LinkForm(kind, organisation=text)
        return LinkForm(kind, words=text)

    def _found(self, text: str) -> tuple[str, int]:
        """What is called exactly so; words where nothing is, or several are."""
        reader = self._bridge.reader
        people = [i for i, name in matching_people(reader, text) if fold(name) == fold(text)]
        if len(people) == 1:
            return "person", people[0]
        events = [row.id for row in find_events(reader, text) if fold(row.name) == fold(text)]
        if len(events) == 1 and not people:
            return "event", events[0]
        named = [row.id for row in organisation_rows(reader, text) if fold(row.name) == fold(text)]
        return ("organisation", named[0]) if named and not people else ("", 0)

    def _offer(self, text: str) -> None:
        if not fold(text):
            self._offers.setStringList([])
            return
        reader, wanted = self._bridge.reader, fold(text)
        found: dict[str, tuple[str, int]] = {}
        for person in people_offered(self._bridge, text):
            found.setdefault(visible(person.name), ("person", person.id))
        for event in find_events(reader, text)[:4]:
            if wanted in fold(event.name):
                found.setdefault(visible(event.name), ("event", event.id))
        for row in organisation_rows(reader, text)[:4]:
            found.setdefault(visible(row.name), ("organisation", row.id))
        self._known |= found
        self._offers.setStringList(list(found))
