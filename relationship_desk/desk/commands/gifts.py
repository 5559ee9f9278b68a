"""What a person can do with gifts: note ideas, give them, and be glad of those that came.

Invariant: a gift that came is a kindness, for which to thank; one that was given stands in the
timeline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from relationship_desk.desk.commands.answers import forget_answers
from relationship_desk.desk.commands.thanks import KindnessForm, record_kindness
from relationship_desk.desk.commands.written import person_name, write_entry
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.gifts import GiftWay
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.money import Money
from relationship_desk.domain.occasions import LONGEST_LEAD
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.work import Work

GIFT = "gift"  # its source of reminders and in Today, as all are called by their table
_QUOTED = 40


@dataclass(frozen=True, slots=True)
class GiftForm:
    """An idea or a gift as edited. With `needed_on` it comes into Today, `lead_days` before."""

    person_id: int
    text: str
    occasion: str = ""
    needed_on: date | None = None
    lead_days: int | None = None
    price: Money | None = None
    note: str = ""


def note_gift(work: Work, now: datetime, *, form: GiftForm, noted_in: int | None = None) -> int:
    """An idea for a gift; the id. `noted_in` is the entry in which it was caught."""
    columns, name = _columns(work, form)
    work.label = f"Gift idea for {name}: {_quoted(form.text)}"
    return _insert(work, now, columns, GiftWay.GIVEN, noted_in_id=noted_in)


def edit_gift(work: Work, now: datetime, *, gift_id: int, form: GiftForm) -> None:
    """Make a gift what the form says; whether it was given stays. Another day ends a snooze."""
    old = _gift(work, gift_id)
    columns, _ = _columns(work, form)
    if (old["needed_on"], old["lead_days"]) != (columns["needed_on"], columns["lead_days"]):
        forget_answers(work, GIFT, [gift_id])
    work.update(s.Gift, gift_id, **columns)
    work.label = f"Edit the gift {_quoted(form.text)}"
    work.coalesce_key = f"gift {gift_id}"


def give_gift(work: Work, now: datetime, *, gift_id: int, on: date | None = None) -> int | None:
    """It was given: writes an entry into the timeline; its id, or None where it was given or came
    before."""
    row = _gift(work, gift_id)
    if row["happened_on"] is not None:
        return None
    name = person_name(work, row["person_id"])
    day = on or now.astimezone(work.here.zone).date()
    entry_id = write_entry(
        work, now, person_id=row["person_id"], text=_told("Gave", row["text"], row["occasion"]),
        channel=Channel.OTHER, direction=Direction.MINE, on=day,
    )  # fmt: skip
    work.update(s.Gift, gift_id, happened_on=day.isoformat(), interaction_id=entry_id)
    work.label = f"Give {name} {_quoted(row['text'])}"
    return entry_id


def keep_gift(work: Work, now: datetime, *, gift_id: int) -> bool:
    """It was not given after all, and is an idea again; whether that is news. The entry that the
    giving wrote goes."""
    row = _gift(work, gift_id)
    if row["way"] != GiftWay.GIVEN or row["happened_on"] is None:
        return False
    if row["interaction_id"] is not None:
        work.remove(s.Interaction, [row["interaction_id"]])
    work.label = f"Not given yet: {_quoted(row['text'])}"
    return work.update(s.Gift, gift_id, happened_on=None)


def receive_gift(
    work: Work, now: datetime, *, form: GiftForm, on: date | None = None, thank: bool = True
) -> int:
    """Somebody gave the user something: it stands in the timeline, and with `thank` among the
    kindnesses; the id of the gift."""
    columns, name = _columns(work, form)
    day = on or now.astimezone(work.here.zone).date()
    told = _told("Was given", form.text, columns["occasion"])
    entry_id = write_entry(
        work, now, person_id=form.person_id, text=told,
        channel=Channel.OTHER, direction=Direction.THEIRS, on=day,
    )  # fmt: skip
    kindness_id = None
    if thank:
        kind = KindnessForm(
            form.person_id, form.text, day, meant_for=form.occasion, interaction_id=entry_id
        )
        kindness_id = record_kindness(work, now, form=kind)
    work.label = f"A gift from {name}: {_quoted(form.text)}"
    columns |= {"needed_on": None, "lead_days": None, "happened_on": day.isoformat()}
    return _insert(
        work, now, columns, GiftWay.RECEIVED, interaction_id=entry_id, kindness_id=kindness_id
    )


def delete_gifts(work: Work, now: datetime, *, gift_ids: Sequence[int]) -> int:
    """Remove ideas and gifts; the entries that tell of them stay. How many there were."""
    rows = work.rows(s.Gift, sorted(set(gift_ids)))
    which = _quoted(rows[0]["text"]) if len(rows) == 1 else f"{len(rows)} gifts"
    work.label = f"Delete the gift {which}" if len(rows) == 1 else f"Delete {which}"
    return work.remove(s.Gift, [row["id"] for row in rows])


def _insert(work: Work, now: datetime, columns: dict[str, Any], way: GiftWay, **more: Any) -> int:
    values = {"happened_on": None, "noted_in_id": None, "interaction_id": None,
              "kindness_id": None} | columns | more  # fmt: skip
    return work.insert(s.Gift, way=way.value, created_at=to_text(now), **values)


def _gift(work: Work, gift_id: int) -> dict[str, Any]:
    row = work.get(s.Gift, gift_id)
    if row is None:
        raise UserError("This gift is not there any more; nothing was saved.")
    return row


def _columns(work: Work, form: GiftForm) -> tuple[dict[str, Any], str]:
    """The columns, and the name of the person."""
    text = " ".join(form.text.split())
    if not text:
        raise UserError("Say what the gift is; nothing was saved.")
    if form.lead_days is not None and not 0 <= form.lead_days <= LONGEST_LEAD:
        raise UserError(f"A gift can be thought of up to {LONGEST_LEAD} days before.")
    return {
        "person_id": form.person_id,
        "text": text,
        "occasion": " ".join(form.occasion.split()),
        "needed_on": form.needed_on.isoformat() if form.needed_on else None,
        "lead_days": form.lead_days,
        "price": form.price.stored if form.price else "",
        "currency": form.price.currency if form.price else "",
        "note": form.note.strip(),
    }, person_name(work, form.person_id)


def _told(verb: str, text: str, occasion: str) -> str:
    what = one_line(text)
    return f"{verb}: {what} ({occasion})" if occasion else f"{verb}: {what}"


def _quoted(text: str) -> str:
    return f"“{one_line(text, _QUOTED)}”"
