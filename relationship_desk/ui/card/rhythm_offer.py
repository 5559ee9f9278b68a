"""On the card: whether another rhythm would fit better, with its reason and two answers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from relationship_desk.desk.commands.rhythm_offers import keep_rhythm, take_rhythm
from relationship_desk.domain.rhythm_offers import RhythmOffer
from relationship_desk.store.rhythm_offers import offers_of
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.card.notice import Notice
from relationship_desk.ui.plain import set_tooltip
from relationship_desk.ui.telling import tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message


class RhythmOfferNotice(Notice):
    """Hidden while there is nothing to ask. `message` carries what was done, with its Undo."""

    message = Signal(Message)

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "circle", "quiet", parent)
        self._bridge = bridge
        self._person_id = 0
        self._offer: RhythmOffer | None = None
        self.take = self.add_button("Make it so", lambda: self._answer(take_rhythm))
        self.keep = self.add_button("Keep it", lambda: self._answer(keep_rhythm))

    def show_person(self, person_id: int) -> None:
        """Read anew whether there is a question about a person."""
        found = offers_of(self._bridge.reader, self._bridge.today(), [person_id])
        self._person_id, self._offer = person_id, found.get(person_id)
        self.say(self._offer.question if self._offer else "")
        if self._offer is not None:
            set_tooltip(self, self._offer.reason)
            self.setAccessibleDescription(self._offer.reason)
            for button, words in (
                (self.take, self._offer.make_words),
                (self.keep, self._offer.keep_words),
            ):
                button.setAccessibleName(words)
                set_tooltip(button, words)

    def _answer(self, command: Any) -> None:
        if self._offer is not None:
            told = tell_done(self._bridge, self.message.emit)
            self._bridge.do(command, told, person_id=self._person_id, offer=self._offer)
