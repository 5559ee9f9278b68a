"""The ways to what an event offers: its form, its sheet, badge mode, a letter after it.

Invariant: from wherever it is opened, it is the same.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from relationship_desk.desk.commands.events import add_event, edit_event
from relationship_desk.desk.commands.follow_up import keep_draft, write_follow_up
from relationship_desk.desk.commands.insights import note_insight
from relationship_desk.desk.follow_up_letters import letter_after
from relationship_desk.desk.preparing import make_prep
from relationship_desk.domain.events import EventForm
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.prep import page_of_prep
from relationship_desk.store.encounters import Card, cards, get_encounter
from relationship_desk.store.events import EventRow, get_event
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.brief.page_dialog import PageDialog
from relationship_desk.ui.events.badge import BadgeDialog
from relationship_desk.ui.events.form import EventDialog
from relationship_desk.ui.letters.dialog import Letter
from relationship_desk.ui.letters.opening import addresses_of, open_letter
from relationship_desk.ui.networking.dialogs import InsightDialog
from relationship_desk.ui.telling import Tell, tell_done
from relationship_desk.ui.theme import Theme


class EventOpener:
    """Opens dialogs over one window; `tell` says what was done. The newest is in `dialog`."""

    def __init__(self, bridge: Bridge, theme: Theme, tell: Tell, parent: QWidget) -> None:
        self._bridge, self._theme, self._tell, self._parent = bridge, theme, tell, parent
        self.dialog: Any = None

    def form(self, row: EventRow | None, proposed: EventForm | None = None) -> None:
        """A new event, perhaps as a calendar proposes it, or one that is there."""
        bridge, desk = self._bridge, self._bridge.desk
        shown = row.form if row is not None else proposed
        window = self._parent.window()
        dialog = self.dialog = EventDialog(self._theme, bridge, shown, window, is_new=row is None)

        dialog.save_by(
            bridge,
            lambda form: (
                desk.do(add_event, form=form)
                if row is None
                else desk.do(edit_event, event_id=row.id, form=form)
            ),
            tell_done(bridge, self._tell),
        )
        dialog.open()

    def prepare(self, event_id: int) -> None:
        """The prep sheet."""
        bridge = self._bridge

        def make() -> Any:
            return page_of_prep(make_prep(bridge.reader, event_id, bridge.today()))

        window = self._parent.window()
        dialog = PageDialog(bridge, self._theme, "Prep sheet", make, self._tell, window)
        self.dialog = dialog
        dialog.show()

    def insight(self, event_id: int) -> None:
        """A new insight that was learned there."""
        bridge = self._bridge
        dialog = self.dialog = InsightDialog(
            self._theme, bridge, None, event_id=event_id, parent=self._parent.window()
        )
        dialog.save_by(
            bridge,
            lambda form: bridge.desk.do(note_insight, form=form),
            tell_done(bridge, self._tell),
        )
        dialog.open()

    def badge(self, event_id: int) -> None:
        """Badge mode."""
        event = get_event(self._bridge.reader, event_id)
        if event is not None:
            window = self._parent.window()
            self.dialog = BadgeDialog(self._bridge, self._theme, event, self._tell, window)
            self.dialog.show()

    def write(self, encounter_id: int) -> bool:
        """A letter to somebody one met; False where there is nobody to write to yet."""
        bridge, desk = self._bridge, self._bridge.desk
        card = card_of(bridge, encounter_id)
        if card is None or card.row.person_id is None:
            return False
        row, ways, person_id = card.row, card.follow_up.ways, card.row.person_id
        draft = row.draft if not card.follow_up.touches else ""
        text = draft or letter_after(bridge.reader, card)
        letter = Letter(
            f"After {row.event}",
            row.name,
            text,
            addresses_of(bridge, person_id),
            f"After {row.event}",
            ways[0],
        )

        def send(said: str, via: Channel) -> Any:
            return desk.do(write_follow_up, encounter_id=row.id, channel=via, text=said)

        self.dialog = open_letter(
            bridge, self._theme, letter, send, self._tell, self._parent.window()
        )
        told = tell_done(bridge, self._tell)
        self.dialog.kept.connect(
            lambda said: bridge.do(keep_draft, told, encounter_id=row.id, text=said)
        )
        return True


def card_of(bridge: Bridge, encounter_id: int) -> Card | None:
    """The card on which a line stands, as it is today."""
    row = get_encounter(bridge.reader, encounter_id)
    if row is None:
        return None
    for card in cards(bridge.reader, bridge.today(), row.event_id):
        if any(line.id == encounter_id for line in card.lines):
            return card
    return None
