"""What a task that is done leaves in the timeline of the person whom it is about.

Invariant: no more than one entry for each time a task is done. An entry that nobody changed since
goes with its task when that is not done after all; any other is the user's own by then.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from relationship_desk.desk.briefing import brief_words
from relationship_desk.desk.commands.written import write_entry
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.work import Work

_LENGTH = 500


def write_done(work: Work, now: datetime, task: dict[str, Any]) -> int | None:
    """Write it down; the entry's id, or None for a task about nobody."""
    if task["person_id"] is None:
        return None
    channel = brief_words().meeting(task["text"])
    return write_entry(
        work,
        now,
        person_id=task["person_id"],
        text=_words(task),
        channel=channel or Channel.OTHER,
        direction=Direction.MINE if channel is None else Direction.MUTUAL,
    )


def take_back_done(work: Work, task: dict[str, Any]) -> None:
    """The task is open again: what only said that it was done goes."""
    if task["done_at"] is None or task["person_id"] is None:
        return
    parts = work.ids_where(s.Participant, "person_id", [task["person_id"]])
    entries = {row["interaction_id"] for row in work.rows(s.Participant, parts)}
    for row in work.rows(s.Interaction, sorted(entries)):
        if (row["created_at"], row["text"]) == (task["done_at"], _words(task)):
            work.remove(s.Interaction, [row["id"]])
            return


def _words(task: dict[str, Any]) -> str:
    return f"Done: {one_line(task['text'], _LENGTH)}"
