"""What a person can do with a batch of cards: fill it, look at the addresses, send it.

Invariant: what was sent stands in the timeline of everybody who got it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from relationship_desk.desk.commands.answers import forget_answers
from relationship_desk.desk.commands.written import write_entry
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.standing import BatchForm
from relationship_desk.domain.text import counted, one_line
from relationship_desk.store import schema as s
from relationship_desk.store.people import names_of
from relationship_desk.store.work import Work

BATCH = "card_batch"  # as it is called in answers: by its table
_CHANNELS = {
    BatchForm.CARD: Channel.LETTER,
    BatchForm.LETTER: Channel.LETTER,
    BatchForm.MAIL: Channel.EMAIL,
    BatchForm.GIFT: Channel.OTHER,
}


def make_batch(
    work: Work, now: datetime, *, title: str, form: BatchForm, due_on: date | None = None,
    person_ids: Sequence[int] = (),
) -> int:  # fmt: skip
    """Thanks that go out to many at once; the id."""
    columns = _columns(title, form, due_on)
    batch_id = work.insert(s.CardBatch, created_at=to_text(now), **columns)
    added = add_to_batch(work, now, batch_id=batch_id, person_ids=person_ids)
    work.label = f"New batch “{columns['title']}”" + (f" for {_people(added)}" if added else "")
    return batch_id


def edit_batch(
    work: Work, now: datetime, *, batch_id: int, title: str, form: BatchForm,
    due_on: date | None = None,
) -> None:  # fmt: skip
    """Give a batch another name, form or day. Another day ends a snooze."""
    old = _batch(work, batch_id)
    columns = _columns(title, form, due_on)
    if old["due_on"] != columns["due_on"]:
        forget_answers(work, BATCH, [batch_id])
    work.update(s.CardBatch, batch_id, **columns)
    work.label = f"Edit the batch “{columns['title']}”"
    work.coalesce_key = f"batch {batch_id}"


def delete_batch(work: Work, now: datetime, *, batch_id: int) -> int:
    """Remove a batch; what was sent stays in the timelines. How many people were in it."""
    row = _batch(work, batch_id)
    there = len(work.ids_where(s.CardBatchPerson, "batch_id", [batch_id]))
    work.remove(s.CardBatch, [batch_id])
    work.label = f"Delete the batch “{row['title']}”"
    return there


def add_to_batch(work: Work, now: datetime, *, batch_id: int, person_ids: Sequence[int]) -> int:
    """Put people into a batch, each once; how many are new to it."""
    title = _batch(work, batch_id)["title"]
    ids = list(dict.fromkeys(person_ids))
    if len(names_of(work.connection, ids)) != len(ids):
        raise UserError("One of these people is not there any more; nothing was changed.")
    there = {
        row["person_id"]
        for row in work.rows(
            s.CardBatchPerson, work.ids_where(s.CardBatchPerson, "batch_id", [batch_id])
        )
    }
    new = [(batch_id, i, "") for i in ids if i not in there]
    work.insert_many(s.CardBatchPerson, ("batch_id", "person_id", "what"), new)
    work.label = f"{_people(len(new))} into “{title}”"
    return len(new)


def leave_batch(work: Work, now: datetime, *, recipient_ids: Sequence[int]) -> int:
    """Take people out of a batch; how many they were."""
    work.label = f"Take {_people(len(set(recipient_ids)))} out of a batch"
    return work.remove(s.CardBatchPerson, recipient_ids)


def set_batch_what(work: Work, now: datetime, *, recipient_id: int, what: str) -> bool:
    """What somebody gets beside the card, or instead; whether that is new."""
    _recipients(work, [recipient_id])
    work.label = "Edit what goes to somebody"
    work.coalesce_key = f"batch what {recipient_id}"
    return work.update(s.CardBatchPerson, recipient_id, what=" ".join(what.split()))


def confirm_addresses(work: Work, now: datetime, *, recipient_ids: Sequence[int]) -> int:
    """These addresses were looked at today, and are right; how many that is news for."""
    today = _today(work, now).isoformat()
    rows = _recipients(work, recipient_ids)
    work.label = f"Addresses of {_people(len(rows))} confirmed"
    return sum(work.update(s.CardBatchPerson, row["id"], checked_on=today) for row in rows)


def send_batch(
    work: Work, now: datetime, *, recipient_ids: Sequence[int], on: date | None = None
) -> int:
    """It went out to these: an entry for each who had not got it; how many they were."""
    rows = [row for row in _recipients(work, recipient_ids) if row["sent_on"] is None]
    day = on or _today(work, now)
    for row in rows:
        work.checkpoint()
        batch = _batch(work, row["batch_id"])
        text = f"{batch['title']}: {row['what']}" if row["what"] else batch["title"]
        entry_id = write_entry(
            work, now, person_id=row["person_id"], text=text,
            channel=_CHANNELS[BatchForm(batch["form"])], direction=Direction.MINE, on=day,
        )  # fmt: skip
        work.update(s.CardBatchPerson, row["id"], sent_on=day.isoformat(), interaction_id=entry_id)
    work.label = f"Sent to {_people(len(rows))}"
    return len(rows)


def take_back_batch(work: Work, now: datetime, *, recipient_ids: Sequence[int]) -> int:
    """It did not go out to these after all: its entries go; how many they were."""
    rows = [row for row in _recipients(work, recipient_ids) if row["sent_on"] is not None]
    entries = [row["interaction_id"] for row in rows if row["interaction_id"] is not None]
    work.remove(s.Interaction, entries)
    for row in rows:
        work.update(s.CardBatchPerson, row["id"], sent_on=None)
    work.label = f"Not sent yet to {_people(len(rows))}"
    return len(rows)


def _columns(title: str, form: BatchForm, due_on: date | None) -> dict[str, Any]:
    words = one_line(title, 80)
    if not words:
        raise UserError("A batch needs a name, such as “Cards at the year's end”.")
    return {
        "title": words,
        "form": form.value,
        "due_on": due_on.isoformat() if due_on else None,
    }


def _batch(work: Work, batch_id: int) -> dict[str, Any]:
    row = work.get(s.CardBatch, batch_id)
    if row is None:
        raise UserError("This batch is not there any more; nothing was changed.")
    return row


def _recipients(work: Work, ids: Sequence[int]) -> list[dict[str, Any]]:
    wanted = sorted(set(ids))
    rows = work.rows(s.CardBatchPerson, wanted)
    if len(rows) != len(wanted):
        raise UserError("Somebody is not in this batch any more; nothing was changed.")
    return rows


def _today(work: Work, now: datetime) -> date:
    return now.astimezone(work.here.zone).date()


def _people(number: int) -> str:
    return counted(number, "person", "people")
