"""Reads of what playbooks left in the store: the texts of tasks, and which were used last."""

from __future__ import annotations

from dataclasses import dataclass

from relationship_desk.domain.kinds import Channel
from relationship_desk.store.database import Connection


@dataclass(frozen=True, slots=True)
class Draft:
    """The text that a task holds, for whom, and how it might go; `title` is the task's words."""

    task_id: int
    title: str
    person_id: int
    playbook: str
    text: str
    via: Channel | None


def draft_of(connection: Connection, task_id: int) -> Draft | None:
    """The text of a task; None where it has none, or nobody to send it to."""
    for row in connection.sql(
        "SELECT text, person_id, playbook, draft, draft_via FROM task "
        "WHERE id = ? AND draft <> '' AND person_id IS NOT NULL",
        (task_id,),
    ):
        title, person_id, playbook, text, via = row
        channel = Channel(via) if via in list(Channel) else None
        return Draft(task_id, title, person_id, playbook, text, channel)
    return None


def recent_playbooks(connection: Connection, most: int = 5) -> list[str]:
    """The keys of the playbooks that were begun last, the newest first."""
    return [
        key
        for (key,) in connection.sql(
            "SELECT playbook FROM task WHERE playbook <> '' GROUP BY playbook "
            "ORDER BY max(id) DESC LIMIT ?",
            (most,),
        )
    ]
