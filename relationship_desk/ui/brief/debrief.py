"""After something is done about somebody: what happened is asked of a meeting, and of what says
nothing; anything else may have been no contact at all.

Invariant: only what was done just now, and about one person, is asked about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from relationship_desk.desk.briefing import brief_words
from relationship_desk.desk.commands.timeline import set_counting
from relationship_desk.desk.desk import Outcome
from relationship_desk.store.timeline import InteractionRow, get_interaction
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.plain import visible
from relationship_desk.ui.telling import Offer, done_message, tell_done
from relationship_desk.ui.widgets.bar import Message

QUESTION = "Write down what happened"
NO_CONTACT = "It was no contact"
_IN_THE_TIMELINE = " It is in the timeline."


@dataclass(frozen=True, slots=True)
class Debrief:
    """The meeting that is over: with whom, and the entry that says so."""

    person_id: int
    entry_id: int


def done_with(pane: Pane, outcome: Outcome[Any]) -> Message | None:
    """The message that it is done; None where nothing was."""
    ids = sorted(outcome.changes.interactions)
    entry = get_interaction(pane.bridge.reader, ids[0]) if len(ids) == 1 else None
    words = f"{visible(outcome.label)}.{_IN_THE_TIMELINE if ids else ''}"
    return done_message(pane.bridge, outcome, words, _offer(pane, entry))


def _offer(pane: Pane, entry: InteractionRow | None) -> Offer:
    """What the message offers besides Undo; nothing where nothing was written."""
    if entry is None or not entry.people:
        return "", None
    if not entry.text or brief_words().meeting(entry.text) is not None:
        debrief = Debrief(entry.people[0][0], entry.id)
        return QUESTION, lambda: pane.debrief_wanted.emit(debrief)
    bridge = pane.bridge
    told = tell_done(bridge, pane.message.emit, "It stays in the timeline, and was no contact.")

    def was_none() -> None:
        bridge.do(set_counting, told, interaction_ids=[entry.id], counts=False)

    return NO_CONTACT, was_none
