"""What a person can do with promises: their own, and those of others to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from relationship_desk.desk.commands.answers import forget_answers
from relationship_desk.desk.commands.written import write_entry
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.promises import Owing
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.people import names_of
from relationship_desk.store.work import Work

PROMISE = "promise"  # its source of reminders, as all are called by their table


@dataclass(frozen=True, slots=True)
class PromiseForm:
    """A promise as edited. One of mine with a day reminds on it."""

    person_id: int
    text: str
    direction: Owing = Owing.MINE
    due_on: date | None = None


def make_promise(
    work: Work, now: datetime, *, form: PromiseForm, made_in: int | None = None
) -> int:
    """A new promise; the id. `made_in` is the entry of the timeline that it comes from."""
    columns, name = _columns(work, form)
    work.label = f"{form.direction.words(name)}: {_quoted(form.text)}"
    return work.insert(s.Promise, made_in=made_in, created_at=to_text(now), **columns)


def edit_promise(work: Work, now: datetime, *, promise_id: int, form: PromiseForm) -> None:
    """Make a promise what the form says. Another day ends a snooze."""
    old = _promise(work, promise_id)
    columns, _ = _columns(work, form)
    work.label = f"Edit the promise {_quoted(form.text)}"
    work.coalesce_key = f"promise {promise_id}"
    if old["due_on"] != columns["due_on"]:
        forget_answers(work, PROMISE, [promise_id])
    work.update(s.Promise, promise_id, **columns)


def keep_promise(work: Work, now: datetime, *, promise_id: int) -> int | None:
    """It was kept: writes an entry into the timeline; its id, or None where it was kept before."""
    row = _promise(work, promise_id)
    if row["done_at"] is not None:
        return None
    mine = row["direction"] == Owing.MINE
    work.label = f"Kept: {_quoted(row['text'])}"
    entry_id = write_entry(
        work,
        now,
        person_id=row["person_id"],
        text=f"Promise kept: {row['text']}",
        channel=Channel.OTHER,
        direction=Direction.MINE if mine else Direction.THEIRS,
    )
    work.update(s.Promise, promise_id, done_at=to_text(now), kept_by=entry_id)
    return entry_id


def drop_promises(work: Work, now: datetime, *, promise_ids: Sequence[int]) -> int:
    """Let promises go, as if they had never been made; how many there were."""
    ids = sorted(set(promise_ids))
    rows = work.rows(s.Promise, ids)
    which = _quoted(rows[0]["text"]) if len(rows) == 1 else f"{len(rows)} promises"
    work.label = f"Drop {which}"
    return work.remove(s.Promise, ids)


def _promise(work: Work, promise_id: int) -> dict[str, Any]:
    row = work.get(s.Promise, promise_id)
    if row is None:
        raise UserError("This promise is not there any more; nothing was saved.")
    return row


def _columns(work: Work, form: PromiseForm) -> tuple[dict[str, Any], str]:
    """The columns, and the name of the person."""
    text = form.text.strip()
    if not text:
        raise UserError("A promise needs a few words. Type what was promised.")
    name = names_of(work.connection, [form.person_id]).get(form.person_id)
    if name is None:
        raise UserError("This person is not there any more; nothing was saved.")
    return {
        "person_id": form.person_id,
        "direction": form.direction.value,
        "text": text,
        "due_on": form.due_on.isoformat() if form.due_on else None,
    }, one_line(name, 40)


def _quoted(text: str) -> str:
    return f"“{one_line(text, 40)}”"
