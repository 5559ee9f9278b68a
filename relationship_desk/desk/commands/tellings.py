"""Saying who was told what: with an entry that is written for it, in one that is there, or because
they heard of it otherwise.

Invariant: a telling hangs on somebody's part in an entry, so whoever is not in the entry any more
was not told in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from relationship_desk.desk.commands.news import put_by_hand, the_news
from relationship_desk.desk.commands.timeline import InteractionForm, log_interaction
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.people import names_of
from relationship_desk.store.work import Work


def tell_person(
    work: Work,
    now: datetime,
    *,
    news_id: int,
    person_id: int,
    on: date,
    channel: Channel,
    text: str = "",
) -> int:
    """Somebody was told: an entry says so, with what was sent. The entry's id."""
    title = one_line(the_news(work, news_id)["title"], 60)
    words = text.strip() or f"Told about “{title}”."
    form = InteractionForm((person_id,), words, on, None, channel, Direction.MINE, told=(news_id,))
    entry_id = log_interaction(work, now, form=form)
    [part] = work.ids_where(s.Participant, "interaction_id", [entry_id])
    for row_id in work.ids_where(s.Telling, "participant_id", [part]):
        work.update(s.Telling, row_id, wrote=1)
    name = names_of(work.connection, [person_id])[person_id]
    work.label = f"Tell {one_line(name, 40)} about “{title}”"
    return entry_id


def note_known(
    work: Work, now: datetime, *, news_id: int, person_ids: Sequence[int], on: date
) -> int:
    """They know it already, and no entry says how; how many that is new of."""
    title = one_line(the_news(work, news_id)["title"], 40)
    names = names_of(work.connection, person_ids)
    if len(names) != len(set(person_ids)):
        raise UserError("One of these people is not there any more; nothing was saved.")
    who = one_line(names[person_ids[0]], 40) if len(names) == 1 else f"{len(names)} people"
    work.label = f"{who} {'knows' if len(names) == 1 else 'know'} of “{title}”"
    return sum(put_by_hand(work, news_id, i, known_on=on.isoformat()) for i in names)


def untell_people(work: Work, now: datetime, *, news_id: int, person_ids: Sequence[int]) -> int:
    """They do not know after all; of how many that is new. An entry that was only written to say
    so goes; any other stays, and says no more that they were told."""
    title = one_line(the_news(work, news_id)["title"], 40)
    names = names_of(work.connection, person_ids)
    who = "1 person"
    if len(names) == 1:
        who = one_line(next(iter(names.values())), 40)
    elif names:
        who = f"{len(names)} people"
    work.label = f"Not told after all: {who}, about “{title}”"
    return sum([_untell(work, news_id, person_id) for person_id in dict.fromkeys(person_ids)])


def _untell(work: Work, news_id: int, person_id: int) -> bool:
    changed = put_by_hand(work, news_id, person_id, known_on=None)
    parts = work.rows(s.Participant, work.ids_where(s.Participant, "person_id", [person_id]))
    entry_of = {row["id"]: row["interaction_id"] for row in parts}
    tellings = work.rows(s.Telling, work.ids_where(s.Telling, "participant_id", list(entry_of)))
    for telling in tellings:
        if telling["news_id"] != news_id:
            continue
        changed = True
        entry_id = entry_of[telling["participant_id"]]
        if telling["wrote"] and _says_only_this(work, entry_id):
            work.remove(s.Interaction, [entry_id])
        else:
            work.delete(s.Telling, [telling["id"]])
    return changed


def _says_only_this(work: Work, entry_id: int) -> bool:
    """Whether one person is in the entry, and one piece of news was told in it."""
    parts = work.ids_where(s.Participant, "interaction_id", [entry_id])
    return len(parts) == 1 and len(work.ids_where(s.Telling, "participant_id", parts)) == 1
