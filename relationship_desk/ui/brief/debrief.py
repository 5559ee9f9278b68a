"""After a meeting: which of the tasks that are done asks what happened there.

Invariant: nobody is asked about a task without a person, or one that is no meeting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from relationship_desk.desk.briefing import brief_words
from relationship_desk.domain.kinds import Channel
from relationship_desk.store.database import Connection
from relationship_desk.store.tasks import get_task
from relationship_desk.ui.panes.base import Pane

QUESTION = "Write down what happened"


@dataclass(frozen=True, slots=True)
class Debrief:
    """With whom it was, and how."""

    person_id: int
    channel: Channel


def debrief_of(connection: Connection, task_ids: Iterable[int]) -> Debrief | None:
    """The meeting that a task tells of, where it is only one that was done."""
    ids = list(task_ids)
    row = get_task(connection, ids[0]) if len(ids) == 1 else None
    if row is None or row.person_id is None:
        return None
    channel = brief_words().meeting(row.text)
    return None if channel is None else Debrief(row.person_id, channel)


def offer_of(pane: Pane, debrief: Debrief | None) -> tuple[str, Callable[[], None] | None]:
    """`offer` and `on_offer` of the message that says that it is done; nothing for no meeting."""
    if debrief is None:
        return "", None
    return QUESTION, lambda: pane.debrief_wanted.emit(debrief)
