"""What a person can do with what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from relationship_desk.desk.commands.catching import catch_marked
from relationship_desk.desk.commands.news import put_told
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.people import names_of
from relationship_desk.store.work import Work


@dataclass(frozen=True, slots=True)
class InteractionForm:
    """An interaction as edited. A date in the future is accepted and does not count until then."""

    people: tuple[int, ...]
    text: str
    on: date
    time: time | None = None
    channel: Channel = Channel.MET
    direction: Direction = Direction.MUTUAL
    counts: bool | None = None  # None: as the channel does
    told: tuple[int, ...] | None = None  # the user's news told in it; None: as it is


def log_interaction(work: Work, now: datetime, *, form: InteractionForm) -> int:
    """Write down what happened; the id."""
    people = _people(work, form.people)
    work.label = f"Log {_a(form.channel)} {_of_whom(work, form.channel, people)}"
    interaction_id = work.insert(s.Interaction, created_at=to_text(now), **_columns(form))
    _add_participants(work, interaction_id, people)
    if form.told:
        put_told(work, interaction_id, form.told)
    catch_marked(work, now, interaction_id, people, form.text, form.on)
    return interaction_id


def edit_interaction(
    work: Work, now: datetime, *, interaction_id: int, form: InteractionForm
) -> None:
    """Make an interaction what the form says."""
    people = _people(work, form.people)
    old = work.get(s.Interaction, interaction_id)
    if old is None:
        raise UserError("This entry is not there any more; nothing was saved.")
    work.label = f"Edit the {form.channel.noun} {_of_whom(work, form.channel, people)}"
    work.coalesce_key = f"interaction {interaction_id}"
    work.update(s.Interaction, interaction_id, **_columns(form))
    there = work.rows(
        s.Participant, work.ids_where(s.Participant, "interaction_id", [interaction_id])
    )
    work.remove(s.Participant, [row["id"] for row in there if row["person_id"] not in people])
    present = {row["person_id"] for row in there}
    _add_participants(work, interaction_id, [p for p in people if p not in present])
    if form.told is not None:
        put_told(work, interaction_id, form.told)
    catch_marked(work, now, interaction_id, people, form.text, form.on, before=old["text"])


def set_counting(work: Work, now: datetime, *, interaction_ids: Sequence[int], counts: bool) -> int:
    """Say of entries whether they were contact; of how many that is new."""
    rows = work.rows(s.Interaction, sorted(set(interaction_ids)))
    text = one_line(rows[0]["text"], 40) if len(rows) == 1 else ""
    which = f"“{text}”" if text else "1 entry" if len(rows) == 1 else f"{len(rows)} entries"
    work.label = f"{'Contact' if counts else 'No contact'}: {which}"
    return sum([work.update(s.Interaction, row["id"], counts=int(counts)) for row in rows])


def delete_interactions(work: Work, now: datetime, *, interaction_ids: Sequence[int]) -> int:
    """Remove entries of the timeline; how many there were."""
    ids = sorted(set(interaction_ids))
    rows = work.rows(s.Interaction, ids)
    text = one_line(rows[0]["text"], 40) if len(rows) == 1 else ""
    entries = "an entry without text" if len(rows) == 1 else f"{len(rows)} entries"
    work.label = f"Delete “{text}”" if text else f"Delete {entries}"
    return work.remove(s.Interaction, ids)


def _columns(form: InteractionForm) -> dict[str, object]:
    counts = form.channel.counts if form.counts is None else form.counts
    return {
        "happened_on": form.on.isoformat(),
        "happened_time": form.time.strftime("%H:%M") if form.time else "",
        "channel": form.channel.value,
        "direction": form.direction.value,
        "text": form.text.strip(),
        "counts": int(counts),
    }


def _people(work: Work, ids: Sequence[int]) -> list[int]:
    people = list(dict.fromkeys(ids))
    if not people:
        raise UserError("Say with whom it was: an entry needs at least one person.")
    if len(names_of(work.connection, people)) != len(people):
        raise UserError("One of these people is not there any more; nothing was saved.")
    return people


def _a(channel: Channel) -> str:
    return f"an {channel.noun}" if channel.noun[0] in "aeiou" else f"a {channel.noun}"


def _of_whom(work: Work, channel: Channel, people: Sequence[int]) -> str:
    word = "about" if channel is Channel.NOTE else "with"
    return f"{word} {_names(work, people)}"


def _names(work: Work, ids: Sequence[int]) -> str:
    names = names_of(work.connection, ids)
    listed = [names[i] for i in ids[:2]]
    more = len(ids) - len(listed)
    return " and ".join(listed) if not more else f"{', '.join(listed)} and {more} more"


def _add_participants(work: Work, interaction_id: int, people: Sequence[int]) -> None:
    work.insert_many(
        s.Participant, ("interaction_id", "person_id"), [(interaction_id, p) for p in people]
    )
