"""The entry that an act of the user's writes into the timeline."""

from __future__ import annotations

from datetime import date, datetime

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.people import names_of
from relationship_desk.store.work import Work

_NAME = 40


def write_entry(
    work: Work,
    now: datetime,
    *,
    person_id: int,
    text: str,
    channel: Channel,
    direction: Direction,
    on: date | None = None,
) -> int:
    """An entry with one person, of today where no day is given; its id."""
    day = on or now.astimezone(work.here.zone).date()
    entry_id = work.insert(
        s.Interaction,
        happened_on=day.isoformat(),
        happened_time="",
        channel=channel.value,
        direction=direction.value,
        text=text,
        counts=int(channel.counts),
        created_at=to_text(now),
    )
    work.insert(s.Participant, interaction_id=entry_id, person_id=person_id)
    return entry_id


def person_name(work: Work, person_id: int) -> str:
    """The person's name, short enough for a label. Raises `UserError` where they are gone."""
    name = names_of(work.connection, [person_id]).get(person_id)
    if name is None:
        raise UserError("This person is not there any more; nothing was saved.")
    return one_line(name, _NAME)
