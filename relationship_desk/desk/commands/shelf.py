"""What a person can do with the shelf of what they can give: links, files, skills, people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from relationship_desk.desk.commands.topics import set_topics
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.text import one_line
from relationship_desk.domain.value import ResourceKind
from relationship_desk.store import schema as s
from relationship_desk.store.people import names_of
from relationship_desk.store.work import Work

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class ResourceForm:
    """Something on the shelf as edited. `address`: a link, or the path of a file, which stays
    where it is. `person_id`: of kind "person", who it is."""

    title: str
    kind: ResourceKind
    added_on: date
    address: str = ""
    topics: tuple[str, ...] = ()
    note: str = ""
    person_id: int | None = None


def add_resource(work: Work, now: datetime, *, form: ResourceForm) -> int:
    """Put something on the shelf; the id. Raises `UserError` where it has no title."""
    columns = _columns(work, form)
    work.label = f"On the shelf: {one_line(form.title, _SHOWN)}"
    resource_id = work.insert(s.Resource, archived_at=None, created_at=to_text(now), **columns)
    set_topics(work, s.ResourceTopic, "resource_id", resource_id, form.topics)
    return resource_id


def edit_resource(work: Work, now: datetime, *, resource_id: int, form: ResourceForm) -> None:
    """Make something on the shelf what the form says."""
    if work.get(s.Resource, resource_id) is None:
        raise UserError("This is not on the shelf any more; nothing was changed.")
    columns = _columns(work, form)
    work.label = f"Edit {one_line(form.title, _SHOWN)} on the shelf"
    work.coalesce_key = f"resource {resource_id}"
    work.update(s.Resource, resource_id, **columns)
    set_topics(work, s.ResourceTopic, "resource_id", resource_id, form.topics)


def set_resources_aside(
    work: Work, now: datetime, *, resource_ids: Sequence[int], aside: bool
) -> int:
    """Offer things no more, or again; how many stood otherwise before."""
    at = to_text(now) if aside else None
    rows = [
        row
        for row in work.rows(s.Resource, sorted(set(resource_ids)))
        if (row["archived_at"] is not None) != aside
    ]
    for row in rows:
        work.update(s.Resource, row["id"], archived_at=at)
    work.label = f"{'Set aside' if aside else 'Back on the shelf'}: {_which(rows)}"
    return len(rows)


def drop_resources(work: Work, now: datetime, *, resource_ids: Sequence[int]) -> int:
    """Remove things from the shelf; what was given of them stays told. How many there were."""
    work.label = f"Off the shelf: {_which(work.rows(s.Resource, sorted(set(resource_ids))))}"
    return work.remove(s.Resource, resource_ids)


def _columns(work: Work, form: ResourceForm) -> dict[str, object]:
    title = " ".join(form.title.split())
    if not title:
        raise UserError("Give it a title by which you will know it again.")
    person_id = form.person_id if form.kind is ResourceKind.PERSON else None
    if person_id is not None and not names_of(work.connection, [person_id]):
        raise UserError("This person is not there any more; nothing was saved.")
    return {
        "kind": form.kind.value,
        "title": title,
        "address": form.address.strip(),
        "person_id": person_id,
        "note": form.note.strip(),
        "added_on": form.added_on.isoformat(),
    }


def _which(rows: Sequence[dict[str, Any]]) -> str:
    return one_line(rows[0]["title"], _SHOWN) if len(rows) == 1 else f"{len(rows)} things"
