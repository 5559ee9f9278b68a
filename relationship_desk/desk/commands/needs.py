"""What a person can do with needs: what somebody is looking for, since when, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from relationship_desk.desk.commands.topics import set_topics
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.people import names_of
from relationship_desk.store.work import Work

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class NeedForm:
    """A need as edited. `until_on`: since when it is over, or None."""

    person_id: int
    text: str
    since_on: date
    topics: tuple[str, ...] = ()
    until_on: date | None = None


def note_need(
    work: Work, now: datetime, *, form: NeedForm, interaction_id: int | None = None
) -> int:
    """Somebody is looking for something; the id. `interaction_id`: the entry in which it was said.

    Raises `UserError` where it has no words, or nobody is there to look for it.
    """
    columns, name = _columns(work, form)
    work.label = f"{name} is looking for {one_line(form.text, _SHOWN)}"
    need_id = work.insert(s.Need, interaction_id=interaction_id, created_at=to_text(now), **columns)
    set_topics(work, s.NeedTopic, "need_id", need_id, form.topics)
    return need_id


def edit_need(work: Work, now: datetime, *, need_id: int, form: NeedForm) -> None:
    """Make a need what the form says."""
    _need(work, need_id)
    columns, name = _columns(work, form)
    work.label = f"Edit what {name} is looking for"
    work.coalesce_key = f"need {need_id}"
    work.update(s.Need, need_id, **columns)
    set_topics(work, s.NeedTopic, "need_id", need_id, form.topics)


def close_needs(work: Work, now: datetime, *, need_ids: Sequence[int]) -> int:
    """It was found, or is not wanted any more; how many were open."""
    rows = [row for row in work.rows(s.Need, sorted(set(need_ids))) if row["until_on"] is None]
    today = now.astimezone(work.here.zone).date()
    for row in rows:
        until = max(today, date.fromisoformat(row["since_on"]))
        work.update(s.Need, row["id"], until_on=until.isoformat())
    work.label = f"No longer looking for {_which(rows)}"
    return len(rows)


def reopen_needs(work: Work, now: datetime, *, need_ids: Sequence[int]) -> int:
    """They are looking again; how many were over."""
    rows = [row for row in work.rows(s.Need, sorted(set(need_ids))) if row["until_on"] is not None]
    for row in rows:
        work.update(s.Need, row["id"], until_on=None)
    work.label = f"Looking again for {_which(rows)}"
    return len(rows)


def drop_needs(work: Work, now: datetime, *, need_ids: Sequence[int]) -> int:
    """Remove needs, as if they had never been noted; how many there were."""
    work.label = f"Remove the need {_which(work.rows(s.Need, sorted(set(need_ids))))}"
    return work.remove(s.Need, need_ids)


def _need(work: Work, need_id: int) -> dict[str, Any]:
    row = work.get(s.Need, need_id)
    if row is None:
        raise UserError("This need is not there any more; nothing was changed.")
    return row


def _columns(work: Work, form: NeedForm) -> tuple[dict[str, object], str]:
    """The columns of a form, and the name of its person."""
    text = form.text.strip()
    if not text:
        raise UserError("Say in a few words what they are looking for.")
    name = names_of(work.connection, [form.person_id]).get(form.person_id)
    if name is None:
        raise UserError("This person is not there any more; nothing was saved.")
    if form.until_on is not None and form.until_on < form.since_on:
        raise UserError("It cannot be over before it began; choose a later day.")
    columns: dict[str, object] = {
        "person_id": form.person_id,
        "text": text,
        "since_on": form.since_on.isoformat(),
        "until_on": form.until_on.isoformat() if form.until_on else None,
    }
    return columns, one_line(name, _SHOWN)


def _which(rows: Sequence[dict[str, Any]]) -> str:
    return f"“{one_line(rows[0]['text'], _SHOWN)}”" if len(rows) == 1 else f"{len(rows)} things"
